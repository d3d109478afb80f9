package org.lacis.serve.features;

import java.util.List;

/// The classes that this server conforms to.
final class Conformance {
  private static final String FEATURES_1 =
      "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
  private static final String FEATURES_2 =
      "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/";
  private static final String FEATURES_3 =
      "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/";
  private static final String CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/";
  private static final String JSON_FG = "http://www.opengis.net/spec/json-fg-1/1.0/conf/";

  static final List<String> CLASSES =
      List.of(
          FEATURES_1 + "core",
          FEATURES_1 + "geojson",
          FEATURES_1 + "html",
          FEATURES_1 + "oas30",
          FEATURES_2 + "crs",
          FEATURES_3 + "queryables",
          FEATURES_3 + "queryables-query-parameters",
          FEATURES_3 + "filter",
          FEATURES_3 + "features-filter",
          CQL2 + "cql2-text",
          CQL2 + "cql2-json",
          CQL2 + "basic-cql2",
          CQL2 + "advanced-comparison-operators",
          CQL2 + "case-insensitive-comparison",
          CQL2 + "accent-insensitive-comparison",
          CQL2 + "basic-spatial-functions",
          CQL2 + "basic-spatial-functions-plus",
          CQL2 + "spatial-functions",
          CQL2 + "temporal-functions",
          CQL2 + "array-functions",
          CQL2 + "property-property",
          CQL2 + "functions",
          CQL2 + "arithmetic",
          JSON_FG + "core",
          JSON_FG + "types-schemas",
          JSON_FG + "polyhedra",
          JSON_FG + "api");

  private Conformance() {}
}
