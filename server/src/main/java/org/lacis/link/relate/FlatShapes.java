package org.lacis.link.relate;

import it.unimi.dsi.fastutil.booleans.BooleanArrayList;
import it.unimi.dsi.fastutil.bytes.ByteArrayList;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/// Shapes of one plane in a few large arrays: about 16 bytes a corner and 60 a shape, no object for
/// a shape or a corner. Numbered from 0 in the order they were given.
///
/// Rings are kept with the interior on their left, without repeated points. Long rings carry boxes
/// of every sixteen edges, of every sixteen of those and so on, so that the edges near a place are
/// found without looking at all of them. Heights are dropped. What the arrays have no form for
/// (mixed collections, shapes that are not valid, ordinates that are not finite) is kept as it is,
/// and related by JTS.
///
/// At most 2^29 corners. Never changed once made; safe for several readers.
public final class FlatShapes {
  static final int FAN = 16;

  /// Edges of a ring that are looked at one by one.
  private static final int SMALL_RING = 24;

  // Rings that touch each other are looked for up to so many; a shape of more counts as touching.
  private static final int MANY_RINGS = 10_000;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /// What a shape is made of.
  enum Kind {
    POINTS,
    LINES,
    AREAS,
    /// kept as it is
    OTHER
  }

  private static final List<Kind> KINDS = List.of(Kind.values());

  /// x, y of each corner, part after part; rings end with their first corner.
  final double[] xy;

  /// First corner of each part, and one more at the end.
  final int[] parts;

  /// First node of the boxes of each part, and one more at the end; none for a small ring alone.
  final int[] trees;

  /// Least x, least y, greatest x, greatest y of each node: of sixteen edges each first, then of
  /// sixteen of those, the whole ring last.
  final double[] nodes;

  /// First part of each shape, and one more at the end.
  final int[] shapes;

  private final boolean[] holes;
  private final byte[] kinds;
  private final byte[] dimensions;
  private final byte[] boundaries;
  private final boolean[] touching;
  private final double[] boxes;
  private final Int2ObjectMap<Geometry> others;

  private FlatShapes(Builder made, double[] xy, boolean[] touching) {
    this.xy = xy;
    this.parts = ended(made.parts, xy.length / 2);
    this.trees = ended(made.trees, made.nodes.size() / 4);
    this.nodes = made.nodes.toDoubleArray();
    this.shapes = ended(made.shapes, made.parts.size());
    this.holes = made.holes.toBooleanArray();
    this.kinds = made.kinds.toByteArray();
    this.dimensions = made.dimensions.toByteArray();
    this.boundaries = made.boundaries.toByteArray();
    this.touching = touching;
    this.boxes = made.boxes.toDoubleArray();
    this.others = made.others;
  }

  private static int[] ended(IntArrayList starts, int end) {
    int[] ended = Arrays.copyOf(starts.elements(), starts.size() + 1);
    ended[starts.size()] = end;
    return ended;
  }

  private FlatShapes(List<FlatShapes> all) {
    int shapeCount = 0;
    int partCount = 0;
    int nodeCount = 0;
    int corners = 0;
    for (FlatShapes each : all) {
      shapeCount += each.size();
      partCount += each.holes.length;
      nodeCount += each.nodes.length / 4;
      corners = Math.addExact(corners, each.xy.length / 2);
    }
    this.xy = new double[Math.multiplyExact(2, corners)];
    this.parts = new int[partCount + 1];
    this.trees = new int[partCount + 1];
    this.nodes = new double[4 * nodeCount];
    this.shapes = new int[shapeCount + 1];
    this.holes = new boolean[partCount];
    this.kinds = new byte[shapeCount];
    this.dimensions = new byte[shapeCount];
    this.boundaries = new byte[shapeCount];
    this.touching = new boolean[shapeCount];
    this.boxes = new double[4 * shapeCount];
    this.others = new Int2ObjectOpenHashMap<>();
    int shape = 0;
    int part = 0;
    int node = 0;
    int corner = 0;
    for (FlatShapes each : all) {
      int size = each.size();
      int rings = each.holes.length;
      System.arraycopy(each.xy, 0, xy, 2 * corner, each.xy.length);
      System.arraycopy(each.nodes, 0, nodes, 4 * node, each.nodes.length);
      System.arraycopy(each.holes, 0, holes, part, rings);
      System.arraycopy(each.kinds, 0, kinds, shape, size);
      System.arraycopy(each.dimensions, 0, dimensions, shape, size);
      System.arraycopy(each.boundaries, 0, boundaries, shape, size);
      System.arraycopy(each.touching, 0, touching, shape, size);
      System.arraycopy(each.boxes, 0, boxes, 4 * shape, 4 * size);
      for (int i = 0; i < rings; i++) {
        parts[part + i] = each.parts[i] + corner;
        trees[part + i] = each.trees[i] + node;
      }
      for (int i = 0; i < size; i++) {
        shapes[shape + i] = each.shapes[i] + part;
      }
      for (Int2ObjectMap.Entry<Geometry> other : each.others.int2ObjectEntrySet()) {
        others.put(other.getIntKey() + shape, other.getValue());
      }
      shape += size;
      part += rings;
      node += each.nodes.length / 4;
      corner += each.xy.length / 2;
    }
    parts[part] = corner;
    trees[part] = node;
    shapes[shape] = part;
  }

  /// All shapes of several, one after the other.
  public static FlatShapes concatenation(List<FlatShapes> all) {
    return all.size() == 1 ? all.getFirst() : new FlatShapes(all);
  }

  /// The shapes of a list; all of them valid.
  public static FlatShapes of(List<? extends Geometry> geometries) {
    Builder builder = new Builder();
    geometries.forEach(geometry -> builder.add(geometry, true));
    return builder.build();
  }

  public int size() {
    return kinds.length;
  }

  Kind kind(int shape) {
    return KINDS.get(kinds[shape]);
  }

  /// 0, 1 or 2; -1 of an empty shape.
  public int dimension(int shape) {
    return dimensions[shape];
  }

  /// Dimension of the boundary + 1, 0 where there is none.
  int boundary(int shape) {
    return boundaries[shape];
  }

  /// Whether rings of the shape touch each other, or too many of them might.
  boolean touching(int shape) {
    return touching[shape];
  }

  public double minX(int shape) {
    return boxes[4 * shape];
  }

  public double minY(int shape) {
    return boxes[4 * shape + 1];
  }

  public double maxX(int shape) {
    return boxes[4 * shape + 2];
  }

  public double maxY(int shape) {
    return boxes[4 * shape + 3];
  }

  /// Empty for an empty shape.
  public Envelope box(int shape) {
    return minX(shape) > maxX(shape)
        ? new Envelope()
        : new Envelope(minX(shape), maxX(shape), minY(shape), maxY(shape));
  }

  /// How many corners all the shapes have.
  public int corners() {
    return xy.length / 2;
  }

  /// What the arrays take.
  public long bytes() {
    return 8L * (xy.length + nodes.length + boxes.length)
        + 4L * (parts.length + trees.length + shapes.length)
        + 4L * kinds.length
        + holes.length;
  }

  /// The shape for JTS: rings may begin elsewhere and run the other way than they were given.
  public Geometry geometry(int shape) {
    Geometry other = others.get(shape);
    if (other != null) {
      return other;
    }
    List<Geometry> made = new ArrayList<>();
    int end = shapes[shape + 1];
    for (int part = shapes[shape]; part < end; part++) {
      switch (kind(shape)) {
        case POINTS -> made.add(FACTORY.createPoint(sequence(part)));
        case LINES -> made.add(FACTORY.createLineString(sequence(part)));
        case AREAS -> {
          LinearRing shell = FACTORY.createLinearRing(sequence(part));
          List<LinearRing> inner = new ArrayList<>();
          while (part + 1 < end && holes[part + 1]) {
            inner.add(FACTORY.createLinearRing(sequence(++part)));
          }
          made.add(FACTORY.createPolygon(shell, inner.toArray(LinearRing[]::new)));
        }
        case OTHER -> throw new IllegalStateException("kept as it is");
      }
    }
    return made.size() == 1 ? made.getFirst() : FACTORY.buildGeometry(made);
  }

  private CoordinateSequence sequence(int part) {
    return new PackedCoordinateSequence.Double(
        Arrays.copyOfRange(xy, 2 * parts[part], 2 * parts[part + 1]), 2, 0);
  }

  /// Takes shapes one by one. One thread.
  public static final class Builder {
    private final DoubleArrayList xy = new DoubleArrayList();
    private final IntArrayList parts = new IntArrayList();
    private final IntArrayList trees = new IntArrayList();
    private final DoubleArrayList nodes = new DoubleArrayList();
    private final IntArrayList shapes = new IntArrayList();
    private final BooleanArrayList holes = new BooleanArrayList();
    private final ByteArrayList kinds = new ByteArrayList();
    private final ByteArrayList dimensions = new ByteArrayList();
    private final ByteArrayList boundaries = new ByteArrayList();
    private final DoubleArrayList boxes = new DoubleArrayList();
    private final Int2ObjectMap<Geometry> others = new Int2ObjectOpenHashMap<>();

    /// @param valid whether the shape is valid by OGC Simple Features; one that is not is kept as
    ///   it is. A shape said to be valid and not so gets a matrix that may be wrong, and no error
    public void add(Geometry geometry, boolean valid) {
      int shape = kinds.size();
      shapes.add(parts.size());
      int corners = xy.size();
      Kind kind = valid && finite(geometry) ? flat(geometry) : Kind.OTHER;
      if (kind == Kind.OTHER) {
        cut(shape, corners);
        others.put(shape, geometry);
      }
      kinds.add((byte) kind.ordinal());
      dimensions.add((byte) geometry.getDimension());
      boundaries.add(
          switch (kind) {
            case AREAS -> (byte) 2;
            case LINES -> (byte) (geometry.getBoundary().isEmpty() ? 0 : 1);
            case POINTS, OTHER -> (byte) 0;
          });
      double[] box = nothing();
      if (!geometry.isEmpty()) {
        Envelope given = geometry.getEnvelopeInternal();
        expand(box, given.getMinX(), given.getMinY(), given.getMaxX(), given.getMaxY());
      }
      boxes.addElements(boxes.size(), box);
    }

    private void cut(int shape, int corners) {
      int part = shapes.getInt(shape);
      xy.size(corners);
      if (part < parts.size()) {
        nodes.size(4 * trees.getInt(part));
      }
      parts.size(part);
      trees.size(part);
      holes.size(part);
    }

    private static boolean finite(Geometry geometry) {
      Envelope box = geometry.getEnvelopeInternal();
      // Of a ring that says NaN somewhere the box may know nothing; the parts are asked again.
      return Double.isFinite(box.getMinX() + box.getMaxX() + box.getMinY() + box.getMaxY());
    }

    private Kind flat(Geometry geometry) {
      if (geometry.isEmpty()) {
        return Kind.OTHER;
      }
      return switch (geometry) {
        case Polygon polygon -> polygon(polygon, polygon.getNumInteriorRing() > 0);
        case MultiPolygon several -> {
          for (int i = 0; i < several.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) several.getGeometryN(i);
            if (!polygon.isEmpty() && polygon(polygon, true) == Kind.OTHER) {
              yield Kind.OTHER;
            }
          }
          yield Kind.AREAS;
        }
        case LineString line -> line(line);
        case MultiLineString several -> {
          for (int i = 0; i < several.getNumGeometries(); i++) {
            if (line((LineString) several.getGeometryN(i)) == Kind.OTHER) {
              yield Kind.OTHER;
            }
          }
          yield Kind.LINES;
        }
        case Point point -> point(point);
        case MultiPoint several -> {
          for (int i = 0; i < several.getNumGeometries(); i++) {
            if (point((Point) several.getGeometryN(i)) == Kind.OTHER) {
              yield Kind.OTHER;
            }
          }
          yield Kind.POINTS;
        }
        case GeometryCollection _ -> Kind.OTHER;
        default -> Kind.OTHER;
      };
    }

    private Kind point(Point point) {
      if (point.isEmpty()) {
        return Kind.OTHER;
      }
      part(false);
      xy.add(point.getX());
      xy.add(point.getY());
      return Kind.POINTS;
    }

    private Kind line(LineString line) {
      int from = xy.size();
      part(false);
      if (!corners(line.getCoordinateSequence(), false) || xy.size() - from < 4) {
        return Kind.OTHER;
      }
      tree(from, true);
      return Kind.LINES;
    }

    private Kind polygon(Polygon polygon, boolean several) {
      if (!ring(polygon.getExteriorRing(), false, several)) {
        return Kind.OTHER;
      }
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        if (!ring(polygon.getInteriorRingN(i), true, several)) {
          return Kind.OTHER;
        }
      }
      return Kind.AREAS;
    }

    private boolean ring(LinearRing ring, boolean hole, boolean several) {
      CoordinateSequence sequence = ring.getCoordinateSequence();
      int from = xy.size();
      part(hole);
      // Three corners, and the first again.
      if (!corners(sequence, Orientation.isCCW(sequence) == hole) || xy.size() - from < 8) {
        return false;
      }
      tree(from, several);
      return true;
    }

    private void part(boolean hole) {
      parts.add(xy.size() / 2);
      trees.add(nodes.size() / 4);
      holes.add(hole);
    }

    /// @return whether all ordinates are finite
    private boolean corners(CoordinateSequence sequence, boolean backwards) {
      int size = sequence.size();
      double lastX = Double.NaN;
      double lastY = Double.NaN;
      for (int i = 0; i < size; i++) {
        int at = backwards ? size - 1 - i : i;
        // Minus zero is made zero, so that equal corners have equal bits.
        double x = sequence.getX(at) + 0.0;
        double y = sequence.getY(at) + 0.0;
        if (!Double.isFinite(x + y)) {
          return false;
        }
        if (x != lastX || y != lastY) {
          xy.add(x);
          xy.add(y);
          lastX = x;
          lastY = y;
        }
      }
      return true;
    }

    /// @param from where the ordinates of the part begin
    /// @param several whether the shape may have several parts, each of which needs its box
    private void tree(int from, boolean several) {
      int edges = (xy.size() - from) / 2 - 1;
      if (edges <= SMALL_RING && !several) {
        return;
      }
      int level = nodes.size() / 4;
      for (int first = 0; first < edges; first += FAN) {
        double[] box = nothing();
        int last = Math.min(first + FAN, edges);
        for (int corner = first; corner <= last; corner++) {
          double x = xy.getDouble(from + 2 * corner);
          double y = xy.getDouble(from + 2 * corner + 1);
          expand(box, x, y, x, y);
        }
        nodes.addElements(nodes.size(), box);
      }
      int end = nodes.size() / 4;
      while (end - level > 1) {
        for (int first = level; first < end; first += FAN) {
          double[] box = nothing();
          for (int node = first; node < Math.min(first + FAN, end); node++) {
            expand(
                box,
                nodes.getDouble(4 * node),
                nodes.getDouble(4 * node + 1),
                nodes.getDouble(4 * node + 2),
                nodes.getDouble(4 * node + 3));
          }
          nodes.addElements(nodes.size(), box);
        }
        level = end;
        end = nodes.size() / 4;
      }
    }

    private static double[] nothing() {
      return new double[] {
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      };
    }

    private static void expand(double[] box, double west, double south, double east, double north) {
      box[0] = Math.min(box[0], west);
      box[1] = Math.min(box[1], south);
      box[2] = Math.max(box[2], east);
      box[3] = Math.max(box[3], north);
    }

    /// The shapes so far; the builder is not to be used any more.
    public FlatShapes build() {
      boolean[] touching = new boolean[kinds.size()];
      FlatShapes built = new FlatShapes(this, xy.toDoubleArray(), touching);
      PairRelate relate = new PairRelate(built, built);
      for (int shape = 0; shape < touching.length; shape++) {
        int rings = built.shapes[shape + 1] - built.shapes[shape];
        if (built.kind(shape) == Kind.AREAS && rings > 1) {
          touching[shape] = rings > MANY_RINGS || relate.touchesItself(shape);
        }
      }
      return built;
    }
  }
}
