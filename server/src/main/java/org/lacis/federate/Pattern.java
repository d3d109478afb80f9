package org.lacis.federate;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;

/// A triple pattern, in one graph or in the union of what a member says.
///
/// @param graph IRI or variable; [Quad#defaultGraphNodeGenerated] for the union
record Pattern(Node graph, Triple triple) {
  static final Node UNION = Quad.defaultGraphNodeGenerated;

  boolean inUnion() {
    return graph.equals(UNION);
  }

  Set<Var> variables() {
    Set<Var> found = new LinkedHashSet<>();
    Stream.of(graph, triple.getSubject(), triple.getPredicate(), triple.getObject())
        .filter(Var::isVar)
        .forEach(node -> found.add(Var.alloc(node)));
    return found;
  }

  /// The pattern with nothing in the place of variables: what decides who has something of it.
  Shape shape() {
    return new Shape(
        inUnion() ? Node.ANY : open(graph),
        open(triple.getSubject()),
        open(triple.getPredicate()),
        open(triple.getObject()));
  }

  private static Node open(Node node) {
    return node.isConcrete() ? node : Node.ANY;
  }

  /// [Node#ANY] stands for anything.
  record Shape(Node graph, Node subject, Node predicate, Node object) {
    /// Whether everybody who has statements has something of it.
    boolean isAnything() {
      return graph.equals(Node.ANY)
          && subject.equals(Node.ANY)
          && predicate.equals(Node.ANY)
          && object.equals(Node.ANY);
    }
  }
}
