package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;

/// A quad to match: graph, subject, predicate, object, each a term or a variable.
///
/// @param union whether the graph does not matter, and a triple of several graphs counts once; the
///   first of the terms is then ANY
record Pattern(boolean union, List<Node> terms) {
  Pattern {
    terms = List.copyOf(terms);
  }

  /// @return empty when a pattern is of a kind that is left to Jena
  static Optional<List<Pattern>> of(OpQuadPattern quads) {
    Node graph = quads.getGraphNode();
    boolean union = Quad.isUnionGraph(graph);
    if (!union && (Quad.isDefaultGraph(graph) || !simple(graph))) {
      return Optional.empty();
    }
    List<Pattern> patterns = new ArrayList<>();
    for (Triple triple : quads.getBasicPattern()) {
      List<Node> terms =
          List.of(
              union ? Node.ANY : graph,
              triple.getSubject(),
              triple.getPredicate(),
              triple.getObject());
      if (!terms.stream().skip(1).allMatch(Pattern::simple)) {
        return Optional.empty();
      }
      patterns.add(new Pattern(union, terms));
    }
    return patterns.isEmpty() ? Optional.empty() : Optional.of(patterns);
  }

  private static boolean simple(Node term) {
    return Var.isVar(term) || term.isURI() || term.isLiteral() || term.isBlank();
  }

  boolean isVariable(int place) {
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

  Set<Var> variables() {
    Set<Var> variables = new LinkedHashSet<>();
    for (Node term : terms) {
      if (Var.isVar(term)) {
        variables.add(Var.alloc(term));
      }
    }
    return variables;
  }
}
