package org.lacis.app.sample;

/// Numbers parcels and names them as the cadastre does: a section of two letters, then a number.
final class Parcels {
  private static final int SECTIONS = 26 * 26;
  private static final int LEAST_IN_SECTION = 120;

  private final long inSection;
  private long next;

  Parcels(SampleSettings settings) {
    // Parcels outnumber buildings by a tenth at most; half as many more leaves no doubt.
    inSection = Math.max(LEAST_IN_SECTION, settings.buildings() * 3 / 2 / SECTIONS + 1);
  }

  long next() {
    return next++;
  }

  long count() {
    return next;
  }

  /// `AB107`.
  String key(long serial) {
    int section = Math.toIntExact(serial / inSection);
    if (section >= SECTIONS) {
      throw new IllegalStateException("no section is left for parcel " + serial);
    }
    char first = (char) ('A' + section / 26);
    char second = (char) ('A' + section % 26);
    return "" + first + second + (serial % inSection + 1);
  }
}
