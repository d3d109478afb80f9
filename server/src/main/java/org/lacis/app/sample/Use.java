package org.lacis.app.sample;

/// What stands on a lot.
enum Use {
  TERRACE("Résidentiel", "habitation"),
  HOUSE("Résidentiel", "habitation"),
  FLATS("Résidentiel", "habitation"),
  COURT("Résidentiel", "habitation"),
  ANNEX("Annexe", "annexe"),
  WORKS("Industriel", "activité"),
  SHOP("Commercial et services", "commerce"),
  SCHOOL("Indifférencié", "équipement public");

  private final String national;
  private final String local;

  Use(String national, String local) {
    this.national = national;
    this.local = local;
  }

  /// The word of the national base.
  String national() {
    return national;
  }

  /// The word of the local city model.
  String local() {
    return local;
  }

  boolean dwelling() {
    return switch (this) {
      case TERRACE, HOUSE, FLATS, COURT -> true;
      case ANNEX, WORKS, SHOP, SCHOOL -> false;
    };
  }
}
