package org.lacis.link.measure;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.Arrays;

/// How far the targets lie from the sources, by place: two surveys of one town are often a few
/// metres apart, by another amount in the next quarter.
///
/// A pair of shapes that are each other's nearest by the middles of their boxes, no farther apart
/// than `within`, and of nearly one area, tells an offset. The offset of a cell of a fixed grid is
/// the median of what the pairs tell whose source lies in it or in one of the eight cells around,
/// in x and in y, rounded to a quarter of a metre; nothing where there are too few. So it hangs on
/// what stands in these nine cells and a rim around them, it is the same in whatever order things
/// come, and a building more or less hardly ever changes it.
///
/// Of one thread while it is filled; then safe for several.
public final class LocalOffset {
  private static final double STEP = 0.25;
  private static final double ALIKE = 0.6;

  private final double within;
  private final double cell;
  private final int minimum;
  private final Long2ObjectMap<double[]> offsets = new Long2ObjectOpenHashMap<>();

  private record Tells(DoubleArrayList x, DoubleArrayList y) {}

  private LocalOffset(double within, double cell, int minimum) {
    this.within = within;
    this.cell = cell;
    this.minimum = minimum;
  }

  /// Shapes of one side, told by number.
  public interface Footprints {
    int size();

    /// The middle of the box, metres.
    double x(int i);

    double y(int i);

    /// Square metres; those of 0 tell nothing.
    double area(int i);
  }

  /// @param within metres, the greatest offset that is looked for, more than 0
  /// @param cell metres, the side of a cell; cells begin at the origin of the CRS
  /// @param minimum how many pairs it takes, from 1
  public static LocalOffset of(
      Footprints sources, Footprints targets, double within, double cell, int minimum) {
    LocalOffset all = new LocalOffset(within, cell, minimum);
    all.estimate(sources, targets);
    return all;
  }

  /// Which cell a point lies in.
  public long cell(double x, double y) {
    return key((int) Math.floor(x / cell), (int) Math.floor(y / cell));
  }

  /// What is to be added to the x of a source so that it lies where its targets do, metres.
  ///
  /// @param x of the middle of the source's box
  /// @param y likewise
  public double x(double x, double y) {
    double[] offset = offsets.get(cell(x, y));
    return offset == null ? 0 : offset[0];
  }

  /// Likewise of its y.
  public double y(double x, double y) {
    double[] offset = offsets.get(cell(x, y));
    return offset == null ? 0 : offset[1];
  }

  private static long key(int column, int row) {
    return ((long) column << 32) | (row & 0xffffffffL);
  }

  private void estimate(Footprints sources, Footprints targets) {
    Grid from = new Grid(sources);
    Grid to = new Grid(targets);
    Long2ObjectMap<Tells> told = new Long2ObjectOpenHashMap<>();
    for (int source = 0; source < sources.size(); source++) {
      int target = to.nearest(sources.x(source), sources.y(source));
      if (target < 0 || from.nearest(targets.x(target), targets.y(target)) != source) {
        continue;
      }
      double one = sources.area(source);
      double other = targets.area(target);
      if (Math.min(one, other) > ALIKE * Math.max(one, other)) {
        Tells tells =
            told.computeIfAbsent(
                cell(sources.x(source), sources.y(source)),
                _ -> new Tells(new DoubleArrayList(), new DoubleArrayList()));
        tells.x.add(targets.x(target) - sources.x(source));
        tells.y.add(targets.y(target) - sources.y(source));
      }
    }
    for (int source = 0; source < sources.size(); source++) {
      offsets.computeIfAbsent(cell(sources.x(source), sources.y(source)), key -> median(key, told));
    }
    offsets.values().removeIf(offset -> offset[0] == 0 && offset[1] == 0);
  }

  private double[] median(long key, Long2ObjectMap<Tells> told) {
    DoubleArrayList x = new DoubleArrayList();
    DoubleArrayList y = new DoubleArrayList();
    for (int column = -1; column <= 1; column++) {
      for (int row = -1; row <= 1; row++) {
        Tells tells = told.get(key((int) (key >> 32) + column, (int) key + row));
        if (tells != null) {
          x.addAll(tells.x);
          y.addAll(tells.y);
        }
      }
    }
    return x.size() < minimum
        ? new double[] {0, 0}
        : new double[] {rounded(x.toDoubleArray()), rounded(y.toDoubleArray())};
  }

  private static double rounded(double[] all) {
    Arrays.sort(all);
    int half = all.length / 2;
    double median = all.length % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
    return Math.rint(median / STEP) * STEP;
  }

  /// Middles by place. Buckets are as wide as the greatest offset, so nine of them hold all that is
  /// near enough.
  private final class Grid {
    private final Footprints things;
    private final Long2ObjectMap<IntArrayList> buckets = new Long2ObjectOpenHashMap<>();

    Grid(Footprints things) {
      this.things = things;
      for (int i = 0; i < things.size(); i++) {
        if (things.area(i) > 0) {
          buckets
              .computeIfAbsent(
                  key(bucket(things.x(i)), bucket(things.y(i))), _ -> new IntArrayList(2))
              .add(i);
        }
      }
    }

    private int bucket(double at) {
      return (int) Math.floor(at / within);
    }

    /// -1 where there is none near enough. Of equally near ones the first by place: numbers hang on
    /// the order that things come in.
    int nearest(double x, double y) {
      int best = -1;
      double least = within * within;
      for (int column = -1; column <= 1; column++) {
        for (int row = -1; row <= 1; row++) {
          IntArrayList bucket = buckets.get(key(bucket(x) + column, bucket(y) + row));
          if (bucket == null) {
            continue;
          }
          for (int k = 0; k < bucket.size(); k++) {
            int i = bucket.getInt(k);
            double dx = things.x(i) - x;
            double dy = things.y(i) - y;
            double far = dx * dx + dy * dy;
            if (far < least || (far == least && (best < 0 || before(i, best)))) {
              best = i;
              least = far;
            }
          }
        }
      }
      return best;
    }

    private boolean before(int i, int j) {
      int byX = Double.compare(things.x(i), things.x(j));
      int byY = Double.compare(things.y(i), things.y(j));
      int byArea = Double.compare(things.area(i), things.area(j));
      return byX != 0 ? byX < 0 : byY != 0 ? byY < 0 : byArea < 0;
    }
  }
}
