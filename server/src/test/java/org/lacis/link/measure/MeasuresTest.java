package org.lacis.link.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/// Known answers, and laws over seeded random shapes.
final class MeasuresTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final Geometry SQUARE = shape("POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))");
  private static final Geometry LONG = shape("POLYGON ((0 0, 4 0, 4 1, 0 1, 0 0))");
  private static final Geometry ELL = shape("POLYGON ((0 0, 2 0, 2 1, 1 1, 1 2, 0 2, 0 0))");
  private static final Geometry POINT = shape("POINT (1 1)");

  private static Geometry shape(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Geometry moved(Geometry shape, double x, double y) {
    return AffineTransformation.translationInstance(x, y).transform(shape);
  }

  private static Geometry turned(Geometry shape, double degrees) {
    return AffineTransformation.rotationInstance(Math.toRadians(degrees)).transform(shape);
  }

  // ---- of one shape

  @Test
  void squareIsAsCompactAsSquaresAre() {
    Figures square = new Figures(SQUARE);
    assertThat(square.compactness()).isCloseTo(Math.PI / 4, within(1e-12));
    assertThat(square.convexity()).isEqualTo(1);
    assertThat(square.elongation()).isCloseTo(1, within(1e-12));
    assertThat(square.direction()).as("a square points nowhere").isNaN();
    assertThat(square.walls()).isCloseTo(0, within(1e-9));
  }

  @Test
  void rectanglePointsAlongItsLongerSide() {
    Figures turned = new Figures(turned(LONG, 30));
    assertThat(turned.elongation()).isCloseTo(0.25, within(1e-9));
    assertThat(turned.direction()).isCloseTo(30, within(1e-6));
    assertThat(turned.walls()).isCloseTo(30, within(1e-6));
    assertThat(new Figures(turned(LONG, 120)).walls()).isCloseTo(30, within(1e-6));
  }

  @Test
  void ellLacksASeventhOfItsHull() {
    assertThat(new Figures(ELL).convexity()).isCloseTo(3 / 3.5, within(1e-12));
  }

  @Test
  void circleHasNoWalls() {
    assertThat(new Figures(POINT.buffer(3, 32)).walls()).isNaN();
  }

  @Test
  void pointHasNoFigures() {
    Figures point = new Figures(POINT);
    assertThat(
            List.of(
                point.compactness(),
                point.convexity(),
                point.elongation(),
                point.direction(),
                point.walls()))
        .allMatch(figure -> figure.isNaN());
  }

  // ---- of two

  @Test
  void halfCoveredSquare() {
    double common = Measures.commonArea(SQUARE, moved(SQUARE, 1, 0));
    assertThat(common).isEqualTo(2);
    assertThat(Measures.overSmaller(4, 4, common)).isEqualTo(0.5);
    assertThat(Measures.overUnion(4, 4, common)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(Measures.overSmaller(1, 4, 1)).isEqualTo(1);
    assertThat(Measures.overLarger(1, 4, 1)).isEqualTo(0.25);
    assertThat(Measures.areaRatio(1, 4)).isEqualTo(0.25);
  }

  @Test
  void nothingIsMeasuredOfNoArea() {
    assertThat(Measures.commonArea(SQUARE, POINT)).isZero();
    assertThat(Measures.overUnion(0, 4, 0)).isNaN();
    assertThat(Measures.overSmaller(0, 4, 0)).isNaN();
    assertThat(Measures.relativeCentroidDistance(new Figures(SQUARE), new Figures(POINT))).isNaN();
    assertThat(Measures.orientationDifference(new Figures(LONG), new Figures(SQUARE))).isNaN();
    assertThat(Turning.distance(SQUARE, POINT)).isNaN();
    assertThat(Hausdorff.distance(SQUARE, FACTORY.createPolygon(), 0.01)).isNaN();
  }

  @Test
  void directionsDifferByARightAngleAtMost() {
    assertThat(Measures.orientationDifference(new Figures(LONG), new Figures(turned(LONG, 170))))
        .isCloseTo(10, within(1e-6));
    assertThat(Measures.orientationDifference(new Figures(LONG), new Figures(turned(LONG, 90))))
        .isCloseTo(90, within(1e-6));
    assertThat(Measures.wallDifference(new Figures(LONG), new Figures(turned(LONG, 80))))
        .isCloseTo(10, within(1e-6));
  }

  @Test
  void centroidsOfMovedShapesAreAsFarAsTheyWereMoved() {
    assertThat(Measures.centroidDistance(ELL, moved(ELL, 3, 4))).isCloseTo(5, within(1e-12));
    assertThat(
            Measures.relativeCentroidDistance(
                new Figures(SQUARE), new Figures(moved(SQUARE, 3, 0))))
        .isCloseTo(1.5, within(1e-12));
  }

  @Test
  void heightsAreKnownOrNotMeasured() {
    assertThat(Measures.heightDifference(12, 9.5)).isEqualTo(2.5);
    assertThat(Measures.heightRatio(12, 9)).isEqualTo(0.75);
    assertThat(Measures.heightDifference(12, Double.NaN)).isNaN();
    assertThat(Measures.heightRatio(0, 9)).isNaN();
  }

  @Test
  void farthestPointMayLieWithinASide() {
    // The middle of the long line is 3 from the two points, its ends lie on them.
    Geometry line = shape("LINESTRING (0 0, 6 0)");
    Geometry ends = shape("MULTIPOINT ((0 0), (6 0))");
    assertThat(Hausdorff.distance(line, ends, 1e-3)).isCloseTo(3, within(1e-3));
    assertThat(Hausdorff.distance(ends, line, 1e-3)).isCloseTo(3, within(1e-3));
  }

  @Test
  void turningTellsFormNotSize() {
    Geometry larger = AffineTransformation.scaleInstance(3, 3).transform(ELL);
    assertThat(Turning.distance(ELL, moved(turned(larger, 77), 5, -3))).isCloseTo(0, within(1e-6));
    assertThat(Turning.distance(SQUARE, LONG)).isCloseTo(brute(SQUARE, LONG), within(0.01));
    assertThat(Turning.distance(ELL, LONG)).isCloseTo(brute(ELL, LONG), within(0.01));
    assertThat(Turning.distance(SQUARE, ELL)).isGreaterThan(0.5);
  }

  /// By many starts and many steps.
  private static double brute(Geometry one, Geometry other) {
    int steps = 4000;
    double[] a = directions(one, steps);
    double[] b = directions(other, steps);
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < steps; start += 5) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < steps; i++) {
        int k = start + i;
        double apart = a[k % steps] + (k >= steps ? 2 * Math.PI : 0) - b[i];
        sum += apart / steps;
        squares += apart * apart / steps;
      }
      least = Math.min(least, squares - sum * sum);
    }
    return Math.sqrt(least);
  }

  private static double[] directions(Geometry shape, int steps) {
    Coordinate[] ring = shape.getCoordinates();
    double length = shape.getLength();
    double[] all = new double[steps];
    int side = 0;
    double end = ring[0].distance(ring[1]);
    double direction = Math.atan2(ring[1].y - ring[0].y, ring[1].x - ring[0].x);
    for (int i = 0; i < steps; i++) {
      double at = (i + 0.5) / steps * length;
      while (at > end) {
        side++;
        end += ring[side].distance(ring[side + 1]);
        double next = Math.atan2(ring[side + 1].y - ring[side].y, ring[side + 1].x - ring[side].x);
        direction += Math.IEEEremainder(next - direction, 2 * Math.PI);
      }
      all[i] = direction;
    }
    return all;
  }

  // ---- laws

  private static Map<String, ToDoubleBiFunction<Geometry, Geometry>> all() {
    Map<String, ToDoubleBiFunction<Geometry, Geometry>> all = new LinkedHashMap<>();
    all.put("common area", Measures::commonArea);
    all.put(
        "over union",
        (a, b) -> Measures.overUnion(a.getArea(), b.getArea(), Measures.commonArea(a, b)));
    all.put("centroids", Measures::centroidDistance);
    all.put(
        "centroids by size",
        (a, b) -> Measures.relativeCentroidDistance(new Figures(a), new Figures(b)));
    all.put("Hausdorff", (a, b) -> Hausdorff.distance(a, b, 1e-4));
    all.put("turning", Turning::distance);
    all.put(
        "orientation", (a, b) -> Measures.orientationDifference(new Figures(a), new Figures(b)));
    all.put("walls", (a, b) -> Measures.wallDifference(new Figures(a), new Figures(b)));
    all.put(
        "compactness", (a, b) -> Measures.compactnessDifference(new Figures(a), new Figures(b)));
    all.put("elongation", (a, b) -> Measures.elongationDifference(new Figures(a), new Figures(b)));
    all.put("convexity", (a, b) -> Measures.convexityDifference(new Figures(a), new Figures(b)));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> sameEitherWayRoundAndWhereverTheyLie() {
    return LongStream.range(0, 30)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  Geometry one = building(random);
                  Geometry other = moved(building(random), random.nextInt(9), random.nextInt(9));
                  AffineTransformation away =
                      AffineTransformation.rotationInstance(random.nextDouble() * 6)
                          .translate(random.nextInt(1000), random.nextInt(1000));
                  all()
                      .forEach((name, measure) -> {
                        double value = measure.applyAsDouble(one, other);
                        assertThat(measure.applyAsDouble(other, one))
                            .as(name + ", the other way round")
                            .isCloseTo(value, within(1e-3));
                        assertThat(
                                measure.applyAsDouble(away.transform(one), away.transform(other)))
                            .as(name + ", elsewhere")
                            .isCloseTo(value, within(1e-3));
                        assertThat(value).as(name + ", bound").isNotNegative();
                      });
                }));
  }

  @TestFactory
  Stream<DynamicTest> nothingSetsAShapeApartFromItself() {
    return LongStream.range(0, 20)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Geometry shape = building(new Random(seed));
                  all()
                      .forEach((name, measure) -> {
                        double value = measure.applyAsDouble(shape, shape);
                        if (name.equals("common area")) {
                          assertThat(value).isCloseTo(shape.getArea(), within(1e-9));
                        } else if (name.equals("over union")) {
                          assertThat(value).isCloseTo(1, within(1e-9));
                        } else {
                          assertThat(value).as(name).isCloseTo(0, within(1e-4));
                        }
                      });
                }));
  }

  @TestFactory
  Stream<DynamicTest> hausdorffIsWhatManyPointsSay() {
    return LongStream.range(0, 20)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  Geometry one = building(random).getBoundary();
                  Geometry other = moved(building(random), 3, 1).getBoundary();
                  double exact = Hausdorff.distance(one, other, 1e-4);
                  double many = Math.max(far(one, other), far(other, one));
                  assertThat(exact).isBetween(many - 1e-9, many + 0.011);
                }));
  }

  private static double far(Geometry of, Geometry from) {
    List<Coordinate> points = new ArrayList<>();
    Coordinate[] line = of.getCoordinates();
    for (int i = 1; i < line.length; i++) {
      int steps = (int) Math.ceil(line[i - 1].distance(line[i]) / 0.02);
      for (int k = 0; k <= steps; k++) {
        double share = (double) k / steps;
        points.add(
            new Coordinate(
                line[i - 1].x + share * (line[i].x - line[i - 1].x),
                line[i - 1].y + share * (line[i].y - line[i - 1].y)));
      }
    }
    return points.stream()
        .mapToDouble(point -> FACTORY.createPoint(point).distance(from))
        .max()
        .orElseThrow();
  }

  /// A few wings round a yard, not square with the axes; never symmetric.
  private static Geometry building(Random random) {
    Geometry[] wings = new Geometry[1 + random.nextInt(3)];
    for (int i = 0; i < wings.length; i++) {
      double x = 2 * i;
      double wide = 3 + random.nextInt(4);
      double deep = 1.3 + random.nextInt(3);
      wings[i] =
          FACTORY.createPolygon(
              new Coordinate[] {
                new Coordinate(x, i),
                new Coordinate(x + wide, i),
                new Coordinate(x + wide, i + deep),
                new Coordinate(x, i + deep),
                new Coordinate(x, i)
              });
    }
    Geometry all = Arrays.stream(wings).reduce(Geometry::union).orElseThrow();
    return turned(all, random.nextInt(90));
  }
}
