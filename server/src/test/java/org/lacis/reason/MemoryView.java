package org.lacis.reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.View;

/// A view over quads in memory, with numbers of its own for terms.
final class MemoryView implements View, NodeIds {
  private final DatasetGraph data;
  private final Map<Node, Long> numbers = new HashMap<>();
  private final List<Node> terms = new ArrayList<>();

  MemoryView(DatasetGraph data) {
    this.data = data;
    data.find()
        .forEachRemaining(quad -> {
          number(quad.getGraph());
          number(quad.getSubject());
          number(quad.getPredicate());
          number(quad.getObject());
        });
  }

  private long number(Node node) {
    return numbers.computeIfAbsent(
        node,
        term -> {
          terms.add(term);
          return (long) terms.size() - 1;
        });
  }

  @Override
  public DatasetGraph dataset() {
    return data;
  }

  @Override
  public SpatialIndex spatial() {
    throw new IllegalStateException("reasoning asks nothing of space");
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
    return terms.get((int) id);
  }

  @Override
  public void find(long graph, long subject, long predicate, long object, QuadIds quad) {
    data.find(term(graph), term(subject), term(predicate), term(object))
        .forEachRemaining(found ->
            quad.quad(
                number(found.getGraph()),
                number(found.getSubject()),
                number(found.getPredicate()),
                number(found.getObject())));
  }

  private Node term(long id) {
    return id == ABSENT ? Node.ANY : node(id);
  }
}
