package org.lacis.serve.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.serve.twin.Labels;

/// Under which heading a property is shown.
enum Topic {
  MEASURE("group.measures"),
  SITUATION("group.situation"),
  IDENTITY("group.identity"),
  OTHER("group.other"),
  /// shown in the timeline
  MOMENT("chronology");

  private static final List<String> ORDER =
      List.of(
          "height",
          "groundAltitude",
          "roofAltitude",
          "storeys",
          "dwellings",
          "capacity",
          "population",
          "usage",
          "onParcel",
          "inCommune",
          "partOf",
          "memberOf",
          "standsIn",
          "exposedTo",
          "identifier",
          "parcelIdentifier",
          "inseeCode",
          "siren");
  private static final Set<String> IDENTITIES =
      Set.of("identifier", "parcelIdentifier", "inseeCode", "siren", "notation", "sameAs");
  private static final Map<String, String> UNITS =
      Map.of(
          "height",
          "m",
          "groundAltitude",
          "m",
          "roofAltitude",
          "m",
          "intersectionArea",
          "m²",
          "distance",
          "m");
  private static final Set<String> NUMBERS =
      Set.of(
          "decimal",
          "double",
          "float",
          "integer",
          "int",
          "long",
          "nonNegativeInteger",
          "positiveInteger",
          "short");
  private static final Set<String> TIMES = Set.of("date", "dateTime", "gYear", "gYearMonth");

  private final String key;

  Topic(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static Topic of(Node predicate, Node value) {
    String name = Labels.local(predicate.getURI());
    if (IDENTITIES.contains(name)) {
      return IDENTITY;
    }
    if (isNumber(value)) {
      return MEASURE;
    }
    if (value.isURI() || name.equals("usage")) {
      return SITUATION;
    }
    return value.isLiteral() && TIMES.contains(Labels.local(value.getLiteralDatatypeURI()))
        ? (name.equals("populationYear") ? MEASURE : MOMENT)
        : OTHER;
  }

  /// Place of a property among the others.
  static int rank(Node predicate) {
    int at = ORDER.indexOf(Labels.local(predicate.getURI()));
    return at < 0 ? ORDER.size() : at;
  }

  static boolean isNumber(Node value) {
    return value.isLiteral() && NUMBERS.contains(Labels.local(value.getLiteralDatatypeURI()));
  }

  static String unit(Node predicate) {
    return UNITS.getOrDefault(Labels.local(predicate.getURI()), "");
  }
}
