package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;

/// What is said of one thing: by property, each value with the graphs that say it.
record Statements(Map<Node, Map<Node, List<Node>>> byPredicate) {

  /// @param graphs where it is said
  record Said(Node value, List<Node> graphs) {}

  static Statements of(DatasetGraph data, Node thing) {
    Map<Node, Map<Node, List<Node>>> said = new LinkedHashMap<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, thing, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      said.computeIfAbsent(quad.getPredicate(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(quad.getObject(), _ -> new ArrayList<>())
          .add(quad.getGraph());
    }
    return new Statements(said);
  }

  boolean isEmpty() {
    return byPredicate.isEmpty();
  }

  Set<Node> predicates() {
    return byPredicate.keySet();
  }

  List<Said> values(Node predicate) {
    List<Said> values = new ArrayList<>();
    byPredicate
        .getOrDefault(predicate, Map.of())
        .forEach((value, graphs) -> values.add(new Said(value, graphs)));
    return values;
  }

  Set<Node> types() {
    return byPredicate.getOrDefault(RDF.type.asNode(), Map.of()).keySet();
  }

  Set<Node> graphs() {
    Set<Node> graphs = new LinkedHashSet<>();
    byPredicate.values().forEach(values -> values.values().forEach(graphs::addAll));
    return graphs;
  }
}
