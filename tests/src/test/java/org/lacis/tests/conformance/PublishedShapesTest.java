package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.lacis.tests.Shared;
import org.lacis.validate.Result;
import org.lacis.validate.Validator;
import org.lacis.vocabulary.Finding;

/// Shapes of others that have mistakes in them: each is told with its place, the rest is checked.
class PublishedShapesTest {
  private static Graph file(String path) {
    return RDFParser.source(Shared.get("suites/interop").resolve(path)).toGraph();
  }

  private static List<String> results(Validator validator, String turtle) {
    List<Result> results = new ArrayList<>();
    validator.results(RDFParser.fromString(turtle, Lang.TURTLE).toGraph(), results::add);
    return results.stream()
        .map(result -> result.focus() + " " + result.component().getLocalName())
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void aPatternOfGeoSparqlIsNoneInJava() {
    Validator validator = new Validator(file("ogc/geosparql/validator.ttl"), "en");
    assertThat(validator.shapeFindings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("validate.broken-shape");
          assertThat(finding.place())
              .hasToString(
                  "http://www.opengis.net/def/geosparql/validator/S18-geojson-content-sub-start,"
                      + " pattern");
          assertThat(finding.found()).contains("Illegal repetition");
        });
    assertThat(
            results(
                validator,
                """
                PREFIX geo: <http://www.opengis.net/ont/geosparql#>
                PREFIX ex: <http://example.org/>
                ex:a a geo:Geometry ; geo:asWKT "POINT (1 2)" .
                """))
        .contains("\"POINT (1 2)\" DatatypeConstraintComponent");
  }

  @Test
  void twoShapesOfDcatApAreNotThere() {
    Validator validator = new Validator(file("dcat-ap/3.0.1_shacl_dcat-ap-SHACL.ttl"), "en");
    assertThat(validator.shapeFindings())
        .hasSize(2)
        .extracting(Finding::code, finding -> finding.place().toString())
        .containsOnly(
            tuple(
                "validate.broken-shape",
                "https://semiceu.github.io/DCAT-AP/releases/3.0.1#dcat:DataServiceShape,"
                    + " property"));
    assertThat(
            results(
                validator,
                """
                PREFIX dcat: <http://www.w3.org/ns/dcat#>
                PREFIX ex: <http://example.org/>
                ex:d a dcat:Dataset .
                """))
        .contains("http://example.org/d MinCountConstraintComponent");
  }
}
