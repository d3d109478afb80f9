package org.lacis.store;

import static org.lacis.store.TreeLayout.FAN;
import static org.lacis.store.TreeLayout.FLOAT;
import static org.lacis.store.TreeLayout.HEADER;
import static org.lacis.store.TreeLayout.INT;
import static org.lacis.store.TreeLayout.LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.zip.CRC32C;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Envelope;

/// A packed Hilbert R-tree over literal ids, with what the literals parse to, immutable, in one
/// flat piece of memory: on the heap, or a mapped file that is usable as soon as it is open. Safe
/// for any number of threads.
///
/// About 36 bytes a literal and the shapes themselves; [TreeLayout] tells where what lies.
final class PackedTree {
  private final MemorySegment memory;
  private final TreeLayout layout;

  /// Looks at the header only, so that a tree of any size is open at once.
  ///
  /// @throws IllegalArgumentException when the memory holds no whole tree
  PackedTree(MemorySegment memory) {
    if (memory.byteSize() < HEADER
        || memory.get(LONG, 0) != TreeLayout.MAGIC
        || memory.get(LONG, TreeLayout.AT_HEAD_SUM) != headSum(memory)) {
      throw new IllegalArgumentException("no spatial index");
    }
    this.memory = memory;
    this.layout =
        new TreeLayout(
            memory.get(INT, TreeLayout.AT_COUNT), memory.get(LONG, TreeLayout.AT_SHAPES));
    if (memory.byteSize() != layout.end()) {
      throw new IllegalArgumentException("a cut spatial index");
    }
  }

  /// Builds a tree on the heap.
  ///
  /// @param entries at least one, no id twice
  static PackedTree of(Entries entries) {
    return new TreeBuilder(entries).inMemory();
  }

  static long headSum(MemorySegment memory) {
    CRC32C sum = new CRC32C();
    TreeBuilder.add(sum, memory, 0, TreeLayout.AT_HEAD_SUM);
    return sum.getValue();
  }

  /// Whether the content is what was written; reads all of it.
  boolean sound() {
    CRC32C sum = new CRC32C();
    TreeBuilder.add(sum, memory, HEADER, memory.byteSize());
    return memory.get(LONG, TreeLayout.AT_SUM) == sum.getValue();
  }

  MemorySegment memory() {
    return memory;
  }

  int size() {
    return layout.count();
  }

  /// Bytes without the shapes.
  long bytes() {
    return layout.firstShape();
  }

  /// Bytes of the shapes.
  long shapeBytes() {
    return layout.shapes();
  }

  // ---- leaves

  /// @return the leaf of a literal, or -1
  int leaf(long id) {
    int slots = layout.slots();
    int slot = layout.firstSlot(id);
    while (true) {
      int leaf = memory.get(INT, layout.slot(slot)) - 1;
      if (leaf < 0 || id(leaf) == id) {
        return leaf;
      }
      slot = slot + 1 == slots ? 0 : slot + 1;
    }
  }

  boolean contains(long id) {
    return leaf(id) >= 0;
  }

  long id(int leaf) {
    return memory.get(LONG, layout.id(leaf));
  }

  /// @param side 0 west, 1 south, 2 east, 3 north
  float side(int node, int side) {
    return memory.get(FLOAT, layout.box(node) + 4L * side);
  }

  private long start(int leaf) {
    return leaf == layout.count()
        ? layout.shapes()
        : memory.get(LONG, layout.base(leaf))
            + Integer.toUnsignedLong(memory.get(INT, layout.offset(leaf)));
  }

  /// Bytes of the shape of a leaf.
  int shapeLength(int leaf) {
    return (int) (start(leaf + 1) - start(leaf));
  }

  /// The bytes of a shape.
  byte[] shape(int leaf) {
    return memory
        .asSlice(layout.firstShape() + start(leaf), shapeLength(leaf))
        .toArray(ValueLayout.JAVA_BYTE);
  }

  /// What the literal of a leaf parses to.
  GeometryValue geometry(int leaf) {
    return GeometryLiterals.decode(memory, layout.firstShape() + start(leaf), shapeLength(leaf));
  }

  Envelope box(int leaf) {
    return new Envelope(side(leaf, 0), side(leaf, 2), side(leaf, 1), side(leaf, 3));
  }

  /// Tells a leaf with its box.
  void tell(int leaf, SpatialIndex.Boxes literal) {
    literal.literal(id(leaf), side(leaf, 0), side(leaf, 1), side(leaf, 2), side(leaf, 3));
  }

  /// Appends every literal that `keep` lets pass.
  void copyTo(Entries target, LongPredicate keep) {
    int number = target.memory(memory);
    for (int leaf = 0; leaf < layout.count(); leaf++) {
      long id = id(leaf);
      if (keep.test(id)) {
        target.add(
            id,
            side(leaf, 0),
            side(leaf, 1),
            side(leaf, 2),
            side(leaf, 3),
            number,
            layout.firstShape() + start(leaf),
            shapeLength(leaf));
      }
    }
  }

  // ---- search

  /// Tells every leaf whose box meets an envelope, in the order of the curve.
  ///
  /// @param leaf told each; false ends the search
  /// @return false when the search was ended
  boolean search(Envelope lonLat, IntPredicate leaf) {
    return lonLat.isNull() || search(layout.top(), layout.root(), Box.of(lonLat), leaf);
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
    long at = layout.box(node);
    return memory.get(FLOAT, at) <= box.east
        && memory.get(FLOAT, at + 4) <= box.north
        && memory.get(FLOAT, at + 8) >= box.west
        && memory.get(FLOAT, at + 12) >= box.south;
  }

  private boolean within(int node, Box box) {
    long at = layout.box(node);
    return memory.get(FLOAT, at) >= box.west
        && memory.get(FLOAT, at + 4) >= box.south
        && memory.get(FLOAT, at + 8) <= box.east
        && memory.get(FLOAT, at + 12) <= box.north;
  }

  private boolean search(int level, int node, Box box, IntPredicate leaf) {
    if (!meets(node, box)) {
      return true;
    }
    if (level == 0) {
      return leaf.test(node);
    }
    int end = endOfChildren(level, node);
    for (int child = firstChild(level, node); child < end; child++) {
      if (!search(level - 1, child, box, leaf)) {
        return false;
      }
    }
    return true;
  }

  /// Level of the root; leaves are level 0.
  int top() {
    return layout.top();
  }

  int root() {
    return layout.root();
  }

  int firstChild(int level, int node) {
    return layout.level(level - 1) + (node - layout.level(level)) * FAN;
  }

  int endOfChildren(int level, int node) {
    return Math.min(firstChild(level, node) + FAN, layout.level(level));
  }

  /// How many leaves meet an envelope; looks at the nodes along its border only.
  long count(Envelope lonLat) {
    return lonLat.isNull() ? 0 : count(layout.top(), layout.root(), Box.of(lonLat));
  }

  private long count(int level, int node, Box box) {
    if (!meets(node, box)) {
      return 0;
    }
    if (level == 0 || within(node, box)) {
      long leavesPerNode = 1L << (4 * level);
      long first = (node - layout.level(level)) * leavesPerNode;
      return Math.min(leavesPerNode, layout.count() - first);
    }
    int end = endOfChildren(level, node);
    long sum = 0;
    for (int child = firstChild(level, node); child < end; child++) {
      sum += count(level - 1, child, box);
    }
    return sum;
  }
}
