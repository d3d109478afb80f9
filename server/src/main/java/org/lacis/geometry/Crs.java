package org.lacis.geometry;

/// A coordinate reference system, known by its OGC IRI.
///
/// @param iri canonical IRI, e.g. `http://www.opengis.net/def/crs/EPSG/0/2154`
/// @param epsg EPSG code; 0 for CRS84
/// @param geographic whether coordinates are degrees
/// @param northFirst whether text and bytes in the authority's order put latitude or northing first
public record Crs(String iri, int epsg, boolean geographic, boolean northFirst) {

  /// Longitude, latitude on WGS 84: what GeoSPARQL assumes where a literal names no CRS.
  public static final Crs CRS84 =
      new Crs("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 0, true, false);
}
