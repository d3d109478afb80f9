package org.lacis.store;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads ranges of a sorted table of quads, page by page. Belongs to one thread.
public final class RangeScan {
  private static final int DEEPEST = 12;

  private final SortedQuads quads;
  private final ByteBuffer[] nodes = new ByteBuffer[DEEPEST];
  private final int[] children = new int[DEEPEST];
  private int depth;

  private @Nullable ByteBuffer page;
  private int pageCount;
  private int at;
  private int end;
  private boolean lastPage = true;
  private long[] high = new long[SortedQuads.WIDTH];

  private boolean first;
  private long before0;
  private long before1;
  private long before2;

  RangeScan(SortedQuads quads) {
    this.quads = quads;
  }

  /// Goes to a range, both ends included. Near ranges one after the other are cheap.
  ///
  /// @param low four numbers in the order of the index; not kept
  /// @param high likewise
  public void range(long[] low, long[] high) {
    this.high = high.clone();
    first = true;
    ByteBuffer here = page;
    if (here == null || !holds(here, low)) {
      here = descend(low);
    }
    at = SortedQuads.place(here, SortedQuads.PAGE_HEAD, pageCount, low, false);
    bound(here);
  }

  private boolean holds(ByteBuffer here, long[] low) {
    return pageCount > 0
        && SortedQuads.compare(here, SortedQuads.PAGE_HEAD, low) <= 0
        && SortedQuads.compare(here, SortedQuads.PAGE_HEAD + (pageCount - 1) * SortedQuads.KEY, low)
            >= 0;
  }

  private ByteBuffer descend(long[] low) {
    depth = 0;
    int id = quads.root();
    while (true) {
      ByteBuffer node = quads.node(id);
      int child = SortedQuads.child(node, low);
      nodes[depth] = node;
      children[depth++] = child;
      id = quads.pointer(node, child);
      if (SortedQuads.isLeaf(node)) {
        return take(id);
      }
    }
  }

  private ByteBuffer take(int id) {
    ByteBuffer next = quads.page(id);
    page = next;
    pageCount = next.getInt(0);
    at = 0;
    return next;
  }

  private void bound(ByteBuffer here) {
    lastPage =
        pageCount > 0
            && SortedQuads.compare(
                    here, SortedQuads.PAGE_HEAD + (pageCount - 1) * SortedQuads.KEY, high)
                > 0;
    end =
        lastPage
            ? SortedQuads.place(here, SortedQuads.PAGE_HEAD, pageCount, high, true)
            : pageCount;
  }

  private boolean nextPage() {
    while (depth > 0 && children[depth - 1] >= SortedQuads.count(nodes[depth - 1])) {
      depth--;
    }
    if (depth == 0) {
      return false;
    }
    int id = quads.pointer(nodes[depth - 1], ++children[depth - 1]);
    while (!SortedQuads.isLeaf(nodes[depth - 1])) {
      ByteBuffer node = quads.node(id);
      nodes[depth] = node;
      children[depth++] = 0;
      id = quads.pointer(node, 0);
    }
    bound(take(id));
    return true;
  }

  /// Reads on in the range.
  ///
  /// @param places where to put what stands at each of the four places of the key; null: not wanted
  /// @param from index of the first row in `places`
  /// @param most rows
  /// @param once leave out the key that says the same as the one before in its first three numbers
  /// @return rows read; fewer than `most` only at the end of the range
  public int read(long[] @Nullable [] places, int from, int most, boolean once) {
    int to = from;
    int limit = from + most;
    while (to < limit) {
      if (at >= end) {
        if (lastPage || !nextPage()) {
          // A page left behind is no place to go on from.
          page = lastPage ? page : null;
          lastPage = true;
          break;
        }
        continue;
      }
      to = once ? copyOnce(places, to, limit) : copy(places, to, limit);
    }
    return to - from;
  }

  private int copy(long[] @Nullable [] places, int from, int limit) {
    ByteBuffer here = requireNonNull(page);
    int count = Math.min(limit - from, end - at);
    int offset = SortedQuads.PAGE_HEAD + at * SortedQuads.KEY;
    for (int place = 0; place < SortedQuads.WIDTH; place++) {
      long[] column = places[place];
      if (column != null) {
        int position = offset + place * Long.BYTES;
        for (int i = 0; i < count; i++) {
          column[from + i] = here.getLong(position);
          position += SortedQuads.KEY;
        }
      }
    }
    at += count;
    return from + count;
  }

  private int copyOnce(long[] @Nullable [] places, int from, int limit) {
    ByteBuffer here = requireNonNull(page);
    long[] column0 = places[0];
    long[] column1 = places[1];
    long[] column2 = places[2];
    int to = from;
    while (at < end && to < limit) {
      int offset = SortedQuads.PAGE_HEAD + at++ * SortedQuads.KEY;
      long value0 = here.getLong(offset);
      long value1 = here.getLong(offset + 8);
      long value2 = here.getLong(offset + 16);
      if (!first && value2 == before2 && value1 == before1 && value0 == before0) {
        continue;
      }
      first = false;
      before0 = value0;
      before1 = value1;
      before2 = value2;
      if (column0 != null) {
        column0[to] = value0;
      }
      if (column1 != null) {
        column1[to] = value1;
      }
      if (column2 != null) {
        column2[to] = value2;
      }
      to++;
    }
    return to;
  }
}
