package org.lacis.query.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that matches a pattern.
final class PatternScan extends Operator {
  private final Sources sources;
  private final PatternReader reader;
  private final List<Ranges.Range> ranges;
  private int range;
  private boolean open;
  private int most;
  private long[][] columns = {};

  /// @param ranges of the first variable in the order of the index
  PatternScan(Sources sources, PatternReader reader, Ranges ranges) {
    super(reader.fresh());
    this.sources = sources;
    this.reader = reader;
    this.ranges = ranges.ranges();
  }

  @Override
  @Nullable Batch next() {
    sources.check();
    if (most < Batch.MOST) {
      most = most == 0 ? Batch.FIRST : Batch.more(most);
      columns = new long[variables().size()][most];
    }
    int size = 0;
    while (size == 0 && range < ranges.size()) {
      if (!open) {
        reader.open(null, 0, ranges.get(range));
        open = true;
      }
      size = reader.read(columns, 0, 0, most, null, 0);
      if (reader.exhausted()) {
        open = false;
        range++;
      }
      sources.check();
    }
    return size == 0 ? null : new Batch(columns, size);
  }
}
