package org.lacis.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Severity;

final class ValidatorTest {
  static {
    JenaSystem.init();
  }

  private static final String PREFIXES =
      """
      PREFIX : <http://example/>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      """;

  private static final String SHAPES =
      """
      :BuildingShape a sh:NodeShape ; sh:targetClass :Building ;
        sh:property [ sh:path :height ; sh:maxInclusive 400 ;
          sh:message "Trop haut."@fr , "Too high."@en ] ;
        sh:property [ sh:path :usage ; sh:minCount 1 ; sh:severity sh:Warning ] .
      """;

  @Test
  void everyResultIsAFindingWithItsPlaceAndWords() {
    List<Finding> findings = new ArrayList<>();
    Validator.Outcome outcome =
        validate(
            """
            :a a :Building ; :height 9999 ; :usage "x" .
            :b a :Building ; :height 12 .
            :c a :Building ; :height 12 ; :usage "x" .
            """,
            view -> new Validator(graph(SHAPES), "fr").validate(view, findings::add));
    assertThat(outcome).isEqualTo(new Validator.Outcome(3, 2));
    assertThat(findings)
        .anySatisfy(finding -> {
          assertThat(finding.code()).isEqualTo("validate.building-shape.height");
          assertThat(finding.severity()).isEqualTo(Severity.VIOLATION);
          assertThat(finding.place().toString()).isEqualTo("http://example/a, height");
          assertThat(finding.found()).isEqualTo("9999");
          assertThat(finding.remedy()).isEqualTo("Trop haut.");
        })
        .anySatisfy(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.WARNING);
          assertThat(finding.place().source()).isEqualTo("http://example/b");
        });
  }

  @Test
  void moreThanOneBatchIsCheckedWhole() {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      data.append(":b").append(i).append(" a :Building ; :usage 'x' ; :height 500 .\n");
    }
    List<Finding> findings = new ArrayList<>();
    Validator.Outcome outcome =
        validate(
            data.toString(),
            view -> new Validator(graph(SHAPES), "en").validate(view, findings::add));
    assertThat(outcome).isEqualTo(new Validator.Outcome(2_500, 2_500));
    assertThat(findings.stream().map(Finding::place).distinct()).hasSize(2_500);
  }

  @Test
  void resultsSayWhatSaysTheReportOfShacl() {
    List<Result> results = new ArrayList<>();
    validate(
        ":a a :Building ; :height 9999 ; :usage 'x' .",
        view -> new Validator(graph(SHAPES), "en").results(view, results::add));
    assertThat(results)
        .singleElement()
        .satisfies(result -> {
          assertThat(result.focus()).hasToString("http://example/a");
          assertThat(result.path()).hasToString("<http://example/height>");
          assertThat(result.value())
              .isNotNull()
              .satisfies(value -> assertThat(value.getLiteralLexicalForm()).isEqualTo("9999"));
          assertThat(result.target()).hasToString("http://example/BuildingShape");
          assertThat(result.shape().isBlank()).isTrue();
          assertThat(result.component().getLocalName())
              .isEqualTo("MaxInclusiveConstraintComponent");
          assertThat(result.severity().getLocalName()).isEqualTo("Violation");
          assertThat(result.messages()).hasSize(2);
          assertThat(result.message("fr")).isEqualTo("Trop haut.");
        });
  }

  @Test
  void aBrokenConstraintIsToldAndTheRestIsChecked() {
    Validator validator =
        new Validator(
            graph(
                """
                :S a sh:NodeShape ; sh:targetClass :B ;
                  sh:property [ sh:minCount 1 ] , :Nowhere ,
                    [ sh:path :code ; sh:pattern "*x" ; sh:minCount 1 ] ,
                    [ sh:path :name ; sh:maxCount "many" ; sh:nodeKind :Odd ] ;
                  sh:node :Unwritten ;
                  sh:sparql [ sh:select "SELECT $this WHERE { $this ?p" ] .
                """),
            "en");
    assertThat(validator.shapeFindings())
        .extracting(finding -> finding.code() + " " + finding.place())
        .containsExactlyInAnyOrder(
            "validate.broken-shape http://example/S, minCount",
            "validate.broken-shape http://example/S, property",
            "validate.broken-shape http://example/S, property",
            "validate.broken-shape http://example/S, code, pattern",
            "validate.broken-shape http://example/S, name, maxCount",
            "validate.broken-shape http://example/S, name, nodeKind",
            "validate.broken-shape http://example/S, sparql",
            "validate.undefined-shape http://example/S, node");
    List<Finding> findings = new ArrayList<>();
    validate(":b a :B .", view -> validator.validate(view, findings::add));
    assertThat(findings).filteredOn(finding -> finding.code().equals("validate.s.code")).hasSize(1);
    assertThat(findings).containsAll(validator.shapeFindings()).hasSize(9);
  }

  @Test
  void allIsCheckedThatSeveralGraphsSay() {
    List<Result> results = new ArrayList<>();
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        for (String name : List.of("one", "other")) {
          graph(":a a :Building ; :usage 'x' ; :height 500 .")
              .find()
              .forEachRemaining(t ->
                  view.add(
                      NodeFactory.createURI("http://example/" + name),
                      t.getSubject(),
                      t.getPredicate(),
                      t.getObject()));
        }
        return true;
      });
      Validator validator = new Validator(graph(SHAPES), "en");
      assertThat(store.<Validator.Outcome>read(view -> validator.results(view, results::add)))
          .isEqualTo(new Validator.Outcome(1, 1));
    }
    assertThat(results).hasSize(1);
  }

  @Test
  void whatIsTooMuchToKeepIsGivenUpAndTold() {
    StringBuilder data = new StringBuilder(":p a :Parcel .\n");
    for (int i = 0; i < 50; i++) {
      data.append(":b").append(i).append(" a :Building ; :usage 'x' ; :height 500 .\n");
    }
    Validator validator =
        new Validator(
            graph(
                SHAPES
                    + ":ParcelShape sh:targetClass :Parcel ;"
                    + " sh:property [ sh:path :area ; sh:minCount 1 ] ."),
            "en");
    validate(
        data.toString(),
        view -> {
          assertThat(KeptReport.of(validator, view, 51).findings()).isEmpty();
          KeptReport kept = KeptReport.of(validator, view, 20);
          List<Result> results = new ArrayList<>();
          kept.results(results::add);
          assertThat(results)
              .singleElement()
              .satisfies(
                  result -> assertThat(result.target()).hasToString("http://example/ParcelShape"));
          assertThat(kept.findings())
              .singleElement()
              .satisfies(finding -> {
                assertThat(finding.code()).isEqualTo("validate.too-many-results");
                assertThat(finding.place()).hasToString("http://example/BuildingShape, height");
                assertThat(finding.found()).isEqualTo("50 results");
              });
          Node parcel = NodeFactory.createURI("http://example/p");
          KeptReport.Change change =
              kept.change(view, List.of(Triple.create(parcel, parcel, parcel)));
          assertThat(change).isEqualTo(new KeptReport.Change(List.of(), List.of(), 0));
          return true;
        });
  }

  private static <T> T validate(String turtle, Function<View, T> check) {
    try (TwinStore store = TwinStore.memory()) {
      Node name = NodeFactory.createURI("http://example/graph");
      store.write(view -> {
        graph(turtle)
            .find()
            .forEachRemaining(t -> view.add(name, t.getSubject(), t.getPredicate(), t.getObject()));
        return true;
      });
      return store.<T>read(check);
    }
  }

  private static Graph graph(String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.create().source(new StringReader(PREFIXES + turtle)).lang(Lang.TURTLE).parse(graph);
    return graph;
  }
}
