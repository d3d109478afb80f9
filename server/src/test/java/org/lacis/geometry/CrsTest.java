package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

final class CrsTest {
  private static final String LAMBERT = "http://www.opengis.net/def/crs/EPSG/0/2154";

  @ParameterizedTest
  @ValueSource(
      strings = {
        LAMBERT,
        "https://www.opengis.net/def/crs/EPSG/0/2154",
        "http://www.opengis.net/def/crs/EPSG/9.8.5/2154",
        "urn:ogc:def:crs:EPSG::2154",
        "urn:x-ogc:def:crs:EPSG:6.9:2154",
        "urn:ogc:def:crs,crs:EPSG::2154,crs:EPSG::5720",
        "http://www.opengis.net/gml/srs/epsg.xml#2154",
        "EPSG:2154",
        "epsg:2154",
        " 2154 ",
        "IGNF:LAMB93",
        "IGNF:RGF93LAMB93"
      })
  void lambert93GoesByManyNames(String name) {
    assertThat(Crs.of(name)).isEqualTo(new Crs(LAMBERT, 2154, false, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        "https://www.opengis.net/def/crs/OGC/1.3/CRS84",
        "http://www.opengis.net/def/crs/OGC/0/CRS84",
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "OGC:CRS84",
        "CRS84",
        "CRS:84"
      })
  void crs84GoesByManyNames(String name) {
    assertThat(Crs.of(name)).isEqualTo(Crs.CRS84);
  }

  @ParameterizedTest
  @CsvSource({
    "4326,true,true",
    "4171,true,true",
    "4258,true,true",
    "4979,true,true",
    "4965,true,true",
    "5489,true,true",
    "2154,false,false",
    "3942,false,false",
    "3946,false,false",
    "3950,false,false",
    "5490,false,false",
    "2972,false,false",
    "2975,false,false",
    "3857,false,false",
    "32631,false,false",
    "32740,false,false",
    "25831,false,false",
    "27572,false,false",
    "5698,false,false",
    "9794,false,false",
    "3035,false,true"
  })
  void axisOrderIsThatOfTheAuthority(int code, boolean geographic, boolean northFirst) {
    Crs crs = Crs.ofEpsg(code);
    assertThat(crs.geographic()).isEqualTo(geographic);
    assertThat(crs.northFirst()).isEqualTo(northFirst);
    assertThat(crs.epsg()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EPSG:",
        "EPSG:0",
        "EPSG:999999",
        "EPSG:4978",
        "EPSG:4936",
        "EPSG:5720",
        "lambert",
        "http://www.opengis.net/def/crs/EPSG/0/",
        "http://www.opengis.net/def/crs/EPSG/0/21x4",
        "http://www.opengis.net/def/crs/EPSG/0/1234567",
        "urn:ogc:def:crs:IGNF::WGS84G"
      })
  void whatIsNotKnownIsRefused(String name) {
    assertThatThrownBy(() -> Crs.of(name))
        .isInstanceOfSatisfying(
            GeometryException.class,
            e -> assertThat(e.finding().code()).isEqualTo("geometry.unknown-crs"));
  }

  /// The projection by the formulas of IGN note NT/G 71 (ALG0001, ALG0003), written here anew.
  private static Coordinate lambertByFormula(double lon, double lat, double[] zone) {
    double a = 6378137;
    double e2 = 2 / 298.257222101 - 1 / (298.257222101 * 298.257222101);
    double e = Math.sqrt(e2);
    double phi1 = Math.toRadians(zone[0]);
    double phi2 = Math.toRadians(zone[1]);
    double gn1 = a / Math.sqrt(1 - e2 * Math.pow(Math.sin(phi1), 2));
    double gn2 = a / Math.sqrt(1 - e2 * Math.pow(Math.sin(phi2), 2));
    double n =
        Math.log((gn2 * Math.cos(phi2)) / (gn1 * Math.cos(phi1)))
            / (isometric(phi1, e) - isometric(phi2, e));
    double c = gn1 * Math.cos(phi1) / n * Math.exp(n * isometric(phi1, e));
    double north = zone[4] + c * Math.exp(-n * isometric(Math.toRadians(zone[2]), e));
    double r = c * Math.exp(-n * isometric(Math.toRadians(lat), e));
    double theta = n * Math.toRadians(lon - 3);
    return new Coordinate(zone[3] + r * Math.sin(theta), north - r * Math.cos(theta));
  }

  private static double isometric(double phi, double e) {
    double s = e * Math.sin(phi);
    return Math.log(Math.tan(Math.PI / 4 + phi / 2) * Math.pow((1 - s) / (1 + s), e / 2));
  }

  private static final double[] LAMBERT_93 = {44, 49, 46.5, 700_000, 6_600_000};
  private static final double[] CC46 = {45.25, 46.75, 46, 1_700_000, 5_200_000};

  @Test
  void lambert93AndCc46AgreeWithTheFormulasOfIgn() {
    Random random = new Random(93);
    for (int i = 0; i < 500; i++) {
      double lon = -5 + 15 * random.nextDouble();
      double lat = 41 + 10 * random.nextDouble();
      GeometryValue here = point("CRS84", lon, lat);
      for (String from : new String[] {"CRS84", "EPSG:4326", "EPSG:4171", "EPSG:4979"}) {
        GeometryValue there = point(from, lon, lat);
        near(there.to(Crs.ofEpsg(2154)).shape(), lambertByFormula(lon, lat, LAMBERT_93), 1e-4);
        near(there.to(Crs.ofEpsg(3946)).shape(), lambertByFormula(lon, lat, CC46), 1e-4);
      }
      GeometryValue cc46 = here.to(Crs.ofEpsg(3946));
      near(cc46.to(Crs.ofEpsg(2154)).shape(), lambertByFormula(lon, lat, LAMBERT_93), 1e-4);
    }
  }

  /// Notre-Dame de Paris, as the IGN's own documents place it in Lambert-93 (to the metre).
  @Test
  void knownPlacesFallWhereTheyShould() {
    near(
        point("4326", 2.3499, 48.8530).to(Crs.ofEpsg(2154)).shape(),
        new Coordinate(652307, 6861720),
        100);
    // Lambert II étendu of the same place: NTF shifted by the national three parameters.
    near(
        point("4326", 2.3499, 48.8530).to(Crs.ofEpsg(27572)).shape(),
        new Coordinate(600926, 2428266),
        100);
  }

  @Test
  void rgf93IsWgs84() {
    GeometryValue wgs = point("CRS84", 4.8322, 45.7578);
    for (int code : new int[] {4326, 4171, 4258, 4979, 4965}) {
      assertThat(wgs.to(Crs.ofEpsg(code)).shape().equalsExact(wgs.shape())).isTrue();
    }
  }

  @Test
  void thereAndBackAgainLosesLessThanAHundredthOfAMillimetre() {
    int[] codes = {2154, 3946, 3857, 32631};
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      GeometryValue lambert =
          point(
              "2154",
              700_000 + 200_000 * random.nextDouble(),
              6_400_000 + 300_000 * random.nextDouble());
      for (int code : codes) {
        Coordinate back = lambert.to(Crs.ofEpsg(code)).to(Crs.ofEpsg(2154)).shape().getCoordinate();
        near(lambert.shape(), back, 1e-5);
      }
      // The series of the equal-area projection, and a datum shift in which heights take no part,
      // cost a fraction of a millimetre.
      for (int code : new int[] {3035, 27572}) {
        Coordinate back = lambert.to(Crs.ofEpsg(code)).to(Crs.ofEpsg(2154)).shape().getCoordinate();
        near(lambert.shape(), back, 1e-3);
      }
    }
  }

  @Test
  void heightsPassThrough() {
    GeometryValue roof = Wkt.parse("<" + LAMBERT + "> POINT Z (842410 6519229 187.25)");
    for (int code : new int[] {3946, 4326, 27572, 5698}) {
      assertThat(roof.to(Crs.ofEpsg(code)).minZ()).hasValue(187.25);
    }
  }

  @Test
  void threadsShareTransforms() {
    GeometryValue here = point("CRS84", 4.8322, 45.7578);
    Coordinate expected = lambertByFormula(4.8322, 45.7578, CC46);
    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .mapToDouble(
                    _ -> here.to(Crs.ofEpsg(3946)).shape().getCoordinate().distance(expected))
                .max()
                .orElseThrow())
        .isLessThan(1e-4);
  }

  @Test
  void whatHasNoImageIsRefused() {
    assertThatThrownBy(() -> point("4326", 0, 5e6).to(Crs.ofEpsg(2154)))
        .isInstanceOf(GeometryException.class)
        .hasMessageContaining("axis order");
  }

  @Test
  void envelopesHoldEveryPointOfTheShape() {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      double x = 100_000 + 900_000 * random.nextDouble();
      double y = 6_100_000 + 900_000 * random.nextDouble();
      double size = Math.pow(10, 5.5 * random.nextDouble());
      Geometry box =
          Shapes.FACTORY.toGeometry(new Envelope(x, x + size, y, y + size * random.nextDouble()));
      Envelope bounds = new GeometryValue(box, Crs.ofEpsg(2154)).lonLatEnvelope();
      Coordinate[] ring = box.getCoordinates();
      for (int edge = 0; edge < 4; edge++) {
        for (int step = 0; step <= 100; step++) {
          Coordinate on =
              new Coordinate(
                  ring[edge].x + (ring[edge + 1].x - ring[edge].x) * step / 100,
                  ring[edge].y + (ring[edge + 1].y - ring[edge].y) * step / 100);
          assertThat(
                  bounds.contains(point("2154", on.x, on.y).to(Crs.CRS84).shape().getCoordinate()))
              .isTrue();
        }
      }
      // tight enough to be of use: a box of 10 m grows by centimetres
      if (size < 10) {
        assertThat(bounds.getHeight()).isLessThan(3e-4);
      }
    }
  }

  /// Neighbours share what was learnt of their ground, and get what each would get alone.
  @ParameterizedTest
  @ValueSource(ints = {2154, 3945, 32631, 3857, 27572, 2056, 3035})
  void envelopesOfManyShapesAreThoseOfEach(int epsg) {
    Random random = new Random(epsg);
    Crs crs = Crs.ofEpsg(epsg);
    LonLatBounds bounds = new LonLatBounds();
    Coordinate lyon = point("CRS84", 4.8, 45.7).to(crs).shape().getCoordinate();
    for (int i = 0; i < 500; i++) {
      double size = Math.pow(10, 4.5 * random.nextDouble());
      double x = lyon.x + 20_000 * random.nextGaussian();
      double y = lyon.y + 20_000 * random.nextGaussian();
      Envelope box = new Envelope(x, x + size * random.nextDouble(), y, y + size);
      GeometryValue value = new GeometryValue(Shapes.FACTORY.toGeometry(box), crs);
      Envelope found = bounds.of(value);
      assertThat(found.equals(value.lonLatEnvelope())).isTrue();
      Envelope inside = new Envelope();
      for (int step = 0; step < 400; step++) {
        Coordinate on =
            new Coordinate(
                x + box.getWidth() * (step % 20) / 19,
                y + box.getHeight() * Math.floorDiv(step, 20) / 19);
        inside.expandToInclude(
            new GeometryValue(Shapes.FACTORY.createPoint(on), crs)
                .to(Crs.CRS84)
                .shape()
                .getCoordinate());
      }
      assertThat(found.contains(inside)).isTrue();
      // A box of less than four kilometres is held to ten centimetres and what its edges bulge.
      if (size < 100) {
        assertThat(found.getHeight() - inside.getHeight()).isLessThan(3e-6);
      }
    }
  }

  /// A long edge along a parallel bulges north in Lambert-93; a point there must not be missed.
  @Test
  void envelopesAllowForTheBulgeOfEdges() {
    GeometryValue line = Wkt.parse("LINESTRING(0 46, 6 46)");
    Coordinate middle = line.to(Crs.ofEpsg(2154)).shape().getCentroid().getCoordinate();
    Envelope around = point("2154", middle.x, middle.y).lonLatEnvelope();
    assertThat(around.getMinY()).isGreaterThan(46.01);
    assertThat(line.lonLatEnvelope().intersects(around)).isTrue();
  }

  @Test
  void anEmptyShapeHasANullEnvelope() {
    assertThat(Wkt.parse("<" + LAMBERT + "> POLYGON EMPTY").lonLatEnvelope().isNull()).isTrue();
  }

  private static GeometryValue point(String crs, double x, double y) {
    return new GeometryValue(Shapes.FACTORY.createPoint(new Coordinate(x, y)), Crs.of(crs));
  }

  private static void near(Geometry found, Coordinate expected, double tolerance) {
    assertThat(found.getCoordinate().distance(expected)).isCloseTo(0, within(tolerance));
  }
}
