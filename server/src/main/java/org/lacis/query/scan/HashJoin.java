package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// Joins by a table of one side, which the rows of the other look into.
final class HashJoin extends Operator {
  private final Sources sources;
  private final Operator probe;
  private final Operator build;
  private final boolean optional;
  private final int keys;
  private final int[] buildOrder;
  private final int[] probeKeys;
  private final long[][] out;
  private @Nullable Table table;

  private @Nullable Batch batch;
  private final long[][] key;
  private int row;
  private int found = -1;
  private boolean started;

  /// @param build is read whole, first
  /// @param optional keep rows of `probe` without a match
  HashJoin(Sources sources, Operator probe, Operator build, boolean optional) {
    super(LookupJoin.both(probe.variables(), others(build, probe)));
    this.sources = sources;
    this.probe = probe;
    this.build = build;
    this.optional = optional;
    List<Var> shared = new ArrayList<>(build.variables());
    shared.retainAll(probe.variables());
    this.keys = shared.size();
    List<Var> order = LookupJoin.both(shared, others(build, probe));
    this.buildOrder = order.stream().mapToInt(build::column).toArray();
    this.probeKeys = shared.stream().mapToInt(probe::column).toArray();
    this.key = new long[keys][];
    this.out = new long[variables().size()][Batch.MOST];
  }

  private static List<Var> others(Operator build, Operator probe) {
    List<Var> others = new ArrayList<>(build.variables());
    others.removeAll(probe.variables());
    return others;
  }

  private Table built() {
    Table made = new Table(keys, buildOrder.length);
    long[][] ordered = new long[buildOrder.length][];
    for (Batch rows = build.next(); rows != null; rows = build.next()) {
      for (int i = 0; i < ordered.length; i++) {
        ordered[i] = rows.columns()[buildOrder[i]];
      }
      for (int i = 0; i < rows.size(); i++) {
        made.add(ordered, i);
      }
    }
    return made;
  }

  @Override
  @Nullable Batch next() {
    // One row may meet as many others as there are.
    sources.check();
    Table known = table;
    if (known == null) {
      known = built();
      table = known;
    }
    int size = 0;
    while (size < Batch.MOST) {
      Batch rows = batch;
      if (rows == null || row == rows.size()) {
        if (size > 0) {
          break;
        }
        rows = take();
        if (rows == null) {
          return null;
        }
      }
      size = match(known, rows, size);
    }
    return new Batch(out, size);
  }

  private @Nullable Batch take() {
    Batch rows = probe.next();
    batch = rows;
    row = 0;
    started = false;
    if (rows != null) {
      for (int i = 0; i < keys; i++) {
        key[i] = rows.columns()[probeKeys[i]];
      }
    }
    return rows;
  }

  private int match(Table known, Batch rows, int from) {
    int size = from;
    while (row < rows.size()) {
      if (!started) {
        found = known.first(key, row);
        started = true;
        if (found < 0 && optional) {
          put(rows, size, null, -1);
          size++;
        }
      }
      while (found >= 0 && size < Batch.MOST) {
        put(rows, size++, known, found);
        found = known.after(found, key, row);
      }
      if (found >= 0) {
        return size;
      }
      row++;
      started = false;
      if (size == Batch.MOST) {
        return size;
      }
    }
    return size;
  }

  private void put(Batch rows, int at, @Nullable Table known, int match) {
    int width = rows.columns().length;
    for (int i = 0; i < width; i++) {
      out[i][at] = rows.columns()[i][row];
    }
    for (int i = width; i < out.length; i++) {
      out[i][at] = known == null ? NodeIds.ABSENT : known.value(keys + i - width, match);
    }
  }
}
