package org.lacis.validate.shacl;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import org.lacis.store.NodeIds;

/// Reads a view, or a graph, that has no sorted tables.
final class PlainFacts extends Facts {
  private static final long ANY = NodeIds.ABSENT;

  PlainFacts(NodeIds ids) {
    super(ids);
  }

  @Override
  void read(long subject, Rows rows) {
    List<long[]> found = new ArrayList<>();
    ids().find(ANY, subject, ANY, ANY, (_, _, p, o) -> found.add(new long[] {p, o}));
    found.sort((a, b) -> {
      int order = Long.compareUnsigned(a[0], b[0]);
      return order != 0 ? order : Long.compareUnsigned(a[1], b[1]);
    });
    for (long[] row : found) {
      int last = rows.count - 1;
      if (last >= 0 && rows.predicates[last] == row[0] && rows.objects[last] == row[1]) {
        continue;
      }
      if (rows.count == rows.predicates.length) {
        rows.grow();
      }
      rows.predicates[rows.count] = row[0];
      rows.objects[rows.count++] = row[1];
    }
  }

  @Override
  long[] with(long predicate, long object) {
    LongArrayList found = new LongArrayList();
    ids().find(ANY, ANY, predicate, object, (_, s, _, _) -> found.add(s));
    return Ordered.of(found);
  }

  @Override
  long[] of(long subject, long predicate) {
    LongArrayList found = new LongArrayList();
    ids().find(ANY, subject, predicate, ANY, (_, _, _, o) -> found.add(o));
    return Ordered.of(found);
  }

  @Override
  long[] all(long predicate, boolean subjects) {
    LongArrayList found = new LongArrayList();
    ids().find(ANY, ANY, predicate, ANY, (_, s, _, o) -> found.add(subjects ? s : o));
    return Ordered.of(found);
  }
}
