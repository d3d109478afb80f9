package org.lacis.query.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows that pass all tests.
final class Filter extends Operator {
  private final Operator input;
  private final List<RowTest> tests;

  Filter(Operator input, List<RowTest> tests) {
    super(input.variables());
    this.input = input;
    this.tests = List.copyOf(tests);
  }

  @Override
  @Nullable Batch next() {
    Batch rows = input.next();
    while (rows != null) {
      int kept = rows.size();
      for (RowTest test : tests) {
        kept = kept(rows.columns(), kept, test);
      }
      if (kept > 0) {
        return kept == rows.size() ? rows : new Batch(rows.columns(), kept);
      }
      rows = input.next();
    }
    return null;
  }

  /// Moves what is kept to the front, in place: the batch is ours until the next is asked for.
  private static int kept(long[][] columns, int size, RowTest test) {
    int to = 0;
    for (int row = 0; row < size; row++) {
      if (test.passes(columns, row)) {
        if (to < row) {
          for (long[] column : columns) {
            column[to] = column[row];
          }
        }
        to++;
      }
    }
    return to;
  }
}
