package org.lacis.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.jena.dboe.base.record.Record;
import org.apache.jena.dboe.base.record.RecordFactory;
import org.apache.jena.dboe.index.RangeIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.store.tupletable.TupleTable;
import org.jspecify.annotations.Nullable;

/// Reads the quads of a pattern as numbers, straight from the pages of one index of TDB2.
///
/// A page holds an id as eight bytes, which are the id as [Quads#encode] makes it.
final class QuadScan {
  private static final int SLOTS = 4;

  private final RangeIndex tree;

  /// Which slot of a quad (graph, subject, predicate, object) stands at each place of the key.
  private final int[] columns;

  private final int prefix;
  private final long[] pattern;
  private final long[] found = new long[SLOTS];

  private QuadScan(TupleIndexRecord index, int[] columns, int prefix, long[] pattern) {
    this.tree = index.getRangeIndex();
    this.columns = columns;
    this.prefix = prefix;
    this.pattern = pattern;
  }

  /// A scan of the index in which the known ids of the pattern make the longest beginning of a key.
  ///
  /// @param graph an id, or [NodeIds#ABSENT] for any; likewise the others
  static QuadScan best(TupleTable table, long graph, long subject, long predicate, long object) {
    long[] pattern = {graph, subject, predicate, object};
    QuadScan best = null;
    for (TupleIndex index : table.getIndexes()) {
      int[] columns = Quads.columns(index);
      int prefix = 0;
      while (prefix < SLOTS && pattern[columns[prefix]] != NodeIds.ABSENT) {
        prefix++;
      }
      // Where the graph comes last, equal triples of several graphs are neighbours.
      boolean union = graph == NodeIds.ABSENT && columns[SLOTS - 1] == 0;
      if (best == null || prefix > best.prefix || (prefix == best.prefix && union)) {
        best = new QuadScan((TupleIndexRecord) index, columns, prefix, pattern);
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  private Iterator<long[]> range() {
    Record least = prefix == 0 ? null : key(0);
    Record end = prefix == 0 ? null : key(1);
    return tree.iterator(least, end, this::read);
  }

  /// The slots behind the known ones, in the order of the index.
  int[] order() {
    return Arrays.copyOfRange(columns, prefix, SLOTS);
  }

  long count(long most) {
    long count = 0;
    Iterator<long[]> quads = range();
    while (count < most && quads.hasNext()) {
      if (matches(quads.next())) {
        count++;
      }
    }
    return count;
  }

  void forEach(NodeIds.QuadIds quad) {
    Iterator<long[]> quads = range();
    while (quads.hasNext()) {
      long[] ids = quads.next();
      if (matches(ids)) {
        quad.quad(ids[0], ids[1], ids[2], ids[3]);
      }
    }
  }

  /// The least key with the known beginning, or the least key after all of those.
  private Record key(int more) {
    byte[] bytes = new byte[SLOTS * Long.BYTES];
    ByteBuffer key = ByteBuffer.wrap(bytes);
    for (int i = 0; i < prefix; i++) {
      long id = pattern[columns[i]];
      key.putLong(i == prefix - 1 ? id + more : id);
    }
    return new Record(bytes, null);
  }

  // The array is used again: the iterator holds one quad at a time.
  private long[] read(ByteBuffer page, int place, byte @Nullable [] key, RecordFactory form) {
    int at = place * form.recordLength();
    if (key != null) {
      page.get(at, key, 0, key.length);
    }
    for (int i = 0; i < SLOTS; i++) {
      found[columns[i]] = page.getLong(at + i * Long.BYTES);
    }
    return found;
  }

  private boolean matches(long[] ids) {
    for (int i = prefix; i < SLOTS; i++) {
      long wanted = pattern[columns[i]];
      if (wanted != NodeIds.ABSENT && wanted != ids[columns[i]]) {
        return false;
      }
    }
    return true;
  }
}
