package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// Follows each row of its input with what matches a pattern for it.
final class LookupJoin extends Operator {
  private static final Ranges.Range ANY = Ranges.ALL.ranges().getFirst();

  private final Sources sources;
  private final Operator input;
  private final PatternReader reader;
  private final boolean optional;
  private final int width;
  private long[][] out = {};
  private int most;
  private @Nullable Batch batch;
  private int row;
  private boolean open;
  private boolean matched;

  /// @param optional keep rows without a match
  LookupJoin(Sources sources, Operator input, PatternReader reader, boolean optional) {
    super(both(input.variables(), reader.fresh()));
    this.sources = sources;
    this.input = input;
    this.reader = reader;
    this.optional = optional;
    this.width = input.variables().size();
  }

  static List<Var> both(List<Var> some, List<Var> others) {
    List<Var> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }

  @Override
  @Nullable Batch next() {
    sources.check();
    if (most < Batch.MOST) {
      most = most == 0 ? Batch.FIRST : Batch.more(most);
      out = new long[variables().size()][most];
    }
    int size = 0;
    while (size < most) {
      Batch rows = batch;
      if (rows == null || row == rows.size()) {
        if (size > 0) {
          break;
        }
        rows = input.next();
        batch = rows;
        row = 0;
        if (rows == null) {
          return null;
        }
      }
      size += look(rows, size);
    }
    return new Batch(out, size);
  }

  private int look(Batch rows, int from) {
    if (!open) {
      reader.open(rows.columns(), row, ANY);
      open = true;
      matched = false;
    }
    int count = reader.read(out, width, from, most - from, rows.columns(), row);
    matched |= count > 0;
    if (reader.exhausted() && optional && !matched) {
      for (int i = width; i < out.length; i++) {
        out[i][from] = NodeIds.ABSENT;
      }
      count = 1;
    }
    for (int i = 0; i < width; i++) {
      Arrays.fill(out[i], from, from + count, rows.columns()[i][row]);
    }
    if (reader.exhausted()) {
      open = false;
      row++;
    }
    return count;
  }
}
