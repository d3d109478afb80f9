package org.lacis.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
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

  private record GraphView(DatasetGraph dataset) implements View {
    @Override
    public SpatialIndex spatial() {
      throw new IllegalStateException();
    }

    @Override
    public NodeIds ids() {
      throw new IllegalStateException();
    }
  }

  @Test
  void everyResultIsAFindingWithItsPlaceAndWords() {
    List<Finding> findings = new ArrayList<>();
    Validator.Outcome outcome =
        new Validator(graph(SHAPES), "fr")
            .validate(
                view(
                    """
                    :a a :Building ; :height 9999 ; :usage "x" .
                    :b a :Building ; :height 12 .
                    :c a :Building ; :height 12 ; :usage "x" .
                    """),
                findings::add);
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
        new Validator(graph(SHAPES), "en").validate(view(data.toString()), findings::add);
    assertThat(outcome).isEqualTo(new Validator.Outcome(2_500, 2_500));
    assertThat(findings.stream().map(Finding::place).distinct()).hasSize(2_500);
  }

  @Test
  void resultsSayWhatSaysTheReportOfShacl() {
    List<Result> results = new ArrayList<>();
    new Validator(graph(SHAPES), "en")
        .results(view(":a a :Building ; :height 9999 ; :usage 'x' ."), results::add);
    assertThat(results)
        .singleElement()
        .satisfies(result -> {
          assertThat(result.focus()).hasToString("http://example/a");
          assertThat(result.path()).hasToString("<http://example/height>");
          assertThat(result.value().getLiteralLexicalForm()).isEqualTo("9999");
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
  void brokenShapesAreRefusedInWords() {
    assertThatThrownBy(() ->
            new Validator(
                graph(":S a sh:NodeShape ; sh:targetClass :B ; sh:property [ sh:minCount 1 ] ."),
                "en"))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("shapes.ttl");
  }

  private static View view(String turtle) {
    DatasetGraph data = DatasetGraphFactory.createTxnMem();
    graph(turtle)
        .find()
        .forEachRemaining(t ->
            data.add(
                NodeFactory.createURI("http://example/graph"),
                t.getSubject(),
                t.getPredicate(),
                t.getObject()));
    DatasetGraph union = DatasetGraphFactory.wrap(data.getUnionGraph());
    return new GraphView(union);
  }

  private static Graph graph(String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.create().source(new StringReader(PREFIXES + turtle)).lang(Lang.TURTLE).parse(graph);
    return graph;
  }
}
