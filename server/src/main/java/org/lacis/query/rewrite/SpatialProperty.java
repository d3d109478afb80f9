package org.lacis.query.rewrite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.expr.E_Add;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_LessThanOrEqual;
import org.apache.jena.sparql.expr.E_Multiply;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprLib;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.util.graph.GNode;
import org.apache.jena.sparql.util.graph.GraphList;
import org.lacis.geometry.Crs;
import org.lacis.geometry.LengthUnit;
import org.lacis.vocabulary.Geo;

/// One use of a property that users of Jena know as `spatial:`, e.g. `?x spatial:nearby (45.7 4.8
/// 10)`. Degrees have latitude first; a radius is in kilometres where no unit follows it; a number
/// at the end is how many answers are wanted.
///
/// @param kind what is asked
/// @param arguments terms of its list
/// @param list the triples that make the list in the pattern
record SpatialProperty(Kind kind, List<Node> arguments, List<Triple> list) {
  private static final String NS = "http://jena.apache.org/spatial#";
  private static final String FUNCTIONS = "http://jena.apache.org/function/spatial#";

  SpatialProperty {
    arguments = List.copyOf(arguments);
    list = List.copyOf(list);
  }

  /// A line of the table.
  ///
  /// @param places how many arguments say where
  /// @param radius whether a radius and a unit follow
  /// @param condition from the geometry of a thing and the places to what has to hold, of a radius
  ///   the distance
  record Kind(int places, boolean radius, BiFunction<Expr, List<Expr>, Expr> condition) {
    private static Kind near(int places, BiFunction<Expr, List<Expr>, Expr> pair) {
      return new Kind(places, true, pair);
    }

    private static Kind area(int places, BiFunction<Expr, List<Expr>, Expr> condition) {
      return new Kind(places, false, condition);
    }
  }

  @SuppressWarnings("ImmutableMapDemandsImmutableValues")
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("nearby", Kind.near(2, (_, at) -> point(at))),
          Map.entry("withinCircle", Kind.near(2, (_, at) -> point(at))),
          Map.entry("nearbyGeom", Kind.near(1, (_, at) -> at.get(0))),
          Map.entry("withinCircleGeom", Kind.near(1, (_, at) -> at.get(0))),
          Map.entry("intersectBox", Kind.area(4, (g, at) -> meets(g, box(at)))),
          Map.entry("withinBox", Kind.area(4, (g, at) -> geof("sfWithin", g, box(at)))),
          Map.entry("intersectBoxGeom", Kind.area(1, (g, at) -> meets(g, envelope(at)))),
          Map.entry("withinBoxGeom", Kind.area(1, (g, at) -> geof("sfWithin", g, envelope(at)))),
          Map.entry("equals", Kind.area(1, (g, at) -> geof("sfEquals", g, at.get(0)))),
          Map.entry("north", Kind.area(2, (g, at) -> meets(g, north(at.get(0))))),
          Map.entry("south", Kind.area(2, (g, at) -> meets(g, south(at.get(0))))),
          Map.entry("east", Kind.area(2, (g, at) -> meets(g, east(at.get(1))))),
          Map.entry("west", Kind.area(2, (g, at) -> meets(g, west(at.get(1))))),
          Map.entry("northGeom", Kind.area(1, (g, at) -> meets(g, north(side("maxY", at))))),
          Map.entry("southGeom", Kind.area(1, (g, at) -> meets(g, south(side("minY", at))))),
          Map.entry("eastGeom", Kind.area(1, (g, at) -> meets(g, east(side("maxX", at))))),
          Map.entry("westGeom", Kind.area(1, (g, at) -> meets(g, west(side("minX", at))))));

  /// The use that a triple of a pattern is.
  ///
  /// @throws QueryBuildException when the list does not fit the property
  static Optional<SpatialProperty> of(Triple triple, BasicPattern pattern) {
    Node property = triple.getPredicate();
    if (!property.isURI() || !property.getURI().startsWith(NS)) {
      return Optional.empty();
    }
    Kind kind = KINDS.get(property.getURI().substring(NS.length()));
    if (kind == null) {
      throw new QueryBuildException("No such property: " + property.getURI());
    }
    GNode head = new GNode(pattern, triple.getObject());
    boolean single = !GraphList.isListNode(head);
    List<Node> arguments = single ? List.of(triple.getObject()) : GraphList.members(head);
    SpatialProperty use =
        new SpatialProperty(
            kind, arguments, single ? List.of() : List.copyOf(GraphList.allTriples(head)));
    int least = kind.places + (kind.radius ? 1 : 0);
    if (arguments.size() < least || arguments.size() > least + (kind.radius ? 2 : 1)) {
      throw new QueryBuildException(
          "Property "
              + property.getURI()
              + " takes a list of "
              + least
              + " terms, then "
              + (kind.radius ? "a unit and " : "")
              + "a limit if wanted, not "
              + arguments.size());
    }
    use.limit();
    use.unit();
    return Optional.of(use);
  }

  /// What has to hold of a geometry literal.
  Expr condition(Expr geometry) {
    List<Expr> places =
        arguments.subList(0, kind.places).stream().map(SpatialProperty::expr).toList();
    Expr found = kind.condition.apply(geometry, places);
    if (!kind.radius) {
      return found;
    }
    Expr radius = expr(arguments.get(kind.places));
    LengthUnit unit = unit();
    return unit.angle()
        ? new E_LessThanOrEqual(geof("distance", geometry, found, iri(unit.iri())), radius)
        : new E_LessThanOrEqual(
            geof("metricDistance", geometry, found),
            new E_Multiply(radius, NodeValue.makeDouble(unit.size())));
  }

  private LengthUnit unit() {
    int at = kind.places + 1;
    if (!kind.radius || arguments.size() <= at) {
      return LengthUnit.KILOMETRE;
    }
    Node unit = arguments.get(at);
    String iri =
        unit.isURI() ? unit.getURI() : unit.isLiteral() ? unit.getLiteralLexicalForm() : "";
    return LengthUnit.of(iri)
        .orElseThrow(() -> new QueryBuildException("Not a unit of length or angle: " + unit));
  }

  /// How many answers are wanted; empty for all.
  OptionalLong limit() {
    int at = kind.places + (kind.radius ? 2 : 0);
    if (arguments.size() <= at) {
      return OptionalLong.empty();
    }
    Node limit = arguments.get(at);
    NodeValue value = limit.isLiteral() ? NodeValue.makeNode(limit) : NodeValue.FALSE;
    if (!value.isInteger() || value.getInteger().bitLength() > 62) {
      throw new QueryBuildException("Not a whole number of answers: " + limit);
    }
    long most = value.getInteger().longValueExact();
    return most < 0 ? OptionalLong.empty() : OptionalLong.of(most);
  }

  private static Expr expr(Node term) {
    return ExprLib.nodeToExpr(term);
  }

  private static Expr iri(String iri) {
    return NodeValue.makeNode(org.apache.jena.graph.NodeFactory.createURI(iri));
  }

  private static Expr meets(Expr one, Expr other) {
    return geof("sfIntersects", one, other);
  }

  private static Expr geof(String name, Expr... arguments) {
    return new E_Function(Geo.FUNCTIONS + name, new ExprList(List.of(arguments)));
  }

  private static Expr point(List<Expr> latLon) {
    return new E_Function(FUNCTIONS + "convertLatLon", new ExprList(latLon));
  }

  private static Expr box(List<Expr> sides) {
    return new E_Function(FUNCTIONS + "convertLatLonBox", new ExprList(sides));
  }

  private static Expr envelope(List<Expr> geometry) {
    return geof("envelope", geometry.get(0));
  }

  private static Expr side(String bound, List<Expr> geometry) {
    return geof(bound, geof("transform", geometry.get(0), iri(Crs.CRS84.iri())));
  }

  private static Expr north(Expr latitude) {
    return box(List.of(latitude, number(-180), number(90), number(180)));
  }

  private static Expr south(Expr latitude) {
    return box(List.of(number(-90), number(-180), latitude, number(180)));
  }

  /// Half way round the Earth.
  private static Expr east(Expr longitude) {
    return box(List.of(number(-90), longitude, number(90), new E_Add(longitude, number(180))));
  }

  private static Expr west(Expr longitude) {
    return box(List.of(number(-90), new E_Add(longitude, number(-180)), number(90), longitude));
  }

  private static Expr number(double value) {
    return NodeValue.makeDouble(value);
  }
}
