package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

final class FootprintTest {
  @Test
  void aHouseCoversItsGround() {
    GeometryValue house =
        surface(
            "((0 0 0, 0 10 0, 10 10 0, 10 0 0, 0 0 0))",
            "((0 0 0, 10 0 0, 10 0 5, 0 0 5, 0 0 0))",
            "((0 0 5, 10 0 5, 10 5 8, 0 5 8, 0 0 5))",
            "((0 5 8, 10 5 8, 10 10 5, 0 10 5, 0 5 8))");
    GeometryValue footprint = house.footprint();
    assertThat(footprint.shape().getArea()).isEqualTo(100);
    assertThat(footprint.shape() instanceof Polygon).isTrue();
    assertThat(footprint.is3D()).isFalse();
    assertThat(footprint.crs()).isEqualTo(house.crs());
    assertThat(house.minZ()).hasValue(0);
    assertThat(house.maxZ()).hasValue(8);
  }

  @Test
  void courtyardsStayOpen() {
    GeometryValue block =
        surface(
            "((0 0 9, 30 0 9, 30 10 9, 0 10 9, 0 0 9))",
            "((0 20 9, 30 20 9, 30 30 9, 0 30 9, 0 20 9))",
            "((0 10 9, 10 10 9, 10 20 9, 0 20 9, 0 10 9))",
            "((20 10 9, 30 10 9, 30 20 9, 20 20 9, 20 10 9))");
    Polygon footprint = (Polygon) block.footprint().shape();
    assertThat(footprint.getNumInteriorRing()).isEqualTo(1);
    assertThat(footprint.getArea()).isEqualTo(800);
  }

  @Test
  void selfCrossingFacesAreMended() {
    GeometryValue bowTie = surface("((0 0 1, 10 10 1, 10 0 1, 0 10 1, 0 0 1))");
    assertThat(bowTie.footprint().shape().isValid()).isTrue();
    assertThat(bowTie.footprint().shape().getArea()).isCloseTo(50, within(1e-9));
  }

  @Test
  void wallsAloneCoverNothing() {
    GeometryValue wall =
        surface(
            "((0 0 0, 10 0 0, 10 0 5, 0 0 5, 0 0 0))",
            "((0 0 0, 7.001 7 0, 7 7.0004 5, 0 0 5, 0 0 0))");
    assertThat(wall.footprint().shape().isEmpty()).isTrue();
  }

  /// What is passed over as a strip is what would be mended and then found thin; slanted walls, bow
  /// ties and slivers about a millimetre wide, far from the origin.
  @Test
  void aStripIsThinHoweverItIsMended() {
    GeometryFactory factory = new GeometryFactory();
    Random dice = new Random(11);
    int strips = 0;
    for (int i = 0; i < 4_000; i++) {
      double turn = dice.nextDouble() * Math.PI;
      double width = dice.nextDouble() * 3e-3;
      int corners = 3 + dice.nextInt(5);
      Coordinate[] ring = new Coordinate[corners + 1];
      for (int c = 0; c < corners; c++) {
        double along = dice.nextDouble() * 20;
        double off = dice.nextDouble() * width;
        ring[c] =
            new CoordinateXY(
                1_800_000 + along * Math.cos(turn) - off * Math.sin(turn),
                5_200_000 + along * Math.sin(turn) + off * Math.cos(turn));
      }
      ring[corners] = ring[0].copy();
      Polygon polygon = factory.createPolygon(ring);
      if (Footprint.isStrip(polygon.getExteriorRing(), 1e-3)) {
        strips++;
        Geometry mended = GeometryFixer.fix(polygon);
        assertThat(mended.isEmpty() || Footprint.thin(mended, 1e-3 + 1e-9)).as("%d", i).isTrue();
      }
    }
    assertThat(strips).isBetween(500, 3_500);
  }

  @Test
  void shapesWithoutAreasLoseTheirHeightsOnly() {
    assertThat(Wkt.write(Wkt.parse("LINESTRING Z (0 0 1, 1 1 2)").footprint()))
        .isEqualTo("LINESTRING (0 0, 1 1)");
    assertThat(Wkt.write(Wkt.parse("POLYGON EMPTY").footprint())).isEqualTo("POLYGON EMPTY");
  }

  private static GeometryValue surface(String... faces) {
    return Wkt.parse(
        "<http://www.opengis.net/def/crs/EPSG/0/3946> POLYHEDRALSURFACE Z ("
            + String.join(", ", faces)
            + ")");
  }
}
