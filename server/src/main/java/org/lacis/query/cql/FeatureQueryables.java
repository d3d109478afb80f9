package org.lacis.query.cql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.geometry.Crs;
import org.lacis.query.feature.Feature;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureFilter;
import org.lacis.query.feature.Interval;
import org.lacis.query.feature.Property;

/// What filters may name of the features of a collection: its properties, and `geometry`, `id` (the
/// IRI) and `time` (when the feature holds), where no property has that name.
public final class FeatureQueryables {
  /// The name of the geometry that the spatial index knows.
  public static final String GEOMETRY = "geometry";

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private FeatureQueryables() {}

  public static Queryables<Feature> of(FeatureCollection collection) {
    List<Queryable<Feature>> all = new ArrayList<>();
    all.add(geometry());
    for (Property property : collection.properties()) {
      all.add(of(property));
    }
    all.add(id());
    all.add(
        Queryable.of(
            "time",
            Queryable.Type.TIME,
            feature ->
                feature
                    .time()
                    .<List<Value>>map(time -> List.of(new Value.Time(span(time))))
                    .orElse(List.of())));
    return new Queryables<>(all);
  }

  /// The geometry of a feature, as `geometry`.
  public static Queryable<Feature> geometry() {
    return Queryable.of(
        GEOMETRY,
        Queryable.Type.GEOMETRY,
        feature ->
            feature
                .geometry()
                .<List<Value>>map(shape -> List.of(new Value.Shape(shape)))
                .orElse(List.of()));
  }

  /// The IRI of a feature, as `id`.
  public static Queryable<Feature> id() {
    return Queryable.of(
        "id", Queryable.Type.TEXT, feature -> List.of(new Value.Text(feature.iri())));
  }

  /// A property under a name of one's own, which may be compared with anything: what does not go
  /// together is unknown of a feature, not a mistake of the filter.
  public static Queryable<Feature> lenient(String name, Property property) {
    return new Queryable<>(
        name,
        Set.of(),
        feature -> values(feature.values(property)),
        text -> property.kinds().isEmpty() ? Optional.empty() : equality(property, text));
  }

  /// Compiles a filter for the features of a collection; the result belongs to one thread.
  ///
  /// @param crs the system of the filter's coordinates
  /// @throws CqlException `cql.unknown-property`, `cql.unknown-function`, `cql.type`,
  ///   `cql.coordinate`
  public static FeatureFilter compile(
      Expression expression, FeatureCollection collection, Crs crs) {
    return compile(expression, of(collection), crs);
  }

  /// As [#compile(Expression, FeatureCollection, Crs)], with properties of one's choice.
  public static FeatureFilter compile(
      Expression expression, Queryables<Feature> queryables, Crs crs) {
    CqlFilter<Feature> filter = CqlFilter.compile(expression, queryables, crs);
    return new FeatureFilter(
        feature -> filter.test(feature) == Truth.TRUE,
        filter.near(),
        filter.nowhere(),
        filter.equalities());
  }

  private static Queryable<Feature> of(Property property) {
    return new Queryable<>(
        property.name(),
        types(property),
        feature -> values(feature.values(property)),
        text -> equality(property, text));
  }

  private static Set<Queryable.Type> types(Property property) {
    Set<Queryable.Type> types = EnumSet.noneOf(Queryable.Type.class);
    for (Property.Kind kind : property.kinds()) {
      switch (kind) {
        case INTEGER, NUMBER -> types.add(Queryable.Type.NUMBER);
        case BOOLEAN -> types.add(Queryable.Type.BOOLEAN);
        case DATE, DATE_TIME -> types.add(Queryable.Type.TIME);
        case TEXT, THING -> types.add(Queryable.Type.TEXT);
      }
    }
    if (property.datatypes().contains(XSD + "gYear")) {
      types.add(Queryable.Type.NUMBER);
      types.add(Queryable.Type.TIME);
    }
    if (property.datatypes().contains(XSD + "gYearMonth")) {
      types.add(Queryable.Type.TIME);
    }
    return types;
  }

  private static List<Value> values(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    if (nodes.size() == 1) {
      return List.of(Terms.value(nodes.getFirst()));
    }
    List<Value> values = new ArrayList<>(nodes.size());
    nodes.forEach(node -> values.add(Terms.value(node)));
    return values;
  }

  /// The terms that read as a text, when they can be listed. They cannot where a value of the
  /// property may be written in several ways, as a number can ("7", "007"), or where a language has
  /// a region, whose letters may be large or small.
  private static Optional<FeatureFilter.Equality> equality(Property property, String text) {
    Set<Node> terms = new HashSet<>();
    for (Property.Kind kind : property.kinds()) {
      switch (kind) {
        case THING -> terms.add(NodeFactory.createURI(text));
        // Compared as text these are never equal, or all that is equal is listed below.
        case INTEGER, NUMBER, BOOLEAN, TEXT -> {}
        case DATE, DATE_TIME -> {
          return Optional.empty();
        }
      }
    }
    for (String type : property.datatypes()) {
      if (type.endsWith("#langString") || type.endsWith("#dirLangString")) {
        for (String language : property.languages()) {
          if (!language.matches("[a-z]{2,3}")) {
            return Optional.empty();
          }
          terms.add(NodeFactory.createLiteralLang(text, language));
        }
      } else if (type.equals(XSD + "string")) {
        terms.add(NodeFactory.createLiteralString(text));
      } else if (type.equals(XSD + "anyURI")) {
        terms.add(NodeFactory.createLiteralDT(text, XSDDatatype.XSDanyURI));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new FeatureFilter.Equality(property.predicate(), terms));
  }

  private static TimeSpan span(Interval time) {
    return new TimeSpan(
        time.isOpenBefore() ? Optional.empty() : Optional.of(TimeSpan.Side.of(time.from())),
        time.isOpenAfter() ? Optional.empty() : Optional.of(TimeSpan.Side.of(time.to())),
        false);
  }
}
