package org.lacis.query.scan;

import org.apache.jena.sparql.expr.NodeValue;

/// The order of ORDER BY, MIN and MAX as Jena has it, on numbers of terms: unbound first; values
/// that stand in the numbers are compared there, the rest as Jena compares them.
final class ValueOrder {
  private final Words words;

  ValueOrder(Words words) {
    this.words = words;
  }

  int compare(long a, long b) {
    if (a == b) {
      return 0;
    }
    if (!Inline.isBound(a)) {
      return -1;
    }
    if (!Inline.isBound(b)) {
      return 1;
    }
    int order = inline(a, b);
    return order != 0 ? order : NodeValue.compareAlways(words.value(a), words.value(b));
  }

  /// @return 0 when the numbers do not tell
  private static int inline(long a, long b) {
    if (a >= 0 || b >= 0) {
      return 0;
    }
    if (Inline.isDouble(a) && Inline.isDouble(b)) {
      double first = Inline.real(a);
      double second = Inline.real(b);
      return first < second ? -1 : first > second ? 1 : 0;
    }
    if (Inline.isInteger(a) && Inline.isInteger(b)) {
      return Long.compare(Inline.integer(a), Inline.integer(b));
    }
    if (Inline.isDecimal(a) && Inline.isDecimal(b) && Inline.scale(a) == Inline.scale(b)) {
      return Long.compare(Inline.unscaled(a), Inline.unscaled(b));
    }
    return Inline.sameClock(a, b) ? Long.compareUnsigned(a, b) : 0;
  }
}
