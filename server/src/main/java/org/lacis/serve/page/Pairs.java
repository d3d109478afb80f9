package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import org.lacis.serve.twin.Labels;
import org.lacis.vocabulary.Lacis;

/// The links of one thing with their evidence, and its counterparts in other twins.
record Pairs(List<Pair> counterparts, Map<Key, String> evidence) {
  private static final int MOST = 500;

  /// @param area square metres in common; empty when not told
  /// @param why one sentence; may be empty
  record Pair(Node other, String area, String why) {
    Collection<Node> graphs(DatasetGraph data) {
      Set<Node> graphs = new LinkedHashSet<>();
      Iterator<Quad> types = data.findNG(Node.ANY, other, RDF.type.asNode(), Node.ANY);
      types.forEachRemaining(quad -> graphs.add(quad.getGraph()));
      return graphs;
    }
  }

  record Key(Node predicate, Node other) {}

  /// Why a statement of this property holds; empty when no link says it.
  String why(Node predicate, Node other) {
    return evidence.getOrDefault(new Key(predicate, other), "");
  }

  static Pairs of(DatasetGraph data, Node thing, Labels labels) {
    Map<Key, String> evidence = new HashMap<>();
    Map<Node, String> areas = new HashMap<>();
    links(data, thing, Lacis.LINK_SOURCE, Lacis.LINK_TARGET, labels, evidence, areas);
    links(data, thing, Lacis.LINK_TARGET, Lacis.LINK_SOURCE, labels, evidence, areas);
    Map<Node, Pair> pairs = new LinkedHashMap<>();
    List<Node> others = new ArrayList<>();
    data.findNG(Node.ANY, thing, Lacis.CORRESPONDS_TO, Node.ANY)
        .forEachRemaining(quad -> others.add(quad.getObject()));
    data.findNG(Node.ANY, Node.ANY, Lacis.CORRESPONDS_TO, thing)
        .forEachRemaining(quad -> others.add(quad.getSubject()));
    for (Node other : others) {
      if (other.isURI() && !other.equals(thing)) {
        pairs.putIfAbsent(
            other,
            new Pair(
                other,
                areas.getOrDefault(other, ""),
                evidence.getOrDefault(new Key(Lacis.CORRESPONDS_TO, other), "")));
      }
    }
    List<Pair> sorted = new ArrayList<>(pairs.values());
    sorted.sort((a, b) -> Double.compare(size(b), size(a)));
    return new Pairs(sorted, evidence);
  }

  private static double size(Pair pair) {
    return pair.area().isEmpty() ? 0 : Double.parseDouble(pair.area());
  }

  private static void links(
      DatasetGraph data,
      Node thing,
      Node here,
      Node there,
      Labels labels,
      Map<Key, String> evidence,
      Map<Node, String> areas) {
    Iterator<Quad> links = data.findNG(Node.ANY, Node.ANY, here, thing);
    for (int i = 0; i < MOST && links.hasNext(); i++) {
      Node link = links.next().getSubject();
      Iterator<Quad> ends = data.findNG(Node.ANY, link, there, Node.ANY);
      Iterator<Quad> predicates = data.findNG(Node.ANY, link, Lacis.LINK_PREDICATE, Node.ANY);
      if (ends.hasNext() && predicates.hasNext()) {
        Node other = ends.next().getObject();
        labels
            .literal(link, Lacis.EVIDENCE)
            .ifPresent(why -> evidence.put(new Key(predicates.next().getObject(), other), why));
        labels.literal(link, Lacis.INTERSECTION_AREA).ifPresent(area -> areas.put(other, area));
      }
    }
  }
}
