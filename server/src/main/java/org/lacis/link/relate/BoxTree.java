package org.lacis.link.relate;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.lacis.store.Hilbert;

/// A packed R-tree of the boxes of shapes along the Hilbert curve, sixteen to a node. Leaves are
/// numbered along the curve. Immutable, safe for threads.
final class BoxTree {
  static final int FAN = 16;

  private static final int PASSES = 3;
  private static final int DIGIT = 11;

  private final int count;

  /// First box of each level, leaves first; one more at the end.
  private final int[] levels;

  /// Least x, least y, greatest x, greatest y of each box of each level.
  private final double[] boxes;

  /// The shape of each leaf.
  private final int[] shapes;

  /// Empty shapes are left out.
  BoxTree(FlatShapes given) {
    this.shapes = alongCurve(given);
    this.count = shapes.length;
    this.levels = levels(count);
    this.boxes = new double[4 * levels[levels.length - 1]];
    for (int leaf = 0; leaf < count; leaf++) {
      int shape = shapes[leaf];
      boxes[4 * leaf] = given.minX(shape);
      boxes[4 * leaf + 1] = given.minY(shape);
      boxes[4 * leaf + 2] = given.maxX(shape);
      boxes[4 * leaf + 3] = given.maxY(shape);
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
    int nodes = count;
    int next = nodes;
    starts[++level] = next;
    while (nodes > 1 || level == 1) {
      nodes = Math.ceilDiv(nodes, FAN);
      next += nodes;
      starts[++level] = next;
    }
    return Arrays.copyOf(starts, level + 1);
  }

  private static int[] alongCurve(FlatShapes given) {
    double west = Double.POSITIVE_INFINITY;
    double south = Double.POSITIVE_INFINITY;
    double east = Double.NEGATIVE_INFINITY;
    double north = Double.NEGATIVE_INFINITY;
    int size = given.size();
    for (int i = 0; i < size; i++) {
      west = Math.min(west, given.minX(i));
      south = Math.min(south, given.minY(i));
      east = Math.max(east, given.maxX(i));
      north = Math.max(north, given.maxY(i));
    }
    double side = Math.max(Math.max(east - west, north - south), Double.MIN_NORMAL);
    double perUnit = Hilbert.MAX / side;
    long[] keys = new long[size];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (given.minX(i) <= given.maxX(i)) {
        double x = (given.minX(i) + given.maxX(i)) / 2 - west;
        double y = (given.minY(i) + given.maxY(i)) / 2 - south;
        keys[kept++] = place((int) (x * perUnit), (int) (y * perUnit)) << Integer.SIZE | i;
      }
    }
    return sorted(keys, kept);
  }

  /// The place on the curve as [Hilbert#place] has it but for its orientation: all sixteen levels
  /// at once, by prefix sums of the turns (after the public-domain `hilbert_curves`,
  /// rawrunprotected).
  private static long place(int x, int y) {
    int a = x ^ y;
    int b = 0xFFFF ^ a;
    int c = 0xFFFF ^ (x | y);
    int d = x & (y ^ 0xFFFF);
    int aa = a | b >> 1;
    int bb = a >> 1 ^ a;
    int cc = c >> 1 ^ b & d >> 1 ^ c;
    int dd = a & c >> 1 ^ d >> 1 ^ d;
    for (int shift = 2; shift <= 4; shift <<= 1) {
      a = aa;
      b = bb;
      c = cc;
      d = dd;
      aa = a & a >> shift ^ b & b >> shift;
      bb = a & b >> shift ^ b & (a ^ b) >> shift;
      cc ^= a & c >> shift ^ b & d >> shift;
      dd ^= b & c >> shift ^ (a ^ b) & d >> shift;
    }
    a = aa;
    b = bb;
    c = cc;
    d = dd;
    cc ^= a & c >> 8 ^ b & d >> 8;
    dd ^= b & c >> 8 ^ (a ^ b) & d >> 8;
    int turns = cc ^ cc >> 1;
    int flips = dd ^ dd >> 1;
    int low = x ^ y;
    int high = flips | 0xFFFF ^ (low | turns);
    return (spread(high) << 1 | spread(low)) & 0xFFFFFFFFL;
  }

  /// Sixteen bits, each with a zero above it.
  private static long spread(int bits) {
    long spread = bits & 0xFFFF;
    spread = (spread | spread << 8) & 0x00FF00FF;
    spread = (spread | spread << 4) & 0x0F0F0F0F;
    spread = (spread | spread << 2) & 0x33333333;
    return (spread | spread << 1) & 0x55555555;
  }

  /// The lower halves of keys in the order of their upper ones, equal ones as they come: three
  /// passes of eleven bits.
  private static int[] sorted(long[] keys, int count) {
    long[] from = keys;
    long[] to = new long[count];
    for (int pass = 0; pass < PASSES; pass++) {
      int shift = Integer.SIZE + pass * DIGIT;
      int[] places = new int[(1 << DIGIT) + 1];
      for (int i = 0; i < count; i++) {
        places[digit(from[i], shift) + 1]++;
      }
      for (int digit = 0; digit < 1 << DIGIT; digit++) {
        places[digit + 1] += places[digit];
      }
      for (int i = 0; i < count; i++) {
        to[places[digit(from[i], shift)]++] = from[i];
      }
      long[] swap = from;
      from = to;
      to = swap;
    }
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) from[i];
    }
    return order;
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (1 << DIGIT) - 1;
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

  /// How many leaves there are.
  int size() {
    return count;
  }

  int shape(int leaf) {
    return shapes[leaf];
  }

  /// How many nodes of leaves there are.
  int twigs() {
    return levels[2] - levels[1];
  }

  int firstLeaf(int twig) {
    return twig * FAN;
  }

  int endLeaf(int twig) {
    return Math.min(count, (twig + 1) * FAN);
  }

  /// Whether the boxes of a leaf and of a leaf of another tree come within a reach.
  boolean leavesMeet(int leaf, BoxTree other, int otherLeaf, double reach) {
    return meets(4 * leaf, other.boxes, 4 * otherLeaf, reach);
  }

  /// Whether a leaf's box and the box of a twig of another tree do.
  boolean leafMeetsTwig(int leaf, BoxTree other, int twig, double reach) {
    return meets(4 * leaf, other.boxes, 4 * (other.levels[1] + twig), reach);
  }

  private boolean meets(int at, double[] others, int other, double reach) {
    // Gaps are the same numbers whichever side asks.
    return boxes[at] - others[other + 2] <= reach
        && others[other] - boxes[at + 2] <= reach
        && boxes[at + 1] - others[other + 3] <= reach
        && others[other + 1] - boxes[at + 3] <= reach;
  }

  /// The nodes of a level whose boxes come within a reach of the box of a twig of another tree.
  ///
  /// @param level 1 for twigs, 2 for what holds twigs, …; the top one when there are fewer
  /// @param found takes them, in order
  void search(int level, BoxTree other, int twig, double reach, IntArrayList found) {
    if (count > 0) {
      int top = levels.length - 2;
      search(top, 0, Math.min(level, top), other.boxes, 4 * (other.levels[1] + twig), reach, found);
    }
  }

  private void search(
      int level,
      int node,
      int wanted,
      double[] others,
      int other,
      double reach,
      IntArrayList found) {
    if (!meets(4 * (levels[level] + node), others, other, reach)) {
      return;
    }
    if (level == wanted) {
      found.add(node);
      return;
    }
    int end = Math.min((node + 1) * FAN, levels[level] - levels[level - 1]);
    for (int child = node * FAN; child < end; child++) {
      search(level - 1, child, wanted, others, other, reach, found);
    }
  }

  /// The twigs below a node of a level: first and end.
  int firstTwig(int level, int node) {
    int twig = node;
    for (int below = Math.min(level, levels.length - 2); below > 1; below--) {
      twig *= FAN;
    }
    return twig;
  }

  int endTwig(int level, int node) {
    return Math.min(twigs(), firstTwig(level, node + 1));
  }
}
