package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;

/// Patterns that all have to match, patterns that may, and filters.
///
/// @param patterns at least one
/// @param optionals each shares only variables of `patterns`
record Relation(List<Pattern> patterns, List<Pattern> optionals, List<Expr> filters) {
  Relation {
    patterns = List.copyOf(patterns);
    optionals = List.copyOf(optionals);
    filters = List.copyOf(filters);
  }

  /// @return empty when the operation is, or has in it, what is left to Jena
  static Optional<Relation> of(Op op) {
    return switch (op) {
      case OpQuadPattern quads ->
          Pattern.of(quads).map(patterns -> new Relation(patterns, List.of(), List.of()));
      case OpFilter filter -> of(filter.getSubOp()).flatMap(sub -> sub.filtered(filter));
      case OpSequence sequence -> all(sequence.getElements());
      case OpJoin join -> all(List.of(join.getLeft(), join.getRight()));
      case OpConditional conditional -> optional(conditional.getLeft(), conditional.getRight());
      case OpLeftJoin join ->
          join.getExprs() == null || join.getExprs().isEmpty()
              ? optional(join.getLeft(), join.getRight())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Relation> all(List<Op> ops) {
    List<Pattern> patterns = new ArrayList<>();
    List<Expr> filters = new ArrayList<>();
    for (Op op : ops) {
      Optional<Relation> part = of(op);
      if (part.isEmpty() || !part.orElseThrow().optionals.isEmpty()) {
        return Optional.empty();
      }
      patterns.addAll(part.orElseThrow().patterns);
      filters.addAll(part.orElseThrow().filters);
    }
    return Optional.of(new Relation(patterns, List.of(), filters));
  }

  private Optional<Relation> filtered(OpFilter filter) {
    List<Expr> more = new ArrayList<>(filters);
    more.addAll(filter.getExprs().getList());
    Set<Var> variables = variables();
    // A variable that nothing here binds may be bound by what is around.
    boolean fits =
        filter.getExprs().getList().stream()
            .allMatch(expr ->
                Conditions.supported(expr) && variables.containsAll(expr.getVarsMentioned()));
    return fits ? Optional.of(new Relation(patterns, optionals, more)) : Optional.empty();
  }

  private static Optional<Relation> optional(Op left, Op right) {
    Optional<Relation> must = of(left);
    Optional<Relation> may = of(right);
    if (must.isEmpty() || may.isEmpty()) {
      return Optional.empty();
    }
    Relation some = may.orElseThrow();
    Relation base = must.orElseThrow();
    boolean one = some.patterns.size() == 1 && some.optionals.isEmpty() && some.filters.isEmpty();
    if (!one || !base.filtersAreEarly()) {
      return Optional.empty();
    }
    Pattern pattern = some.patterns.getFirst();
    Set<Var> perhaps = new LinkedHashSet<>();
    base.optionals.forEach(other -> perhaps.addAll(other.variables()));
    perhaps.removeAll(base.bound());
    if (pattern.variables().stream().anyMatch(perhaps::contains)) {
      return Optional.empty();
    }
    List<Pattern> optionals = new ArrayList<>(base.optionals);
    optionals.add(pattern);
    return Optional.of(new Relation(base.patterns, optionals, base.filters));
  }

  /// Whether the filters can be asked before anything optional is looked for.
  private boolean filtersAreEarly() {
    Set<Var> bound = bound();
    return filters.stream().allMatch(expr -> bound.containsAll(expr.getVarsMentioned()));
  }

  /// Variables that every row binds.
  Set<Var> bound() {
    Set<Var> variables = new LinkedHashSet<>();
    patterns.forEach(pattern -> variables.addAll(pattern.variables()));
    return variables;
  }

  Set<Var> variables() {
    Set<Var> variables = bound();
    optionals.forEach(pattern -> variables.addAll(pattern.variables()));
    return variables;
  }
}
