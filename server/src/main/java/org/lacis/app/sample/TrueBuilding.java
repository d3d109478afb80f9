package org.lacis.app.sample;

import org.locationtech.jts.geom.Polygon;

/// A building as it stands, which the national side draws as it is.
///
/// @param serial number on the national side, from 0
/// @param lot where it stands
/// @param plan footprint on the plan of the town
/// @param use what it is for
/// @param wall height of the walls up to the eaves, metres
/// @param gabled whether a gabled roof sits on them
/// @param storeys floors
/// @param dwellings flats or houses
/// @param year when it was built
/// @param attached whether it is a plain rectangle that shares its side walls with its neighbours
record TrueBuilding(
    long serial,
    Lot lot,
    Polygon plan,
    Use use,
    double wall,
    boolean gabled,
    int storeys,
    int dwellings,
    int year,
    boolean attached) {

  /// Key on the national side: the word and sixteen digits, as in the national base.
  String id() {
    return "BATIMENT" + Town.INSEE + "%011d".formatted(serial + 1);
  }

  TrueBuilding numbered(long number) {
    return new TrueBuilding(
        number, lot, plan, use, wall, gabled, storeys, dwellings, year, attached);
  }
}
