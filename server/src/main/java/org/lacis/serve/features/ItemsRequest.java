package org.lacis.serve.features;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.geometry.Crs;
import org.lacis.query.cql.Cql2;
import org.lacis.query.cql.Expression;
import org.lacis.query.cql.FeatureQueryables;
import org.lacis.query.feature.Cursor;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureFilter;
import org.lacis.query.feature.Interval;
import org.lacis.query.feature.Property;
import org.locationtech.jts.geom.Envelope;

/// What a request for features asks for (OGC API Features Part 1, 7.15, Part 2, 6.3, Part 3, 7).
///
/// @param limit features of a page
/// @param after where the page begins; empty for the first
/// @param crs of the answer
/// @param filter all conditions together
/// @param parameters as they were given, without `cursor`
public record ItemsRequest(
    int limit,
    Optional<Cursor> after,
    Crs crs,
    FeatureFilter filter,
    Map<String, String> parameters) {
  static final int DEFAULT_LIMIT = 100;
  static final int MOST = 1_000_000;

  public ItemsRequest {
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /// Parameters that have a meaning of their own; a property of one of these names cannot be asked
  /// for but in a filter.
  static final Set<String> RESERVED =
      Set.of(
          "limit",
          "cursor",
          "bbox",
          "bbox-crs",
          "datetime",
          "crs",
          "filter",
          "filter-lang",
          "filter-crs");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  /// The parameters that a collection takes.
  static Set<String> known(FeatureCollection collection) {
    Set<String> known = new HashSet<>(RESERVED);
    collection.properties().forEach(property -> known.add(property.name()));
    return known;
  }

  /// Reads the parameters.
  ///
  /// @param parameters by name: those of the standard, and of the collection's properties
  /// @throws org.lacis.serve.web.ServeException 400 `features.bad-parameter`
  /// @throws org.lacis.query.cql.CqlException for a filter that cannot be read or asked
  public static ItemsRequest of(Map<String, String> parameters, FeatureCollection collection) {
    Map<String, String> kept = new LinkedHashMap<>(parameters);
    kept.remove("cursor");
    FeatureFilter filter = box(parameters, collection);
    String datetime = parameters.get("datetime");
    if (datetime != null) {
      filter =
          filter.and(
              FeatureFilter.during(
                  Interval.parse(datetime)
                      .orElseThrow(() ->
                          FeatureDoor.bad(
                              "datetime",
                              datetime,
                              "an instant or a day (2024-07-01T12:00:00Z, 2024-07-01), or two of"
                                  + " them with / between, one of which may be .."))));
    }
    for (Property property : collection.properties()) {
      String value = parameters.get(property.name());
      if (value != null && !RESERVED.contains(property.name())) {
        filter = filter.and(equal(property, value));
      }
    }
    filter = filter.and(condition(parameters, collection));
    return new ItemsRequest(
        limit(parameters.get("limit")),
        cursor(parameters.get("cursor")),
        crs(parameters, "crs", collection),
        filter,
        kept);
  }

  private static int limit(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("\\+?\\d{1,30}") && !text.matches("\\+?0+")) {
      // More than the most is the most (7.15.2, requirement fc-limit-response-1).
      return new BigDecimal(text).min(BigDecimal.valueOf(MOST)).intValueExact();
    }
    throw FeatureDoor.bad("limit", text, "a whole number from 1 to " + MOST);
  }

  private static Optional<Cursor> cursor(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<Cursor> cursor = Cursor.parse(text);
    if (cursor.isEmpty()) {
      throw FeatureDoor.bad("cursor", text, "what stands in the link to the next page");
    }
    return cursor;
  }

  /// The system that a parameter names.
  static Crs crs(Map<String, String> parameters, String name, FeatureCollection collection) {
    String iri = parameters.get(name);
    if (iri == null) {
      return Crs.CRS84;
    }
    return Systems.named(collection, iri)
        .orElseThrow(() ->
            FeatureDoor.bad(
                name,
                iri,
                String.join(", ", Systems.of(collection).stream().map(Crs::iri).toList())));
  }

  // ---- bbox

  private static FeatureFilter box(Map<String, String> parameters, FeatureCollection collection) {
    String text = parameters.get("bbox");
    Crs crs = crs(parameters, "bbox-crs", collection);
    if (text == null) {
      return FeatureFilter.ALL;
    }
    String[] parts = text.split(",", -1);
    if (parts.length != 4 && parts.length != 6) {
      throw badBox(text);
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      if (!NUMBER.matcher(part).matches()) {
        throw badBox(text);
      }
      numbers[i] = Double.parseDouble(part);
      if (!Double.isFinite(numbers[i])) {
        throw badBox(text);
      }
    }
    int half = parts.length / 2;
    double west = numbers[crs.northFirst() ? 1 : 0];
    double south = numbers[crs.northFirst() ? 0 : 1];
    double east = numbers[half + (crs.northFirst() ? 1 : 0)];
    double north = numbers[half + (crs.northFirst() ? 0 : 1)];
    double lowest = half == 3 ? numbers[2] : Double.NEGATIVE_INFINITY;
    double highest = half == 3 ? numbers[5] : Double.POSITIVE_INFINITY;
    if (south > north || lowest > highest || (west > east && !crs.geographic())) {
      throw badBox(text);
    }
    if (west <= east) {
      return FeatureFilter.box(new Envelope(west, east, south, north), crs, lowest, highest);
    }
    // Across the antimeridian (7.15.3): two boxes.
    return FeatureFilter.box(new Envelope(west, 180, south, north), crs, lowest, highest)
        .or(FeatureFilter.box(new Envelope(-180, east, south, north), crs, lowest, highest));
  }

  private static RuntimeException badBox(String text) {
    return FeatureDoor.bad(
        "bbox",
        text,
        "four numbers, or six with heights: the lower corner, then the upper one, in the order of"
            + " the axes of bbox-crs (longitude first where there is none)");
  }

  // ---- properties

  private static FeatureFilter equal(Property property, String value) {
    Set<Property.Kind> kinds = property.kinds();
    boolean numeric = kinds.contains(Property.Kind.INTEGER) || kinds.contains(Property.Kind.NUMBER);
    boolean other = kinds.stream().anyMatch(kind -> !isNumeric(kind));
    boolean isNumber = NUMBER.matcher(value).matches() && value.length() < 400;
    if (numeric && !isNumber && !other) {
      throw FeatureDoor.bad(property.name(), value, "a number");
    }
    if (kinds.equals(Set.of(Property.Kind.BOOLEAN)) && !value.matches("true|false")) {
      throw FeatureDoor.bad(property.name(), value, "true or false");
    }
    Optional<BigDecimal> number = isNumber ? Optional.of(new BigDecimal(value)) : Optional.empty();
    FeatureFilter test =
        FeatureFilter.of(feature ->
            feature.values(property).stream().anyMatch(node -> isEqual(node, value, number)));
    if (numeric || kinds.contains(Property.Kind.BOOLEAN)) {
      return test;
    }
    return new FeatureFilter(
        test.test(),
        Optional.empty(),
        true,
        List.of(new FeatureFilter.Equality(property.predicate(), terms(property, value))));
  }

  private static boolean isNumeric(Property.Kind kind) {
    return kind == Property.Kind.INTEGER || kind == Property.Kind.NUMBER;
  }

  private static boolean isEqual(Node node, String value, Optional<BigDecimal> number) {
    if (node.isURI()) {
      return node.getURI().equals(value);
    }
    if (!node.isLiteral()) {
      return false;
    }
    String text = node.getLiteralLexicalForm();
    return switch (Property.Kind.of(node)) {
      case INTEGER, NUMBER -> number.isPresent() && isSame(text, number.orElseThrow());
      case BOOLEAN -> text.equals(value) || text.equals(value.equals("true") ? "1" : "0");
      case DATE, DATE_TIME, TEXT, THING -> text.equals(value);
    };
  }

  private static boolean isSame(String text, BigDecimal number) {
    try {
      return new BigDecimal(text.strip()).compareTo(number) == 0;
    } catch (NumberFormatException _) {
      return false; // INF, NaN
    }
  }

  /// Every term of the collection that reads so.
  private static Set<Node> terms(Property property, String value) {
    Set<Node> terms = new HashSet<>();
    if (property.kinds().contains(Property.Kind.THING)) {
      terms.add(NodeFactory.createURI(value));
    }
    for (String datatype : property.datatypes()) {
      terms.add(
          NodeFactory.createLiteralDT(value, TypeMapper.getInstance().getSafeTypeByName(datatype)));
    }
    for (String language : property.languages()) {
      terms.add(NodeFactory.createLiteralLang(value, language));
    }
    return terms;
  }

  // ---- filter

  private static FeatureFilter condition(
      Map<String, String> parameters, FeatureCollection collection) {
    String text = parameters.get("filter");
    String language = parameters.getOrDefault("filter-lang", "cql2-text");
    Crs crs = crs(parameters, "filter-crs", collection);
    if (!Set.of("cql2-text", "cql2-json").contains(language)) {
      throw FeatureDoor.bad("filter-lang", language, "cql2-text or cql2-json");
    }
    if (text == null) {
      return FeatureFilter.ALL;
    }
    Expression expression =
        language.toLowerCase(Locale.ROOT).equals("cql2-json") ? Cql2.json(text) : Cql2.text(text);
    return FeatureQueryables.compile(expression, collection, crs);
  }
}
