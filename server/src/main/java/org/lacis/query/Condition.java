package org.lacis.query;

import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.lacis.query.join.Placed;
import org.lacis.query.join.Rule;

/// A condition of a FILTER that the spatial index can find candidates for.
sealed interface Condition {
  /// As it stood in the query: what a row has to satisfy.
  Expr expr();

  /// How the two geometries have to lie.
  Rule rule();

  /// Between a variable and a geometry that is known before the query runs.
  ///
  /// @param variableFirst whether the variable is the first argument
  record Fixed(Expr expr, Rule rule, Var variable, Placed constant, boolean variableFirst)
      implements Condition {}

  /// Between two variables.
  record Pair(Expr expr, Rule rule, Var first, Var second) implements Condition {
    Var other(Var one) {
      return one.equals(first) ? second : first;
    }
  }
}
