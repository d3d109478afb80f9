package org.lacis.geometry;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A coordinate reference system, known by its OGC IRI.
///
/// @param iri canonical IRI, e.g. `http://www.opengis.net/def/crs/EPSG/0/2154`
/// @param epsg EPSG code; 0 for CRS84
/// @param geographic whether coordinates are degrees
/// @param northFirst whether text and bytes in the authority's order put latitude or northing first
public record Crs(String iri, int epsg, boolean geographic, boolean northFirst) {

  /// What the IRIs of EPSG systems begin with; the code follows.
  public static final String EPSG_PREFIX = "http://www.opengis.net/def/crs/EPSG/0/";

  /// Longitude, latitude on WGS 84: what GeoSPARQL assumes where a literal names no CRS.
  public static final Crs CRS84 =
      new Crs("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 0, true, false);

  // IRIs and URNs carry a version between authority and code ("0", "1.3", "8.9", or nothing).
  private static final Pattern EPSG =
      Pattern.compile(
          "(?:https?://www\\.opengis\\.net/def/crs/EPSG/[\\d.]+/"
              + "|urn:(?:x-)?ogc:def:crs:EPSG:[\\d.]*:"
              + "|https?://www\\.opengis\\.net/gml/srs/epsg\\.xml#"
              + "|EPSG:+)?(\\d{1,6})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CRS_84 =
      Pattern.compile(
          "(?:https?://www\\.opengis\\.net/def/crs/OGC/[\\d.]+/"
              + "|urn:(?:x-)?ogc:def:crs:OGC:[\\d.]*:|OGC:+|CRS:)?(?:CRS)?84h?",
          Pattern.CASE_INSENSITIVE);
  // "urn:ogc:def:crs,crs:EPSG::2154,crs:EPSG::5720": horizontal part, then heights.
  private static final Pattern COMPOUND_URN =
      Pattern.compile("urn:ogc:def:crs,crs:EPSG:[\\d.]*:(\\d{1,6}),.*", Pattern.CASE_INSENSITIVE);
  // Names of the IGN register for the systems of metropolitan France.
  private static final Pattern IGNF =
      Pattern.compile(
          "(?:urn:ogc:def:crs:IGNF:[\\d.]*:"
              + "|https?://registre\\.ign\\.fr/ign/IGNF/crs/IGNF/|IGNF:)"
              + "(?:(LAMB93|RGF93LAMB93)|RGF93CC(4[2-9]|50)|(LAMBE))",
          Pattern.CASE_INSENSITIVE);

  /// The system that goes by this name.
  ///
  /// @param name an OGC IRI (`http` or `https`), an OGC URN, `EPSG:2154`, `2154`, a form of CRS84,
  ///   or a name of the IGN register for Lambert-93, the CC zones and Lambert II étendu. A compound
  ///   system keeps its own IRI; its horizontal part decides, heights pass through unchanged
  /// @throws GeometryException `geometry.unknown-crs` when the name is not understood, the code is
  ///   not known, or its axis order is not known for certain
  public static Crs of(String name) {
    if (name.startsWith(EPSG_PREFIX)) {
      OptionalInt code = digits(name, EPSG_PREFIX.length());
      if (code.isPresent()) {
        return ofEpsg(code.getAsInt());
      }
    }
    String trimmed = name.strip();
    Matcher epsg = EPSG.matcher(trimmed);
    // "84" alone would be the EPSG code 84, which does not exist.
    if (epsg.matches()) {
      return ofEpsg(Integer.parseInt(epsg.group(1)));
    }
    if (CRS_84.matcher(trimmed).matches()) {
      return CRS84;
    }
    Matcher compound = COMPOUND_URN.matcher(trimmed);
    if (compound.matches()) {
      return ofEpsg(Integer.parseInt(compound.group(1)));
    }
    return ofIgn(trimmed);
  }

  /// The system with this EPSG code.
  ///
  /// @throws GeometryException `geometry.unknown-crs`
  public static Crs ofEpsg(int code) {
    return Projections.find(code).orElseThrow(() -> unknown("EPSG:" + code));
  }

  /// Whether lengths and areas can be taken from its plane coordinates: projected, in metres, and
  /// not so distorted as Web Mercator.
  public boolean planar() {
    return !geographic && epsg != 3857 && epsg != 3395;
  }

  private static Crs ofIgn(String name) {
    Matcher ignf = IGNF.matcher(name.toUpperCase(Locale.ROOT));
    if (!ignf.matches()) {
      throw unknown(name);
    }
    if (ignf.group(1) != null) {
      return ofEpsg(2154);
    }
    return ignf.group(3) != null ? ofEpsg(27572) : ofEpsg(3900 + Integer.parseInt(ignf.group(2)));
  }

  private static OptionalInt digits(String text, int from) {
    int code = 0;
    int length = text.length();
    if (from == length || length - from > 6) {
      return OptionalInt.empty();
    }
    for (int i = from; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      code = code * 10 + digit;
    }
    return OptionalInt.of(code);
  }

  private static GeometryException unknown(String name) {
    return new GeometryException(
        Finding.violation(
            "geometry.unknown-crs",
            Place.of("coordinate reference system"),
            name,
            "an OGC IRI or URN, EPSG:code, or CRS84, of a system whose axis order is known",
            "Declare the CRS of the source, for example EPSG:2154 for Lambert-93."));
  }
}
