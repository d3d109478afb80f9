package org.lacis.lift.propose;

import java.util.Locale;
import org.lacis.geometry.Crs;

/// A coordinate reference system, and what speaks for it.
///
/// @param name `EPSG:2154`, or the IRI that a file gives
/// @param evidence in words
/// @param sure whether the file says so
record CrsGuess(String name, String evidence, boolean sure) {
  private static final String CRS84 = Crs.CRS84.iri();

  static CrsGuess said(Crs crs) {
    return new CrsGuess(crs.iri(), "the file, or its format, says so", true);
  }

  /// By where the numbers lie, among the systems that French data are in.
  static CrsGuess of(Column.Bounds x, Column.Bounds y) {
    String span =
        String.format(
            Locale.ROOT, "x from %.6g to %.6g, y from %.6g to %.6g", x.low, x.high, y.low, y.high);
    if (x.within(-180, 180) && y.within(-90, 90)) {
      boolean france = x.within(-5.5, 10) && y.within(41, 51.5);
      return new CrsGuess(
          CRS84, span + (france ? ": degrees, within metropolitan France" : ": degrees"), false);
    }
    if (x.within(50_000, 1_300_000) && y.within(6_000_000, 7_200_000)) {
      return new CrsGuess("EPSG:2154", span + ": the metres of Lambert-93", false);
    }
    for (int zone = 42; zone <= 50; zone++) {
      double north = (zone - 41) * 1_000_000.0 + 200_000;
      if (x.within(1_000_000, 2_400_000) && y.within(north - 150_000, north + 150_000)) {
        return new CrsGuess(
            "EPSG:" + (3900 + zone), span + ": the metres of Lambert CC" + zone, false);
      }
    }
    if (x.within(-700_000, 1_200_000) && y.within(5_000_000, 6_700_000)) {
      return new CrsGuess("EPSG:3857", span + ": the metres of Web Mercator", false);
    }
    return new CrsGuess("EPSG:2154", span + ": of no system that is known here; mend it", false);
  }
}
