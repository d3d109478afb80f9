package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.IntersectionMatrix;

final class RelationTest {
  @Test
  void irisAreThoseOfTheStandard() {
    assertThat(Arrays.stream(Relation.values()).map(Relation::localName))
        .containsExactly(
            "sfEquals",
            "sfDisjoint",
            "sfIntersects",
            "sfTouches",
            "sfWithin",
            "sfContains",
            "sfOverlaps",
            "sfCrosses",
            "ehEquals",
            "ehDisjoint",
            "ehMeet",
            "ehOverlap",
            "ehCovers",
            "ehCoveredBy",
            "ehInside",
            "ehContains",
            "rcc8eq",
            "rcc8dc",
            "rcc8ec",
            "rcc8po",
            "rcc8tppi",
            "rcc8tpp",
            "rcc8ntpp",
            "rcc8ntppi");
    assertThat(Relation.of("http://www.opengis.net/def/function/geosparql/sfWithin"))
        .hasValue(Relation.SF_WITHIN);
    assertThat(Relation.of("http://www.opengis.net/ont/geosparql#ehCoveredBy"))
        .hasValue(Relation.EH_COVERED_BY);
    assertThat(Relation.of("http://www.opengis.net/def/function/geosparql/buffer")).isEmpty();
  }

  @Test
  void simpleFeaturesAgreeWithThePredicatesOfJts() {
    Map<Relation, BiPredicate<Geometry, Geometry>> jts =
        Map.of(
            Relation.SF_EQUALS, Geometry::equalsTopo,
            Relation.SF_DISJOINT, Geometry::disjoint,
            Relation.SF_INTERSECTS, Geometry::intersects,
            Relation.SF_TOUCHES, Geometry::touches,
            Relation.SF_WITHIN, Geometry::within,
            Relation.SF_CONTAINS, Geometry::contains,
            Relation.SF_OVERLAPS, Geometry::overlaps,
            Relation.SF_CROSSES, Geometry::crosses);
    Random random = new Random(41);
    Map<Relation, Integer> held = new EnumMap<>(Relation.class);
    for (int i = 0; i < 2_000; i++) {
      Geometry a = RandomShapes.onGrid(random);
      Geometry b = RandomShapes.onGrid(random);
      jts.forEach((relation, predicate) -> {
        boolean expected = predicate.test(a, b);
        assertThat(relation.test(value(a), value(b)))
            .as("%s %s %s", a, relation, b)
            .isEqualTo(expected);
        held.merge(relation, expected ? 1 : 0, Integer::sum);
      });
    }
    jts.keySet()
        .forEach(relation -> assertThat(held.get(relation)).as(relation.name()).isPositive());
  }

  @ParameterizedTest
  @EnumSource(Relation.class)
  void matrixPairAndPreparedFormAgree(Relation relation) {
    Random random = new Random(43);
    for (int i = 0; i < 100; i++) {
      GeometryValue a = value(RandomShapes.onGrid(random));
      Relation.Prepared prepared = Relation.prepare(a);
      for (int j = 0; j < 4; j++) {
        GeometryValue b = value(RandomShapes.onGrid(random));
        boolean expected = relation.test(a, b);
        IntersectionMatrix matrix = Relation.matrix(a, b);
        assertThat(relation.test(matrix))
            .as("%s %s %s %s", a, relation, b, matrix)
            .isEqualTo(expected);
        assertThat(prepared.test(relation, b)).isEqualTo(expected);
        assertThat(relation.inverse().test(b, a)).isEqualTo(expected);
        assertThat(prepared.matrix(b).toString()).isEqualTo(matrix.toString());
      }
    }
  }

  /// Between two areas exactly one of the eight relations of each family holds.
  @Test
  void familiesAreExclusiveAndComplete() {
    Random random = new Random(47);
    for (int i = 0; i < 500; i++) {
      Geometry a = RandomShapes.onGrid(random);
      Geometry b = RandomShapes.onGrid(random);
      if (a.getDimension() == 2 && b.getDimension() == 2) {
        for (String family : new String[] {"EH", "RCC8"}) {
          assertThat(
                  Arrays.stream(Relation.values())
                      .filter(relation -> relation.name().startsWith(family))
                      .filter(relation -> relation.test(value(a), value(b))))
              .as("%s %s", a, b)
              .hasSize(1);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POLYGON((0 0,9 0,9 9,0 9,0 0))|POLYGON((1 1,2 1,2 2,1 2,1 1))|EH_CONTAINS|RCC8_NTPPI",
        "POLYGON((0 0,9 0,9 9,0 9,0 0))|POLYGON((0 0,2 0,2 2,0 2,0 0))|EH_COVERS|RCC8_TPPI",
        "POLYGON((0 0,2 0,2 2,0 2,0 0))|POLYGON((0 0,9 0,9 9,0 9,0 0))|EH_COVERED_BY|RCC8_TPP",
        "POLYGON((1 1,2 1,2 2,1 2,1 1))|POLYGON((0 0,9 0,9 9,0 9,0 0))|EH_INSIDE|RCC8_NTPP",
        "POLYGON((0 0,1 0,1 1,0 1,0 0))|POLYGON((1 0,2 0,2 1,1 1,1 0))|EH_MEET|RCC8_EC",
        "POLYGON((0 0,2 0,2 2,0 2,0 0))|POLYGON((1 1,3 1,3 3,1 3,1 1))|EH_OVERLAP|RCC8_PO",
        "POLYGON((0 0,1 0,1 1,0 1,0 0))|POLYGON((0 0,1 0,1 1,0 1,0 0))|EH_EQUALS|RCC8_EQ",
        "POLYGON((0 0,1 0,1 1,0 1,0 0))|POLYGON((5 5,6 5,6 6,5 6,5 5))|EH_DISJOINT|RCC8_DC"
      })
  void everyRelationHasItsExample(String a, String b, Relation egenhofer, Relation rcc8) {
    assertThat(egenhofer.test(Wkt.parse(a), Wkt.parse(b))).isTrue();
    assertThat(rcc8.test(Wkt.parse(a), Wkt.parse(b))).isTrue();
  }

  @Test
  void aPointEqualsItself() {
    assertThat(Relation.SF_EQUALS.test(Wkt.parse("POINT(1 2)"), Wkt.parse("POINT(1 2)"))).isTrue();
  }

  @Test
  void systemsMayDiffer() {
    GeometryValue square =
        Wkt.parse(
            "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON((842400 6519200, 842420 6519200, 842420 6519240, 842400 6519240, 842400 6519200))");
    GeometryValue point =
        Wkt.parse("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(45.7578 4.8322)");
    assertThat(Relation.SF_CONTAINS.test(square, point)).isTrue();
    assertThat(Relation.SF_WITHIN.test(point, square)).isTrue();
    assertThat(Relation.SF_WITHIN.test(point.to(Crs.ofEpsg(3946)), square.to(Crs.CRS84))).isTrue();
  }

  @Test
  void aSolidStandsForItsFootprint() {
    GeometryValue house =
        Wkt.parse(
            "POLYHEDRALSURFACE Z (((0 0 0, 0 9 0, 9 9 0, 9 0 0, 0 0 0)), ((0 0 0, 9 0 0, 9 0 5, 0 0 5, 0 0 0)), ((0 0 5, 9 0 5, 9 9 5, 0 9 5, 0 0 5)))");
    assertThat(Relation.SF_CONTAINS.test(house, Wkt.parse("POINT(4 4)"))).isTrue();
    assertThat(Relation.EH_EQUALS.test(house, Wkt.parse("POLYGON((0 0,9 0,9 9,0 9,0 0))")))
        .isTrue();
  }

  private static GeometryValue value(Geometry shape) {
    return new GeometryValue(shape, Crs.ofEpsg(2154));
  }

  /// RelateNG itself takes an empty polygon beside a point for one with an inside.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT(1 1)|FFFFFF0F2",
        "LINESTRING(0 0, 1 1)|FFFFFF102",
        "LINESTRING(0 0, 1 1, 1 0, 0 0)|FFFFFF1F2",
        "POLYGON((0 0, 1 0, 1 1, 0 0))|FFFFFF212",
        "GEOMETRYCOLLECTION(POINT(5 5), POLYGON((0 0, 1 0, 1 1, 0 0)))|FFFFFF212",
        "POINT EMPTY|FFFFFFFF2"
      })
  void nothingLiesOutsideOfEverything(String text, String matrix) {
    GeometryValue some = Wkt.parse(text);
    GeometryValue nothing = Wkt.parse("POLYGON EMPTY");
    assertThat(Relation.matrix(nothing, some).toString()).isEqualTo(matrix);
    assertThat(Relation.matrix(some, nothing).transpose().toString()).isEqualTo(matrix);
    assertThat(Relation.SF_EQUALS.test(some, nothing)).isEqualTo(some.shape().isEmpty());
    assertThat(Relation.prepare(some).test(Relation.SF_DISJOINT, nothing)).isTrue();
    assertThat(Relation.prepare(nothing).test(Relation.SF_INTERSECTS, some)).isFalse();
  }

  @Test
  void regionsOnlyAreRelatedByRcc8() {
    GeometryValue area = Wkt.parse("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))");
    GeometryValue line = Wkt.parse("LINESTRING(5 5, 6 6)");
    GeometryValue far = Wkt.parse("POLYGON((5 5, 6 5, 6 6, 5 5))");
    assertThat(Relation.RCC8_DC.test(area, line)).isFalse();
    assertThat(Relation.RCC8_DC.test(line, area)).isFalse();
    assertThat(Relation.RCC8_DC.test(area, far)).isTrue();
    assertThat(Relation.RCC8_EQ.test(area, area)).isTrue();
    assertThat(Relation.RCC8_EQ.test(line, line)).isFalse();
  }
}
