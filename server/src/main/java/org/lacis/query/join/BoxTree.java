package org.lacis.query.join;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.lacis.store.Hilbert;
import org.locationtech.jts.geom.Envelope;

/// A packed Hilbert R-tree of boxes on the heap. The boxes are numbered anew, along the curve.
/// Immutable, safe for threads.
final class BoxTree {
  private static final int FAN = 16;

  private final int count;

  /// First box of each level, leaves first; one more at the end.
  private final int[] levels;

  /// West, south, east, north of each box of each level.
  private final float[] boxes;

  /// Which box of those given each leaf was.
  private final int[] origin;

  /// @param given four sides a box: west, south, east, north
  BoxTree(float[] given, int count) {
    this.count = count;
    this.levels = levels(count);
    this.origin = alongCurve(given, count);
    this.boxes = new float[4 * levels[levels.length - 1]];
    for (int leaf = 0; leaf < count; leaf++) {
      System.arraycopy(given, 4 * origin[leaf], boxes, 4 * leaf, 4);
    }
    for (int level = 1; level < levels.length - 1; level++) {
      for (int node = levels[level]; node < levels[level + 1]; node++) {
        join(level, node);
      }
    }
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
    return Arrays.copyOf(starts, level + 1);
  }

  private static int[] alongCurve(float[] boxes, int count) {
    float west = Float.POSITIVE_INFINITY;
    float south = Float.POSITIVE_INFINITY;
    float east = Float.NEGATIVE_INFINITY;
    float north = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      west = Math.min(west, boxes[4 * i]);
      south = Math.min(south, boxes[4 * i + 1]);
      east = Math.max(east, boxes[4 * i + 2]);
      north = Math.max(north, boxes[4 * i + 3]);
    }
    double perX = Hilbert.MAX / Math.max((double) east - west, Double.MIN_NORMAL);
    double perY = Hilbert.MAX / Math.max((double) north - south, Double.MIN_NORMAL);
    long[] keys = new long[count];
    boolean sorted = true;
    for (int i = 0; i < count; i++) {
      double x = (boxes[4 * i] + (double) boxes[4 * i + 2]) / 2;
      double y = (boxes[4 * i + 1] + (double) boxes[4 * i + 3]) / 2;
      long place = Hilbert.place((int) ((x - west) * perX), (int) ((y - south) * perY));
      keys[i] = (place << 31 | i) & Long.MAX_VALUE;
      sorted &= i == 0 || keys[i - 1] <= keys[i];
    }
    if (!sorted) {
      LongArrays.radixSort(keys);
    }
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) (keys[i] & Integer.MAX_VALUE);
    }
    return order;
  }

  private void join(int level, int node) {
    int first = levels[level - 1] + (node - levels[level]) * FAN;
    int end = Math.min(first + FAN, levels[level]);
    System.arraycopy(boxes, 4 * first, boxes, 4 * node, 4);
    for (int child = first + 1; child < end; child++) {
      boxes[4 * node] = Math.min(boxes[4 * node], boxes[4 * child]);
      boxes[4 * node + 1] = Math.min(boxes[4 * node + 1], boxes[4 * child + 1]);
      boxes[4 * node + 2] = Math.max(boxes[4 * node + 2], boxes[4 * child + 2]);
      boxes[4 * node + 3] = Math.max(boxes[4 * node + 3], boxes[4 * child + 3]);
    }
  }

  /// The nearest float that is not more.
  static float down(double value) {
    float near = (float) value;
    return near > value ? Math.nextDown(near) : near;
  }

  /// The nearest float that is not less.
  static float up(double value) {
    float near = (float) value;
    return near < value ? Math.nextUp(near) : near;
  }

  int size() {
    return count;
  }

  /// Which of the boxes given the leaf was.
  int origin(int leaf) {
    return origin[leaf];
  }

  Envelope envelope(int leaf) {
    return new Envelope(
        boxes[4 * leaf], boxes[4 * leaf + 2], boxes[4 * leaf + 1], boxes[4 * leaf + 3]);
  }

  long bytes() {
    return 4L * boxes.length + 4L * origin.length;
  }

  /// Tells the leaves whose boxes meet a box, in the order of the curve.
  void search(float west, float south, float east, float north, IntConsumer leaf) {
    if (count > 0) {
      search(levels.length - 2, levels[levels.length - 2], west, south, east, north, leaf);
    }
  }

  private void search(
      int level, int node, float west, float south, float east, float north, IntConsumer leaf) {
    int at = 4 * node;
    if (boxes[at] > east
        || boxes[at + 1] > north
        || boxes[at + 2] < west
        || boxes[at + 3] < south) {
      return;
    }
    if (level == 0) {
      leaf.accept(node);
      return;
    }
    int first = levels[level - 1] + (node - levels[level]) * FAN;
    int end = Math.min(first + FAN, levels[level]);
    for (int child = first; child < end; child++) {
      search(level - 1, child, west, south, east, north, leaf);
    }
  }
}
