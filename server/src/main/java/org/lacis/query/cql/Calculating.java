package org.lacis.query.cql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Arithmetic on numbers, in decimals of 34 digits; powers in doubles. What has no result (division
/// by nothing) is NULL.
final class Calculating {
  private Calculating() {}

  static List<Value> all(Expression.Sign sign, List<Value> left, List<Value> right) {
    List<Value> results = new ArrayList<>(1);
    for (Value one : left) {
      for (Value other : right) {
        if (one instanceof Value.Numeral a && other instanceof Value.Numeral b) {
          result(sign, a, b).ifPresent(results::add);
        }
      }
    }
    return results;
  }

  private static Optional<Value.Numeral> result(
      Expression.Sign sign, Value.Numeral a, Value.Numeral b) {
    if (!Double.isFinite(a.number()) || !Double.isFinite(b.number())) {
      return Optional.empty();
    }
    return switch (sign) {
      case PLUS -> decimal(a.decimal().add(b.decimal(), MathContext.DECIMAL128));
      case MINUS -> decimal(a.decimal().subtract(b.decimal(), MathContext.DECIMAL128));
      case TIMES -> decimal(a.decimal().multiply(b.decimal(), MathContext.DECIMAL128));
      case OVER ->
          b.number() == 0
              ? Optional.empty()
              : decimal(a.decimal().divide(b.decimal(), MathContext.DECIMAL128));
      case MODULO ->
          whole(a, b)
              .flatMap(times ->
                  decimal(
                      a.decimal().subtract(times.multiply(b.decimal()), MathContext.DECIMAL128)));
      case DIV -> whole(a, b).flatMap(Calculating::decimal);
      case POWER -> {
        double power = Math.pow(a.number(), b.number());
        yield Double.isFinite(power) ? Optional.of(Value.Numeral.of(power)) : Optional.empty();
      }
    };
  }

  /// How many times the second goes into the first, towards zero.
  private static Optional<BigDecimal> whole(Value.Numeral a, Value.Numeral b) {
    if (b.number() == 0 || Math.abs(a.number() / b.number()) > 1e30) {
      return Optional.empty();
    }
    return Optional.of(
        a.decimal().divide(b.decimal(), MathContext.DECIMAL128).setScale(0, RoundingMode.DOWN));
  }

  private static Optional<Value.Numeral> decimal(BigDecimal number) {
    return Double.isFinite(number.doubleValue())
        ? Optional.of(Value.Numeral.of(number))
        : Optional.empty();
  }
}
