package org.lacis.query.join;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// A quad pattern in the store's numbers.
///
/// @param ids graph, subject, predicate, object; [NodeIds#ABSENT] where there is a variable, or any
///   graph
/// @param variables likewise; null where there is an id
/// @param union whether graphs make no difference, so that a triple counts once
public record Pattern(List<Long> ids, List<Optional<Var>> variables, boolean union) {

  /// @return empty when the pattern cannot be read by numbers: a quoted triple, the default graph
  ///   of a chosen dataset
  public static Optional<Pattern> of(Quad quad, NodeIds ids) {
    Node graph = quad.getGraph();
    boolean union = Quad.isUnionGraph(graph);
    if (!union && Quad.isDefaultGraph(graph)) {
      return Optional.empty();
    }
    List<Node> nodes =
        List.of(union ? Node.ANY : graph, quad.getSubject(), quad.getPredicate(), quad.getObject());
    for (Node node : nodes) {
      if (node.isTripleTerm()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Pattern(
            nodes.stream().map(node -> id(node, ids)).toList(),
            nodes.stream().map(Pattern::variable).toList(),
            union));
  }

  private static Optional<Var> variable(Node node) {
    return Var.isVar(node) ? Optional.of(Var.alloc(node)) : Optional.empty();
  }

  private static long id(Node node, NodeIds ids) {
    return node.isConcrete() ? ids.id(node) : NodeIds.ABSENT;
  }

  /// Whether it holds a term that the store does not know, so that nothing matches.
  boolean hopeless() {
    for (int slot = union ? 1 : 0; slot < 4; slot++) {
      if (variables.get(slot).isEmpty() && ids.get(slot) == NodeIds.ABSENT) {
        return true;
      }
    }
    return false;
  }

  /// Stands for every variable where names make no difference.
  static final Var ANY = Var.alloc("any");

  Pattern renamed(UnaryOperator<Var> name) {
    return new Pattern(ids, variables.stream().map(variable -> variable.map(name)).toList(), union);
  }

  @Nullable Var variable(int slot) {
    return variables.get(slot).orElse(null);
  }

  /// The matches, counted no farther than `most`.
  long count(NodeIds store, long most) {
    return hopeless() ? 0 : store.count(ids.get(0), ids.get(1), ids.get(2), ids.get(3), most);
  }
}
