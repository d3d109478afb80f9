package org.lacis.bench.link;

import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Geometry;

/// Two layers that are held against each other.
///
/// @param key names it in figures
/// @param words for a report
/// @param first table and layer
/// @param second likewise
record Pairing(String key, String words, Side first, Side second) {
  static final int ZONE_COUNT = 288;
  static final int ZONE_CORNERS = 4_000;

  /// Buildings of a hundred that were there some years ago.
  static final int OLD_SHARE = 56;

  static final List<Pairing> ALL =
      List.of(
          new Pairing("buildings", "buildings of two editions", Side.OLD_BUILDINGS, Side.BUILDINGS),
          new Pairing("buildings-parcels", "buildings × parcels", Side.BUILDINGS, Side.PARCELS),
          new Pairing("parcels", "parcels of two editions", Side.OLD_PARCELS, Side.PARCELS),
          new Pairing("zones", "zones of 4,000 corners × buildings", Side.ZONES, Side.BUILDINGS));

  /// A layer of the town.
  enum Side {
    OLD_BUILDINGS,
    BUILDINGS,
    OLD_PARCELS,
    PARCELS,
    ZONES;

    String table() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<Geometry> shapes(Quarter town) {
      return switch (this) {
        case OLD_BUILDINGS -> town.oldBuildings(OLD_SHARE);
        case BUILDINGS -> town.buildings();
        case OLD_PARCELS -> town.oldParcels();
        case PARCELS -> town.parcels();
        case ZONES -> town.zones(ZONE_COUNT, ZONE_CORNERS);
      };
    }
  }
}
