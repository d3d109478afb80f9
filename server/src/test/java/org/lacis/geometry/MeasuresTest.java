package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;

final class MeasuresTest {
  private static final String LAMBERT = "<http://www.opengis.net/def/crs/EPSG/0/2154> ";

  @Test
  void planesAreMeasuredInTheirPlane() {
    GeometryValue ring =
        Wkt.parse(LAMBERT + "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))");
    assertThat(Measures.area(ring)).isEqualTo(99);
    assertThat(Measures.perimeter(ring)).isEqualTo(44);
    assertThat(Measures.length(Wkt.parse(LAMBERT + "LINESTRING(0 0, 3 4)"))).isEqualTo(5);
    assertThat(Measures.perimeter(Wkt.parse(LAMBERT + "LINESTRING(0 0, 3 4)"))).isZero();
    assertThat(Measures.distance(Wkt.parse(LAMBERT + "POINT(13 14)"), ring)).isEqualTo(5);
    assertThat(Measures.area(Wkt.parse(LAMBERT + "POLYGON EMPTY"))).isZero();
    assertThat(Measures.distance(ring, Wkt.parse("POINT EMPTY"))).isNaN();
  }

  /// A degree by a degree on the equator: the cell between two parallels and two meridians of the
  /// ellipsoid has 12 308 778 361 m²; the geodesic along the upper edge adds a sliver.
  @Test
  void aCellOfOneDegreeHasItsKnownArea() {
    GeometryValue cell = Wkt.parse("POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))");
    assertThat(Measures.area(cell)).isCloseTo(12_308_778_361.469, within(1.0));
    // Length of a degree of the equator, of the meridian from 0 to 1, and of the geodesic at 1 N.
    assertThat(Measures.perimeter(cell)).isCloseTo(443_770.917, within(0.01));
    GeometryValue reversed = Wkt.parse("POLYGON((0 0, 0 1, 1 1, 1 0, 0 0))");
    assertThat(Measures.area(reversed)).isEqualTo(Measures.area(cell));
  }

  @Test
  void parisToLyon() {
    GeometryValue paris = Wkt.parse("POINT(2.3522 48.8566)");
    GeometryValue lyon =
        Wkt.parse("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(45.7640 4.8357)");
    double sphere = haversine(2.3522, 48.8566, 4.8357, 45.7640);
    assertThat(sphere).isBetween(390_000.0, 393_000.0);
    // The ellipsoid differs from the sphere by at most 0.56 %, here much less.
    assertThat(Measures.distance(paris, lyon)).isCloseTo(sphere, within(0.002 * sphere));
    assertThat(Measures.distance(paris, lyon.to(Crs.ofEpsg(2154))))
        .isCloseTo(Measures.distance(paris, lyon), within(1e-3));
    assertThat(Measures.distanceInDegrees(paris, lyon))
        .isCloseTo(Math.hypot(4.8357 - 2.3522, 48.8566 - 45.7640), within(1e-12));
  }

  private static double haversine(double lon1, double lat1, double lon2, double lat2) {
    double north = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double east = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    double cosines = Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2));
    return 2 * 6_371_008.8 * Math.asin(Math.sqrt(north * north + cosines * east * east));
  }

  @Test
  void mercatorIsNotTakenForMetres() {
    GeometryValue square =
        Wkt.parse(
            LAMBERT
                + "POLYGON((842000 6519000, 842100 6519000, 842100 6519100, 842000 6519100, 842000 6519000))");
    double inMercator = Measures.area(square.to(Crs.ofEpsg(3857)));
    assertThat(inMercator).isCloseTo(Measures.area(square.to(Crs.CRS84)), within(1e-3));
    assertThat(inMercator).isCloseTo(10_000, within(20.0));
    assertThat(square.to(Crs.ofEpsg(3857)).shape().getArea()).isGreaterThan(19_000);
  }

  /// Against the plain way: the shortest of the geodesics from every vertex of one to points strewn
  /// along the edges of the other.
  @Test
  void geodesicDistanceIsTheShortestOfMany() {
    Random random = new Random(53);
    for (int i = 0; i < 60; i++) {
      double far = Math.pow(10, -3 + 3 * random.nextDouble());
      Geometry a = RandomShapes.polygon(random, 4.8, 45.7, far / 3);
      Geometry b =
          RandomShapes.polygon(random, 4.8 + far, 45.7 + far * random.nextDouble() / 2, far / 3);
      double found =
          Measures.distance(new GeometryValue(a, Crs.CRS84), new GeometryValue(b, Crs.CRS84));
      if (a.intersects(b)) {
        assertThat(found).isZero();
        continue;
      }
      double shortest = Math.min(strewn(a, b), strewn(b, a));
      assertThat(found).isBetween(shortest * 0.995, shortest * (1 + 1e-4));
      assertThat(found).isLessThanOrEqualTo(vertices(a, b) + 1e-6);
    }
  }

  private static double strewn(Geometry a, Geometry b) {
    double shortest = Double.POSITIVE_INFINITY;
    Coordinate[] ring = b.getCoordinates();
    for (Coordinate from : a.getCoordinates()) {
      for (int edge = 1; edge < ring.length; edge++) {
        for (int step = 0; step <= 200; step++) {
          double part = step / 200.0;
          double lon = ring[edge - 1].x + part * (ring[edge].x - ring[edge - 1].x);
          double lat = ring[edge - 1].y + part * (ring[edge].y - ring[edge - 1].y);
          shortest = Math.min(shortest, Geodesic.WGS84.Inverse(from.y, from.x, lat, lon).s12);
        }
      }
    }
    return shortest;
  }

  private static double vertices(Geometry a, Geometry b) {
    Coordinate[] nearest = DistanceOp.nearestPoints(a, b);
    return Geodesic.WGS84.Inverse(nearest[0].y, nearest[0].x, nearest[1].y, nearest[1].x).s12
        * 1.01;
  }

  @Test
  void unitsGoByTheirIris() {
    assertThat(LengthUnit.of("http://www.opengis.net/def/uom/OGC/1.0/metre"))
        .hasValue(LengthUnit.METRE);
    assertThat(LengthUnit.of("https://www.opengis.net/def/uom/OGC/1.0/kilometer"))
        .hasValue(LengthUnit.KILOMETRE);
    assertThat(
            LengthUnit.of("http://www.opengis.net/def/uom/OGC/1.0/radian").map(LengthUnit::angle))
        .hasValue(true);
    assertThat(LengthUnit.of("http://www.opengis.net/def/uom/OGC/1.0/furlong")).isEmpty();
  }
}
