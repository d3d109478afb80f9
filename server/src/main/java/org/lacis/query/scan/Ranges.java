package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Ranges of numbers of terms outside of which a condition cannot be met, in unsigned order, apart
/// from each other.
record Ranges(List<Range> ranges) {
  static final Ranges ALL = new Ranges(List.of(new Range(0, -1)));

  /// @param low first number, unsigned
  /// @param high last number, unsigned
  record Range(long low, long high) {
    boolean isEmpty() {
      return Long.compareUnsigned(low, high) > 0;
    }
  }

  Ranges {
    ranges = List.copyOf(ranges);
  }

  static Ranges of(List<Range> some) {
    List<Range> sorted = new ArrayList<>(some.stream().filter(range -> !range.isEmpty()).toList());
    sorted.sort(Comparator.comparing(Range::low, Long::compareUnsigned));
    return new Ranges(sorted);
  }

  Ranges and(Ranges other) {
    List<Range> both = new ArrayList<>();
    for (Range a : ranges) {
      for (Range b : other.ranges) {
        Range range =
            new Range(
                Long.compareUnsigned(a.low, b.low) > 0 ? a.low : b.low,
                Long.compareUnsigned(a.high, b.high) < 0 ? a.high : b.high);
        if (!range.isEmpty()) {
          both.add(range);
        }
      }
    }
    return of(both);
  }
}
