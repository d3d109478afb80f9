package org.lacis.link;

import it.unimi.dsi.fastutil.Arrays;
import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.BitSet;
import java.util.List;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.Verdict;
import org.locationtech.jts.geom.IntersectionMatrix;

/// Pairs with their verdicts and reasons, as columns of numbers (56 bytes a pair and 8 a value).
/// Sources and targets are positions in their layers.
final class Pairs {
  /// Stands in [#matrix] for a pair that has none.
  static final int NO_MATRIX = -1;

  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  private final IntArrayList sources = new IntArrayList();
  private final IntArrayList targets = new IntArrayList();
  private final DoubleArrayList scores = new DoubleArrayList();
  private final DoubleArrayList areas = new DoubleArrayList();
  private final DoubleArrayList distances = new DoubleArrayList();
  private final IntArrayList matrices = new IntArrayList();
  private final IntArrayList notes = new IntArrayList();
  private final ByteArrayList verdicts = new ByteArrayList();
  private final DoubleArrayList confidences = new DoubleArrayList();
  private final ByteArrayList pins = new ByteArrayList();

  /// Where a pair's values begin; the values themselves never move.
  private final IntArrayList rows = new IntArrayList();

  private final DoubleArrayList values = new DoubleArrayList();
  private final int width;

  /// Pairs without values.
  Pairs() {
    this(0);
  }

  /// @param width values of a pair
  Pairs(int width) {
    this.width = width;
  }

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
    verdicts.add((byte) VERDICTS.indexOf(Verdict.ACCEPT));
    confidences.add(1);
    pins.add((byte) 0);
    rows.add(values.size());
  }

  /// A pair that is judged by criteria; nothing is decided of it yet.
  ///
  /// @param common area in common, square metres; NaN where there are no shapes
  void add(int source, int target, double[] measured, double common, int matrix) {
    add(source, target, 0, Double.isNaN(common) ? 0 : common, Double.NaN, matrix, 0);
    decide(size() - 1, Verdict.REVIEW, 0);
    values.addElements(values.size(), measured);
  }

  void addAll(Pairs more) {
    int shift = values.size();
    values.addAll(more.values);
    more.rows.forEach((int row) -> rows.add(row + shift));
    verdicts.addAll(more.verdicts);
    confidences.addAll(more.confidences);
    pins.addAll(more.pins);
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

  Verdict verdict(int i) {
    return VERDICTS.get(verdicts.getByte(i));
  }

  double confidence(int i) {
    return confidences.getDouble(i);
  }

  /// Of the criteria, in order.
  double[] values(int i) {
    double[] row = new double[width];
    values.getElements(rows.getInt(i), row, 0, width);
    return row;
  }

  void value(int i, int criterion, double value) {
    values.set(rows.getInt(i) + criterion, value);
  }

  /// Decides on each pair; those that are rejected go.
  void judge(Decision decision) {
    int kept = 0;
    for (int i = 0; i < size(); i++) {
      Decision.Judgement judgement = decision.judge(values(i));
      if (judgement.verdict() != Verdict.REJECT) {
        decide(i, judgement.verdict(), judgement.confidence());
        swap(kept++, i);
      }
    }
    cut(kept);
  }

  void decide(int i, Verdict verdict, double confidence) {
    verdicts.set(i, (byte) VERDICTS.indexOf(verdict));
    confidences.set(i, confidence);
    scores.set(i, confidence);
  }

  void matrix(int i, int packed) {
    matrices.set(i, packed);
  }

  /// Takes a pair for a link that nothing may displace.
  void pin(int i) {
    decide(i, Verdict.ACCEPT, 1);
    pins.set(i, (byte) 1);
  }

  boolean pinned(int i) {
    return pins.getByte(i) != 0;
  }

  /// Where a pair stands among the first ones, which are sorted; -1 when it is not there.
  int find(int source, int target, int among) {
    int from = 0;
    int to = among - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int bySource = Integer.compare(source(middle), source);
      int order = bySource != 0 ? bySource : Integer.compare(target(middle), target);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -1;
  }

  void dropRejected() {
    int kept = 0;
    for (int i = 0; i < size(); i++) {
      if (verdict(i) != Verdict.REJECT) {
        swap(kept++, i);
      }
    }
    cut(kept);
  }

  /// By source, then target.
  void sort() {
    Arrays.quickSort(0, size(), this::compareEnds, this::swap);
  }

  /// Keeps as many links a thing as the cardinality allows, and leaves them sorted. Where each side
  /// may have one, the choice is the best as a whole; else each thing keeps its best one. A pair to
  /// be reviewed gives way to a link, and is kept only where the thing may still have one; what is
  /// pinned gives way to nothing.
  void limit(Cardinality cardinality) {
    sort();
    if (cardinality == Cardinality.MANY_TO_MANY) {
      return;
    }
    BitSet kept = new BitSet();
    BitSet takenSources = new BitSet();
    BitSet takenTargets = new BitSet();
    for (int i = 0; i < size(); i++) {
      if (pinned(i)) {
        kept.set(i);
        takenSources.set(source(i));
        takenTargets.set(target(i));
      }
    }
    for (Verdict verdict : List.of(Verdict.ACCEPT, Verdict.REVIEW)) {
      IntArrayList open = new IntArrayList();
      for (int i = 0; i < size(); i++) {
        if (verdict(i) == verdict
            && !pinned(i)
            && !(cardinality.oneOfSource() && takenSources.get(source(i)))
            && !(cardinality.oneOfTarget() && takenTargets.get(target(i)))) {
          open.add(i);
        }
      }
      for (int i : chosen(open, cardinality)) {
        kept.set(i);
        takenSources.set(source(i));
        takenTargets.set(target(i));
      }
    }
    // Those that are kept stay in order.
    int size = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      swap(size++, i);
    }
    cut(size);
  }

  private IntArrayList chosen(IntArrayList open, Cardinality cardinality) {
    if (cardinality.oneOfSource() && cardinality.oneOfTarget()) {
      return assigned(open);
    }
    // Best first; of equal ones the first in order.
    int[] order = open.toIntArray();
    IntArrays.mergeSort(order, (a, b) -> Double.compare(score(b), score(a)));
    BitSet taken = new BitSet();
    IntArrayList chosen = new IntArrayList();
    for (int i : order) {
      int thing = cardinality.oneOfSource() ? source(i) : target(i);
      if (!taken.get(thing)) {
        taken.set(thing);
        chosen.add(i);
      }
    }
    return chosen;
  }

  /// The best assignment of each connected group.
  private IntArrayList assigned(IntArrayList open) {
    Components components = new Components();
    for (int i : open) {
      components.join(source(i), target(i));
    }
    Int2ObjectMap<IntArrayList> groups = new Int2ObjectOpenHashMap<>();
    for (int i : open) {
      groups.computeIfAbsent(components.ofSource(source(i)), _ -> new IntArrayList()).add(i);
    }
    IntArrayList chosen = new IntArrayList();
    for (IntArrayList group : groups.values()) {
      if (group.size() == 1) {
        chosen.add(group.getInt(0));
        continue;
      }
      Int2IntMap lefts = new Int2IntOpenHashMap();
      Int2IntMap rights = new Int2IntOpenHashMap();
      int[] left = new int[group.size()];
      int[] right = new int[group.size()];
      double[] weights = new double[group.size()];
      for (int k = 0; k < left.length; k++) {
        int i = group.getInt(k);
        left[k] = lefts.computeIfAbsent(source(i), _ -> lefts.size());
        right[k] = rights.computeIfAbsent(target(i), _ -> rights.size());
        weights[k] = score(i);
      }
      Assignment.best(left, right, weights).stream().forEach(k -> chosen.add(group.getInt(k)));
    }
    return chosen;
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
    swap(rows, a, b);
    swap(confidences, a, b);
    verdicts.set(b, verdicts.set(a, verdicts.getByte(b)));
    pins.set(b, pins.set(a, pins.getByte(b)));
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
    verdicts.size(size);
    confidences.size(size);
    pins.size(size);
    rows.size(size);
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
