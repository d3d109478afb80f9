package org.lacis.query.scan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.tdb2.store.value.DoubleNode62;

/// Compares a column with a number, on the values that stand in the numbers of terms; what stands
/// elsewhere is left to another test.
///
/// Integers and decimals are compared exactly, and as doubles when one of the two is a double
/// (SPARQL 1.1, 17.3, with the promotions of XPath).
final class NumberTest implements RowTest {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private final int column;
  private final Comparison.Sign sign;
  private final boolean exact;
  private final double real;

  /// The constant times ten to a scale, rounded down, and whether that was exact.
  private final long[] floors = new long[Inline.LARGEST_SCALE + 1];

  private final boolean[] whole = new boolean[Inline.LARGEST_SCALE + 1];
  private final RowTest others;

  /// @param column of the variable; -1 when the test is only made for its ranges
  /// @param others decides on values that are not inline numbers
  NumberTest(int column, Comparison comparison, RowTest others) {
    NodeValue constant = comparison.constant();
    this.column = column;
    this.sign = comparison.sign();
    this.exact = constant.isInteger() || constant.isDecimal();
    this.real = constant.getDouble();
    this.others = others;
    if (exact) {
      scaled(constant.getDecimal());
    }
  }

  private void scaled(BigDecimal constant) {
    for (int scale = 0; scale <= Inline.LARGEST_SCALE; scale++) {
      BigDecimal moved = constant.movePointRight(scale);
      BigInteger floor = moved.setScale(0, RoundingMode.FLOOR).unscaledValue();
      floors[scale] = floor.max(LEAST).min(MOST).longValue();
      whole[scale] = moved.compareTo(BigDecimal.valueOf(floors[scale])) == 0;
    }
  }

  @Override
  public boolean passes(long[][] columns, int row) {
    long id = columns[column][row];
    if (Inline.isDouble(id)) {
      double value = Inline.real(id);
      return Double.isNaN(value)
          ? others.passes(columns, row)
          : sign.holds(Double.compare(value, real));
    }
    if (Inline.isInteger(id)) {
      long value = Inline.integer(id);
      return sign.holds(exact ? compare(value, 0) : Double.compare((double) value, real));
    }
    if (Inline.isDecimal(id)) {
      return sign.holds(
          exact
              ? compare(Inline.unscaled(id), Inline.scale(id))
              : Double.compare(Inline.decimalAsDouble(id), real));
    }
    return others.passes(columns, row);
  }

  private int compare(long value, int scale) {
    if (value == floors[scale]) {
      return whole[scale] ? 0 : -1;
    }
    return value < floors[scale] ? -1 : 1;
  }

  /// Where the numbers of terms lie that may pass: none that passes is outside.
  Ranges ranges() {
    List<Ranges.Range> ranges = new ArrayList<>();
    ranges.add(new Ranges.Range(0, Long.MAX_VALUE));
    if (!exact) {
      ranges.add(new Ranges.Range(Inline.type(1), Inline.DOUBLE - 1));
    } else {
      signed(ranges, Inline.INTEGER, 56, 0);
      for (int type = Inline.FIRST_DERIVED; type <= Inline.LAST_DERIVED; type++) {
        signed(ranges, Inline.type(type), 56, 0);
      }
      for (int scale = 0; scale <= Inline.LARGEST_SCALE; scale++) {
        signed(ranges, Inline.DECIMAL | (long) scale << Inline.SCALE_SHIFT, 48, scale);
      }
      // Decimals of larger scales, and floats, which are compared one by one.
      ranges.add(
          new Ranges.Range(
              Inline.DECIMAL | (Inline.LARGEST_SCALE + 1L) << Inline.SCALE_SHIFT,
              Inline.type(3) | Inline.VALUE));
    }
    reals(ranges);
    return Ranges.of(ranges);
  }

  /// Numbers of some bits: those from 0 on come first, then those below.
  private void signed(List<Ranges.Range> ranges, long type, int bits, int scale) {
    long most = (1L << (bits - 1)) - 1;
    long mask = (1L << bits) - 1;
    long from = sign.below() ? -most - 1 : Math.clamp(floors[scale], -most - 1, most);
    long to = sign.above() ? most : Math.clamp(floors[scale], -most - 1, most);
    if (to >= 0) {
      ranges.add(new Ranges.Range(type | Math.max(0, from), type | to));
    }
    if (from < 0) {
      ranges.add(new Ranges.Range(type | (from & mask), type | (Math.min(-1, to) & mask)));
    }
  }

  /// Doubles from 0 on come first, in order; then those below, from 0 downwards.
  private void reals(List<Ranges.Range> ranges) {
    long negative = Inline.DOUBLE | 1L << 61;
    long place = DoubleNode62.pack(real);
    boolean plain = place != DoubleNode62.NO_ENCODING && Double.isFinite(real) && real != 0;
    if (!plain) {
      ranges.add(new Ranges.Range(Inline.DOUBLE, -1));
    } else if (real > 0) {
      long middle = Inline.DOUBLE | place;
      ranges.add(
          new Ranges.Range(
              sign.below() ? Inline.DOUBLE : Math.max(Inline.DOUBLE, middle - 1),
              sign.above() ? negative - 1 : middle + 1));
      if (sign.below()) {
        ranges.add(new Ranges.Range(negative, -1));
      }
    } else {
      long middle = Inline.DOUBLE | place;
      ranges.add(
          new Ranges.Range(
              sign.above() ? negative : middle - 1, sign.below() ? -1 : Math.min(-1, middle + 1)));
      if (sign.above()) {
        ranges.add(new Ranges.Range(Inline.DOUBLE, negative - 1));
      }
    }
  }
}
