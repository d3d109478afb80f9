package org.lacis.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacis.geometry.Relation;

final class GeoFunctionsTest {
  private static final String PREFIXES =
      """
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
      PREFIX unit: <http://qudt.org/vocab/unit/>
      PREFIX spatialF: <http://jena.apache.org/function/spatial#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;
  private static final String LAMBERT = "<http://www.opengis.net/def/crs/EPSG/0/2154> ";

  @BeforeAll
  static void register() {
    JenaSystem.init();
    GeoAggregates.register();
  }

  private static DatasetGraph dataset() {
    DatasetGraph dataset = DatasetGraphFactory.createTxnMem();
    FunctionRegistry functions = FunctionRegistry.createFrom(FunctionRegistry.get());
    GeoFunctions.addTo(functions);
    FunctionRegistry.set(dataset.getContext(), functions);
    return dataset;
  }

  /// What an expression evaluates to; empty when it is an error.
  private static Optional<Node> value(String expression) {
    String query = PREFIXES + "SELECT (" + expression + " AS ?answer) {}";
    try (QueryExec execution = QueryExec.dataset(dataset()).query(query).build()) {
      return Optional.ofNullable(execution.select().next().get("answer"));
    }
  }

  private static String lexical(String expression) {
    return value(expression).map(Node::getLiteralLexicalForm).orElse("error");
  }

  private static double number(String expression) {
    return Double.parseDouble(lexical(expression));
  }

  private static String wkt(String text) {
    return "\"" + text + "\"^^geo:wktLiteral";
  }

  /// `W(text)` stands for a WKT literal of that text.
  private static String spell(String expression) {
    return expression.replaceAll("W\\{([^}]*)}", "\"$1\"^^geo:wktLiteral");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "geof:sfWithin(W{POINT(1 1)}, W{POLYGON((0 0,2 0,2 2,0 2,0 0))})|true",
        "geof:sfWithin(W{POINT(3 1)}, W{POLYGON((0 0,2 0,2 2,0 2,0 0))})|false",
        "geof:rcc8dc(W{POLYGON((5 5,6 5,6 6,5 5))}, W{POLYGON((0 0,2 0,2 2,0 2,0 0))})|true",
        "geof:relate(W{POINT(1 1)}, W{POINT(1 1)}, 'T*F**FFF*')|true",
        "geof:relate(W{POINT(1 1)}, W{POINT(1 1)})|0FFFFFFF2",
        "geof:relate(W{POINT(1 1)}, W{POINT(1 1)}, 'nonsense')|error",
        "geof:convexHull(W{MULTIPOINT(0 0, 2 0, 1 2, 1 1)})|POLYGON ((0 0, 1 2, 2 0, 0 0))",
        "geof:envelope(W{LINESTRING(0 0, 2 3)})|POLYGON ((0 0, 0 3, 2 3, 2 0, 0 0))",
        "geof:boundary(W{LINESTRING(0 0, 2 3)})|MULTIPOINT ((0 0), (2 3))",
        "geof:centroid(W{POLYGON((0 0,2 0,2 2,0 2,0 0))})|POINT (1 1)",
        "geof:intersection(W{LINESTRING(0 0, 4 0)}, W{LINESTRING(1 0, 9 0)})|LINESTRING (1 0, 4 0)",
        "geof:union(W{POINT(0 0)}, W{POINT(1 1)})|MULTIPOINT ((0 0), (1 1))",
        "geof:difference(W{LINESTRING(0 0, 4 0)}, W{LINESTRING(1 0, 9 0)})|LINESTRING (0 0, 1 0)",
        "geof:symDifference(W{POINT(0 0)}, W{POINT(0 0)})|POINT EMPTY",
        "geof:getSRID(W{POINT(0 0)})|http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        "geof:isEmpty(W{POINT EMPTY})|true",
        "geof:isSimple(W{LINESTRING(0 0, 2 2, 2 0, 0 2)})|false",
        "geof:is3D(W{POINT Z (0 0 5)})|true",
        "geof:isMeasured(W{POINT M (0 0 5)})|true",
        "geof:dimension(W{LINESTRING(0 0, 1 1)})|1",
        "geof:coordinateDimension(W{POINT ZM (0 0 1 2)})|4",
        "geof:spatialDimension(W{POINT Z (0 0 1)})|3",
        "geof:geometryType(W{LINESTRING(0 0, 1 1)})|http://www.opengis.net/ont/sf#LineString",
        "geof:numGeometries(W{MULTIPOINT(0 0, 1 1)})|2",
        "geof:geometryN(W{MULTIPOINT(0 0, 1 1)}, 2)|POINT (1 1)",
        "geof:geometryN(W{MULTIPOINT(0 0, 1 1)}, 3)|error",
        "geof:minX(W{LINESTRING(1 2, 3 4)})|1.0e0",
        "geof:maxY(W{LINESTRING(1 2, 3 4)})|4.0e0",
        "geof:maxZ(W{LINESTRING Z (1 2 5, 3 4 7)})|7.0e0",
        "geof:maxZ(W{POINT(1 2)})|error",
        "geof:minX(W{POINT EMPTY})|error",
        "geof:asWKT(W{})|GEOMETRYCOLLECTION EMPTY",
        "geof:isEmpty(''^^geo:gmlLiteral)|true",
        "geof:sfEquals(W{}, W{POINT EMPTY})|true",
        "geof:sfDisjoint(W{}, W{POINT(1 1)})|true",
        "geof:rcc8dc(W{POINT(1 1)}, W{POINT(2 2)})|false",
        "geof:asKML(W{POINT(1 2)})|<Point xmlns=\"http://www.opengis.net/kml/2.2\"><coordinates>1,2</coordinates></Point>",
        "geof:asWKT('<Point><coordinates>1,2,3</coordinates></Point>'^^geo:kmlLiteral)|POINT Z (1 2 3)",
        "geof:boundingCircle(W{POINT(1 2)})|POINT (1 2)",
        "geof:isEmpty(geof:boundingCircle(W{}))|true",
        "geof:concaveHull(W{MULTIPOINT(0 0, 2 0)})|LINESTRING (0 0, 2 0)",
        "geof:concaveHull(W{MULTIPOINT(0 0, 2 0)}, 2)|error",
        "geof:sfIntersects(W{POLYGON((0 0,2 2,2 0,0 2,0 0))}, W{POINT(0.2 1)})|true",
        "geof:isSimple(W{POLYGON((0 0,2 2,2 0,0 2,0 0))})|false",
        "geof:union(W{GEOMETRYCOLLECTION(POINT(0 0), LINESTRING(0 0, 1 1))}, W{POINT(5 5)})|error",
        "geof:metricDistance(W{POINT(4 145)}, W{POINT(4 45)})|error",
        "geof:isEmpty(W{POINT(4 NaN)})|error",
        "geof:isEmpty(W{LINESTRING(1 2, 3 4 5)})|error",
        "geof:isEmpty(W{POLYGON((0 0, 1 0, 1 1, 0 1))})|error",
        "spatialF:convertLatLon(45.5, 4.5)|<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (45.5 4.5)",
        "spatialF:convertLatLon(95, 4.5)|error",
        "geof:sfContains(spatialF:convertLatLonBox(45, 4, 46, 5), W{POINT(4.5 45.5)})|true",
        "geof:sfContains(spatialF:convertLatLonBox(-20, 170, 20, -170), W{POINT(-175 0)})|true",
        "geof:sfContains(spatialF:convertLatLonBox(-20, 170, 20, -170), W{POINT(0 0)})|false",
        "spatialF:equals(W{POINT(1 1)}, W{POINT(1 1)})|true",
        "spatialF:nearby(W{POINT(4 45)}, W{POINT(4 45.01)}, 2, uom:kilometre)|true",
        "spatialF:withinCircle(W{POINT(4 45)}, W{POINT(4 45.01)}, 1, uom:kilometre)|false",
        "spatialF:angleDeg(0, 0, 1, 1)|45.0e0",
        "spatialF:azimuthDeg(0, 0, 0, 1)|90.0e0",
        "spatialF:transformSRS(W{POINT(1 2)}, <http://www.opengis.net/def/crs/EPSG/0/4326>)|<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (2 1)",
        "spatialF:transformDatatype(W{POINT(1 2)}, geo:geoJSONLiteral)|{\"type\":\"Point\",\"coordinates\":[1,2]}",
        "geof:asGeoJSON(W{POINT(1 2)})|{\"type\":\"Point\",\"coordinates\":[1,2]}",
        "geof:asWKT('{\"type\":\"Point\",\"coordinates\":[1,2]}'^^geo:geoJSONLiteral)|POINT (1 2)",
        "geof:asWKT(geof:asGML(W{POINT(1 2)}, 'GML'))|<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT (1 2)"
      })
  void functionsHaveTheirKnownAnswers(String expression, String answer) {
    String expected = answer.replace("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> ", "");
    assertThat(lexical(spell(expression)).replace("E0", "e0")).isEqualTo(expected);
  }

  @Test
  void everyRelationIsAFunction() {
    for (Relation relation : Relation.values()) {
      assertThat(
              lexical(
                  "<"
                      + relation.functionIri()
                      + ">("
                      + wkt("POINT(1 1)")
                      + ", "
                      + wkt("POINT(1 1)")
                      + ")"))
          .as(relation.localName())
          .isIn("true", "false");
    }
  }

  @Test
  void measuresAreInTheUnitAskedFor() {
    String square =
        wkt(
            LAMBERT
                + "POLYGON((842000 6519000, 842000 6520000, 843000 6520000, 843000 6519000, 842000 6519000))");
    assertThat(number("geof:metricArea(" + square + ")")).isEqualTo(1e6);
    assertThat(number("geof:area(" + square + ", uom:kilometre)")).isEqualTo(1);
    assertThat(number("geof:metricPerimeter(" + square + ")")).isEqualTo(4000);
    assertThat(number("geof:perimeter(" + square + ", uom:kilometre)")).isEqualTo(4);
    assertThat(number("geof:metricLength(" + square + ")")).isEqualTo(4000);
    assertThat(number("geof:metricArea(geof:metricBuffer(" + square + ", 10))"))
        .isCloseTo(1e6 + 4000 * 10 + Math.PI * 100, within(10.0));
    assertThat(number("geof:area(" + square + ", unit:HA)")).isEqualTo(100);
    assertThat(number("geof:perimeter(" + square + ", unit:KiloM)")).isEqualTo(4);
    assertThat(lexical("geof:area(" + square + ", uom:degree)")).isEqualTo("error");
    assertThat(lexical("geof:area(" + square + ", uom:furlong)")).isEqualTo("error");
  }

  @Test
  void distancesAcrossSystemsAreMetres() {
    String degrees = wkt("POINT(4.8322 45.7578)");
    String metres = "geof:transform(" + degrees + ", " + LAMBERT.strip() + ")";
    assertThat(lexical(metres)).startsWith(LAMBERT + "POINT (842410.67");
    assertThat(number("geof:distance(" + degrees + ", " + metres + ", uom:metre)"))
        .isLessThan(1e-4);
    assertThat(number("geof:metricDistance(" + degrees + ", " + wkt("POINT(4.8322 45.7678)") + ")"))
        .isCloseTo(1111.5, within(1.0));
    assertThat(
            number(
                "geof:distance(" + degrees + ", " + wkt("POINT(4.8322 45.7678)") + ", uom:degree)"))
        .isCloseTo(0.01, within(1e-9));
    assertThat(number("geof:metricArea(geof:buffer(" + degrees + ", 100, uom:metre))"))
        .isCloseTo(Math.PI * 1e4, within(300.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MULTIPOINT(4.83 45.75, 4.84 45.75, 4.835 45.76)",
        "LINESTRING(4 45, 4.01 45.02)",
        "POLYGON((4 45, 4.2 45, 4.2 45.1, 4 45))",
        "<http://www.opengis.net/def/crs/EPSG/0/2154> LINESTRING(842000 6519000, 843000 6520000)"
      })
  void hullsHoldTheirShapes(String text) {
    String shape = wkt(text);
    for (String hull : List.of("boundingCircle", "convexHull", "envelope")) {
      assertThat(
              lexical(
                  "geof:isEmpty(geof:difference(" + shape + ", geof:" + hull + "(" + shape + ")))"))
          .as(hull)
          .isEqualTo("true");
    }
    assertThat(
            number("geof:metricArea(geof:concaveHull(" + shape + ", 0))")
                - number("geof:metricArea(geof:convexHull(" + shape + "))"))
        .isLessThanOrEqualTo(1e-6);
  }

  @Test
  void acrossTheAntimeridianPointsAreNear() {
    assertThat(
            number(
                "geof:metricDistance("
                    + wkt("POINT(179.9 0)")
                    + ","
                    + wkt("POINT(-179.9 0)")
                    + ")"))
        .isCloseTo(22263.9, within(0.1));
    assertThat(number("spatialF:greatCircle(0, 179.9, 0, -179.9, uom:kilometre)"))
        .isCloseTo(22.2639, within(0.0001));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geof:sfWithin(\"POINT(1 1)\", \"POINT(1 1)\"^^geo:wktLiteral)",
        "geof:sfWithin(\"FOO BAR\"^^geo:wktLiteral, \"POINT(1 1)\"^^geo:wktLiteral)",
        "geof:sfWithin(<http://example.org/>, \"POINT(1 1)\"^^geo:wktLiteral)",
        "geof:metricArea(\"<http://example.org/mars> POINT(1 1)\"^^geo:wktLiteral)",
        "geof:transform(\"POINT(1 1)\"^^geo:wktLiteral, <http://www.opengis.net/def/crs/EPSG/0/4978>)",
        "geof:metricBuffer(\"POINT(1 1)\"^^geo:wktLiteral, 'far')",
        "geof:metricDistance(\"POINT EMPTY\"^^geo:wktLiteral, \"POINT(1 1)\"^^geo:wktLiteral)"
      })
  void whatCannotBeComputedIsAnError(String expression) {
    assertThat(value(expression)).isEmpty();
  }

  @Test
  void aWrongNumberOfArgumentsIsAnErrorOfTheQuery() {
    assertThatThrownBy(() -> value("geof:distance(" + wkt("POINT(1 1)") + ")"))
        .isInstanceOf(QueryBuildException.class)
        .hasMessageContaining("takes 3 arguments");
  }

  @Test
  void gmlStaysGml() {
    assertThat(
            value("geof:envelope(geof:asGML(" + wkt("LINESTRING(0 0, 1 1)") + "))")
                .map(Node::getLiteralDatatypeURI))
        .hasValue("http://www.opengis.net/ont/geosparql#gmlLiteral");
  }

  /// A filter answers the same whichever argument is the constant that gets prepared.
  @Test
  void filtersOverManyRowsAgreeWithOneByOne() {
    DatasetGraph dataset = dataset();
    for (int i = 0; i < 30; i++) {
      dataset.add(
          SSE.parseQuad(
              "(_ <http://e/"
                  + i
                  + "> <http://www.opengis.net/ont/geosparql#asWKT> \"POINT("
                  + i
                  + " 1)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral>)"));
    }
    String zone = wkt("POLYGON((4.5 0, 20.5 0, 20.5 2, 4.5 2, 4.5 0))");
    for (String filter :
        new String[] {
          "geof:sfWithin(?g, " + zone + ")",
          "geof:sfContains(" + zone + ", ?g)",
          "!geof:sfDisjoint(?g, " + zone + ")"
        }) {
      assertThat(rows(dataset, "SELECT ?s { ?s geo:asWKT ?g FILTER(" + filter + ") }")).hasSize(16);
    }
  }

  @Test
  void aggregatesTakeTheWholeGroup() {
    DatasetGraph dataset = dataset();
    String rows =
        "VALUES ?g { "
            + wkt("POLYGON((0 0,1 0,1 1,0 1,0 0))")
            + wkt("POLYGON((1 0,2 0,2 1,1 1,1 0))")
            + " }";
    assertThat(rows(dataset, "SELECT (geof:metricArea(geof:aggUnion(?g)) AS ?a) { " + rows + " }"))
        .hasSize(1);
    assertThat(one(dataset, "SELECT (geof:aggBoundingBox(?g) AS ?a) { " + rows + " }"))
        .isEqualTo("POLYGON ((0 0, 0 1, 2 1, 2 0, 0 0))");
    assertThat(one(dataset, "SELECT (geof:aggCentroid(?g) AS ?a) { " + rows + " }"))
        .isEqualTo("POINT (1 0.5)");
    assertThat(one(dataset, "SELECT (geof:aggConvexHull(?g) AS ?a) { " + rows + " }"))
        .isEqualTo("POLYGON ((0 0, 0 1, 2 1, 2 0, 0 0))");
    assertThat(one(dataset, "SELECT (geof:aggConcaveHull(?g) AS ?a) { " + rows + " }"))
        .startsWith("POLYGON ((");
    assertThat(
            one(
                dataset,
                "SELECT (geof:sfContains(geof:aggBoundingCircle(?g), "
                    + wkt("POINT(1 0.5)")
                    + ") AS ?a) { "
                    + rows
                    + " }"))
        .isEqualTo("true");
    assertThat(
            one(dataset, "SELECT (geof:numGeometries(geof:aggUnion(?g)) AS ?a) { " + rows + " }"))
        .isEqualTo("1");
    assertThat(
            one(
                dataset,
                "SELECT (geof:aggUnion(?g) AS ?a) { VALUES ?g { " + wkt("POINT(0 0)") + " 'x' } }"))
        .isEqualTo("error");
  }

  private static String one(DatasetGraph dataset, String query) {
    return rows(dataset, query).getFirst();
  }

  private static List<String> rows(DatasetGraph dataset, String query) {
    List<String> answers = new ArrayList<>();
    try (QueryExec execution = QueryExec.dataset(dataset).query(PREFIXES + query).build()) {
      RowSet rows = execution.select();
      while (rows.hasNext()) {
        Node answer = rows.next().get(rows.getResultVars().getFirst());
        answers.add(
            answer == null
                ? "error"
                : answer.isLiteral() ? answer.getLiteralLexicalForm() : answer.getURI());
      }
    }
    return answers;
  }
}
