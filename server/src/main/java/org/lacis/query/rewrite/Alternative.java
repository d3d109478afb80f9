package org.lacis.query.rewrite;

import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.expr.Expr;

/// One way in which a pattern can hold.
///
/// @param patterns to match
/// @param conditions on what they bind
record Alternative(List<Triple> patterns, List<Expr> conditions) {
  Alternative {
    patterns = List.copyOf(patterns);
    conditions = List.copyOf(conditions);
  }

  static Alternative of(Triple... patterns) {
    return new Alternative(List.of(patterns), List.of());
  }

  Alternative and(Alternative other) {
    return new Alternative(
        Stream.concat(patterns.stream(), other.patterns.stream()).toList(),
        Stream.concat(conditions.stream(), other.conditions.stream()).toList());
  }

  Alternative where(Expr condition) {
    return and(new Alternative(List.of(), List.of(condition)));
  }
}
