package org.lacis.reason.rule;

/// Relations between geometries, by the IRIs of their functions.
final class Spatial {
  private static final String FUNCTIONS = "http://www.opengis.net/def/function/geosparql/";

  private Spatial() {}

  static boolean isRelation(String iri) {
    return false;
  }
}
