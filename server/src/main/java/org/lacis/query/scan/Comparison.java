package org.lacis.query.scan;

import java.util.Optional;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_GreaterThan;
import org.apache.jena.sparql.expr.E_GreaterThanOrEqual;
import org.apache.jena.sparql.expr.E_LessThan;
import org.apache.jena.sparql.expr.E_LessThanOrEqual;
import org.apache.jena.sparql.expr.E_NotEquals;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.NodeValue;

/// A variable compared with a constant.
///
/// @param constant stands to the right of the operator
record Comparison(Var variable, Sign sign, NodeValue constant) {
  enum Sign {
    LESS,
    AT_MOST,
    EQUAL,
    OTHER,
    AT_LEAST,
    MORE;

    boolean holds(int order) {
      return switch (this) {
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case EQUAL -> order == 0;
        case OTHER -> order != 0;
        case AT_LEAST -> order >= 0;
        case MORE -> order > 0;
      };
    }

    Sign turned() {
      return switch (this) {
        case LESS -> MORE;
        case AT_MOST -> AT_LEAST;
        case EQUAL -> EQUAL;
        case OTHER -> OTHER;
        case AT_LEAST -> AT_MOST;
        case MORE -> LESS;
      };
    }

    /// Whether values below the constant can pass.
    boolean below() {
      return this == LESS || this == AT_MOST || this == OTHER;
    }

    boolean above() {
      return this == MORE || this == AT_LEAST || this == OTHER;
    }
  }

  static Optional<Comparison> of(Expr expr) {
    Sign sign =
        switch (expr) {
          case E_LessThan _ -> Sign.LESS;
          case E_LessThanOrEqual _ -> Sign.AT_MOST;
          case E_Equals _ -> Sign.EQUAL;
          case E_NotEquals _ -> Sign.OTHER;
          case E_GreaterThanOrEqual _ -> Sign.AT_LEAST;
          case E_GreaterThan _ -> Sign.MORE;
          default -> null;
        };
    if (sign == null || !(expr instanceof ExprFunction2 two)) {
      return Optional.empty();
    }
    if (two.getArg1().isVariable() && two.getArg2().isConstant()) {
      return Optional.of(new Comparison(two.getArg1().asVar(), sign, two.getArg2().getConstant()));
    }
    if (two.getArg1().isConstant() && two.getArg2().isVariable()) {
      return Optional.of(
          new Comparison(two.getArg2().asVar(), sign.turned(), two.getArg1().getConstant()));
    }
    return Optional.empty();
  }

  /// Whether the constant is a number that is compared exactly or as a double.
  boolean isNumber() {
    return constant.isNumber()
        && !constant.isFloat()
        && (constant.isInteger()
            || constant.isDecimal()
            || (constant.isDouble() && !Double.isNaN(constant.getDouble())));
  }
}
