package org.lacis.query.cql;

import java.util.List;
import java.util.Optional;
import org.lacis.geometry.Crs;
import org.lacis.query.feature.FeatureFilter;
import org.locationtech.jts.geom.Envelope;

/// A filter made ready for rows of some kind. Shapes that it holds are prepared: belongs to one
/// thread.
///
/// Of a property with several values a comparison is true when it is for one of them, and `<>` when
/// no value is equal: `a <> 1` is `NOT a = 1`. A value that cannot be compared with the other
/// operand (a word with a number) counts as unknown; that no value of a property could be is told
/// when the filter is compiled.
///
/// @param <R> what is asked
public final class CqlFilter<R> {
  private final Expression expression;
  private final Compiler.Condition<R> condition;
  private final Start start;

  private CqlFilter(Expression expression, Compiler.Condition<R> condition, Start start) {
    this.expression = expression;
    this.condition = condition;
    this.start = start;
  }

  /// @param crs the system of the filter's coordinates, in the order of its axes: `filter-crs`
  /// @throws CqlException `cql.unknown-property`, `cql.unknown-function`, `cql.type`,
  ///   `cql.coordinate`
  public static <R> CqlFilter<R> compile(Expression expression, Queryables<R> queryables, Crs crs) {
    Compiler<R> compiler = new Compiler<>(queryables, crs);
    return new CqlFilter<>(expression, compiler.condition(expression), compiler.start(expression));
  }

  public Expression expression() {
    return expression;
  }

  public Truth test(R row) {
    return condition.test(row);
  }

  /// Boxes in CRS84, degrees: whatever passes and has a geometry has one that meets one of them;
  /// empty when nothing is known.
  public Optional<List<Envelope>> near() {
    return start.near();
  }

  /// Whether something without a geometry may pass.
  public boolean nowhere() {
    return start.nowhere();
  }

  /// Each of which whatever passes fulfils.
  public List<FeatureFilter.Equality> equalities() {
    return start.equalities();
  }
}
