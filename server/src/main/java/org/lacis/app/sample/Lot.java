package org.lacis.app.sample;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/// One parcel on the plan. Its own axes: s along the street, d away from it.
///
/// @param serial number of the parcel in the commune, from 0
/// @param key section and number, `AB107`, as city models write it
/// @param u west end on the plan
/// @param v street side for a lot that faces south, back for one that faces north
/// @param frontage metres along the street
/// @param depth metres away from the street
/// @param facesNorth whether the street lies north of it
/// @param street number of the street it faces
record Lot(
    long serial,
    String key,
    double u,
    double v,
    double frontage,
    double depth,
    boolean facesNorth,
    int street) {

  /// 14 characters of the cadastre: commune, prefix, section, number.
  String cadastral() {
    return Town.INSEE
        + "000"
        + key.substring(0, 2)
        + "0".repeat(6 - key.length())
        + key.substring(2);
  }

  /// The parcel itself, counterclockwise.
  Polygon outline() {
    return rectangle(0, 0, frontage, depth);
  }

  Polygon rectangle(double s0, double d0, double s1, double d1) {
    return polygon(s0, d0, s1, d0, s1, d1, s0, d1);
  }

  /// A polygon from s, d pairs, given once each, counterclockwise.
  Polygon polygon(double... pairs) {
    return Town.SHAPES.createPolygon(ring(pairs));
  }

  Coordinate[] ring(double... pairs) {
    int corners = pairs.length / 2;
    Coordinate[] ring = new Coordinate[corners + 1];
    for (int i = 0; i < corners; i++) {
      ring[i] = at(pairs[2 * i], pairs[2 * i + 1]);
    }
    ring[corners] = ring[0].copy();
    return ring;
  }

  // The lot that faces north is the other one turned by half a circle.
  Coordinate at(double s, double d) {
    return facesNorth
        ? new Coordinate(u + frontage - s, v + depth - d)
        : new Coordinate(u + s, v + d);
  }

  /// House number: uneven on the side that faces north, growing with u.
  int houseNumber() {
    int step = (int) Math.max(0, (u + frontage / 2) / 6);
    return 2 * step + (facesNorth ? 1 : 2);
  }
}
