package org.lacis.link;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.TwinIris;

/// A view held in memory, numbering terms in the order of their loading.
final class FakeView implements View, NodeIds {
  static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");

  private final DatasetGraph dataset = DatasetGraphFactory.create();
  private final Map<Node, Long> numbers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final LongArrayList touched = new LongArrayList();

  /// A thing with its class and default geometry.
  FakeView thing(String graph, Node type, String name, String wkt) {
    Node thing = iri(name);
    Node geometry = iri(name + "/geometry");
    return quad(graph, thing, RDF.type.asNode(), type)
        .quad(graph, thing, Geo.HAS_DEFAULT_GEOMETRY, geometry)
        .quad(graph, geometry, Geo.AS_WKT, wkt(wkt));
  }

  FakeView quad(String graph, Node subject, Node predicate, Node object) {
    Node graphNode = IRIS.datasetGraph(graph);
    for (Node node : List.of(graphNode, subject, predicate, object)) {
      if (!numbers.containsKey(node)) {
        numbers.put(node, (long) nodes.size());
        nodes.add(node);
      }
    }
    dataset.add(graphNode, subject, predicate, object);
    touch(graphNode, subject, predicate, object);
    return this;
  }

  FakeView remove(String graph, Node subject, Node predicate, Node object) {
    Node graphNode = IRIS.datasetGraph(graph);
    dataset.delete(graphNode, subject, predicate, object);
    touch(graphNode, subject, predicate, object);
    return this;
  }

  private void touch(Node... quad) {
    for (Node node : quad) {
      touched.add(id(node));
    }
  }

  /// The quads that were added or removed since this was asked last.
  Delta touched() {
    Delta delta = new Delta(touched.toLongArray());
    touched.clear();
    return delta;
  }

  static Node iri(String name) {
    return NodeFactory.createURI("https://jumeaux.example/id/" + name);
  }

  static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  @Override
  public DatasetGraph dataset() {
    return dataset;
  }

  @Override
  public SpatialIndex spatial() {
    throw new UnsupportedOperationException("linking builds its own index");
  }

  @Override
  public NodeIds ids() {
    return this;
  }

  @Override
  public long id(Node node) {
    return numbers.getOrDefault(node, ABSENT);
  }

  @Override
  public Node node(long id) {
    return nodes.get((int) id);
  }

  @Override
  public void find(long graph, long subject, long predicate, long object, QuadIds quad) {
    List<long[]> found = new ArrayList<>();
    dataset
        .findNG(pattern(graph), pattern(subject), pattern(predicate), pattern(object))
        .forEachRemaining(q ->
            found.add(
                new long[] {
                  id(q.getGraph()), id(q.getSubject()), id(q.getPredicate()), id(q.getObject())
                }));
    found.forEach(q -> quad.quad(q[0], q[1], q[2], q[3]));
  }

  private Node pattern(long id) {
    return id == ABSENT ? Node.ANY : node(id);
  }
}
