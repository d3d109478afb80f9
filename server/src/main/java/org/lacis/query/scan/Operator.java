package org.lacis.query.scan;

import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;

/// Gives rows of numbers, some at a time.
abstract class Operator {
  private final List<Var> variables;

  Operator(List<Var> variables) {
    this.variables = List.copyOf(variables);
  }

  /// What the columns of the batches are.
  final List<Var> variables() {
    return variables;
  }

  final int column(Var variable) {
    return variables.indexOf(variable);
  }

  /// @return some rows, at least one; null when there are no more
  abstract @Nullable Batch next();
}
