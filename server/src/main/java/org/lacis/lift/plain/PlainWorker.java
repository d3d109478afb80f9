package org.lacis.lift.plain;

import java.util.BitSet;
import java.util.List;
import org.lacis.source.plain.NotPlainException;
import org.lacis.source.plain.PlainRow;

/// One thread's work on the rows of a table.
final class PlainWorker {
  private static final int FULL = 1 << 20;
  private static final long LINE = 1;
  private static final long JOIN = 1L << 32;

  private final List<PlainMap> maps;
  private final byte[] end;
  private final Seen seen;
  private final Sink sink;

  private final Bytes subjects = new Bytes(1 << 10);
  private final Bytes key = new Bytes(1 << 8);
  private final Bytes out = new Bytes(FULL + (1 << 16));
  private final int[] starts;
  private final int[] ends;
  private final boolean[] repeated;
  private final long[] records;
  private final long[] triples;
  private final long[] withoutSubject;
  private final BitSet used;
  private final BitSet answered = new BitSet();
  private boolean everyColumn;
  private long written;

  /// Takes full buffers.
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes, int length);
  }

  /// @param end what stands behind every object: a graph, if there is one, and the full stop
  PlainWorker(PlainCompiler.Table table, byte[] end, Seen seen, Sink sink) {
    this.maps = table.maps();
    this.used = table.used();
    this.end = end;
    this.seen = seen;
    this.sink = sink;
    this.starts = new int[maps.size()];
    this.ends = new int[maps.size()];
    this.repeated = new boolean[maps.size()];
    this.records = new long[maps.size()];
    this.triples = new long[maps.size()];
    this.withoutSubject = new long[maps.size()];
  }

  // ---- the first reading

  void learn(PlainRow row) throws NotPlainException {
    subjects.end = 0;
    if (!everyColumn) {
      answer(row);
    }
    for (PlainMap map : maps) {
      int start = subjects.end;
      map.subject.check(row);
      if (!map.subject.write(row, subjects)) {
        subjects.end = start;
        continue;
      }
      map.repeats.add(hash(map, start));
      for (Subjects feed : map.feeds) {
        if (key(row, feed.columns())) {
          feed.add(key, subjects.array, start, subjects.end);
        }
      }
      for (PlainProperty property : map.properties) {
        if (property instanceof PlainProperty.Own own && own.object().needsCheck()) {
          own.object().check(row);
        }
      }
    }
  }

  /// All subjects of a map begin alike.
  private long hash(PlainMap map, int start) {
    return Bytes.hash(subjects.array, start + map.subject.beginning().length, subjects.end, 0);
  }

  /// Makes the key of a join: each value, and its length behind it.
  ///
  /// @return false when a value is missing
  private boolean key(PlainRow row, int[] columns) {
    key.end = 0;
    for (int column : columns) {
      int from = row.from(column);
      int to = row.to(column);
      if (to < 0) {
        return false;
      }
      key.put(row.bytes(), from, to);
      key.room(4);
      int length = to - from;
      for (int shift = 0; shift < 32; shift += 8) {
        key.array[key.end++] = (byte) (length >> shift);
      }
    }
    return true;
  }

  /// Takes note of the columns that have a value where they are asked for one: a template is left
  /// at the first that has none, and properties are made where there is a subject.
  private void answer(PlainRow row) {
    for (PlainMap map : maps) {
      if (!answer(row, map.subject.columns(), false)) {
        continue;
      }
      for (Subjects feed : map.feeds) {
        answer(row, feed.columns(), true);
      }
      for (PlainProperty property : map.properties) {
        switch (property) {
          case PlainProperty.Own own -> answer(row, own.object().columns(), false);
          case PlainProperty.Joined joined -> answer(row, joined.columns(), true);
          case PlainProperty.SameRow _ -> {}
        }
      }
    }
    everyColumn = answered.equals(used);
  }

  private boolean answer(PlainRow row, int[] columns, boolean all) {
    for (int column : columns) {
      if (row.to(column) >= 0) {
        answered.set(column);
      } else if (!all) {
        return false;
      }
    }
    return true;
  }

  /// The columns that had a value in some row where they were asked for one.
  BitSet answered() {
    return answered;
  }

  // ---- the second

  void write(PlainRow row) {
    subjects.end = 0;
    for (int i = 0; i < starts.length; i++) {
      PlainMap map = maps.get(i);
      int start = subjects.end;
      starts[i] = start;
      records[i]++;
      if (map.subject.write(row, subjects)) {
        ends[i] = subjects.end;
        repeated[i] = map.repeats.repeated(hash(map, start));
      } else {
        subjects.end = start;
        ends[i] = -1;
        withoutSubject[i]++;
      }
    }
    for (int i = 0; i < starts.length; i++) {
      if (ends[i] >= 0) {
        List<PlainProperty> properties = maps.get(i).properties;
        for (int p = 0; p < properties.size(); p++) {
          write(row, i, properties.get(p));
        }
      }
    }
    if (out.end > FULL) {
      flush();
    }
  }

  private void write(PlainRow row, int map, PlainProperty property) {
    switch (property) {
      case PlainProperty.Own own -> {
        int start = begin(map, own);
        if (own.object().write(row, out)) {
          finish(start, map, own.shared() || repeated[map]);
        } else {
          out.end = start;
        }
      }
      case PlainProperty.SameRow same -> {
        int other = same.map();
        if (ends[other] >= 0) {
          int start = begin(map, same);
          out.put(subjects.array, starts[other], ends[other]);
          // A pair comes once when either end does.
          finish(start, map, same.shared() || (repeated[map] && repeated[other]));
        }
      }
      case PlainProperty.Joined joined -> join(row, map, joined);
    }
  }

  private void join(PlainRow row, int map, PlainProperty.Joined joined) {
    if (!key(row, joined.columns())) {
      return;
    }
    Subjects parents = joined.parents();
    int parent = parents.first(key);
    if (parent == 0) {
      return;
    }
    if (repeated[map]) {
      // The same subject with the same key joins the same parents.
      key.put(subjects.array, starts[map], ends[map]);
      if (!seen.add(key.array, 0, key.end, JOIN + joined.number())) {
        return;
      }
    }
    for (; parent != 0; parent = parents.after(parent)) {
      int start = begin(map, joined);
      parents.put(parent, out);
      finish(start, map, joined.shared() || repeated[map]);
    }
  }

  private int begin(int map, PlainProperty property) {
    int start = out.end;
    out.put(subjects.array, starts[map], ends[map]);
    out.put(property.predicate());
    return start;
  }

  private void finish(int start, int map, boolean mayRepeat) {
    triples[map]++;
    out.put(end);
    if (mayRepeat && !seen.add(out.array, start, out.end, LINE)) {
      out.end = start;
    } else {
      written++;
    }
  }

  private void flush() {
    sink.write(out.array, out.end);
    out.end = 0;
  }

  /// Hands on what is left and adds up what was counted.
  ///
  /// @return how many lines were written
  long close() {
    flush();
    for (int i = 0; i < starts.length; i++) {
      PlainMap map = maps.get(i);
      map.records.add(records[i]);
      map.triples.add(triples[i]);
      map.withoutSubject.add(withoutSubject[i]);
    }
    return written;
  }
}
