package org.lacis.query;

import java.util.Optional;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;

/// A condition of a FILTER that the spatial index can find candidates for.
sealed interface Condition {
  /// As it stood in the query: what a row has to satisfy.
  Expr expr();

  /// How two geometries have to lie.
  ///
  /// @param relation empty: no farther apart than `reach`
  /// @param reach metres, 0 for relations
  record Rule(Optional<Relation> relation, double reach) {
    String words() {
      return relation.map(Relation::localName).orElse("distance below " + reach + " m");
    }
  }

  /// Between a variable and a geometry that is known before the query runs.
  ///
  /// @param variableFirst whether the variable is the first argument
  record Fixed(Expr expr, Rule rule, Var variable, GeometryValue constant, boolean variableFirst)
      implements Condition {}

  /// Between two variables.
  record Pair(Expr expr, Rule rule, Var first, Var second) implements Condition {
    Var other(Var one) {
      return one.equals(first) ? second : first;
    }

    boolean speaksOf(Var one) {
      return one.equals(first) || one.equals(second);
    }
  }
}
