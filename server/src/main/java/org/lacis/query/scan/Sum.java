package org.lacis.query.scan;

import java.math.BigDecimal;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;
import org.jspecify.annotations.Nullable;

/// A sum as SPARQL adds: integers and decimals exactly, all as doubles from the first double on.
/// What is no inline integer, decimal or double is added by Jena.
final class Sum {
  private enum Kind {
    INTEGER,
    DECIMAL,
    DOUBLE,
    OTHER
  }

  private Kind kind = Kind.INTEGER;
  private long count;
  private long firstId;
  private boolean failed;

  /// Integer, or decimal of `scale`.
  private long number;

  private int scale;
  private double real;
  private @Nullable NodeValue other;

  void add(long id, Words words) {
    if (failed) {
      return;
    }
    if (!Inline.isBound(id)) {
      failed = true;
      return;
    }
    if (count++ == 0) {
      firstId = id;
    }
    if (kind == Kind.OTHER || !fast(id)) {
      slow(id, words);
    }
  }

  private boolean fast(long id) {
    if (Inline.isDouble(id)) {
      double value = Inline.real(id);
      real = count == 1 ? value : asDouble() + value;
      kind = Kind.DOUBLE;
      return true;
    }
    if (Inline.isInteger(id)) {
      return kind == Kind.DOUBLE ? plus((double) Inline.integer(id)) : plus(Inline.integer(id), 0);
    }
    if (Inline.isDecimal(id)) {
      return kind == Kind.DOUBLE
          ? plus(Inline.decimalAsDouble(id))
          : plus(Inline.unscaled(id), Inline.scale(id)) && becomesDecimal();
    }
    return false;
  }

  private boolean becomesDecimal() {
    kind = Kind.DECIMAL;
    return true;
  }

  private boolean plus(double value) {
    real += value;
    return true;
  }

  /// @return false when it does not fit a long
  private boolean plus(long value, int valueScale) {
    long addend = value;
    long sum = number;
    if (valueScale != scale) {
      int wider = Math.max(scale, valueScale);
      long a = shifted(sum, wider - scale);
      long b = shifted(addend, wider - valueScale);
      if ((a == Long.MIN_VALUE) || (b == Long.MIN_VALUE)) {
        return false;
      }
      sum = a;
      addend = b;
    }
    long total = sum + addend;
    if (((sum ^ total) & (addend ^ total)) < 0) {
      return false;
    }
    scale = Math.max(scale, valueScale);
    number = total;
    return true;
  }

  /// @return the least long when it does not fit
  private static long shifted(long value, int places) {
    long shifted = value;
    for (int i = 0; i < places; i++) {
      if (Math.multiplyHigh(shifted, 10) != (shifted * 10) >> 63) {
        return Long.MIN_VALUE;
      }
      shifted *= 10;
    }
    return shifted;
  }

  private double asDouble() {
    return switch (kind) {
      case INTEGER -> (double) number;
      case DECIMAL -> BigDecimal.valueOf(number, scale).doubleValue();
      case DOUBLE, OTHER -> real;
    };
  }

  private void slow(long id, Words words) {
    NodeValue value = words.value(id);
    if (!value.isNumber()) {
      failed = true;
      return;
    }
    NodeValue before = count == 1 ? null : total(words, count - 1);
    other = before == null ? value : XSDFuncOp.numAdd(value, before);
    kind = Kind.OTHER;
  }

  private @Nullable NodeValue total(Words words, long added) {
    if (added == 1 && kind != Kind.OTHER) {
      return words.value(firstId);
    }
    return switch (kind) {
      case INTEGER -> NodeValue.makeInteger(number);
      case DECIMAL -> NodeValue.makeDecimal(BigDecimal.valueOf(number, scale));
      case DOUBLE -> NodeValue.makeDouble(real);
      case OTHER -> other;
    };
  }

  long count() {
    return count;
  }

  /// @return null when there was an error, or nothing to add
  @Nullable NodeValue total(Words words) {
    return failed || count == 0 ? null : total(words, count);
  }
}
