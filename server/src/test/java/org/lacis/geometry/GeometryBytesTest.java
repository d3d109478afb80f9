package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;

/// What is read from bytes is what was parsed, bit by bit.
class GeometryBytesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (4.835659 45.764043)",
        "POINT (-0 0)",
        "POINT (-0.0 -0.0)",
        "POINT (0.1 1e-300)",
        "POINT (4.8356590000000001 45.76404312345678912)",
        "POINT (179999999999999.9 9007199254740993)",
        "POINT EMPTY",
        "POINT Z EMPTY",
        "POINT Z (1 2 3)",
        "POINT M (1 2 3)",
        "POINT ZM (1 2 3 4)",
        "<http://www.opengis.net/def/crs/EPSG/0/2154> POINT Z (842000.12 6519000.5 171.25)",
        "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (45.76 4.83)",
        "<http://www.opengis.net/def/crs/EPSG/0/5698> POINT Z (842000.12 6519000.5 171.25)",
        "LINESTRING EMPTY",
        "LINESTRING (0 0, 1 1, 1 1, 0.5 0.25)",
        "LINESTRING (0 0, -1 -1)",
        "LINESTRING (5 5, 5 5)",
        "LINESTRING (5 5, 4 5, 5 5)",
        "LINEARRING (0 0, 1 0, 1 1, 0 0)",
        "POLYGON EMPTY",
        "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
        "POLYGON ((0 0, 5 5, 0 5, 5 0, 0 0))",
        "TRIANGLE ((0 0, 9 0, 9 9, 0 0))",
        "MULTIPOINT EMPTY",
        "MULTIPOINT ((1 2), EMPTY, (3 4))",
        "MULTILINESTRING ((1 2, 3 4), EMPTY, (5 6, 7 8))",
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), EMPTY, ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1)))",
        "POLYHEDRALSURFACE Z (((0 0 0, 0 1 0, 1 1 0, 0 0 0)), ((0 0 0, 0 1 0, 0 1 1, 0 0 0)))",
        "TIN Z (((0 0 0, 0 1 0, 1 1 0, 0 0 0)))",
        "GEOMETRYCOLLECTION EMPTY",
        "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)), POLYGON EMPTY)",
        "POINT (1e308 -1e308)",
      })
  void oneOfEachComesBack(String text) {
    comesBack(Wkt.parse(text));
  }

  @Test
  void aSolidStaysOne() {
    Geometry faces = Wkt.parse("POLYHEDRALSURFACE Z (((0 0 0, 0 1 0, 1 1 0, 0 0 0)))").shape();
    comesBack(new GeometryValue(faces, Crs.ofEpsg(2154), GeometryValue.Body.SOLID));
  }

  @Test
  void ordinatesThatAreNoNumbersComeBack() {
    for (double odd :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0}) {
      comesBack(
          new GeometryValue(
              Shapes.FACTORY.createLineString(
                  new Coordinate[] {new Coordinate(1, odd, 3), new Coordinate(4, 5, odd)}),
              Crs.CRS84));
    }
  }

  @Test
  void partsOfDifferentAxesAreLeftToTheirText() {
    assertThat(GeometryBytes.encode(Wkt.parse("GEOMETRYCOLLECTION (POINT Z (1 2 3), POINT (1 2))")))
        .isEmpty();
  }

  @Test
  void decimalsTakeFewBytes() {
    assertThat(bytes(Wkt.parse("POINT (4.835659 45.764043)")).length).isLessThanOrEqualTo(16);
    StringJoiner ring = new StringJoiner(", ", "POLYGON ((", "))");
    for (int i = 0; i <= 20; i++) {
      double angle = i % 20 * Math.PI / 10;
      ring.add(
          "%.2f %.2f"
              .formatted(842000 + 10 * Math.cos(angle), 6519000 + 10 * Math.sin(angle))
              .replace(',', '.'));
    }
    byte[] bytes = bytes(Wkt.parse("<http://www.opengis.net/def/crs/EPSG/0/2154> " + ring));
    assertThat(bytes.length).isLessThan(21 * 5);
  }

  @TestFactory
  Stream<DynamicTest> whateverIsParsedComesBack() {
    return IntStream.range(0, 20)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < 200; i++) {
                    comesBack(
                        new GeometryValue(
                            shape(random, 0),
                            random.nextBoolean() ? Crs.CRS84 : Crs.ofEpsg(2154),
                            GeometryValue.Body.PLAIN));
                  }
                }));
  }

  private static Geometry shape(Random random, int depth) {
    return switch (random.nextInt(depth > 2 ? 5 : 6)) {
      case 0 -> Shapes.FACTORY.createPoint(points(random, 1)[0]);
      case 1 -> Shapes.FACTORY.createLineString(points(random, 2 + random.nextInt(9)));
      case 2 -> Shapes.FACTORY.createPolygon(ring(random));
      case 3 -> Shapes.FACTORY.createMultiPointFromCoords(points(random, random.nextInt(9)));
      case 4 ->
          Shapes.FACTORY.createPolygon(
              Shapes.FACTORY.createLinearRing(ring(random)),
              new org.locationtech.jts.geom.LinearRing[] {
                Shapes.FACTORY.createLinearRing(ring(random))
              });
      default -> {
        Geometry[] parts = new Geometry[random.nextInt(4)];
        Arrays.setAll(parts, _ -> shape(random, depth + 1));
        yield Shapes.FACTORY.createGeometryCollection(parts);
      }
    };
  }

  private static Coordinate[] ring(Random random) {
    Coordinate[] points = points(random, 4 + random.nextInt(30));
    points[points.length - 1] = points[0].copy();
    return points;
  }

  private static Coordinate[] points(Random random, int count) {
    Coordinate[] points = new Coordinate[count];
    double unit = Math.pow(10, random.nextInt(10));
    boolean raw = random.nextInt(4) == 0;
    double far = random.nextBoolean() ? 180 : 7e6;
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble(-far, far);
      double y = random.nextDouble(-far, far);
      // All three axes, so that a collection has the same ones throughout.
      points[i] =
          raw
              ? new Coordinate(x, y, random.nextDouble())
              : new Coordinate(
                  Math.rint(x * unit) / unit,
                  Math.rint(y * unit) / unit,
                  random.nextInt(100) / 4.0);
    }
    return points;
  }

  private static byte[] bytes(GeometryValue value) {
    return GeometryBytes.encode(value).orElseThrow();
  }

  private static void comesBack(GeometryValue value) {
    byte[] record = bytes(value);
    byte[] memory = new byte[3 + record.length + GeometryBytes.SLACK];
    Arrays.fill(memory, (byte) 0xA5);
    System.arraycopy(record, 0, memory, 3, record.length);
    GeometryValue back = GeometryBytes.decode(MemorySegment.ofArray(memory), 3);
    assertThat(back.crs()).isEqualTo(value.crs());
    assertThat(back.body()).isEqualTo(value.body());
    assertThat(described(back.shape())).isEqualTo(described(value.shape()));
  }

  /// Structure and bits of a shape.
  private static String described(Geometry shape) {
    StringBuilder text = new StringBuilder();
    shape.apply(
        (GeometryComponentFilter)
            part -> {
              text.append(part.getClass().getSimpleName()).append(part.getNumGeometries());
              switch (part) {
                case Point point -> described(point.getCoordinateSequence(), text);
                case LineString line -> described(line.getCoordinateSequence(), text);
                default -> text.append('\n');
              }
            });
    return text.toString();
  }

  private static void described(CoordinateSequence points, StringBuilder text) {
    text.append(' ').append(points.getDimension()).append('/').append(points.getMeasures());
    for (int i = 0; i < points.size(); i++) {
      text.append(' ').append(points.getCoordinate(i).getClass().getSimpleName());
      for (int axis = 0; axis < points.getDimension(); axis++) {
        text.append(':').append(Double.doubleToRawLongBits(points.getOrdinate(i, axis)));
      }
    }
    text.append('\n');
  }
}
