package org.lacis.store;

import static org.lacis.store.TreeLayout.BOX;
import static org.lacis.store.TreeLayout.FAN;
import static org.lacis.store.TreeLayout.FLOAT;
import static org.lacis.store.TreeLayout.HEADER;
import static org.lacis.store.TreeLayout.INT;
import static org.lacis.store.TreeLayout.LONG;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.lacis.geometry.GeometryBytes;

/// Packs entries into a tree: sorts them along a Hilbert curve and joins boxes level by level.
final class TreeBuilder {
  private static final int BUFFER = 1 << 20;

  private final Entries entries;
  private final TreeLayout layout;
  private final int[] leaves;

  /// @param entries at least one, no id twice
  TreeBuilder(Entries entries) {
    this.entries = entries;
    long shapes = 0;
    for (int i = 0; i < entries.size(); i++) {
      shapes += entries.length(i);
    }
    this.layout = new TreeLayout(entries.size(), shapes);
    this.leaves = alongCurve(entries);
  }

  /// The tree in memory.
  PackedTree inMemory() {
    MemorySegment memory = allocate(layout.end());
    fill(memory);
    long at = layout.firstShape();
    for (int entry : leaves) {
      entries.copyShape(entry, memory, at);
      at += entries.length(entry);
    }
    CRC32C sum = new CRC32C();
    add(sum, memory, HEADER, layout.end());
    head(memory, sum.getValue());
    return new PackedTree(memory);
  }

  /// Writes the tree into an empty file, shape by shape; does not force it.
  void write(FileChannel out) throws IOException {
    MemorySegment memory = allocate(layout.firstShape());
    fill(memory);
    CRC32C sum = new CRC32C();
    add(sum, memory, HEADER, layout.firstShape());
    out.position(HEADER);
    writeAll(out, memory, HEADER);
    byte[] bytes = new byte[BUFFER];
    MemorySegment buffer = MemorySegment.ofArray(bytes);
    int used = 0;
    for (int entry : leaves) {
      int length = entries.length(entry);
      if (used + length > BUFFER) {
        flush(out, sum, bytes, used);
        used = 0;
      }
      if (length > BUFFER) {
        byte[] large = new byte[length];
        entries.copyShape(entry, MemorySegment.ofArray(large), 0);
        flush(out, sum, large, length);
      } else {
        entries.copyShape(entry, buffer, used);
        used += length;
      }
    }
    flush(out, sum, bytes, used);
    flush(out, sum, new byte[GeometryBytes.SLACK], GeometryBytes.SLACK);
    head(memory, sum.getValue());
    out.position(0);
    writeAll(out, memory.asSlice(0, HEADER), 0);
  }

  private static void flush(FileChannel out, CRC32C sum, byte[] bytes, int length)
      throws IOException {
    sum.update(bytes, 0, length);
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  private static void writeAll(FileChannel out, MemorySegment memory, long from)
      throws IOException {
    for (long at = from; at < memory.byteSize(); ) {
      long length = Math.min(BUFFER, memory.byteSize() - at);
      ByteBuffer piece = memory.asSlice(at, length).asByteBuffer();
      while (piece.hasRemaining()) {
        out.write(piece);
      }
      at += length;
    }
  }

  private static MemorySegment allocate(long bytes) {
    return bytes < 1 << 28
        ? MemorySegment.ofArray(new byte[(int) bytes])
        : Arena.ofAuto().allocate(bytes);
  }

  private void fill(MemorySegment memory) {
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      memory.set(LONG, layout.id(leaf), entries.id(leaves[leaf]));
      for (int side = 0; side < 4; side++) {
        memory.set(FLOAT, layout.box(leaf) + 4L * side, entries.side(leaves[leaf], side));
      }
    }
    for (int level = 1; level <= layout.top(); level++) {
      joinBoxes(memory, level);
    }
    fillTable(memory);
    fillOffsets(memory);
  }

  private void joinBoxes(MemorySegment memory, int level) {
    for (int node = layout.level(level); node < layout.level(level + 1); node++) {
      int first = layout.level(level - 1) + (node - layout.level(level)) * FAN;
      int end = Math.min(first + FAN, layout.level(level));
      for (int side = 0; side < 4; side++) {
        float joined = memory.get(FLOAT, layout.box(first) + 4L * side);
        for (int child = first + 1; child < end; child++) {
          float other =
              memory.get(FLOAT, layout.box(first) + (long) BOX * (child - first) + 4L * side);
          joined = side < 2 ? Math.min(joined, other) : Math.max(joined, other);
        }
        memory.set(FLOAT, layout.box(node) + 4L * side, joined);
      }
    }
  }

  private void fillTable(MemorySegment memory) {
    int slots = layout.slots();
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      int slot = layout.firstSlot(entries.id(leaves[leaf]));
      while (memory.get(INT, layout.slot(slot)) != 0) {
        slot = slot + 1 == slots ? 0 : slot + 1;
      }
      memory.set(INT, layout.slot(slot), leaf + 1);
    }
  }

  private void fillOffsets(MemorySegment memory) {
    long at = 0;
    long base = 0;
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      if (leaf % FAN == 0) {
        base = at;
        memory.set(LONG, layout.base(leaf), base);
      }
      if (at - base > 0xFFFF_FFFFL) {
        throw new IllegalStateException("geometry literals of gigabytes");
      }
      memory.set(INT, layout.offset(leaf), (int) (at - base));
      at += entries.length(leaves[leaf]);
    }
  }

  private void head(MemorySegment memory, long sum) {
    memory.set(LONG, 0, TreeLayout.MAGIC);
    memory.set(INT, TreeLayout.AT_COUNT, layout.count());
    memory.set(LONG, TreeLayout.AT_SHAPES, layout.shapes());
    memory.set(LONG, TreeLayout.AT_SUM, sum);
    memory.set(LONG, TreeLayout.AT_HEAD_SUM, PackedTree.headSum(memory));
  }

  static void add(CRC32C sum, MemorySegment memory, long from, long end) {
    for (long at = from; at < end; ) {
      long length = Math.min(1 << 30, end - at);
      sum.update(memory.asSlice(at, length).asByteBuffer());
      at += length;
    }
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
}
