package org.lacis.serve.twin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// What is said of one thing, as a graph to hand out: its own statements in every named graph,
/// those of its geometries and blank nodes, and the first of those that point to it.
public final class Description {
  /// How many incoming statements are told.
  static final int INCOMING = 25;

  private static final Set<Node> GEOMETRIES =
      Set.of(Geo.HAS_GEOMETRY, Geo.HAS_DEFAULT_GEOMETRY, Lacis.SOLID_GEOMETRY);

  private Description() {}

  /// Whether anything is said of the node, or points to it.
  public static boolean exists(DatasetGraph data, Node node) {
    return data.contains(Node.ANY, node, Node.ANY, Node.ANY)
        || data.contains(Node.ANY, Node.ANY, Node.ANY, node);
  }

  /// The description of a node.
  public static Graph of(DatasetGraph data, Node node) {
    Graph graph = GraphFactory.createDefaultGraph();
    Deque<Node> open = new ArrayDeque<>(Set.of(node));
    Set<Node> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Iterator<Quad> quads = data.findNG(Node.ANY, open.pop(), Node.ANY, Node.ANY);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        graph.add(quad.asTriple());
        boolean part = quad.getObject().isBlank() || GEOMETRIES.contains(quad.getPredicate());
        if (part && seen.add(quad.getObject())) {
          open.push(quad.getObject());
        }
      }
    }
    Iterator<Quad> incoming = data.findNG(Node.ANY, Node.ANY, Node.ANY, node);
    for (int i = 0; i < INCOMING && incoming.hasNext(); i++) {
      graph.add(incoming.next().asTriple());
    }
    return graph;
  }
}
