package org.lacis.bench.link;

import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import org.lacis.link.relate.Matrix;
import org.locationtech.jts.geom.IntersectionMatrix;

/// Pairs that have a point in common, and the matrix of each.
final class Relations {
  private final Long2IntMap matrices = new Long2IntOpenHashMap();

  Relations() {
    matrices.defaultReturnValue(-1);
  }

  void add(int first, int second, String matrix) {
    add(first, second, Matrix.of(new IntersectionMatrix(matrix)));
  }

  void add(int first, int second, int matrix) {
    if (Matrix.meet(matrix)
        && matrices.put((long) first << 32 | second, matrix) != matrices.defaultReturnValue()) {
      throw new IllegalStateException("told twice: " + first + ", " + second);
    }
  }

  int size() {
    return matrices.size();
  }

  /// How many pairs are missing here, too many here, or have another matrix.
  int differences(Relations expected) {
    int differences = 0;
    for (Long2IntMap.Entry entry : expected.matrices.long2IntEntrySet()) {
      if (matrices.get(entry.getLongKey()) != entry.getIntValue()) {
        differences++;
      }
    }
    for (Long2IntMap.Entry entry : matrices.long2IntEntrySet()) {
      if (!expected.matrices.containsKey(entry.getLongKey())) {
        differences++;
      }
    }
    return differences;
  }
}
