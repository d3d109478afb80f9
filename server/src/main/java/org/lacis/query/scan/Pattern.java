package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.lacis.store.NodeIds;

/// A quad to match: graph, subject, predicate, object, each a term or a variable.
///
/// @param union whether the graph does not matter, and a triple of several graphs counts once; the
///   first of the terms is then ANY
public record Pattern(boolean union, List<Node> terms) {
  public Pattern {
    terms = List.copyOf(terms);
  }

  /// @return empty when a pattern is of a kind that is left to Jena
  static Optional<List<Pattern>> of(OpQuadPattern quads) {
    Node graph = quads.getGraphNode();
    List<Pattern> patterns = new ArrayList<>();
    for (Triple triple : quads.getBasicPattern()) {
      Optional<Pattern> pattern =
          of(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
      if (pattern.isEmpty()) {
        return Optional.empty();
      }
      patterns.add(pattern.orElseThrow());
    }
    return patterns.isEmpty() ? Optional.empty() : Optional.of(patterns);
  }

  /// @return empty when a pattern cannot be read by numbers: a quoted triple, the default graph of
  ///   a chosen dataset
  public static Optional<Pattern> of(Quad quad) {
    return of(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  private static Optional<Pattern> of(Node graph, Node subject, Node predicate, Node object) {
    boolean union = Quad.isUnionGraph(graph);
    boolean readable =
        (union || (!Quad.isDefaultGraph(graph) && simple(graph)))
            && simple(subject)
            && simple(predicate)
            && simple(object);
    return readable
        ? Optional.of(
            new Pattern(union, List.of(union ? Node.ANY : graph, subject, predicate, object)))
        : Optional.empty();
  }

  /// The same pattern with other names for its variables.
  public Pattern renamed(UnaryOperator<Var> name) {
    List<Node> renamed = new ArrayList<>(terms);
    renamed.replaceAll(term -> Var.isVar(term) ? name.apply(Var.alloc(term)) : term);
    return new Pattern(union, renamed);
  }

  /// The numbers of the terms by place, [NodeIds#ABSENT] for variables.
  ///
  /// @return empty when the store does not know one of the terms, so that nothing matches
  public Optional<long[]> ids(NodeIds store) {
    long[] ids = new long[4];
    Arrays.fill(ids, NodeIds.ABSENT);
    for (int place = union ? 1 : 0; place < ids.length; place++) {
      if (!isVariable(place)) {
        ids[place] = store.id(terms.get(place));
        if (ids[place] == NodeIds.ABSENT) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(ids);
  }

  private static boolean simple(Node term) {
    return Var.isVar(term) || term.isURI() || term.isLiteral() || term.isBlank();
  }

  public boolean isVariable(int place) {
    return Var.isVar(terms.get(place));
  }

  boolean mentionsAny(List<Var> variables) {
    for (Node term : terms) {
      if (Var.isVar(term) && variables.contains(term)) {
        return true;
      }
    }
    return false;
  }

  public Set<Var> variables() {
    Set<Var> variables = new LinkedHashSet<>();
    for (Node term : terms) {
      if (Var.isVar(term)) {
        variables.add(Var.alloc(term));
      }
    }
    return variables;
  }
}
