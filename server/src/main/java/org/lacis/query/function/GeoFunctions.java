package org.lacis.query.function;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.lacis.geometry.Constructions;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Hulls;
import org.lacis.geometry.LengthUnit;
import org.lacis.geometry.Measures;
import org.lacis.geometry.Relation;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsSimpleOp;

/// The functions of GeoSPARQL 1.1 (`geof:`) but `geof:asDGGS`, and those of [SpatialFunctions].
///
/// They go into the registry of a dataset's context; nothing of the process is touched, but for the
/// aggregates, see [GeoAggregates]. Arguments are `geo:wktLiteral`, `geo:gmlLiteral`,
/// `geo:geoJSONLiteral` or `geo:kmlLiteral`; a geometry that is made has the datatype and the CRS
/// of the first argument. What cannot be computed (text that is no geometry, an unknown CRS, an
/// unknown unit) is an error of the expression, never a guess.
///
/// `geof:minX` … `geof:maxY` mean x = easting or longitude and y = northing or latitude whatever
/// the order in the text. `geof:relate` with two arguments gives the DE-9IM as a string.
public final class GeoFunctions {
  /// Texts of four million characters: some ten megabytes of shapes.
  private static final long REMEMBERED = 4_000_000;

  /// How concave a hull is where a query does not say.
  static final double CONCAVE_RATIO = 0.3;

  private static final String SF = "http://www.opengis.net/ont/sf#";

  private GeoFunctions() {}

  /// Adds the functions, with a small cache of their own.
  public static void addTo(FunctionRegistry registry) {
    addTo(registry, GeometryCache.bounded(REMEMBERED));
  }

  /// Adds the functions; literals are parsed through the cache.
  public static void addTo(FunctionRegistry registry, GeometryCache cache) {
    for (Relation relation : Relation.values()) {
      registry.put(
          relation.functionIri(),
          _ ->
              new GeoFunction(
                  new GeoFunction.Line(2, 2, new RelationFunction(relation)::test), cache));
    }
    lines()
        .forEach(
            (name, line) -> registry.put(Geo.FUNCTIONS + name, _ -> new GeoFunction(line, cache)));
    SpatialFunctions.lines()
        .forEach((iri, line) -> registry.put(iri, _ -> new GeoFunction(line, cache)));
  }

  private static Map<String, GeoFunction.Line> lines() {
    Map<String, GeoFunction.Line> lines = new TreeMap<>();
    measures(lines);
    constructions(lines);
    properties(lines);
    bounds(lines);
    forms(lines);
    return lines;
  }

  private static void measures(Map<String, GeoFunction.Line> lines) {
    lines.put("distance", line(3, a -> number(distance(a.geometry(0), a.geometry(1), a.unit(2)))));
    lines.put(
        "metricDistance", line(2, a -> number(Measures.distance(a.geometry(0), a.geometry(1)))));
    measure(lines, "Area", Measures::area, 2);
    measure(lines, "Length", Measures::length, 1);
    measure(lines, "Perimeter", Measures::perimeter, 1);
  }

  static double distance(GeometryValue a, GeometryValue b, LengthUnit unit) {
    double found = unit.angle() ? Measures.distanceInDegrees(a, b) : Measures.distance(a, b);
    return found / unit.size();
  }

  /// `geof:area(g, unit)` and `geof:metricArea(g)`, and their like.
  private static void measure(
      Map<String, GeoFunction.Line> lines,
      String name,
      ToDoubleFunction<GeometryValue> metres,
      int power) {
    lines.put("metric" + name, line(1, a -> number(metres.applyAsDouble(a.geometry(0)))));
    lines.put(
        name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
        line(
            2,
            a ->
                number(
                    metres.applyAsDouble(a.geometry(0))
                        / (power == 2 ? a.squareMetres(1) : length(a.unit(1))))));
  }

  private static double length(LengthUnit unit) {
    if (unit.angle()) {
      throw new ExprEvalException("not measured in angles: a length");
    }
    return unit.size();
  }

  private static void constructions(Map<String, GeoFunction.Line> lines) {
    lines.put("buffer", line(3, a -> a.like(buffer(a.geometry(0), a.number(1), a.unit(2)))));
    lines.put(
        "metricBuffer", line(2, a -> a.like(Constructions.buffer(a.geometry(0), a.number(1)))));
    combine(lines, "intersection", Constructions::intersection);
    combine(lines, "union", Constructions::union);
    combine(lines, "difference", Constructions::difference);
    combine(lines, "symDifference", Constructions::symDifference);
    change(lines, "convexHull", Geometry::convexHull);
    change(lines, "envelope", Geometry::getEnvelope);
    change(lines, "boundary", Geometry::getBoundary);
    change(lines, "centroid", Geometry::getCentroid);
    lines.put("boundingCircle", line(1, a -> a.like(Hulls.boundingCircle(a.geometry(0)))));
    lines.put(
        "concaveHull",
        new GeoFunction.Line(
            1,
            2,
            a ->
                a.like(
                    Hulls.concaveHull(
                        a.geometry(0), a.count() == 2 ? a.number(1) : CONCAVE_RATIO))));
    lines.put("transform", line(2, a -> a.like(a.geometry(0).to(a.crs(1)))));
    lines.put("geometryN", line(2, a -> a.like(member(a.geometry(0), a.integer(1)))));
  }

  private static GeometryValue buffer(GeometryValue value, double radius, LengthUnit unit) {
    double size = radius * unit.size();
    return unit.angle()
        ? Constructions.bufferInDegrees(value, size)
        : Constructions.buffer(value, size);
  }

  private static void combine(
      Map<String, GeoFunction.Line> lines, String name, BinaryOperator<GeometryValue> operation) {
    lines.put(name, line(2, a -> a.like(operation.apply(a.geometry(0), a.geometry(1)))));
  }

  private static void change(
      Map<String, GeoFunction.Line> lines, String name, UnaryOperator<Geometry> operation) {
    lines.put(
        name,
        line(
            1,
            a -> {
              GeometryValue value = a.geometry(0);
              return a.like(new GeometryValue(operation.apply(value.planar()), value.crs()));
            }));
  }

  private static GeometryValue member(GeometryValue value, int n) {
    if (n < 1 || n > value.shape().getNumGeometries()) {
      throw new ExprEvalException("no geometry number " + n);
    }
    return new GeometryValue(value.shape().getGeometryN(n - 1), value.crs());
  }

  private static void properties(Map<String, GeoFunction.Line> lines) {
    lines.put("relate", new GeoFunction.Line(2, 3, GeoFunctions::relate));
    property(lines, "isEmpty", g -> NodeValue.booleanReturn(g.shape().isEmpty()));
    property(lines, "isSimple", g -> NodeValue.booleanReturn(new IsSimpleOp(g.shape()).isSimple()));
    property(lines, "is3D", g -> NodeValue.booleanReturn(g.is3D()));
    property(lines, "isMeasured", g -> NodeValue.booleanReturn(measured(g)));
    property(lines, "dimension", GeoFunctions::dimension);
    property(
        lines,
        "coordinateDimension",
        g -> NodeValue.makeInteger(2 + (g.is3D() ? 1 : 0) + (measured(g) ? 1 : 0)));
    property(lines, "spatialDimension", g -> NodeValue.makeInteger(g.is3D() ? 3 : 2));
    property(lines, "numGeometries", g -> NodeValue.makeInteger(g.shape().getNumGeometries()));
    property(lines, "geometryType", g -> iri(SF + type(g)));
    property(lines, "getSRID", g -> iri(g.crs().iri()));
  }

  private static NodeValue relate(Arguments a) {
    if (a.count() == 2) {
      return NodeValue.makeString(Relation.matrix(a.geometry(0), a.geometry(1)).toString());
    }
    String pattern = a.string(2);
    if (!pattern.matches("[TF*012]{9}")) {
      throw new ExprEvalException("not a pattern of nine of T, F, *, 0, 1, 2: " + pattern);
    }
    return NodeValue.booleanReturn(Relation.matrix(a.geometry(0), a.geometry(1)).matches(pattern));
  }

  private static NodeValue dimension(GeometryValue value) {
    boolean solid = value.body() == GeometryValue.Body.SOLID;
    return NodeValue.makeInteger(solid ? 3 : Math.max(0, value.shape().getDimension()));
  }

  private static boolean measured(GeometryValue value) {
    return !value.shape().isEmpty() && !Double.isNaN(value.shape().getCoordinate().getM());
  }

  private static String type(GeometryValue value) {
    boolean plain = value.body() == GeometryValue.Body.PLAIN;
    String type = plain ? value.shape().getGeometryType() : "PolyhedralSurface";
    return type.equals("LinearRing") ? "LineString" : type;
  }

  private static void bounds(Map<String, GeoFunction.Line> lines) {
    bound(lines, "minX", Envelope::getMinX);
    bound(lines, "maxX", Envelope::getMaxX);
    bound(lines, "minY", Envelope::getMinY);
    bound(lines, "maxY", Envelope::getMaxY);
    property(lines, "minZ", g -> number(g.minZ().orElse(Double.NaN)));
    property(lines, "maxZ", g -> number(g.maxZ().orElse(Double.NaN)));
  }

  private static void bound(
      Map<String, GeoFunction.Line> lines, String name, ToDoubleFunction<Envelope> side) {
    property(
        lines,
        name,
        g ->
            number(
                g.shape().isEmpty()
                    ? Double.NaN
                    : side.applyAsDouble(g.shape().getEnvelopeInternal())));
  }

  private static void forms(Map<String, GeoFunction.Line> lines) {
    property(lines, "asWKT", g -> GeometryLiterals.write(g, Geo.WKT_LITERAL));
    property(lines, "asKML", g -> GeometryLiterals.write(g, Geo.KML_LITERAL));
    property(lines, "asGeoJSON", g -> GeometryLiterals.write(g, Geo.GEOJSON_LITERAL));
    // The second argument names a GML profile; GML 3.2 simple features is the one there is.
    lines.put(
        "asGML",
        new GeoFunction.Line(1, 2, a -> GeometryLiterals.write(a.geometry(0), Geo.GML_LITERAL)));
  }

  private static void property(
      Map<String, GeoFunction.Line> lines,
      String name,
      Function<GeometryValue, NodeValue> property) {
    lines.put(name, line(1, a -> property.apply(a.geometry(0))));
  }

  static GeoFunction.Line line(int arguments, Function<Arguments, NodeValue> body) {
    return new GeoFunction.Line(arguments, arguments, body);
  }

  /// A double; what is not a number has no answer.
  static NodeValue number(double value) {
    if (Double.isNaN(value)) {
      throw new ExprEvalException("an empty geometry, or one without heights, has no such measure");
    }
    return NodeValue.makeDouble(value);
  }

  private static NodeValue iri(String iri) {
    return NodeValue.makeNode(iri, XSDDatatype.XSDanyURI);
  }
}
