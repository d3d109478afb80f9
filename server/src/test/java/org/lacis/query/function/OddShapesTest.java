package org.lacis.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.Relation;
import org.lacis.vocabulary.Geo;

/// Whatever a literal holds, a function gives an answer or an error of the expression: the row goes
/// on, and the query with it.
class OddShapesTest {
  static {
    JenaSystem.init();
  }

  private static final List<String> SHAPES =
      List.of(
          "",
          "POINT EMPTY",
          "POLYGON EMPTY",
          "MULTIPOLYGON (EMPTY, ((0 0, 1 0, 1 1, 0 0)))",
          "GEOMETRYCOLLECTION (POINT EMPTY, LINESTRING EMPTY)",
          "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 2 2), POLYGON ((0 0, 1 0, 1 1, 0 0)))",
          // Crosses itself; doubles back; a hole outside; no area; a spike; one point four times.
          "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))",
          "LINESTRING (0 0, 2 0, 1 0, 3 0)",
          "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0), (5 5, 6 5, 6 6, 5 5))",
          "POLYGON ((0 0, 1 1, 2 2, 0 0))",
          "POLYGON ((0 0, 1 0, 1 5, 1 0, 1 1, 0 1, 0 0))",
          "POLYGON ((1 1, 1 1, 1 1, 1 1))",
          "LINESTRING (1 1, 1 1)",
          "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((1 1, 3 1, 3 3, 1 3, 1 1)))",
          // Nowhere, everywhere, across the antimeridian, around a pole, of huge numbers.
          "POINT (4 145)",
          "POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
          "POLYGON ((170 -10, -170 -10, -170 10, 170 10, 170 -10))",
          "POLYGON ((0 80, 90 80, 180 80, -90 80, 0 80))",
          "POINT (1e300 -1e300)",
          "LINESTRING (0 0, 1e300 1e300)",
          // Another system, in three dimensions, with measures, latitude and longitude swapped.
          "<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (842000 6519000)",
          "<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (6519000 842000)",
          "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (4.8 95.7)",
          "POLYHEDRALSURFACE Z (((0 0 0, 1 0 0, 1 1 0, 0 0 0)), ((0 0 0, 1 0 0, 1 0 1, 0 0 0)))",
          "LINESTRING ZM (0 0 1 2, 1 1 3 4)",
          "POINT (1 2 3 4)",
          // Nothing that is a geometry.
          "FOO BAR",
          "POINT (1 NaN)",
          "<http://example.org/mars> POINT (1 1)");

  private static final List<String> OF_ONE =
      List.of(
          "metricArea",
          "metricLength",
          "metricPerimeter",
          "convexHull",
          "concaveHull",
          "boundingCircle",
          "envelope",
          "boundary",
          "centroid",
          "isEmpty",
          "isSimple",
          "is3D",
          "isMeasured",
          "dimension",
          "coordinateDimension",
          "spatialDimension",
          "numGeometries",
          "geometryType",
          "getSRID",
          "minX",
          "maxX",
          "minY",
          "maxY",
          "minZ",
          "maxZ",
          "asWKT",
          "asGML",
          "asGeoJSON",
          "asKML");

  private static final List<String> OF_TWO =
      List.of("metricDistance", "intersection", "union", "difference", "symDifference", "relate");

  private final FunctionRegistry functions = new FunctionRegistry();

  OddShapesTest() {
    GeoFunctions.addTo(functions);
  }

  @TestFactory
  Stream<DynamicTest> functionsOfOneAnswerOrSayNo() {
    return OF_ONE.stream()
        .map(name ->
            DynamicTest.dynamicTest(name, () -> SHAPES.forEach(shape -> call(name, wkt(shape)))));
  }

  @TestFactory
  Stream<DynamicTest> functionsOfTwoAnswerOrSayNo() {
    return Stream.concat(OF_TWO.stream(), Stream.of(Relation.values()).map(Relation::localName))
        .map(name ->
            DynamicTest.dynamicTest(
                name, () -> SHAPES.forEach(a -> SHAPES.forEach(b -> call(name, wkt(a), wkt(b))))));
  }

  @TestFactory
  Stream<DynamicTest> functionsWithNumbersAnswerOrSayNo() {
    return Stream.of("0", "-5", "1000", "1e9", "NaN", "INF")
        .map(radius ->
            DynamicTest.dynamicTest(
                "radius " + radius,
                () ->
                    SHAPES.forEach(shape -> {
                      NodeValue number = NodeValue.makeDouble(number(radius));
                      call("metricBuffer", wkt(shape), number);
                      call("concaveHull", wkt(shape), number);
                      call("geometryN", wkt(shape), number);
                      call("transform", wkt(shape), crs(3857));
                      call("transform", wkt(shape), crs(2975));
                    })));
  }

  private static double number(String text) {
    return text.equals("INF") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static NodeValue crs(int code) {
    return NodeValue.makeNode(
        NodeFactory.createURI("http://www.opengis.net/def/crs/EPSG/0/" + code));
  }

  private static NodeValue wkt(String text) {
    return NodeValue.makeNode(
        NodeFactory.createLiteralDT(
            text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL)));
  }

  /// The answer; empty for an error of the expression.
  private Optional<NodeValue> call(String name, NodeValue... arguments) {
    String iri = Geo.FUNCTIONS + name;
    GeoFunction function = (GeoFunction) functions.get(iri).create(iri);
    try {
      NodeValue answer = function.exec(List.of(arguments));
      assertThat(answer).isNotNull();
      return Optional.of(answer);
    } catch (ExprEvalException e) {
      assertThat(e.getMessage()).isNotBlank();
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      return fail(name + List.of(arguments) + " breaks the query", e);
    }
  }
}
