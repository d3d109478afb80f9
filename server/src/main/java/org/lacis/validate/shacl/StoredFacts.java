package org.lacis.validate.shacl;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;
import org.lacis.store.RangeScan;
import org.lacis.store.SortedQuads;

/// Reads the sorted tables of a store: subjects asked for in order are read on in the same pages.
final class StoredFacts extends Facts {
  private static final int CHUNK = 1 << 12;

  private final RangeScan bySubject;
  private final RangeScan byPredicate;
  private final RangeScan extents;
  private final long[] low = new long[SortedQuads.WIDTH];
  private final long[] high = new long[SortedQuads.WIDTH];
  private final long[] @Nullable [] places = new long[SortedQuads.WIDTH][];

  StoredFacts(NodeIds ids, List<SortedQuads> tables) {
    super(ids);
    bySubject = table(tables, "SPOG").scan();
    byPredicate = table(tables, "POSG").scan();
    extents = table(tables, "POSG").scan();
  }

  private static SortedQuads table(List<SortedQuads> tables, String name) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a store without the index " + name));
  }

  private void range(RangeScan scan, int known, long first, long second) {
    Arrays.fill(low, 0);
    Arrays.fill(high, -1);
    low[0] = first;
    high[0] = first;
    if (known == 2) {
      low[1] = second;
      high[1] = second;
    }
    scan.range(low, high);
  }

  @Override
  void read(long subject, Rows rows) {
    range(bySubject, 1, subject, 0);
    Arrays.fill(places, null);
    while (true) {
      places[1] = rows.predicates;
      places[2] = rows.objects;
      int room = rows.predicates.length - rows.count;
      int read = bySubject.read(places, rows.count, room, true);
      rows.count += read;
      if (read < room) {
        return;
      }
      rows.grow();
    }
  }

  @Override
  long[] with(long predicate, long object) {
    range(byPredicate, 2, predicate, object);
    return column(byPredicate, 2);
  }

  @Override
  long[] of(long subject, long predicate) {
    range(bySubject, 2, subject, predicate);
    return column(bySubject, 2);
  }

  @Override
  long[] all(long predicate, boolean subjects) {
    range(extents, 1, predicate, 0);
    long[] found = column(extents, subjects ? 2 : 1);
    return Ordered.of(LongArrayList.wrap(found));
  }

  private long[] column(RangeScan scan, int place) {
    Arrays.fill(places, null);
    long[] found = new long[16];
    int count = 0;
    while (true) {
      places[place] = found;
      int read = scan.read(places, count, found.length - count, true);
      count += read;
      if (count < found.length) {
        return count == 0 ? Ordered.NONE : Arrays.copyOf(found, count);
      }
      found = Arrays.copyOf(found, count < CHUNK ? 4 * count : 2 * count);
    }
  }
}
