package org.lacis.federate;

import java.util.Optional;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.Expr;

/// A condition that something is there, or not.
record Existence(Op pattern, boolean wanted) {
  static Optional<Existence> of(Expr expr) {
    return switch (expr) {
      case E_Exists exists -> Optional.of(new Existence(exists.getGraphPattern(), true));
      case E_NotExists lacks -> Optional.of(new Existence(lacks.getGraphPattern(), false));
      default -> Optional.empty();
    };
  }
}
