package org.lacis.lift.plain;

import java.util.Arrays;
import java.util.BitSet;
import org.lacis.source.plain.NotPlainException;
import org.lacis.source.plain.PlainRow;

/// One thread's work on the rows of a table.
final class PlainWorker {
  private static final int FULL = 1 << 17;
  private static final long LINE = 1;
  private static final long JOIN = 1L << 32;
  private static final long ASIDE = 2;

  private final PlainMap[] maps;
  private final PlainCompiler.Table table;
  private final byte[] end;
  private final Seen seen;
  private final Aside aside;
  private final Sink sink;
  private final Bytes out;

  /// The subjects of the row at hand and of the one before, by map; an end of -1 where there is
  /// none.
  private Bytes subjects = new Bytes(1 << 10);

  private Bytes before = new Bytes(1 << 10);
  private int[] starts;
  private int[] ends;
  private int[] startsBefore;
  private int[] endsBefore;

  /// Whether a subject is that of the row before.
  private final boolean[] same;

  private final boolean[] repeated;
  private final long[] hashes;
  private final Bytes key = new Bytes(1 << 8);

  /// By map and feed, the key that came last.
  private final Bytes[][] keysBefore;

  private final long[] records;
  private final long[] triples;
  private final long[] withoutSubject;
  private final BitSet answered = new BitSet();
  private boolean everyColumn;
  private long written;

  /// Takes full buffers.
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes, int length);
  }

  /// @param end what stands behind every object: a graph, if there is one, and the full stop
  /// @param aside takes the lines for which there is no room in `seen`
  /// @param out lines are put together in, empty
  PlainWorker(PlainCompiler.Table table, byte[] end, Seen seen, Aside aside, Bytes out, Sink sink) {
    this.table = table;
    this.maps = table.maps().toArray(PlainMap[]::new);
    this.end = end;
    this.seen = seen;
    this.aside = aside;
    this.out = out;
    this.sink = sink;
    int count = maps.length;
    this.starts = new int[count];
    this.ends = new int[count];
    this.startsBefore = new int[count];
    this.endsBefore = new int[count];
    Arrays.fill(ends, -1);
    this.same = new boolean[count];
    this.repeated = new boolean[count];
    this.hashes = new long[count];
    this.keysBefore = new Bytes[count][];
    for (int i = 0; i < count; i++) {
      keysBefore[i] = new Bytes[maps[i].feeds.size()];
      Arrays.setAll(keysBefore[i], _ -> new Bytes(1 << 6));
    }
    this.records = new long[count];
    this.triples = new long[count];
    this.withoutSubject = new long[count];
  }

  /// Makes the subjects of a row.
  private void subjects(PlainRow row) {
    Bytes last = before;
    before = subjects;
    subjects = last;
    int[] lastStarts = startsBefore;
    startsBefore = starts;
    starts = lastStarts;
    int[] lastEnds = endsBefore;
    endsBefore = ends;
    ends = lastEnds;
    subjects.end = 0;
    for (int i = 0; i < maps.length; i++) {
      int start = subjects.end;
      starts[i] = start;
      if (maps[i].subject.write(row, subjects)) {
        ends[i] = subjects.end;
        same[i] =
            Arrays.equals(
                subjects.array,
                start,
                subjects.end,
                before.array,
                startsBefore[i],
                Math.max(startsBefore[i], endsBefore[i]));
      } else {
        subjects.end = start;
        ends[i] = -1;
        same[i] = false;
      }
    }
  }

  // ---- the first reading

  void learn(PlainRow row) throws NotPlainException {
    if (!everyColumn) {
      answer(row);
    }
    for (PlainMap map : maps) {
      if (map.subject.needsCheck()) {
        map.subject.check(row);
      }
    }
    subjects(row);
    for (int i = 0; i < maps.length; i++) {
      if (ends[i] < 0) {
        continue;
      }
      PlainMap map = maps[i];
      if (same[i]) {
        map.repeats.repeat(hashes[i]);
      } else {
        hashes[i] = hash(map, starts[i], ends[i]);
        map.repeats.add(hashes[i]);
      }
      for (int f = 0; f < keysBefore[i].length; f++) {
        feed(row, map.feeds.get(f), keysBefore[i][f], i);
      }
      for (PlainTerm checked : map.checked) {
        checked.check(row);
      }
    }
  }

  private void feed(PlainRow row, Subjects feed, Bytes last, int map) throws NotPlainException {
    if (!key(row, feed.columns())) {
      return;
    }
    if (same[map] && Arrays.equals(key.array, 0, key.end, last.array, 0, last.end)) {
      return;
    }
    last.end = 0;
    last.put(key.array, 0, key.end);
    feed.add(key, subjects.array, starts[map], ends[map]);
  }

  /// All subjects of a map begin alike.
  private long hash(PlainMap map, int start, int end) {
    return Bytes.hash(subjects.array, start + map.subject.beginning().length, end, 0);
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
      for (PlainProperty.Own own : map.own) {
        answer(row, own.object().columns(), false);
      }
      for (PlainProperty.Joined joined : map.joined) {
        answer(row, joined.columns(), true);
      }
    }
    everyColumn = answered.equals(table.used());
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
    subjects(row);
    for (int i = 0; i < maps.length; i++) {
      records[i]++;
      if (ends[i] < 0) {
        withoutSubject[i]++;
      } else if (same[i]) {
        repeated[i] = true;
      } else {
        repeated[i] = maps[i].repeats.repeated(hash(maps[i], starts[i], ends[i]));
      }
    }
    for (int i = 0; i < maps.length; i++) {
      if (ends[i] >= 0) {
        PlainMap map = maps[i];
        for (PlainProperty.Own own : map.own) {
          own(row, i, own);
        }
        for (PlainProperty.SameRow other : map.sameRow) {
          sameRow(i, other);
        }
        for (PlainProperty.Joined joined : map.joined) {
          join(row, i, joined);
        }
      }
    }
    if (out.end > FULL) {
      flush();
    }
  }

  private void own(PlainRow row, int map, PlainProperty.Own own) {
    if (same[map] && own.rest().constant()) {
      // The row before has said it.
      triples[map]++;
      return;
    }
    int start = out.end;
    out.put(subjects.array, starts[map], ends[map]);
    if (own.rest().write(row, out)) {
      finish(start, map, own.shared() || repeated[map]);
    } else {
      out.end = start;
    }
  }

  private void sameRow(int map, PlainProperty.SameRow property) {
    int other = property.map();
    if (ends[other] < 0) {
      return;
    }
    if (same[map] && same[other]) {
      triples[map]++;
      return;
    }
    int start = out.end;
    out.put(subjects.array, starts[map], ends[map]);
    out.put(property.predicate());
    out.put(subjects.array, starts[other], ends[other]);
    out.put(end);
    // A pair comes once when either end does.
    finish(start, map, property.shared() || (repeated[map] && repeated[other]));
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
      if (seen.add(key.array, 0, key.end, JOIN + joined.number()) == Seen.Answer.KNOWN) {
        return;
      }
    }
    for (; parent != 0; parent = parents.after(parent)) {
      int start = out.end;
      out.put(subjects.array, starts[map], ends[map]);
      out.put(joined.predicate());
      parents.put(parent, out);
      out.put(end);
      finish(start, map, joined.shared() || repeated[map]);
    }
  }

  private void finish(int start, int map, boolean mayRepeat) {
    triples[map]++;
    if (!mayRepeat) {
      written++;
      return;
    }
    switch (seen.add(out.array, start, out.end, LINE)) {
      case NEW -> written++;
      case KNOWN -> out.end = start;
      case UNKNOWN -> {
        aside.add(out.array, start, out.end, Bytes.hash(out.array, start, out.end, ASIDE));
        out.end = start;
      }
    }
  }

  private void flush() {
    sink.write(out.array, out.end);
    out.end = 0;
  }

  /// Hands on what is left and adds up what was counted.
  ///
  /// @return how many lines were written, without those put aside
  long close() {
    flush();
    for (int i = 0; i < maps.length; i++) {
      PlainMap map = maps[i];
      map.records.add(records[i]);
      map.triples.add(triples[i]);
      map.withoutSubject.add(withoutSubject[i]);
    }
    return written;
  }
}
