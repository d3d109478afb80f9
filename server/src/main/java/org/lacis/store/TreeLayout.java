package org.lacis.store;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.lacis.geometry.GeometryBytes;

/// Where what lies in the memory of a [PackedTree], little-endian:
///
/// | part | bytes |
/// |---|---|
/// | header: magic, count, bytes of shapes, check sums of the rest and of the header | 64 |
/// | literal ids, in the order of the leaves along the Hilbert curve | 8 each |
/// | boxes of all levels, four floats each: leaves first, the root last | 17.1 each |
/// | a hash table from ids to leaves | 6 each |
/// | where shapes begin: a long for sixteen leaves, an int for each, from there | 4.5 each |
/// | shapes, in the order of the leaves, and eight bytes more | as they are |
///
/// A node has [#FAN] children, so where children lie is arithmetic and no pointers are kept.
final class TreeLayout {
  static final int FAN = 16;
  static final long MAGIC = 0x3258_4449_5349_434CL;
  static final int HEADER = 64;
  static final int AT_COUNT = 8;
  static final int AT_SHAPES = 16;
  static final int AT_SUM = 24;
  static final int AT_HEAD_SUM = 32;
  static final int BOX = 16;

  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int count;
  private final long shapes;

  /// First box of each level, leaves first; one more at the end.
  private final int[] levels;

  private final int slots;
  private final long boxes;
  private final long table;
  private final long bases;
  private final long offsets;

  /// @param count leaves, at least one
  /// @param shapes bytes of all shapes
  TreeLayout(int count, long shapes) {
    this.count = count;
    this.shapes = shapes;
    this.levels = levels(count);
    this.slots = (int) Math.min(count + count / 2 + 1L, Integer.MAX_VALUE - 16);
    this.boxes = HEADER + 8L * count;
    this.table = boxes + (long) BOX * levels[levels.length - 1];
    this.bases = table + 4L * slots;
    this.offsets = bases + 8L * ((count + FAN - 1) / FAN);
  }

  private static int[] levels(int count) {
    int[] starts = new int[12];
    int level = 0;
    int nodes = count;
    int next = nodes;
    starts[++level] = next;
    while (nodes > 1) {
      nodes = (nodes + FAN - 1) / FAN;
      next += nodes;
      starts[++level] = next;
    }
    return Arrays.copyOf(starts, level + 1);
  }

  int count() {
    return count;
  }

  long shapes() {
    return shapes;
  }

  /// The first box of a level; leaves are level 0.
  int level(int level) {
    return levels[level];
  }

  /// Level of the root; leaves are level 0.
  int top() {
    return levels.length - 2;
  }

  int root() {
    return levels[top()];
  }

  long id(int leaf) {
    return HEADER + 8L * leaf;
  }

  long box(int node) {
    return boxes + (long) BOX * node;
  }

  /// Places of the hash table: half as many again as there are ids.
  int slots() {
    return slots;
  }

  long slot(int slot) {
    return table + 4L * slot;
  }

  int firstSlot(long id) {
    long mixed = (id * 0x9E37_79B9_7F4A_7C15L) >>> 32;
    return (int) ((mixed * slots) >>> 32);
  }

  /// Where it is told where the shapes of a leaf and its fifteen neighbours begin.
  long base(int leaf) {
    return bases + 8L * (leaf / FAN);
  }

  long offset(int leaf) {
    return offsets + 4L * leaf;
  }

  long firstShape() {
    return offset(count);
  }

  /// Bytes altogether.
  long end() {
    return firstShape() + shapes + GeometryBytes.SLACK;
  }
}
