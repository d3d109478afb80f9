package org.lacis.link;

import it.unimi.dsi.fastutil.Arrays;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.BitSet;
import org.lacis.link.rule.Cardinality;
import org.locationtech.jts.geom.IntersectionMatrix;

/// Accepted pairs with their reasons, as columns of numbers (40 bytes a pair). Sources and targets
/// are positions in their layers.
final class Pairs {
  /// Stands in [#matrix] for a pair that has none.
  static final int NO_MATRIX = -1;

  private final IntArrayList sources = new IntArrayList();
  private final IntArrayList targets = new IntArrayList();
  private final DoubleArrayList scores = new DoubleArrayList();
  private final DoubleArrayList areas = new DoubleArrayList();
  private final DoubleArrayList distances = new DoubleArrayList();
  private final IntArrayList matrices = new IntArrayList();
  private final IntArrayList notes = new IntArrayList();

  /// @param area of the intersection, square metres; 0 when there is none
  /// @param distance metres; NaN when it was not measured
  /// @param matrix [#packed] or [#NO_MATRIX]
  /// @param note what the kind of match wants to remember
  void add(
      int source, int target, double score, double area, double distance, int matrix, int note) {
    sources.add(source);
    targets.add(target);
    scores.add(score);
    areas.add(area);
    distances.add(distance);
    matrices.add(matrix);
    notes.add(note);
  }

  void addAll(Pairs more) {
    sources.addAll(more.sources);
    targets.addAll(more.targets);
    scores.addAll(more.scores);
    areas.addAll(more.areas);
    distances.addAll(more.distances);
    matrices.addAll(more.matrices);
    notes.addAll(more.notes);
  }

  int size() {
    return sources.size();
  }

  int source(int i) {
    return sources.getInt(i);
  }

  int target(int i) {
    return targets.getInt(i);
  }

  double score(int i) {
    return scores.getDouble(i);
  }

  double area(int i) {
    return areas.getDouble(i);
  }

  double distance(int i) {
    return distances.getDouble(i);
  }

  int matrix(int i) {
    return matrices.getInt(i);
  }

  int note(int i) {
    return notes.getInt(i);
  }

  /// By source, then target.
  void sort() {
    Arrays.quickSort(0, size(), this::compareEnds, this::swap);
  }

  /// Keeps as many links a thing as the cardinality allows, the best ones, and leaves them sorted.
  void limit(Cardinality cardinality) {
    if (cardinality != Cardinality.MANY_TO_MANY) {
      Arrays.quickSort(
          0,
          size(),
          (a, b) -> {
            int best = Double.compare(score(b), score(a));
            return best != 0 ? best : compareEnds(a, b);
          },
          this::swap);
      BitSet takenSources = new BitSet();
      BitSet takenTargets = new BitSet();
      int kept = 0;
      for (int i = 0; i < size(); i++) {
        boolean free =
            !(cardinality.oneOfSource() && takenSources.get(source(i)))
                && !(cardinality.oneOfTarget() && takenTargets.get(target(i)));
        if (free) {
          takenSources.set(source(i));
          takenTargets.set(target(i));
          swap(kept++, i);
        }
      }
      cut(kept);
    }
    sort();
  }

  private int compareEnds(int a, int b) {
    int bySource = Integer.compare(source(a), source(b));
    return bySource != 0 ? bySource : Integer.compare(target(a), target(b));
  }

  private void swap(int a, int b) {
    swap(sources, a, b);
    swap(targets, a, b);
    swap(scores, a, b);
    swap(areas, a, b);
    swap(distances, a, b);
    swap(matrices, a, b);
    swap(notes, a, b);
  }

  // Collections.swap would box each number.
  private static void swap(IntArrayList column, int a, int b) {
    column.set(b, column.set(a, column.getInt(b)));
  }

  private static void swap(DoubleArrayList column, int a, int b) {
    column.set(b, column.set(a, column.getDouble(b)));
  }

  private void cut(int size) {
    sources.size(size);
    targets.size(size);
    scores.size(size);
    areas.size(size);
    distances.size(size);
    matrices.size(size);
    notes.size(size);
  }

  /// The nine cells of a matrix, two bits each: 0 = F, else dimension + 1.
  static int packed(IntersectionMatrix matrix) {
    int packed = 0;
    for (int cell = 0; cell < 9; cell++) {
      packed = packed << 2 | Math.max(0, matrix.get(cell / 3, cell % 3) + 1);
    }
    return packed;
  }

  /// The nine characters of a packed matrix.
  static String unpacked(int packed) {
    StringBuilder text = new StringBuilder(9);
    for (int shift = 16; shift >= 0; shift -= 2) {
      text.append("F012".charAt(packed >> shift & 3));
    }
    return text.toString();
  }
}
