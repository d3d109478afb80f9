package org.lacis.link.relate;

import java.util.Arrays;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// The area that two areas have in common, without making the shape that they have in common.
///
/// An area is the sum of what lies below its upper edges, less what lies below its lower ones. So
/// the common area is a sum over all pairs of edges of what lies below both, each with its sign:
/// there is nothing to decide, hence nothing that a rounding could decide wrongly. Everything is
/// looked at within the common part of the boxes; what is wrong at most is its area times some
/// times 1e-16 for each pair of edges.
///
/// Holds working memory: one a thread.
public final class CommonArea {
  private final FlatShapes firsts;
  private final FlatShapes seconds;
  private final Edges ours;
  private final Edges theirs;

  public CommonArea(FlatShapes firsts, FlatShapes seconds) {
    this.firsts = firsts;
    this.seconds = seconds;
    this.ours = new Edges(firsts);
    this.theirs = new Edges(seconds);
  }

  /// The area of the intersection, in the square of the unit of the ordinates; 0 where one of them
  /// is no area.
  public double of(int first, int second) {
    if (firsts.kind(first) == FlatShapes.Kind.OTHER
        || seconds.kind(second) == FlatShapes.Kind.OTHER) {
      Geometry one = areas(firsts.geometry(first));
      Geometry other = areas(seconds.geometry(second));
      return OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION).getArea();
    }
    if (firsts.kind(first) != FlatShapes.Kind.AREAS
        || seconds.kind(second) != FlatShapes.Kind.AREAS) {
      return 0;
    }
    double west = Math.max(firsts.minX(first), seconds.minX(second));
    double south = Math.max(firsts.minY(first), seconds.minY(second));
    double east = Math.min(firsts.maxX(first), seconds.maxX(second));
    double north = Math.min(firsts.maxY(first), seconds.maxY(second));
    if (west >= east || south >= north) {
      return 0;
    }
    ours.gather(first, west, south, east - west, north - south);
    theirs.gather(second, west, south, east - west, north - south);
    double sum = 0;
    for (int i = 0; i < ours.count; i++) {
      sum += below(i);
    }
    return Math.max(0, sum);
  }

  // An overlay refuses shapes of several dimensions.
  private static Geometry areas(Geometry shape) {
    return shape instanceof Polygonal
        ? shape
        : OverlayNGRobust.union(
            shape.getFactory().buildGeometry(PolygonExtracter.getPolygons(shape)));
  }

  /// What lies below one of our edges and each of theirs, with signs.
  private double below(int i) {
    double[] one = ours.ends;
    double ax = one[4 * i];
    double ay = one[4 * i + 1];
    double bx = one[4 * i + 2];
    double by = one[4 * i + 3];
    double ourSlope = (by - ay) / (bx - ax);
    double[] other = theirs.ends;
    double sum = 0;
    for (int j = 0; j < theirs.count; j++) {
      double cx = other[4 * j];
      double dx = other[4 * j + 2];
      double from = Math.max(ax, cx);
      double to = Math.min(bx, dx);
      if (from >= to) {
        continue;
      }
      double cy = other[4 * j + 1];
      double dy = other[4 * j + 3];
      double theirSlope = (dy - cy) / (dx - cx);
      double ourFrom = ay + (from - ax) * ourSlope;
      double ourTo = to == bx ? by : ay + (to - ax) * ourSlope;
      double theirFrom = cy + (from - cx) * theirSlope;
      double theirTo = to == dx ? dy : cy + (to - cx) * theirSlope;
      double area = lower(to - from, ourFrom, ourTo, theirFrom, theirTo);
      sum += theirs.upper[j] ? area : -area;
    }
    return ours.upper[i] ? sum : -sum;
  }

  /// What lies below two straight lines over some width.
  private static double lower(double width, double a, double b, double c, double d) {
    double from = a - c;
    double to = b - d;
    if (from <= 0 && to <= 0) {
      return width * (a + b) / 2;
    }
    if (from >= 0 && to >= 0) {
      return width * (c + d) / 2;
    }
    double part = from / (from - to);
    double height = a + part * (b - a);
    return from < 0
        ? width * (part * (a + height) + (1 - part) * (height + d)) / 2
        : width * (part * (c + height) + (1 - part) * (height + b)) / 2;
  }

  /// The edges of one area within a window, from west to east, cut where they leave it; what lies
  /// above it is at its upper rim, what lies below it is left out. Coordinates are those of the
  /// window, from its corner.
  private static final class Edges {
    private static final int FIRST_SIZE = 64;

    private final FlatShapes shapes;
    private double[] ends = new double[4 * FIRST_SIZE];
    private boolean[] upper = new boolean[FIRST_SIZE];
    private int count;
    private double west;
    private double south;
    private double width;
    private double height;

    Edges(FlatShapes shapes) {
      this.shapes = shapes;
    }

    void gather(int shape, double west, double south, double width, double height) {
      this.west = west;
      this.south = south;
      this.width = width;
      this.height = height;
      count = 0;
      for (int part = shapes.shapes[shape]; part < shapes.shapes[shape + 1]; part++) {
        int first = shapes.parts[part];
        int edges = shapes.parts[part + 1] - 1 - first;
        int base = shapes.trees[part];
        if (base == shapes.trees[part + 1]) {
          gather(first, edges);
        } else {
          descend(first, edges, base);
        }
      }
    }

    /// @param base first node of the ring's boxes
    private void descend(int first, int edges, int base) {
      int nodes = (edges + FlatShapes.FAN - 1) / FlatShapes.FAN;
      int top = base;
      int span = FlatShapes.FAN;
      while (nodes > 1) {
        top += nodes;
        nodes = (nodes + FlatShapes.FAN - 1) / FlatShapes.FAN;
        span *= FlatShapes.FAN;
      }
      descend(first, edges, top, 0, span);
    }

    private void descend(int first, int edges, int levelStart, int index, int span) {
      double[] nodes = shapes.nodes;
      int node = 4 * (levelStart + index);
      if (nodes[node] - west >= width || nodes[node + 2] <= west || nodes[node + 3] <= south) {
        return;
      }
      int from = first + index * span;
      int end = first + Math.min((index + 1) * span, edges);
      if (nodes[node + 1] - south >= height) {
        // All of it lies above: it counts as one edge from where it begins to where it ends.
        double begins = shapes.xy[2 * from] - west;
        double ends = shapes.xy[2 * end] - west;
        add(begins, height, ends, height);
      } else if (span == FlatShapes.FAN) {
        gather(from, end - from);
      } else {
        int below = span / FlatShapes.FAN;
        int inLevelBelow = (edges + below - 1) / below;
        int last = Math.min((index + 1) * FlatShapes.FAN, inLevelBelow);
        for (int child = index * FlatShapes.FAN; child < last; child++) {
          descend(first, edges, levelStart - inLevelBelow, child, below);
        }
      }
    }

    private void gather(int first, int edges) {
      double[] xy = shapes.xy;
      double ax = xy[2 * first] - west;
      double ay = xy[2 * first + 1] - south;
      for (int at = 2 * first + 2; at <= 2 * (first + edges); at += 2) {
        double bx = xy[at] - west;
        double by = xy[at + 1] - south;
        add(ax, ay, bx, by);
        ax = bx;
        ay = by;
      }
    }

    private void add(double ax, double ay, double bx, double by) {
      // The interior lies on the left, so what leads west is an upper edge.
      if (ax < bx) {
        eastward(ax, ay, bx, by, false);
      } else if (bx < ax) {
        eastward(bx, by, ax, ay, true);
      }
    }

    private void eastward(double ax, double ay, double bx, double by, boolean isUpper) {
      if (bx <= 0 || ax >= width || (ay <= 0 && by <= 0)) {
        return;
      }
      double slope = (by - ay) / (bx - ax);
      double fromX = ax;
      double fromY = ay;
      double toX = bx;
      double toY = by;
      if (fromX < 0) {
        fromY = ay - ax * slope;
        fromX = 0;
      }
      if (toX > width) {
        toY = ay + (width - ax) * slope;
        toX = width;
      }
      bend(fromX, fromY, toX, toY, isUpper);
    }

    /// Cuts an edge where it meets the lower and the upper rim.
    private void bend(double ax, double ay, double bx, double by, boolean isUpper) {
      double low = Math.min(ay, by);
      double high = Math.max(ay, by);
      if (high <= 0) {
        return;
      }
      if (low >= height) {
        piece(ax, height, bx, height, isUpper);
        return;
      }
      if (low >= 0 && high <= height) {
        piece(ax, ay, bx, by, isUpper);
        return;
      }
      double perRise = (bx - ax) / (by - ay);
      double atZero = Math.clamp(ax - ay * perRise, ax, bx);
      double atTop = Math.clamp(ax + (height - ay) * perRise, ax, bx);
      if (ay < by) {
        double fromX = ay < 0 ? atZero : ax;
        double toX = by > height ? atTop : bx;
        piece(fromX, Math.max(0, ay), toX, Math.min(height, by), isUpper);
        piece(toX, height, bx, height, isUpper);
      } else {
        double fromX = ay > height ? atTop : ax;
        double toX = by < 0 ? atZero : bx;
        piece(ax, height, fromX, height, isUpper);
        piece(fromX, Math.min(height, ay), toX, Math.max(0, by), isUpper);
      }
    }

    private void piece(double ax, double ay, double bx, double by, boolean isUpper) {
      if (ax >= bx) {
        return;
      }
      if (count == upper.length) {
        ends = Arrays.copyOf(ends, 8 * count);
        upper = Arrays.copyOf(upper, 2 * count);
      }
      ends[4 * count] = ax;
      ends[4 * count + 1] = ay;
      ends[4 * count + 2] = bx;
      ends[4 * count + 3] = by;
      upper[count] = isUpper;
      count++;
    }
  }
}
