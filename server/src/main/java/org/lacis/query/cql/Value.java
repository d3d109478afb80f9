package org.lacis.query.cql;

import java.math.BigDecimal;
import java.util.Optional;
import org.lacis.geometry.GeometryValue;

/// A value of a property as conditions see it.
public sealed interface Value {

  /// Text; also the IRI of a thing that a property leads to.
  record Text(String text) implements Value {}

  /// @param number nearest double
  /// @param exact the number itself where the double may not be it
  record Numeral(double number, Optional<BigDecimal> exact) implements Value {
    public static Numeral of(double number) {
      return new Numeral(number, Optional.empty());
    }

    public static Numeral of(BigDecimal exact) {
      return new Numeral(exact.doubleValue(), Optional.of(exact));
    }

    public static Numeral of(long exact) {
      double number = exact;
      return Math.abs(exact) < (1L << 53) ? of(number) : of(BigDecimal.valueOf(exact));
    }

    BigDecimal decimal() {
      return exact.orElseGet(() -> BigDecimal.valueOf(number));
    }

    /// By the doubles where they differ, which is right because rounding keeps order.
    int compare(Numeral other) {
      int rough = Double.compare(number + 0.0, other.number + 0.0);
      return rough != 0 || exact.isEmpty() || other.exact.isEmpty()
          ? rough
          : exact.get().compareTo(other.exact.get());
    }
  }

  record Bool(boolean value) implements Value {}

  /// A moment, a day or a span of time.
  record Time(TimeSpan span) implements Value {}

  record Shape(GeometryValue geometry) implements Value {}
}
