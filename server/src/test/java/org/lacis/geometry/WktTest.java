package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

final class WktTest {
  private static final String EPSG = "<http://www.opengis.net/def/crs/EPSG/0/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (4.8322 45.7578)",
        "POINT EMPTY",
        "POINT Z (1 2 3)",
        "POINT M (1 2 3)",
        "POINT ZM (1 2 3 4)",
        "LINESTRING (0 0, 1 0.5, -2 1)",
        "LINESTRING EMPTY",
        "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
        "POLYGON EMPTY",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTIPOINT EMPTY",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "MULTIPOLYGON (EMPTY, ((5 5, 6 5, 6 6, 5 5)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
        "GEOMETRYCOLLECTION EMPTY",
        "GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (1 2)), POLYGON EMPTY)",
        "POLYHEDRALSURFACE Z (((0 0 0, 1 0 0, 1 1 0, 0 0 0)), ((0 0 0, 1 0 0, 1 1 5, 0 0 0)))",
        EPSG + "2154> POINT (842410.67 6519229.72)",
        EPSG + "4326> POINT (45.7578 4.8322)",
        EPSG + "4171> MULTIPOLYGON Z (((45 4 1.5, 46 4 1.5, 46 5 1.5, 45 4 1.5)))"
      })
  void canonicalTextComesBackAsItWas(String text) {
    assertThat(Wkt.write(Wkt.parse(text))).isEqualTo(text);
  }

  @Test
  void textIsInTheAxisOrderOfTheCrsAndShapesAreNot() {
    assertThat(Wkt.parse(EPSG + "4326> POINT(45.7 4.8)").shape().getCoordinate())
        .isEqualTo(new Coordinate(4.8, 45.7));
    assertThat(Wkt.parse("POINT(4.8 45.7)").shape().getCoordinate())
        .isEqualTo(new Coordinate(4.8, 45.7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "point(1 2)|POINT (1 2)",
        "PointZ(1 2 3)|POINT Z (1 2 3)",
        "POINT Z(1 2 3)|POINT Z (1 2 3)",
        "POINT(1 2 3)|POINT Z (1 2 3)",
        "POINT(1 2 3 4)|POINT ZM (1 2 3 4)",
        "MULTIPOINT(1 2,3 4)|MULTIPOINT ((1 2), (3 4))",
        "TRIANGLE((0 0,1 0,1 1,0 0))|POLYGON ((0 0, 1 0, 1 1, 0 0))",
        "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(1 2)|POINT (1 2)",
        "POINT(+1.50 -2.5e-3)|POINT (1.5 -0.0025)",
        "LinearRing(0 0,1 0,1 1,0 0)|LINESTRING (0 0, 1 0, 1 1, 0 0)"
      })
  void otherSpellingsAreUnderstood(String text, String canonical) {
    assertThat(Wkt.write(Wkt.parse(text))).isEqualTo(canonical);
  }

  @Test
  void surfacesAndTinsAreSurfaces() {
    GeometryValue tin = Wkt.parse("TIN Z (((0 0 0, 1 0 0, 1 1 0, 0 0 0)))");
    assertThat(tin.body()).isEqualTo(GeometryValue.Body.SURFACE);
    assertThat(tin.shape() instanceof MultiPolygon).isTrue();
    assertThat(tin.is3D()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|character 0",
        "FOO BAR|character 0",
        "POINT(1)|character 7",
        "POINT(1 2|character 9",
        "POINT(1 2) x|character 11",
        "POINT(NaN 2)|character 6",
        "POINT(1 Infinity)|character 8",
        "POINT(1 1e999)|character 8",
        "POINT(1 0x10)|character 8",
        "POINT(1 2d)|character 8",
        "POINT Z (1 2)|character 12",
        "LINESTRING(1 2, 3 4 5)|character 20",
        "POLYGON((0 0, 1 1, 0 0))|character 23",
        "POLYGON((0 0, 1 0, 1 1, 0 1))|closed linestring",
        "LINESTRING(0 0)|ring or line",
        "<http://www.opengis.net/def/crs/EPSG/0/2154 POINT(1 2)|'>'",
        "CIRCULARSTRING(0 0, 1 1, 2 0)|character 0"
      })
  void brokenTextIsRefusedWithItsPlace(String text, String words) {
    assertThatThrownBy(() -> Wkt.parse(text))
        .isInstanceOfSatisfying(
            GeometryException.class,
            e -> assertThat(e.finding().code()).isEqualTo("geometry.malformed-wkt"))
        .hasMessageContaining(words);
  }

  @Test
  void anUnknownCrsIsRefused() {
    assertThatThrownBy(() -> Wkt.parse("<http://example.org/mars> POINT(1 2)"))
        .isInstanceOfSatisfying(
            GeometryException.class,
            e -> assertThat(e.finding().code()).isEqualTo("geometry.unknown-crs"));
  }

  @Test
  void nestingHasAnEnd() {
    String deep = "GEOMETRYCOLLECTION(".repeat(5000) + "POINT(1 2)" + ")".repeat(5000);
    assertThatThrownBy(() -> Wkt.parse(deep)).isInstanceOf(GeometryException.class);
  }

  @Test
  void everyDoubleComesBackExactlyInItsShortestDecimals() {
    Random random = new Random(17);
    for (int i = 0; i < 200_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> Math.round(random.nextGaussian() * 1e9) / 1e3;
            case 1 -> random.nextDouble() * 180 - 90;
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
            default -> Double.longBitsToDouble(random.nextLong());
          };
      if (!Double.isFinite(value)) {
        continue;
      }
      StringBuilder text = new StringBuilder();
      Decimals.append(text, value);
      String written = text.toString();
      assertThat(Decimals.parse(written, 0, written.length())).isEqualTo(value + 0.0);
      BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
      assertThat(new BigDecimal(written).stripTrailingZeros().precision())
          .isLessThanOrEqualTo(shortest.precision());
      assertThat(written).doesNotContain("E").doesNotEndWith(".0");
    }
  }

  @Test
  void randomShapesSurviveInEverySystem() {
    Random random = new Random(23);
    for (int i = 0; i < 300; i++) {
      Polygon polygon = RandomShapes.polygon(random, 4.8, 45.7, 0.01);
      for (String crs : new String[] {"CRS84", "4326", "2154", "3946", "3035"}) {
        GeometryValue value = new GeometryValue(polygon, Crs.CRS84).to(Crs.of(crs));
        GeometryValue back = Wkt.parse(Wkt.write(value));
        assertThat(back.crs()).isEqualTo(value.crs());
        assertThat(back.shape().getCoordinates()).isEqualTo(value.shape().getCoordinates());
      }
    }
  }
}
