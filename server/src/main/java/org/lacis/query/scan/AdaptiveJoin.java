package org.lacis.query.scan;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Joins rows with a pattern: looks each row up as long as there are few of them, and reads the
/// whole pattern once when there turn out to be many. How many there will be need not be known
/// beforehand.
final class AdaptiveJoin extends Operator {
  /// Rows read in the time that one is looked up, about.
  private static final int READ_PER_LOOKUP = 24;

  /// A table of more rows than this is not made: lookups need no memory.
  private static final long LARGEST_TABLE = 20_000_000;

  private final Sources sources;
  private final Operator input;
  private final Parts pattern;
  private final boolean optional;
  private long enough = 128;
  private boolean sure;
  private final Few few;
  private final LookupJoin lookups;
  private @Nullable HashJoin rest;

  /// How to read the pattern.
  ///
  /// @param lookup for each row of the input
  /// @param whole by itself
  /// @param size keys of the pattern read whole, about
  /// @param rows of the input, about
  record Parts(PatternReader lookup, Operator whole, LongSupplier size, double rows) {}

  AdaptiveJoin(Sources sources, Operator input, Parts pattern, boolean optional) {
    super(LookupJoin.both(input.variables(), pattern.lookup.fresh()));
    this.sources = sources;
    this.input = input;
    this.pattern = pattern;
    this.optional = optional;
    this.few = new Few();
    this.lookups = new LookupJoin(sources, few, pattern.lookup, optional);
  }

  /// The first rows of the input.
  private final class Few extends Operator {
    private long given;
    private boolean over;

    Few() {
      super(input.variables());
    }

    @Override
    @Nullable Batch next() {
      if (over || isEnough(given)) {
        return null;
      }
      Batch rows = input.next();
      over = rows == null;
      given += rows == null ? 0 : rows.size();
      return rows;
    }
  }

  /// What a pattern meets is only asked for when there are some rows.
  private boolean isEnough(long given) {
    if (given >= enough && !sure) {
      sure = true;
      long size = pattern.size.getAsLong();
      enough = size > LARGEST_TABLE ? Long.MAX_VALUE : Math.max(enough, size / READ_PER_LOOKUP);
    }
    return given >= enough;
  }

  @Override
  @Nullable Batch next() {
    HashJoin many = rest;
    if (many == null) {
      Batch rows = lookups.next();
      if (rows != null || few.over) {
        return rows;
      }
      // The side that is read first is the smaller one.
      boolean inputFirst = !optional && 2 * pattern.rows < pattern.size.getAsLong();
      many =
          inputFirst
              ? new HashJoin(sources, pattern.whole, input, false)
              : new HashJoin(sources, input, pattern.whole, optional);
      rest = many;
    }
    Batch rows = many.next();
    return rows == null || many.variables().equals(variables()) ? rows : ordered(many, rows);
  }

  private Batch ordered(HashJoin many, Batch rows) {
    long[][] columns = new long[variables().size()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rows.columns()[many.column(variables().get(i))];
    }
    return new Batch(columns, rows.size());
  }
}
