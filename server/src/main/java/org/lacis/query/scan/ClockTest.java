package org.lacis.query.scan;

import java.util.List;

/// Compares a column with a date or a date and time, part by part where type and time zone are the
/// same; the rest is left to another test.
final class ClockTest implements RowTest {
  private static final long CLOCK = (1L << Inline.ZONE_SHIFT) - 1;

  private final int column;
  private final Comparison.Sign sign;
  private final long constant;
  private final RowTest others;

  /// @param constant number of the constant, which is a date or a date and time kept inline
  ClockTest(int column, Comparison.Sign sign, long constant, RowTest others) {
    this.column = column;
    this.sign = sign;
    this.constant = constant;
    this.others = others;
  }

  @Override
  public boolean passes(long[][] columns, int row) {
    long id = columns[column][row];
    return Inline.sameClock(id, constant)
        ? sign.holds(Long.compare(id & CLOCK, constant & CLOCK))
        : others.passes(columns, row);
  }

  /// All but what has the same type and time zone and is on the wrong side.
  Ranges ranges() {
    long first = constant & ~CLOCK;
    long last = constant | CLOCK;
    return Ranges.of(
        List.of(
            new Ranges.Range(0, first - 1),
            new Ranges.Range(sign.below() ? first : constant, sign.above() ? last : constant),
            new Ranges.Range(last + 1, -1)));
  }
}
