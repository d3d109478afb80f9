package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (1 2)",
        "POINT Z (1 2 3)",
        "POINT EMPTY",
        "LINESTRING (1 2, 3.5 -4)",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
        "POLYGON EMPTY",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))",
        "GEOMETRYCOLLECTION EMPTY"
      })
  void whatIsWrittenIsReadAgain(String wkt) {
    assertThat(Wkt.write(Kml.parse(Kml.write(Wkt.parse(wkt))))).isEqualTo(wkt);
  }

  @Test
  void otherElementsArePassedOver() {
    assertThat(
            Wkt.write(
                Kml.parse(
                    """
                    <kml:Polygon xmlns:kml="http://www.opengis.net/kml/2.2">
                      <kml:extrude>1</kml:extrude>
                      <kml:altitudeMode>absolute</kml:altitudeMode>
                      <kml:outerBoundaryIs><kml:LinearRing>
                        <kml:coordinates>
                          0,0,5 1,0,5
                          1,1,5 0,0,5
                        </kml:coordinates>
                      </kml:LinearRing></kml:outerBoundaryIs>
                    </kml:Polygon>
                    """)))
        .isEqualTo("POLYGON Z ((0 0 5, 1 0 5, 1 1 5, 0 0 5))");
  }

  @Test
  void otherSystemsAreTransformed() {
    GeometryValue lambert = Wkt.parse("POINT (4.8322 45.7578)").to(Crs.ofEpsg(2154));
    assertThat(Kml.parse(Kml.write(lambert)).shape().getCoordinate().x)
        .isBetween(4.83219999, 4.83220001);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "<Point><coordinates>1</coordinates></Point>",
        "<Point><coordinates>1,2,3,4</coordinates></Point>",
        "<Point><coordinates>1,NaN</coordinates></Point>",
        "<Point><coordinates>1,1e999</coordinates></Point>",
        "<Point><coordinates>1,2 3,4</coordinates></Point>",
        "<Point><coordinates>1,2</coordinates>",
        "<Point xmlns='http://www.opengis.net/gml'><coordinates>1,2</coordinates></Point>",
        "<LineString><coordinates>1,2</coordinates></LineString>",
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,1 1,0 0,1</coordinates></LinearRing></outerBoundaryIs></Polygon>",
        "<Placemark/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Point><coordinates>&b;</coordinates></Point>"
      })
  void brokenKmlIsRefused(String text) {
    assertThatThrownBy(() -> Kml.parse(text))
        .isInstanceOfSatisfying(
            GeometryException.class,
            e -> assertThat(e.finding().code()).isEqualTo("geometry.malformed-kml"));
  }
}
