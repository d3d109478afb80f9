package org.lacis.link.relate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;

/// The DE-9IM matrix of two shapes, one of each of two lists.
///
/// Two areas are related by the arcs of their boundaries, see the package. Edges in the common part
/// of the boxes are held against each other; where they cross within, all four kinds of arcs meet;
/// where a corner lies on the other boundary, the directions in which both boundaries leave it are
/// compared. A ring that meets nothing lies inside or outside as any of its points does. Points and
/// areas, and whatever has no contact, are settled here too; the rest (lines that meet something,
/// areas whose own rings touch, what is not valid) is left to RelateNG of JTS.
///
/// Holds working memory: one a thread. Where JTS helps, the pairs of a first shape should follow
/// each other: it is prepared once.
public final class PairRelate {
  private static final int INSIDE = 1;
  private static final int OUTSIDE = 2;
  private static final int ALONG_NEXT = 3;
  private static final int ALONG_PREVIOUS = 4;

  private static final int INTERIOR = 0;
  private static final int BOUNDARY = 1;
  private static final int EXTERIOR = 2;

  /// Of a determinant in doubles; as JTS has it, several times what can happen.
  private static final double ROUNDING = 1e-15;

  /// How near an end is too near, over the largest ordinate: several times the last bit.
  private static final double NEAR = 2e-15;

  private static final double SLANT = 0.618;

  /// Comparisons of edges that cost less than looking into boxes of edges.
  private static final int FEW = 1024;

  private final FlatShapes firsts;
  private final FlatShapes seconds;

  // Edges of either shape near the other one.
  private final Edges ours;
  private final Edges theirs;
  private boolean[] met = new boolean[8];

  // Of the pair at hand.
  private boolean exact;
  private double near;
  private boolean unsure;
  private boolean crosses;
  private double[] meetings = new double[16];
  private int noted;
  private int arcs;

  private @Nullable RelateNG prepared;
  private int preparedFirst = -1;
  private final Kept keptFirst;
  private final Kept keptSecond;
  private long byLibrary;

  public PairRelate(FlatShapes firsts, FlatShapes seconds) {
    this.firsts = firsts;
    this.seconds = seconds;
    this.ours = new Edges(firsts);
    this.theirs = new Edges(seconds);
    this.keptFirst = new Kept(firsts);
    this.keptSecond = new Kept(seconds);
  }

  /// How many pairs were left to JTS so far.
  public long byLibrary() {
    return byLibrary;
  }

  /// The matrix, as [Matrix] packs it.
  public int matrix(int first, int second) {
    FlatShapes.Kind one = firsts.kind(first);
    FlatShapes.Kind other = seconds.kind(second);
    if (one == FlatShapes.Kind.OTHER || other == FlatShapes.Kind.OTHER) {
      return library(first, second);
    }
    if (!boxesMeet(first, second)) {
      return apart(first, second);
    }
    exact =
        exact(
                Math.min(firsts.minX(first), seconds.minX(second)),
                Math.max(firsts.maxX(first), seconds.maxX(second)))
            && exact(
                Math.min(firsts.minY(first), seconds.minY(second)),
                Math.max(firsts.maxY(first), seconds.maxY(second)));
    if (one == FlatShapes.Kind.POINTS) {
      return switch (other) {
        case POINTS -> points(first, second);
        case AREAS -> pointsAndArea(firsts, first, seconds, second);
        case LINES, OTHER -> library(first, second);
      };
    }
    if (other == FlatShapes.Kind.POINTS) {
      return one == FlatShapes.Kind.AREAS
          ? Matrix.transposed(pointsAndArea(seconds, second, firsts, first))
          : library(first, second);
    }
    if (one == FlatShapes.Kind.AREAS && other == FlatShapes.Kind.AREAS) {
      return areas(first, second);
    }
    return lines(first, second);
  }

  private boolean boxesMeet(int first, int second) {
    return firsts.minX(first) <= seconds.maxX(second)
        && firsts.maxX(first) >= seconds.minX(second)
        && firsts.minY(first) <= seconds.maxY(second)
        && firsts.maxY(first) >= seconds.minY(second);
  }

  private int apart(int first, int second) {
    return Matrix.apart(
        firsts.dimension(first),
        firsts.boundary(first),
        seconds.dimension(second),
        seconds.boundary(second));
  }

  private int library(int first, int second) {
    byLibrary++;
    Geometry one = keptFirst.of(first);
    Geometry other = keptSecond.of(second);
    if (one.isEmpty() || other.isEmpty()) {
      return apart(one, other);
    }
    // Always the first: where shapes meet by a rounding, the answer hangs on the order.
    RelateNG ready = prepared;
    if (ready == null || preparedFirst != first) {
      ready = RelateNG.prepare(one);
      prepared = ready;
      preparedFirst = first;
    }
    return Matrix.of(ready.evaluate(other));
  }

  /// The shape for JTS that was asked for last.
  private static final class Kept {
    private final FlatShapes shapes;
    private int shape = -1;
    private @Nullable Geometry geometry;

    Kept(FlatShapes shapes) {
      this.shapes = shapes;
    }

    Geometry of(int wanted) {
      Geometry kept = geometry;
      if (kept == null || shape != wanted) {
        kept = shapes.geometry(wanted);
        geometry = kept;
        shape = wanted;
      }
      return kept;
    }
  }

  // RelateNG refuses to tell of an empty shape and a mixed collection.
  private static int apart(Geometry one, Geometry other) {
    return Matrix.apart(
        one.isEmpty() ? -1 : one.getDimension(),
        one.isEmpty() ? 0 : one.getBoundaryDimension() + 1,
        other.isEmpty() ? -1 : other.getDimension(),
        other.isEmpty() ? 0 : other.getBoundaryDimension() + 1);
  }

  /// Whether differences of all numbers of a range are doubles themselves (Sterbenz): then the sign
  /// of a determinant is found without a bound for its error.
  private static boolean exact(double least, double greatest) {
    return least > 0 ? greatest <= 2 * least : greatest < 0 && least >= 2 * greatest;
  }

  // ---- points

  private int points(int first, int second) {
    boolean common = false;
    boolean ofFirst = false;
    for (int part = firsts.shapes[first]; part < firsts.shapes[first + 1]; part++) {
      boolean found = hasPoint(seconds, second, firsts.xy, firsts.parts[part]);
      common |= found;
      ofFirst |= !found;
    }
    boolean ofSecond = false;
    for (int part = seconds.shapes[second]; part < seconds.shapes[second + 1]; part++) {
      ofSecond |= !hasPoint(firsts, first, seconds.xy, seconds.parts[part]);
    }
    return Matrix.of(
        common ? Matrix.POINT : Matrix.FALSE,
        Matrix.FALSE,
        ofFirst ? Matrix.POINT : Matrix.FALSE,
        Matrix.FALSE,
        Matrix.FALSE,
        Matrix.FALSE,
        ofSecond ? Matrix.POINT : Matrix.FALSE,
        Matrix.FALSE);
  }

  private static boolean hasPoint(FlatShapes shapes, int shape, double[] xy, int corner) {
    for (int part = shapes.shapes[shape]; part < shapes.shapes[shape + 1]; part++) {
      int at = 2 * shapes.parts[part];
      if (shapes.xy[at] == xy[2 * corner] && shapes.xy[at + 1] == xy[2 * corner + 1]) {
        return true;
      }
    }
    return false;
  }

  private int pointsAndArea(FlatShapes points, int shape, FlatShapes areas, int area) {
    int[] found = new int[3];
    for (int part = points.shapes[shape]; part < points.shapes[shape + 1]; part++) {
      int at = 2 * points.parts[part];
      found[locate(points.xy[at], points.xy[at + 1], areas, area)] = Matrix.POINT;
    }
    return Matrix.of(
        found[INTERIOR],
        found[BOUNDARY],
        found[EXTERIOR],
        Matrix.FALSE,
        Matrix.FALSE,
        Matrix.FALSE,
        Matrix.AREA,
        Matrix.LINE);
  }

  // ---- lines

  private int lines(int first, int second) {
    gather(first, second);
    boolean many = (long) ours.count * theirs.count > FEW;
    for (int i = 0; i < ours.count; i++) {
      if (many) {
        theirs.gatherAround(second, ours, i);
      }
      if (touches(i)) {
        return library(first, second);
      }
    }
    if (firsts.kind(first) == FlatShapes.Kind.LINES) {
      return seconds.kind(second) == FlatShapes.Kind.LINES
          ? apart(first, second)
          : lineAndArea(firsts, first, seconds, second, true);
    }
    return lineAndArea(seconds, second, firsts, first, false);
  }

  /// A line that meets no boundary: each part lies inside or outside.
  private int lineAndArea(FlatShapes lines, int line, FlatShapes areas, int area, boolean inOrder) {
    boolean in = false;
    boolean out = false;
    for (int part = lines.shapes[line]; part < lines.shapes[line + 1]; part++) {
      int at = 2 * lines.parts[part];
      boolean inside = locate(lines.xy[at], lines.xy[at + 1], areas, area) == INTERIOR;
      in |= inside;
      out |= !inside;
    }
    int boundary = lines.boundary(line);
    if (in && out && boundary > 0) {
      // Which of the parts the ends belong to, JTS knows.
      return inOrder ? library(line, area) : library(area, line);
    }
    int matrix =
        Matrix.of(
            in ? Matrix.LINE : Matrix.FALSE,
            Matrix.FALSE,
            out ? Matrix.LINE : Matrix.FALSE,
            in ? boundary : Matrix.FALSE,
            Matrix.FALSE,
            out ? boundary : Matrix.FALSE,
            Matrix.AREA,
            Matrix.LINE);
    return inOrder ? matrix : Matrix.transposed(matrix);
  }

  // ---- areas

  private int areas(int first, int second) {
    if (same(first, second)) {
      return Matrix.ofAreas(Matrix.CONTACT | Matrix.SAME_SIDE);
    }
    arcs = 0;
    unsure = false;
    crosses = false;
    noted = 0;
    near =
        NEAR
            * Math.max(
                Math.max(Math.abs(firsts.minX(first)), Math.abs(firsts.maxX(first))),
                Math.max(Math.abs(firsts.minY(first)), Math.abs(firsts.maxY(first))));
    int ourRings = firsts.shapes[first + 1] - firsts.shapes[first];
    int theirRings = seconds.shapes[second + 1] - seconds.shapes[second];
    if (met.length < ourRings + theirRings) {
      met = new boolean[2 * (ourRings + theirRings)];
    }
    Arrays.fill(met, 0, ourRings + theirRings, false);
    gather(first, second);
    if (ours.count > 0 && theirs.count > 0) {
      compareEdges(second);
      if ((arcs & Matrix.CONTACT) != 0
          && (unsure
              || firsts.touching(first)
              || seconds.touching(second)
              || crossingIsNearOther())) {
        return library(first, second);
      }
    }
    if ((arcs & Matrix.ALL_APART) != Matrix.ALL_APART) {
      untouchedRings(firsts, first, 0, seconds, second, Matrix.FIRST_INSIDE);
      untouchedRings(seconds, second, ourRings, firsts, first, Matrix.SECOND_INSIDE);
    }
    return Matrix.ofAreas(arcs);
  }

  /// Whether both are written the same way, as what did not change between two editions is.
  private boolean same(int first, int second) {
    if (firsts.minX(first) != seconds.minX(second) || firsts.maxY(first) != seconds.maxY(second)) {
      return false;
    }
    int part = firsts.shapes[first];
    int other = seconds.shapes[second];
    int parts = firsts.shapes[first + 1] - part;
    if (parts != seconds.shapes[second + 1] - other) {
      return false;
    }
    int from = firsts.parts[part];
    int otherFrom = seconds.parts[other];
    for (int i = 1; i < parts; i++) {
      if (firsts.parts[part + i] - from != seconds.parts[other + i] - otherFrom) {
        return false;
      }
    }
    return Arrays.equals(
        firsts.xy,
        2 * from,
        2 * firsts.parts[part + parts],
        seconds.xy,
        2 * otherFrom,
        2 * seconds.parts[other + parts]);
  }

  private void gather(int first, int second) {
    double west = Math.max(firsts.minX(first), seconds.minX(second));
    double south = Math.max(firsts.minY(first), seconds.minY(second));
    double east = Math.min(firsts.maxX(first), seconds.maxX(second));
    double north = Math.min(firsts.maxY(first), seconds.maxY(second));
    // The smaller one first: where none of its edges is near, the other need not be looked at.
    boolean weAreFewer =
        firsts.parts[firsts.shapes[first + 1]] - firsts.parts[firsts.shapes[first]]
            <= seconds.parts[seconds.shapes[second + 1]] - seconds.parts[seconds.shapes[second]];
    Edges fewer = weAreFewer ? ours : theirs;
    Edges more = weAreFewer ? theirs : ours;
    fewer.gather(weAreFewer ? first : second, west, south, east, north);
    more.clear();
    if (fewer.count > 0) {
      more.gather(weAreFewer ? second : first, west, south, east, north);
    }
  }

  private void compareEdges(int second) {
    if ((long) ours.count * theirs.count <= FEW) {
      for (int i = 0; i < ours.count && !settled(); i++) {
        compare(i, theirs);
      }
    } else {
      for (int i = 0; i < ours.count && !settled(); i++) {
        theirs.gatherAround(second, ours, i);
        compare(i, theirs);
      }
    }
  }

  private boolean settled() {
    return (arcs & Matrix.ALL_APART) == Matrix.ALL_APART && (arcs & Matrix.SHARED) != 0;
  }

  /// Holds one of our edges against some of theirs.
  private void compare(int i, Edges others) {
    double[] ends = ours.ends;
    double ax = ends[4 * i];
    double ay = ends[4 * i + 1];
    double bx = ends[4 * i + 2];
    double by = ends[4 * i + 3];
    boolean eastward = ax < bx;
    double west = eastward ? ax : bx;
    double east = eastward ? bx : ax;
    boolean northward = ay < by;
    double south = northward ? ay : by;
    double north = northward ? by : ay;
    double[] theirEnds = others.ends;
    for (int j = 0; j < others.count; j++) {
      double cx = theirEnds[4 * j];
      double cy = theirEnds[4 * j + 1];
      double dx = theirEnds[4 * j + 2];
      double dy = theirEnds[4 * j + 3];
      // All four compared, with one branch.
      if ((cx < west & dx < west)
          | (cx > east & dx > east)
          | (cy < south & dy < south)
          | (cy > north & dy > north)) {
        continue;
      }
      int c = orientation(ax, ay, bx, by, cx, cy);
      int d = orientation(ax, ay, bx, by, dx, dy);
      if (c * d > 0) {
        continue;
      }
      int a = orientation(cx, cy, dx, dy, ax, ay);
      int b = orientation(cx, cy, dx, dy, bx, by);
      if (a * b > 0) {
        continue;
      }
      if (a != 0 && b != 0 && c != 0 && d != 0) {
        arcs |= Matrix.ALL_APART;
        meet(i, others, j);
        cross(ax, ay, bx, by, cx, cy, dx, dy);
        continue;
      }
      if (a == 0 && within(ax, ay, cx, cy, dx, dy)) {
        if (ax == cx && ay == cy) {
          meet(i, others, j);
          note(ax, ay);
          cornerOnCorner(ours.corner[i], ours.part[i], others.corner[j], others.part[j]);
        } else if (ax != dx || ay != dy) {
          meet(i, others, j);
          note(ax, ay);
          ourCornerOnTheirEdge(ours.corner[i], ours.part[i], others.corner[j]);
        }
      }
      if (c == 0
          && within(cx, cy, ax, ay, bx, by)
          && (cx != ax || cy != ay)
          && (cx != bx || cy != by)) {
        meet(i, others, j);
        note(cx, cy);
        theirCornerOnOurEdge(others.corner[j], others.part[j], ours.corner[i]);
      }
    }
  }

  /// Notes where two edges cross. Whether an end of one lies so near to the line through the other
  /// that the crossing may be that end once it is rounded: JTS takes it for that, and so do we, by
  /// asking it.
  private void cross(
      double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
    double ours = near * (Math.abs(bx - ax) + Math.abs(by - ay));
    double theirs = near * (Math.abs(dx - cx) + Math.abs(dy - cy));
    double ofC = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    double ofD = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
    unsure |=
        Math.abs(ofC) < ours
            || Math.abs(ofD) < ours
            || Math.abs((dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)) < theirs
            || Math.abs((dx - cx) * (by - cy) - (dy - cy) * (bx - cx)) < theirs;
    double along = ofC / (ofC - ofD);
    crosses = true;
    note(cx + along * (dx - cx), cy + along * (dy - cy));
  }

  /// Notes a point where boundaries meet, as one number: few that differ have the same.
  private void note(double x, double y) {
    if (noted == meetings.length) {
      meetings = Arrays.copyOf(meetings, 2 * noted);
    }
    meetings[noted++] = x + SLANT * y;
  }

  /// Whether a crossing may be another one, or a corner, once it is rounded.
  private boolean crossingIsNearOther() {
    if (crosses && noted > 1) {
      Arrays.sort(meetings, 0, noted);
      for (int i = 1; i < noted; i++) {
        if (meetings[i] - meetings[i - 1] < 2 * near) {
          return true;
        }
      }
    }
    return false;
  }

  private void meet(int i, Edges others, int j) {
    arcs |= Matrix.CONTACT;
    met[ours.part[i] - ours.firstPart] = true;
    met[ours.partCount + others.part[j] - others.firstPart] = true;
  }

  /// Whether a point of the line through an edge lies between its ends.
  private static boolean within(double x, double y, double ax, double ay, double bx, double by) {
    return (ax <= bx ? ax <= x && x <= bx : bx <= x && x <= ax)
        && (ay <= by ? ay <= y && y <= by : by <= y && y <= ay);
  }

  /// Whether one of our edges has a point in common with any of theirs.
  private boolean touches(int i) {
    double[] one = ours.ends;
    double[] other = theirs.ends;
    for (int j = 0; j < theirs.count; j++) {
      if (meet(
          one[4 * i],
          one[4 * i + 1],
          one[4 * i + 2],
          one[4 * i + 3],
          other[4 * j],
          other[4 * j + 1],
          other[4 * j + 2],
          other[4 * j + 3])) {
        return true;
      }
    }
    return false;
  }

  private boolean meet(
      double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
    if (Math.max(ax, bx) < Math.min(cx, dx)
        || Math.max(cx, dx) < Math.min(ax, bx)
        || Math.max(ay, by) < Math.min(cy, dy)
        || Math.max(cy, dy) < Math.min(ay, by)) {
      return false;
    }
    return orientation(ax, ay, bx, by, cx, cy) * orientation(ax, ay, bx, by, dx, dy) <= 0
        && orientation(cx, cy, dx, dy, ax, ay) * orientation(cx, cy, dx, dy, bx, by) <= 0;
  }

  // ---- where boundaries meet

  private void cornerOnCorner(int our, int ourPart, int their, int theirPart) {
    int ourPrevious = previous(firsts, our, ourPart);
    int theirPrevious = previous(seconds, their, theirPart);
    int onward = leave(firsts, our + 1, seconds, their, their + 1, theirPrevious);
    shared(onward, true);
    alone(onward, Matrix.FIRST_INSIDE);
    int back = leave(firsts, ourPrevious, seconds, their, their + 1, theirPrevious);
    shared(back, false);
    alone(back, Matrix.FIRST_INSIDE);
    if ((arcs & (Matrix.SECOND_INSIDE | Matrix.SECOND_OUTSIDE))
        != (Matrix.SECOND_INSIDE | Matrix.SECOND_OUTSIDE)) {
      alone(leave(seconds, their + 1, firsts, our, our + 1, ourPrevious), Matrix.SECOND_INSIDE);
      alone(leave(seconds, theirPrevious, firsts, our, our + 1, ourPrevious), Matrix.SECOND_INSIDE);
    }
  }

  private void ourCornerOnTheirEdge(int our, int ourPart, int their) {
    int previous = previous(firsts, our, ourPart);
    leaveEdge(firsts, our, our + 1, previous, seconds, their, Matrix.FIRST_INSIDE);
    alone(leave(seconds, their + 1, firsts, our, our + 1, previous), Matrix.SECOND_INSIDE);
    alone(leave(seconds, their, firsts, our, our + 1, previous), Matrix.SECOND_INSIDE);
  }

  private void theirCornerOnOurEdge(int their, int theirPart, int our) {
    int previous = previous(seconds, their, theirPart);
    leaveEdge(seconds, their, their + 1, previous, firsts, our, Matrix.SECOND_INSIDE);
    alone(leave(firsts, our + 1, seconds, their, their + 1, previous), Matrix.FIRST_INSIDE);
    alone(leave(firsts, our, seconds, their, their + 1, previous), Matrix.FIRST_INSIDE);
  }

  private static int previous(FlatShapes shapes, int corner, int part) {
    return corner == shapes.parts[part] ? shapes.parts[part + 1] - 2 : corner - 1;
  }

  /// A corner within an edge: both ways from it against the edge's two sides.
  private void leaveEdge(
      FlatShapes shapes,
      int corner,
      int next,
      int previous,
      FlatShapes others,
      int edge,
      int inside) {
    double[] xy = shapes.xy;
    double[] other = others.xy;
    double ax = other[2 * edge];
    double ay = other[2 * edge + 1];
    double bx = other[2 * edge + 2];
    double by = other[2 * edge + 3];
    double x = xy[2 * corner];
    double y = xy[2 * corner + 1];
    for (int way = 0; way < 2; way++) {
      int to = way == 0 ? next : previous;
      double toX = xy[2 * to];
      double toY = xy[2 * to + 1];
      int side = orientation(ax, ay, bx, by, toX, toY);
      if (side != 0) {
        arcs |= side > 0 ? inside : inside << 1;
      } else {
        boolean onward = sameWay(x, y, toX, toY, bx, by);
        arcs |= onward == (way == 0) ? Matrix.SAME_SIDE : Matrix.OPPOSITE_SIDES;
      }
    }
  }

  private void alone(int way, int inside) {
    if (way == INSIDE) {
      arcs |= inside;
    } else if (way == OUTSIDE) {
      arcs |= inside << 1;
    }
  }

  /// @param onward whether the way leads on along our ring, or back
  private void shared(int way, boolean onward) {
    if (way == ALONG_NEXT) {
      arcs |= onward ? Matrix.SAME_SIDE : Matrix.OPPOSITE_SIDES;
    } else if (way == ALONG_PREVIOUS) {
      arcs |= onward ? Matrix.OPPOSITE_SIDES : Matrix.SAME_SIDE;
    }
  }

  /// Where the way from a corner of a ring to some point leads: into the ring's inside, which is
  /// what is met turning left from its next corner to its previous one, or outside, or along it.
  private int leave(FlatShapes from, int to, FlatShapes wedge, int at, int next, int previous) {
    double[] xy = wedge.xy;
    double toX = from.xy[2 * to];
    double toY = from.xy[2 * to + 1];
    double nextX = xy[2 * next];
    double nextY = xy[2 * next + 1];
    if (toX == nextX && toY == nextY) {
      return ALONG_NEXT;
    }
    double previousX = xy[2 * previous];
    double previousY = xy[2 * previous + 1];
    if (toX == previousX && toY == previousY) {
      return ALONG_PREVIOUS;
    }
    double x = xy[2 * at];
    double y = xy[2 * at + 1];
    int ofNext = orientation(x, y, nextX, nextY, toX, toY);
    if (ofNext == 0 && sameWay(x, y, toX, toY, nextX, nextY)) {
      return ALONG_NEXT;
    }
    int ofPrevious = orientation(x, y, previousX, previousY, toX, toY);
    if (ofPrevious == 0 && sameWay(x, y, toX, toY, previousX, previousY)) {
      return ALONG_PREVIOUS;
    }
    int turn = orientation(x, y, nextX, nextY, previousX, previousY);
    boolean inside =
        turn > 0
            ? ofNext > 0 && ofPrevious < 0
            : turn < 0 ? !(ofNext < 0 && ofPrevious > 0) : ofNext > 0;
    return inside ? INSIDE : OUTSIDE;
  }

  /// Of two points on one line through a third: whether they lie on the same side of it.
  private static boolean sameWay(double x, double y, double ax, double ay, double bx, double by) {
    return ax == x ? ay > y == by > y : ax > x == bx > x;
  }

  // ---- rings that meet nothing

  private void untouchedRings(
      FlatShapes shapes, int shape, int met, FlatShapes others, int other, int inside) {
    int both = inside | inside << 1;
    int from = shapes.shapes[shape];
    int end = shapes.shapes[shape + 1];
    for (int part = from; part < end && (arcs & both) != both; part++) {
      if (!this.met[met + part - from]) {
        arcs |= ringInside(shapes, shape, part, others, other) ? inside : inside << 1;
      }
    }
  }

  private boolean ringInside(FlatShapes shapes, int shape, int part, FlatShapes others, int other) {
    int top = shapes.trees[part + 1] - 1;
    boolean inBox;
    if (top < shapes.trees[part]) {
      inBox =
          shapes.minX(shape) >= others.minX(other)
              && shapes.maxX(shape) <= others.maxX(other)
              && shapes.minY(shape) >= others.minY(other)
              && shapes.maxY(shape) <= others.maxY(other);
    } else {
      inBox =
          shapes.nodes[4 * top] >= others.minX(other)
              && shapes.nodes[4 * top + 2] <= others.maxX(other)
              && shapes.nodes[4 * top + 1] >= others.minY(other)
              && shapes.nodes[4 * top + 3] <= others.maxY(other);
    }
    int corner = 2 * shapes.parts[part];
    return inBox && locate(shapes.xy[corner], shapes.xy[corner + 1], others, other) == INTERIOR;
  }

  /// Where a point lies.
  private int locate(double x, double y, FlatShapes areas, int area) {
    if (x < areas.minX(area)
        || x > areas.maxX(area)
        || y < areas.minY(area)
        || y > areas.maxY(area)) {
      return EXTERIOR;
    }
    int crossings = 0;
    for (int part = areas.shapes[area]; part < areas.shapes[area + 1]; part++) {
      int found = crossings(x, y, areas, part);
      if (found < 0) {
        return BOUNDARY;
      }
      crossings += found;
    }
    return (crossings & 1) == 0 ? EXTERIOR : INTERIOR;
  }

  /// How often a way from the point to the east crosses a ring; -1 when the point lies on it.
  private int crossings(double x, double y, FlatShapes areas, int part) {
    int first = areas.parts[part];
    int edges = areas.parts[part + 1] - 1 - first;
    int base = areas.trees[part];
    if (base == areas.trees[part + 1]) {
      return crossings(x, y, areas.xy, first, edges);
    }
    int levels = 0;
    int nodes = (edges + FlatShapes.FAN - 1) / FlatShapes.FAN;
    int top = base;
    int span = FlatShapes.FAN;
    while (nodes > 1) {
      top += nodes;
      nodes = (nodes + FlatShapes.FAN - 1) / FlatShapes.FAN;
      span *= FlatShapes.FAN;
      levels++;
    }
    return crossings(x, y, areas, first, edges, base, top, 0, levels, span);
  }

  /// @param base first node of the lowest level
  /// @param levelStart first node of this level
  /// @param index of the node in its level
  /// @param span how many edges a node of this level holds
  private int crossings(
      double x,
      double y,
      FlatShapes areas,
      int first,
      int edges,
      int base,
      int levelStart,
      int index,
      int level,
      int span) {
    int node = 4 * (levelStart + index);
    double[] nodes = areas.nodes;
    if (nodes[node + 2] < x || nodes[node + 1] > y || nodes[node + 3] < y) {
      return 0;
    }
    int from = index * span;
    int end = Math.min(from + span, edges);
    if (nodes[node] > x) {
      // All of it lies east: only where it begins and ends counts.
      boolean begins = areas.xy[2 * (first + from) + 1] > y;
      boolean ends = areas.xy[2 * (first + end) + 1] > y;
      return begins == ends ? 0 : 1;
    }
    if (level == 0) {
      return crossings(x, y, areas.xy, first + from, end - from);
    }
    int below = span / FlatShapes.FAN;
    int inLevelBelow = (edges + below - 1) / below;
    int childStart = levelStart - inLevelBelow;
    int childEnd = Math.min((index + 1) * FlatShapes.FAN, inLevelBelow);
    int crossings = 0;
    for (int child = index * FlatShapes.FAN; child < childEnd; child++) {
      int found = crossings(x, y, areas, first, edges, base, childStart, child, level - 1, below);
      if (found < 0) {
        return found;
      }
      crossings += found;
    }
    return crossings;
  }

  private int crossings(double x, double y, double[] xy, int first, int edges) {
    int crossings = 0;
    int at = 2 * first;
    double ax = xy[at];
    double ay = xy[at + 1];
    for (int end = at + 2 * edges; at < end; at += 2) {
      double bx = xy[at + 2];
      double by = xy[at + 3];
      if (ay > y != by > y) {
        if (ax > x && bx > x) {
          crossings++;
        } else if (ax >= x || bx >= x) {
          int side = orientation(ax, ay, bx, by, x, y);
          if (side == 0) {
            return -1;
          }
          if (side > 0 == by > ay) {
            crossings++;
          }
        }
      } else if (by == y && (bx == x || (ay == y && (ax <= x ? x <= bx : bx <= x)))) {
        return -1;
      }
      ax = bx;
      ay = by;
    }
    return crossings;
  }

  // ---- the sign of a determinant

  /// On which side of the line from a to b the point c lies: 1 left, -1 right, 0 on it.
  private int orientation(double ax, double ay, double bx, double by, double cx, double cy) {
    double left = (bx - ax) * (cy - ay);
    double right = (by - ay) * (cx - ax);
    if (exact) {
      if (left != right) {
        // Rounding keeps order: what differs when rounded differed so before.
        return left > right ? 1 : -1;
      }
      double leftRest = Math.fma(bx - ax, cy - ay, -left);
      double rightRest = Math.fma(by - ay, cx - ax, -right);
      return leftRest > rightRest ? 1 : leftRest < rightRest ? -1 : 0;
    }
    double difference = left - right;
    double bound = ROUNDING * (Math.abs(left) + Math.abs(right));
    if (difference > bound) {
      return 1;
    }
    if (difference < -bound) {
      return -1;
    }
    return nearly(ax, ay, bx, by, cx, cy);
  }

  private static int nearly(double ax, double ay, double bx, double by, double cx, double cy) {
    if ((cx == ax && cy == ay) || (cx == bx && cy == by)) {
      return 0;
    }
    if ((ay == by && by == cy) || (ax == bx && bx == cx)) {
      return 0;
    }
    return CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, cx, cy);
  }

  /// Whether two rings of one shape, which must be of both lists, have a point in common.
  boolean touchesItself(int shape) {
    exact =
        exact(firsts.minX(shape), firsts.maxX(shape))
            && exact(firsts.minY(shape), firsts.maxY(shape));
    int end = firsts.shapes[shape + 1];
    for (int part = firsts.shapes[shape]; part < end; part++) {
      for (int other = part + 1; other < end; other++) {
        if (ringsMeet(part, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean ringsMeet(int part, int other) {
    double[] nodes = firsts.nodes;
    int one = 4 * (firsts.trees[part + 1] - 1);
    int two = 4 * (firsts.trees[other + 1] - 1);
    double west = Math.max(nodes[one], nodes[two]);
    double south = Math.max(nodes[one + 1], nodes[two + 1]);
    double east = Math.min(nodes[one + 2], nodes[two + 2]);
    double north = Math.min(nodes[one + 3], nodes[two + 3]);
    if (west > east || south > north) {
      return false;
    }
    ours.clear();
    ours.gatherPart(part, west, south, east, north);
    theirs.clear();
    theirs.gatherPart(other, west, south, east, north);
    for (int i = 0; i < ours.count; i++) {
      if (touches(i)) {
        return true;
      }
    }
    return false;
  }

  /// Edges of one shape that have to be looked at.
  private static final class Edges {
    private static final int FIRST_SIZE = 64;

    private final FlatShapes shapes;
    private double[] ends = new double[4 * FIRST_SIZE];
    private int[] corner = new int[FIRST_SIZE];
    private int[] part = new int[FIRST_SIZE];
    private int count;
    private int firstPart;
    private int partCount;

    Edges(FlatShapes shapes) {
      this.shapes = shapes;
    }

    void clear() {
      count = 0;
    }

    /// Those of a shape whose boxes meet a window.
    void gather(int shape, double west, double south, double east, double north) {
      count = 0;
      firstPart = shapes.shapes[shape];
      int end = shapes.shapes[shape + 1];
      partCount = end - firstPart;
      for (int ring = firstPart; ring < end; ring++) {
        gatherPart(ring, west, south, east, north);
      }
    }

    /// Those of a shape whose boxes meet that of an edge.
    void gatherAround(int shape, Edges others, int edge) {
      double ax = others.ends[4 * edge];
      double ay = others.ends[4 * edge + 1];
      double bx = others.ends[4 * edge + 2];
      double by = others.ends[4 * edge + 3];
      gather(shape, Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }

    void gatherPart(int ring, double west, double south, double east, double north) {
      int first = shapes.parts[ring];
      int edges = shapes.parts[ring + 1] - 1 - first;
      int base = shapes.trees[ring];
      if (base == shapes.trees[ring + 1]) {
        gather(ring, first, edges, west, south, east, north);
        return;
      }
      int nodes = (edges + FlatShapes.FAN - 1) / FlatShapes.FAN;
      int top = base;
      int span = FlatShapes.FAN;
      while (nodes > 1) {
        top += nodes;
        nodes = (nodes + FlatShapes.FAN - 1) / FlatShapes.FAN;
        span *= FlatShapes.FAN;
      }
      descend(ring, first, edges, top, 0, span, west, south, east, north);
    }

    private void descend(
        int ring,
        int first,
        int edges,
        int levelStart,
        int index,
        int span,
        double west,
        double south,
        double east,
        double north) {
      double[] nodes = shapes.nodes;
      int node = 4 * (levelStart + index);
      if (nodes[node] > east
          || nodes[node + 1] > north
          || nodes[node + 2] < west
          || nodes[node + 3] < south) {
        return;
      }
      if (span == FlatShapes.FAN) {
        int from = index * span;
        gather(ring, first + from, Math.min(span, edges - from), west, south, east, north);
        return;
      }
      int below = span / FlatShapes.FAN;
      int inLevelBelow = (edges + below - 1) / below;
      int end = Math.min((index + 1) * FlatShapes.FAN, inLevelBelow);
      for (int child = index * FlatShapes.FAN; child < end; child++) {
        descend(
            ring, first, edges, levelStart - inLevelBelow, child, below, west, south, east, north);
      }
    }

    private void gather(
        int ring, int first, int edges, double west, double south, double east, double north) {
      if (count + edges >= corner.length) {
        int length = Math.max(count + edges + 1, 2 * corner.length);
        ends = Arrays.copyOf(ends, 4 * length);
        corner = Arrays.copyOf(corner, length);
        part = Arrays.copyOf(part, length);
      }
      double[] xy = shapes.xy;
      double ax = xy[2 * first];
      double ay = xy[2 * first + 1];
      int sideOfA = side(ax, ay, west, south, east, north);
      // Without a branch for what is not foreseeable: each edge is written, and most over again.
      int next = count;
      for (int at = first; at < first + edges; at++) {
        double bx = xy[2 * at + 2];
        double by = xy[2 * at + 3];
        int sideOfB = side(bx, by, west, south, east, north);
        ends[4 * next] = ax;
        ends[4 * next + 1] = ay;
        ends[4 * next + 2] = bx;
        ends[4 * next + 3] = by;
        corner[next] = at;
        part[next] = ring;
        next += (sideOfA & sideOfB) == 0 ? 1 : 0;
        ax = bx;
        ay = by;
        sideOfA = sideOfB;
      }
      count = next;
    }

    /// Outside of which sides of a window a point lies (Cohen, Sutherland): an edge with both ends
    /// outside of one side does not meet it.
    private static int side(
        double x, double y, double west, double south, double east, double north) {
      return (x < west ? 1 : 0) | (x > east ? 2 : 0) | (y < south ? 4 : 0) | (y > north ? 8 : 0);
    }
  }
}
