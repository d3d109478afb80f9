package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A polygon of a million corners is a polygon.
class LargePolygonTest {
  private static final int CORNERS = 1_000_000;

  @Test
  void aMillionCornersAreReadRelatedAndMeasured() {
    StringBuilder text =
        new StringBuilder("<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON((");
    for (int i = 0; i <= CORNERS; i++) {
      double angle = 2 * Math.PI * (i % CORNERS) / CORNERS;
      text.append(i == 0 ? "" : ", ");
      Decimals.append(text, 842_000 + 1000 * Math.cos(angle));
      text.append(' ');
      Decimals.append(text, 6_519_000 + 1000 * Math.sin(angle));
    }
    GeometryValue circle = Wkt.parse(text.append("))").toString());
    assertThat(circle.shape().getNumPoints()).isEqualTo(CORNERS + 1);
    GeometryValue inside =
        Wkt.parse("<http://www.opengis.net/def/crs/EPSG/0/2154> POINT(842000 6519000)");
    assertThat(Relation.SF_CONTAINS.test(circle, inside)).isTrue();
    assertThat(Relation.SF_WITHIN.test(inside, circle)).isTrue();
    assertThat(Measures.area(circle)).isBetween(3_141_592.0, 3_141_593.0);
  }
}
