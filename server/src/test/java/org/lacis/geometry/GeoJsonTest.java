package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeoJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (4.8 45.7)",
        "POINT Z (4.8 45.7 170.5)",
        "POINT EMPTY",
        "LINESTRING (0 0, 1 1)",
        "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
        "POLYGON EMPTY",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
        "MULTIPOLYGON Z (((0 0 1, 1 0 1, 1 1 1, 0 0 1)))",
        "MULTIPOLYGON EMPTY",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
        "GEOMETRYCOLLECTION EMPTY"
      })
  void whatIsWrittenIsReadAgain(String wkt) {
    assertThat(Wkt.write(GeoJson.parse(GeoJson.write(Wkt.parse(wkt))))).isEqualTo(wkt);
  }

  @Test
  void membersMayComeInAnyOrderAndOthersArePassedOver() {
    assertThat(
            Wkt.write(
                GeoJson.parse(
                    "{\"bbox\":[1,2,[3]],\"coordinates\":[1,2,null],\"x\":{\"type\":\"No\"},\"type\":\"Point\"}")))
        .isEqualTo("POINT (1 2)");
  }

  @Test
  void whatIsWrittenIsInLongitudeAndLatitude() {
    assertThat(
            GeoJson.write(
                Wkt.parse("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (45.5 4.5)")))
        .isEqualTo("{\"type\":\"Point\",\"coordinates\":[4.5,45.5]}");
  }

  @Test
  void afterABrokenGeometryTheParserStandsAtItsEnd() throws IOException {
    try (JsonParser parser =
        new JsonFactory()
            .createParser(
                "[{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,\"x\"]}]},"
                    + "{\"type\":\"Point\",\"coordinates\":[1,2]},null]")) {
      parser.nextToken();
      parser.nextToken();
      assertThatThrownBy(() -> GeoJson.parse(parser, Crs.CRS84)).hasMessageContaining("found x");
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      assertThat(GeoJson.parse(parser, Crs.ofEpsg(2154)).map(Wkt::write))
          .hasValue("<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (1 2)");
      parser.nextToken();
      assertThat(GeoJson.parse(parser, Crs.CRS84)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[1,2]",
        "{\"type\":\"Point\"}",
        "{\"coordinates\":[1,2]}",
        "{\"type\":\"Circle\",\"coordinates\":[1,2]}",
        "{\"type\":\"Point\",\"coordinates\":[[1,2]]}",
        "{\"type\":\"Point\",\"coordinates\":[1]}",
        "{\"type\":\"Point\",\"coordinates\":[1,1e999]}",
        "{\"type\":\"LineString\",\"coordinates\":[1,2]}",
        "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1]]]}",
        "{\"type\":\"MultiPoint\",\"coordinates\":[[[[[[[1,2]]]]]]]}",
        "{\"type\":\"Point\",\"coordinates\":[1,2]",
        "{\"type\":\"Point\",\"coordinates\":[1,2]} x"
      })
  void brokenGeoJsonIsRefused(String text) {
    assertThatThrownBy(() -> GeoJson.parse(text))
        .isInstanceOfSatisfying(
            GeometryException.class,
            e -> assertThat(e.finding().code()).isEqualTo("geometry.malformed-geojson"));
  }
}
