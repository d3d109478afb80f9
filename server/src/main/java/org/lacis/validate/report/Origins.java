package org.lacis.validate.report;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.store.View;
import org.lacis.validate.Result;
import org.lacis.vocabulary.TwinIris;

/// Where the examples of a report come from, by the catalogue: which dataset says what was found,
/// and of which files that was made. A store keeps no record of each statement's row.
///
/// @param iris how the twin names its graphs
public record Origins(TwinIris iris) {
  private static final Node DERIVED_FROM =
      NodeFactory.createURI("http://www.w3.org/ns/prov#wasDerivedFrom");

  /// The origin of every example, by focus node; none for those that nobody's data speak of.
  public Map<Node, Origin> of(View view, Report report) {
    Map<Node, Origin> origins = new LinkedHashMap<>();
    for (Report.Group group : report.groups()) {
      for (Result example : group.examples()) {
        if (!origins.containsKey(example.focus())) {
          of(view.dataset(), example).ifPresent(origin -> origins.put(example.focus(), origin));
        }
      }
    }
    return origins;
  }

  private Optional<Origin> of(DatasetGraph data, Result result) {
    return graph(data, result).map(graph -> origin(data, graph));
  }

  /// The graph that says what was found; else one that says what the thing is; else any that says
  /// something of it.
  private Optional<Node> graph(DatasetGraph data, Result result) {
    Node focus = result.focus();
    Node value = result.value() == null ? Node.ANY : result.value();
    if (result.path() instanceof P_Link link) {
      Optional<Node> says = saying(data, focus, link.getNode(), value);
      if (says.isPresent()) {
        return says;
      }
    }
    return saying(data, focus, RDF.type.asNode(), Node.ANY)
        .or(() -> saying(data, focus, Node.ANY, Node.ANY));
  }

  private Optional<Node> saying(DatasetGraph data, Node subject, Node predicate, Node object) {
    Iterator<Quad> quads = data.findNG(Node.ANY, subject, predicate, object);
    while (quads.hasNext()) {
      Node graph = quads.next().getGraph();
      if (!graph.equals(iris.inferredGraph()) && !graph.equals(iris.catalogueGraph())) {
        return Optional.of(graph);
      }
    }
    return Optional.empty();
  }

  private Origin origin(DatasetGraph data, Node graph) {
    String name = graph.toString();
    String head = iris.base() + "graph/";
    List<String> files = new ArrayList<>();
    for (Node source : objects(data, graph, DERIVED_FROM)) {
      objects(data, source, RDFS.label.asNode())
          .forEach(label -> files.add(label.getLiteralLexicalForm()));
    }
    return new Origin(
        name,
        name.startsWith(head) ? name.substring(head.length()) : name,
        List.copyOf(new TreeSet<>(files)),
        Optional.empty());
  }

  private List<Node> objects(DatasetGraph data, Node subject, Node predicate) {
    List<Node> objects = new ArrayList<>();
    data.findNG(iris.catalogueGraph(), subject, predicate, Node.ANY)
        .forEachRemaining(quad -> objects.add(quad.getObject()));
    return objects;
  }
}
