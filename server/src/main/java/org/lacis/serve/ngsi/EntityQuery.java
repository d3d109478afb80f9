package org.lacis.serve.ngsi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.geometry.Crs;
import org.lacis.query.cql.Cql2;
import org.lacis.query.cql.CqlException;
import org.lacis.query.cql.CqlFunction;
import org.lacis.query.cql.Expression;
import org.lacis.query.cql.FeatureQueryables;
import org.lacis.query.cql.Queryable;
import org.lacis.query.cql.Queryables;
import org.lacis.query.feature.Feature;
import org.lacis.query.feature.FeatureFilter;
import org.lacis.query.feature.Property;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Geo;

/// Which entities a request asks for (4.7 to 4.10, 6.4.3.2).
///
/// @param types IRIs; empty for any
/// @param ids empty for any
/// @param condition on each entity, about the properties of `asked`
/// @param asked IRI of each property of the condition, by the name it has there
/// @param attributes IRIs to write; empty for all
record EntityQuery(
    Set<String> types,
    Set<Node> ids,
    Expression condition,
    Map<String, String> asked,
    Set<String> attributes) {
  static final Set<String> PARAMETERS =
      Set.of(
          "type",
          "id",
          "idPattern",
          "q",
          "attrs",
          "georel",
          "geometry",
          "coordinates",
          "geoproperty");

  private static final Pattern NEAR =
      Pattern.compile("near;(min|max)Distance==(\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,2})?)");
  private static final Set<String> RELATIONS =
      Set.of("within", "contains", "intersects", "equals", "disjoint", "overlaps");

  private static final String LOCATION = Geo.HAS_DEFAULT_GEOMETRY.getURI();

  /// @throws ServeException 400
  static EntityQuery of(Context ctx, Contexts.Meaning meaning) {
    return of(ctx, meaning, true);
  }

  /// @param having whether an entity has to have one of the attributes that are to be written; what
  ///   was observed stands in observations, not in the entity
  static EntityQuery of(Context ctx, Contexts.Meaning meaning, boolean having) {
    Map<String, String> asked = new LinkedHashMap<>();
    List<Expression> conditions = new ArrayList<>();
    Set<String> types = types(text(ctx, "type"), meaning);
    Set<Node> ids =
        list(text(ctx, "id")).stream()
            .map(NodeFactory::createURI)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String pattern = text(ctx, "idPattern");
    if (!pattern.isEmpty()) {
      conditions.add(
          new Expression.Call(
              CqlFunction.MATCHES,
              List.of(new Expression.Property("id"), new Expression.Text(pattern))));
    }
    String q = text(ctx, "q");
    if (!q.isEmpty()) {
      conditions.add(QuerySyntax.read(q, name -> property(name, meaning, asked)));
    }
    Set<String> attributes = new LinkedHashSet<>();
    List<Expression> any = new ArrayList<>();
    for (String name : list(text(ctx, "attrs"))) {
      attributes.add(iri(name, meaning));
      any.add(
          new Expression.Not(
              new Expression.IsNull(new Expression.Property(property(name, meaning, asked)))));
    }
    if (!any.isEmpty() && having) {
      conditions.add(any.size() == 1 ? any.getFirst() : new Expression.Or(any));
    }
    geo(ctx, meaning).ifPresent(conditions::add);
    return new EntityQuery(types, ids, all(conditions), asked, attributes);
  }

  private static Expression all(List<Expression> conditions) {
    return switch (conditions.size()) {
      case 0 -> new Expression.Bool(true);
      case 1 -> conditions.getFirst();
      default -> new Expression.And(conditions);
    };
  }

  /// Whether it says of what entities at all (5.7.2): not everything is handed out unasked.
  boolean says() {
    return !types.isEmpty() || !ids.isEmpty() || !condition.equals(new Expression.Bool(true));
  }

  static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).map(String::strip).orElse("");
  }

  static List<String> list(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(",")).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /// `A,B`, `A|B` and parentheses around them (4.17).
  private static Set<String> types(String text, Contexts.Meaning meaning) {
    Set<String> types = new TreeSet<>();
    if (text.contains(";")) {
      throw Ngsi.bad(
          "parameter type", text, "types joined with , or |", "Ask for one of both, then look.");
    }
    for (String name : text.split("[,|()]")) {
      if (!name.isBlank()) {
        types.add(meaning.expand(name.strip()));
      }
    }
    return types;
  }

  private static String iri(String name, Contexts.Meaning meaning) {
    return name.equals("location") ? LOCATION : meaning.expand(name);
  }

  private static String property(String name, Contexts.Meaning meaning, Map<String, String> asked) {
    if (name.equals("location")) {
      return FeatureQueryables.GEOMETRY;
    }
    if (name.equals("id")) {
      return "id";
    }
    asked.put("a:" + name, meaning.expand(name));
    return "a:" + name;
  }

  private static Optional<Expression> geo(Context ctx, Contexts.Meaning meaning) {
    String relation = text(ctx, "georel");
    String geometry = text(ctx, "geometry");
    String coordinates = text(ctx, "coordinates");
    String geoproperty = text(ctx, "geoproperty");
    if (relation.isEmpty() && geometry.isEmpty() && coordinates.isEmpty()) {
      return Optional.empty();
    }
    if (relation.isEmpty() || geometry.isEmpty() || coordinates.isEmpty()) {
      throw Ngsi.bad(
          "parameter georel",
          ctx.queryString() == null ? "" : ctx.queryString(),
          "georel, geometry and coordinates together",
          "Add the one that is missing.");
    }
    if (!geoproperty.isEmpty()
        && !geoproperty.equals("location")
        && !meaning.expand(geoproperty).equals(LOCATION)) {
      throw Ngsi.bad(
          "parameter geoproperty", geoproperty, "location", "Entities have this one geometry.");
    }
    Expression place = new Expression.Property(FeatureQueryables.GEOMETRY);
    Expression shape = shape(geometry, coordinates);
    Matcher near = NEAR.matcher(relation);
    if (near.matches()) {
      return Optional.of(
          new Expression.Comparison(
              near.group(1).equals("max")
                  ? Expression.Comparator.LESS_OR_EQUAL
                  : Expression.Comparator.GREATER_OR_EQUAL,
              new Expression.Call("distance", List.of(place, shape)),
              new Expression.Numeral(new java.math.BigDecimal(near.group(2)))));
    }
    if (!RELATIONS.contains(relation)) {
      throw Ngsi.bad(
          "parameter georel",
          relation,
          "near;maxDistance==metres, near;minDistance==metres, "
              + String.join(", ", new TreeSet<>(RELATIONS)),
          "Write it as one of these.");
    }
    return Optional.of(
        new Expression.Spatial(
            Expression.SpatialFunction.valueOf(relation.toUpperCase(Locale.ROOT)), place, shape));
  }

  private static Expression shape(String geometry, String coordinates) {
    ObjectNode figure = Ngsi.MAPPER.createObjectNode();
    figure.put("type", geometry);
    try {
      figure.set("coordinates", Ngsi.MAPPER.readTree(coordinates));
      ObjectNode filter = Ngsi.MAPPER.createObjectNode();
      filter.put("op", "s_intersects");
      filter.putArray("args").add(figure).add(figure);
      return ((Expression.Spatial) Cql2.json(filter.toString())).left();
    } catch (com.fasterxml.jackson.core.JsonProcessingException | CqlException _) {
      throw Ngsi.bad(
          "parameter coordinates",
          geometry + " " + coordinates,
          "coordinates of a GeoJSON geometry of that type, longitude first",
          "For a Point write [4.85,45.76].");
    }
  }

  /// The condition on the features of a type.
  FeatureFilter filter(Types.Type type) {
    List<Queryable<Feature>> queryables = new ArrayList<>();
    queryables.add(FeatureQueryables.geometry());
    queryables.add(FeatureQueryables.id());
    asked.forEach((name, iri) -> queryables.add(FeatureQueryables.lenient(name, known(type, iri))));
    FeatureFilter filter =
        FeatureQueryables.compile(condition, new Queryables<>(queryables), Crs.CRS84);
    // Of a type without places it is not known which things have none.
    return type.collection().isPresent() ? filter : filter.naive();
  }

  private static Property known(Types.Type type, String iri) {
    return type.collection().stream()
        .flatMap(collection -> collection.properties().stream())
        .filter(property -> property.predicate().getURI().equals(iri))
        .findFirst()
        .orElseGet(() ->
            new Property(
                Ngsi.local(iri),
                NodeFactory.createURI(iri),
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                Map.of(),
                Map.of()));
  }
}
