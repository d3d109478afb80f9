package org.lacis.geometry;

/// Well-known text as GeoSPARQL 1.1 (§ 8.5.1) writes it: `<CRS IRI> POINT Z (…)`, CRS84 where the
/// IRI is left out, ordinates in the axis order of the CRS.
///
/// Read: all types of OGC Simple Features with Z, M, ZM and EMPTY, in any case, `POLYHEDRALSURFACE`
/// and `TIN` (as a multi-polygon with [GeometryValue.Body#SURFACE]), `TRIANGLE` (as a polygon);
/// three ordinates without `Z` are taken for x, y, z. Refused: NaN and infinite ordinates, arcs,
/// rings that are open or have fewer than four points. Nothing after the geometry.
///
/// Written: the shortest decimals that give the same doubles again, never an exponent; the IRI is
/// written for every CRS but CRS84. A solid is written as the `POLYHEDRALSURFACE` that bounds it,
/// and comes back as a surface: WKT has no solids.
///
/// Functions of their arguments only; callable from any thread.
public final class Wkt {
  private Wkt() {}

  /// The geometry that the text stands for.
  ///
  /// @throws GeometryException `geometry.malformed-wkt` (the message counts characters from 0) or
  ///   `geometry.unknown-crs`
  public static GeometryValue parse(String text) {
    return new WktReader(text).literal();
  }

  /// The lexical form of a `geo:wktLiteral`.
  public static String write(GeometryValue value) {
    StringBuilder text = new StringBuilder(24 + 20 * value.shape().getNumPoints());
    write(value, text);
    return text.toString();
  }

  /// Appends the lexical form of a `geo:wktLiteral`.
  public static void write(GeometryValue value, StringBuilder text) {
    if (!value.crs().equals(Crs.CRS84)) {
      text.append('<').append(value.crs().iri()).append("> ");
    }
    new WktWriter(text, value.crs().northFirst()).write(value.shape(), value.body());
  }
}
