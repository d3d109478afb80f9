package org.lacis.vocabulary;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Terms of OGC GeoSPARQL 1.1.
public final class Geo {
  public static final String NS = "http://www.opengis.net/ont/geosparql#";

  /// Namespace of the functions (`geof:`).
  public static final String FUNCTIONS = "http://www.opengis.net/def/function/geosparql/";

  public static final String WKT_LITERAL = NS + "wktLiteral";
  public static final String GML_LITERAL = NS + "gmlLiteral";
  public static final String GEOJSON_LITERAL = NS + "geoJSONLiteral";
  public static final String KML_LITERAL = NS + "kmlLiteral";

  public static final Node FEATURE = term("Feature");
  public static final Node GEOMETRY = term("Geometry");
  public static final Node HAS_GEOMETRY = term("hasGeometry");
  public static final Node HAS_DEFAULT_GEOMETRY = term("hasDefaultGeometry");
  public static final Node AS_WKT = term("asWKT");
  public static final Node AS_GML = term("asGML");
  public static final Node AS_GEOJSON = term("asGeoJSON");
  public static final Node AS_KML = term("asKML");

  private Geo() {}

  private static Node term(String name) {
    return NodeFactory.createURI(NS + name);
  }
}
