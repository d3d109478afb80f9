package org.lacis.app.sample;

import java.util.List;
import org.locationtech.jts.geom.Polygon;

/// A building as the local side draws it.
///
/// @param id key on the local side, with the parcel in it: `BU_96001AB107`, `BU_96001AB107_2`
/// @param lot parcel it is filed under
/// @param plan footprint on the plan of the town, noise and displacement included
/// @param use what it is for
/// @param wall height up to the eaves, metres
/// @param rise height of the gable above the eaves; 0 for a flat roof
/// @param year when it was built
/// @param inhabitants people who live there
/// @param households in which they live
/// @param fate how it came to differ
/// @param origins the buildings of the national side that it is, or is a part of
record LocalBuilding(
    String id,
    Lot lot,
    Polygon plan,
    Use use,
    double wall,
    double rise,
    int year,
    int inhabitants,
    int households,
    Fate fate,
    List<TrueBuilding> origins) {

  /// What became of a building on its way to the local side.
  enum Fate {
    SAME,
    SHIFTED,
    SPLIT,
    MERGED,
    ADDED;

    String word() {
      return switch (this) {
        case SAME -> "same";
        case SHIFTED -> "shifted";
        case SPLIT -> "split";
        case MERGED -> "merged";
        case ADDED -> "added";
      };
    }
  }

  LocalBuilding {
    origins = List.copyOf(origins);
  }

  /// Height from the ground to the highest point, metres.
  double height() {
    return wall + rise;
  }

  /// Altitude of the ground under it, metres.
  double ground(Town town) {
    var middle = plan.getEnvelopeInternal().centre();
    return town.ground(middle.x, middle.y);
  }
}
