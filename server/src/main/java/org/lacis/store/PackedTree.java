package org.lacis.store;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.locationtech.jts.geom.Envelope;

/// A packed Hilbert R-tree over literal ids, immutable, in one flat piece of memory: on the heap,
/// or a mapped file that is usable as soon as it is open. Safe for any number of threads.
///
/// Layout, little-endian: a header (magic, count, check sum), the ids in the order of the leaves,
/// the boxes of all levels as four floats each (leaves first, the root last), then the leaves'
/// numbers in the order of their ids. A node has [#FAN] children, so where children lie is
/// arithmetic and no pointers are kept. About 29 bytes a literal.
final class PackedTree {
  static final int FAN = 16;

  private static final long MAGIC = 0x3158_4449_5349_434CL;
  private static final int HEADER = 32;
  private static final int BOX = 16;
  private static final int AT_COUNT = 8;
  private static final int AT_SUM = 16;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment memory;
  private final int count;

  /// First box of each level, leaves first; one more at the end.
  private final int[] levels;

  private final long boxes;
  private final long order;

  /// @throws IllegalArgumentException when the memory holds no whole tree
  PackedTree(MemorySegment memory) {
    if (memory.byteSize() < HEADER || memory.get(LONG, 0) != MAGIC) {
      throw new IllegalArgumentException("no spatial index");
    }
    this.memory = memory;
    this.count = memory.get(INT, AT_COUNT);
    this.levels = levels(count);
    this.boxes = HEADER + 8L * count;
    this.order = boxes + (long) BOX * levels[levels.length - 1];
    if (count <= 0 || memory.byteSize() != order + 4L * count) {
      throw new IllegalArgumentException("a cut spatial index");
    }
  }

  /// Builds a tree on the heap.
  ///
  /// @param entries at least one, no id twice
  static PackedTree of(Entries entries) {
    int count = entries.size();
    int[] levels = levels(count);
    long boxes = HEADER + 8L * count;
    long order = boxes + (long) BOX * levels[levels.length - 1];
    MemorySegment memory = allocate(order + 4L * count);
    memory.set(LONG, 0, MAGIC);
    memory.set(INT, AT_COUNT, count);
    int[] leaves = alongCurve(entries);
    for (int leaf = 0; leaf < count; leaf++) {
      memory.set(LONG, HEADER + 8L * leaf, entries.id(leaves[leaf]));
      for (int side = 0; side < 4; side++) {
        memory.set(FLOAT, boxes + (long) BOX * leaf + 4L * side, entries.side(leaves[leaf], side));
      }
    }
    for (int level = 1; level < levels.length - 1; level++) {
      joinBoxes(memory, boxes, levels, level);
    }
    int[] byId = new int[count];
    for (int leaf = 0; leaf < count; leaf++) {
      byId[leaf] = leaf;
    }
    IntArrays.parallelQuickSort(
        byId, (a, b) -> Long.compare(entries.id(leaves[a]), entries.id(leaves[b])));
    for (int place = 0; place < count; place++) {
      memory.set(INT, order + 4L * place, byId[place]);
    }
    memory.set(LONG, AT_SUM, sum(memory));
    return new PackedTree(memory);
  }

  private static MemorySegment allocate(long bytes) {
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException("more geometry literals than one tree holds: " + bytes);
    }
    return MemorySegment.ofArray(new byte[(int) bytes]);
  }

  private static int[] levels(int count) {
    int[] starts = new int[12];
    int level = 0;
    int nodes = Math.max(count, 1);
    int next = nodes;
    starts[++level] = next;
    while (nodes > 1) {
      nodes = (nodes + FAN - 1) / FAN;
      next += nodes;
      starts[++level] = next;
    }
    return java.util.Arrays.copyOf(starts, level + 1);
  }

  private static int[] alongCurve(Entries entries) {
    int count = entries.size();
    double west = Double.POSITIVE_INFINITY;
    double south = Double.POSITIVE_INFINITY;
    double east = Double.NEGATIVE_INFINITY;
    double north = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      west = Math.min(west, entries.side(i, 0));
      south = Math.min(south, entries.side(i, 1));
      east = Math.max(east, entries.side(i, 2));
      north = Math.max(north, entries.side(i, 3));
    }
    double perX = Hilbert.MAX / Math.max(east - west, Double.MIN_NORMAL);
    double perY = Hilbert.MAX / Math.max(north - south, Double.MIN_NORMAL);
    // Place and entry share one long, so that primitives are sorted.
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      double x = (entries.side(i, 0) + (double) entries.side(i, 2)) / 2;
      double y = (entries.side(i, 1) + (double) entries.side(i, 3)) / 2;
      long place = Hilbert.place((int) ((x - west) * perX), (int) ((y - south) * perY));
      keys[i] = (place << 31 | i) & Long.MAX_VALUE;
    }
    LongArrays.parallelQuickSort(keys);
    int[] leaves = new int[count];
    for (int i = 0; i < count; i++) {
      leaves[i] = (int) (keys[i] & Integer.MAX_VALUE);
    }
    return leaves;
  }

  private static void joinBoxes(MemorySegment memory, long boxes, int[] levels, int level) {
    for (int node = levels[level]; node < levels[level + 1]; node++) {
      int first = levels[level - 1] + (node - levels[level]) * FAN;
      int end = Math.min(first + FAN, levels[level]);
      for (int side = 0; side < 4; side++) {
        float joined = memory.get(FLOAT, boxes + (long) BOX * first + 4L * side);
        for (int child = first + 1; child < end; child++) {
          float other = memory.get(FLOAT, boxes + (long) BOX * child + 4L * side);
          joined = side < 2 ? Math.min(joined, other) : Math.max(joined, other);
        }
        memory.set(FLOAT, boxes + (long) BOX * node + 4L * side, joined);
      }
    }
  }

  private static long sum(MemorySegment memory) {
    CRC32C sum = new CRC32C();
    long size = memory.byteSize();
    for (long from = HEADER; from < size; from += 1 << 30) {
      sum.update(memory.asSlice(from, Math.min(1 << 30, size - from)).asByteBuffer());
    }
    return sum.getValue();
  }

  /// Whether the content is what was written.
  boolean sound() {
    return memory.get(LONG, AT_SUM) == sum(memory);
  }

  MemorySegment memory() {
    return memory;
  }

  int size() {
    return count;
  }

  void search(Envelope lonLat, LongConsumer literal) {
    if (!lonLat.isNull()) {
      search(levels.length - 2, levels[levels.length - 2], Box.of(lonLat), literal);
    }
  }

  private record Box(float west, float south, float east, float north) {
    static Box of(Envelope envelope) {
      return new Box(
          Entries.down(envelope.getMinX()),
          Entries.down(envelope.getMinY()),
          Entries.up(envelope.getMaxX()),
          Entries.up(envelope.getMaxY()));
    }
  }

  private boolean meets(int node, Box box) {
    long at = boxes + (long) BOX * node;
    return memory.get(FLOAT, at) <= box.east
        && memory.get(FLOAT, at + 4) <= box.north
        && memory.get(FLOAT, at + 8) >= box.west
        && memory.get(FLOAT, at + 12) >= box.south;
  }

  private boolean within(int node, Box box) {
    long at = boxes + (long) BOX * node;
    return memory.get(FLOAT, at) >= box.west
        && memory.get(FLOAT, at + 4) >= box.south
        && memory.get(FLOAT, at + 8) <= box.east
        && memory.get(FLOAT, at + 12) <= box.north;
  }

  private void search(int level, int node, Box box, LongConsumer literal) {
    if (!meets(node, box)) {
      return;
    }
    if (level == 0) {
      literal.accept(memory.get(LONG, HEADER + 8L * node));
      return;
    }
    int first = levels[level - 1] + (node - levels[level]) * FAN;
    int end = Math.min(first + FAN, levels[level]);
    for (int child = first; child < end; child++) {
      search(level - 1, child, box, literal);
    }
  }

  /// No fewer than a search would tell, and at most about [#FAN] times more.
  long estimate(Envelope lonLat) {
    return lonLat.isNull()
        ? 0
        : estimate(levels.length - 2, levels[levels.length - 2], Box.of(lonLat));
  }

  private long estimate(int level, int node, Box box) {
    if (!meets(node, box)) {
      return 0;
    }
    int firstOfLevel = node - levels[level];
    long leavesPerNode = 1L << (4 * level);
    if (level <= 1 || within(node, box)) {
      return Math.min(leavesPerNode, count - firstOfLevel * leavesPerNode);
    }
    int first = levels[level - 1] + firstOfLevel * FAN;
    int end = Math.min(first + FAN, levels[level]);
    long sum = 0;
    for (int child = first; child < end; child++) {
      sum += estimate(level - 1, child, box);
    }
    return sum;
  }

  boolean contains(long id) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int leaf = memory.get(INT, order + 4L * middle);
      long there = memory.get(LONG, HEADER + 8L * leaf);
      if (there == id) {
        return true;
      }
      if (there < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /// Appends every literal that `keep` lets pass.
  void copyTo(Entries target, java.util.function.LongPredicate keep) {
    for (int leaf = 0; leaf < count; leaf++) {
      long id = memory.get(LONG, HEADER + 8L * leaf);
      if (keep.test(id)) {
        long at = boxes + (long) BOX * leaf;
        target.add(
            id,
            memory.get(FLOAT, at),
            memory.get(FLOAT, at + 4),
            memory.get(FLOAT, at + 8),
            memory.get(FLOAT, at + 12));
      }
    }
  }
}
