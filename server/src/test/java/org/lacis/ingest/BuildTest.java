package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.reason.ReasonException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.Severity;

/// What a build makes anew, what it leaves as it is, and what it keeps when something is broken.
final class BuildTest {
  static {
    JenaSystem.init();
  }

  @TempDir Path folder;
  private TinyWorkspace town;

  @BeforeEach
  void workspace() {
    town = new TinyWorkspace(folder);
  }

  private static List<Finding> of(BuildReport report, String code) {
    FindingTally.Entry entry = report.findings().get(code);
    return entry == null ? List.of() : entry.examples();
  }

  @Test
  void theFirstBuildMakesAllOfIt() {
    BuildReport report = town.build();
    assertThat(report.findings()).isEmpty();
    assertThat(report.lifted()).containsOnlyKeys("town/shops", "town/squares");
    assertThat(report.lifted()).containsValues(8L);
    assertThat(report.links()).containsEntry("shop-on-square", 1L);
    assertThat(report.inferred()).isEqualTo(4);
    assertThat(report.checked()).isEqualTo(2);
    assertThat(town.dataset("shops"))
        .hasSize(8)
        .contains("id/town/shops/1 name \"Baker\"", "id/town/shops/2 type Shop");
    assertThat(town.links()).containsExactly("id/town/shops/1 on id/town/squares/7");
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph()))
        .contains("id/town/shops/1 type Place", "id/town/squares/8 type Place");
    assertThat(town.graph(TinyWorkspace.IRIS.catalogueGraph()))
        .contains(
            "graph/town/shops http://purl.org/dc/terms/title \"shops\"",
            "graph/town/shops inTwin id/twin/town");
  }

  @Test
  void theSettingsSayWhatIsInferred() {
    town.write(
        "ontologies/town/ontology.ttl",
        """
        @prefix ex: <https://ex.example/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:Shop rdfs:subClassOf ex:Place . ex:on owl:inverseOf ex:below .
        """);
    String settings = "base: " + TinyWorkspace.BASE + "\ntwins: {town: }\n";
    String ofRdfs = "id/town/shops/1 type Place";
    String ofOwl = "id/town/squares/7 below id/town/shops/1";
    town.build();
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph())).contains(ofRdfs, ofOwl);
    town.write("twin.yaml", settings + "reasoning: rdfs\n");
    town.build();
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph()))
        .contains(ofRdfs)
        .doesNotContain(ofOwl);
    town.write("twin.yaml", settings + "reasoning: none\n");
    assertThat(town.build().inferred()).isZero();
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph())).isEmpty();
  }

  @Test
  void aSecondBuildDoesNothing() {
    town.build();
    List<String> before = town.everything();
    BuildReport report = town.build();
    assertThat(report.lifted()).isEmpty();
    assertThat(report.links()).isEmpty();
    assertThat(report.unchanged()).containsExactly("town/shops", "town/squares");
    assertThat(town.everything()).isEqualTo(before);
  }

  @Test
  void aFileThatIsOnlyTouchedChangesNothing() throws IOException {
    town.build();
    Files.setLastModifiedTime(
        town.path("data/shops.csv"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(town.build().lifted()).isEmpty();
  }

  @Test
  void aChangedFileLiftsItsDatasetAndWhatRestsOnIt() {
    town.build();
    town.write("data/shops.csv", "id,name,x,y\n1,Baker,40,40\n3,Tailor,30,30\n");
    BuildReport report = town.build();
    assertThat(report.lifted()).containsOnlyKeys("town/shops");
    assertThat(report.unchanged()).containsExactly("town/squares");
    assertThat(report.links()).containsEntry("shop-on-square", 1L);
    assertThat(town.links()).containsExactly("id/town/shops/3 on id/town/squares/8");
    assertThat(town.dataset("shops")).noneMatch(line -> line.contains("Butcher"));
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph()))
        .contains("id/town/shops/3 type Place")
        .doesNotContain("id/town/shops/2 type Place");
  }

  @Test
  void aChangedDatasetThatARuleDoesNotLookAtLeavesItsLinks() {
    town.dataset("trees", "Tree");
    town.write("data/trees.csv", "id,name,x,y\n1,Oak,10,10\n");
    town.build();
    town.write("data/trees.csv", "id,name,x,y\n1,Elm,10,10\n");
    BuildReport report = town.build();
    assertThat(report.lifted()).containsOnlyKeys("town/trees");
    assertThat(report.links()).isEmpty();
    assertThat(town.links()).hasSize(1);
  }

  @Test
  void aBuildStepByStepComesToTheSameAsOneAtOnce(@TempDir Path other) {
    town.build();
    town.write("data/squares.csv", "id,name,x,y\n8,Church,20,20\n");
    town.build();
    town.write("data/shops.csv", "id,name,x,y\n2,Butcher,20,20\n9,Smith,20,20\n");
    town.build();
    TinyWorkspace atOnce = new TinyWorkspace(other);
    atOnce.write("data/squares.csv", "id,name,x,y\n8,Church,20,20\n");
    atOnce.write("data/shops.csv", "id,name,x,y\n2,Butcher,20,20\n9,Smith,20,20\n");
    atOnce.build();
    assertThat(withoutCatalogue(town)).isEqualTo(withoutCatalogue(atOnce));
  }

  private static List<String> withoutCatalogue(TinyWorkspace workspace) {
    String catalogue = "[" + TinyWorkspace.IRIS.catalogueGraph();
    // what is gone was once there, and never was where all was built at once
    String gone = "[" + TinyWorkspace.IRIS.base() + "graph/gone";
    return workspace.everything().stream()
        .filter(line -> !line.startsWith(catalogue) && !line.startsWith(gone))
        .map(line -> line.replaceAll("_:[0-9a-f]+", "_:blank"))
        .sorted()
        .toList();
  }

  @Test
  void aChangedMappingOrDescriptionLiftsTheDataset() {
    town.build();
    town.write(
        "mappings/town/shops/mapping.ttl",
        TinyWorkspace.mapping("shops", "Shop").replace("ex:name", "ex:sign"));
    assertThat(town.build().lifted()).containsOnlyKeys("town/shops");
    assertThat(town.dataset("shops")).contains("id/town/shops/1 sign \"Baker\"");
    town.write("mappings/town/squares/dataset.yaml", "files: {sample.csv: squares.csv}\n");
    assertThat(town.build().lifted()).containsOnlyKeys("town/squares");
    assertThat(town.graph(TinyWorkspace.IRIS.catalogueGraph()))
        .noneMatch(line -> line.matches("graph/town/squares \\S+/title .*"));
  }

  @Test
  void aFileBesideTheMappingIsWatchedToo() {
    town.write("mappings/town/squares/dataset.yaml", "title: squares\n");
    town.write("mappings/town/squares/sample.csv", "id,name,x,y\n1,Old,10,10\n");
    town.build();
    town.write("mappings/town/squares/sample.csv", "id,name,x,y\n1,New,10,10\n");
    assertThat(town.build().lifted()).containsOnlyKeys("town/squares");
    assertThat(town.dataset("squares")).contains("id/town/squares/1 name \"New\"");
  }

  @Test
  void aChangedOntologyIsReasonedOverAnew() {
    town.build();
    town.write(
        "ontologies/town/ontology.ttl", "<https://ex.example/Shop> a <https://ex.example/C> .");
    BuildReport report = town.build();
    assertThat(report.lifted()).isEmpty();
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph()))
        .noneMatch(line -> line.endsWith("Place"));
  }

  @Test
  void aDatasetThatIsTakenAwayIsGone() {
    town.build();
    town.delete("mappings/town/squares");
    BuildReport report = town.build();
    assertThat(report.removed()).containsExactly("graph/town/squares");
    assertThat(town.dataset("squares")).isEmpty();
    assertThat(town.links()).isEmpty();
    String gone = "[" + TinyWorkspace.IRIS.base() + "graph/gone";
    assertThat(town.everything())
        .noneMatch(line -> line.contains("town/squares") && !line.startsWith(gone))
        .anyMatch(line -> line.startsWith(gone) && line.contains("town/squares/7 "));
    assertThat(town.dataset("shops")).hasSize(8);
  }

  @Test
  void aDatasetThatIsNotToBeBuiltIsGone() {
    town.build();
    town.write(
        "mappings/town/squares/dataset.yaml", "build: false\nfiles: {sample.csv: squares.csv}\n");
    assertThat(town.build().removed()).containsExactly("graph/town/squares");
  }

  @Test
  void aLinkRuleThatIsTakenAwayTakesItsLinks() {
    town.build();
    town.delete("mappings/links/shop-on-square.yaml");
    assertThat(town.build().removed()).containsExactly("graph/links/shop-on-square");
    assertThat(town.links()).isEmpty();
  }

  @Test
  void aBrokenMappingKeepsTheGraphAndTheOthersAreBuilt() {
    town.build();
    List<String> before = town.dataset("shops");
    town.write("mappings/town/shops/mapping.ttl", "this is no Turtle");
    town.write("data/squares.csv", "id,name,x,y\n7,Market,20,20\n");
    BuildReport report = town.build();
    assertThat(report.skipped()).containsExactly("town/shops");
    assertThat(report.lifted()).containsOnlyKeys("town/squares");
    assertThat(report.findings()).isNotEmpty();
    assertThat(report.findings().values())
        .anySatisfy(entry -> {
          assertThat(entry.worst()).isEqualTo(Severity.VIOLATION);
          assertThat(entry.examples().getFirst().place().toString()).contains("mapping.ttl");
        });
    assertThat(town.dataset("shops")).isEqualTo(before);
    assertThat(town.links()).containsExactly("id/town/shops/2 on id/town/squares/7");

    town.write("mappings/town/shops/mapping.ttl", TinyWorkspace.mapping("shops", "Shop"));
    BuildReport mended = town.build();
    assertThat(mended.findings()).isEmpty();
    assertThat(mended.skipped()).isEmpty();
  }

  @Test
  void aMappingThatNamesAColumnThatIsNotThereKeepsTheGraph() {
    town.build();
    List<String> before = town.dataset("shops");
    town.write("data/shops.csv", "id,nom,x,y\n1,Baker,10,10\n");
    BuildReport report = town.build();
    assertThat(report.findings()).isNotEmpty();
    if (!report.skipped().isEmpty()) {
      assertThat(town.dataset("shops")).isEqualTo(before);
    }
  }

  @Test
  void missingDataKeepTheGraphAndAreToldOfEachTime() {
    town.build();
    List<String> before = town.everything();
    town.delete("data/shops.csv");
    for (int i = 0; i < 2; i++) {
      BuildReport report = town.build();
      assertThat(report.skipped()).containsExactly("town/shops");
      assertThat(of(report, "ingest.missing-data"))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.place().toString()).isEqualTo("town/shops");
            assertThat(finding.found()).contains("shops.csv");
          });
      assertThat(town.everything()).isEqualTo(before);
    }
  }

  @Test
  void aMissingMappingIsAFinding() {
    town.build();
    town.delete("mappings/town/shops/mapping.ttl");
    BuildReport report = town.build();
    assertThat(of(report, "ingest.missing-mapping")).hasSize(1);
    assertThat(town.dataset("shops")).hasSize(8);
  }

  @Test
  void aMalformedRowIsAFindingAndTheRestIsLifted() {
    town.write("data/shops.csv", "id,name,x,y\n1,Baker,10,10\n2,Butcher\n3,Tailor,30,30\n");
    BuildReport report = town.build();
    assertThat(of(report, "source.short-row"))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.place().toString()).contains("shops.csv").contains("3"));
    assertThat(town.dataset("shops"))
        .contains("id/town/shops/1 name \"Baker\"", "id/town/shops/3 name \"Tailor\"");
    assertThat(town.links())
        .containsExactly(
            "id/town/shops/1 on id/town/squares/7", "id/town/shops/3 on id/town/squares/8");
  }

  @Test
  void whatAShapeForbidsIsAFinding() {
    town.write("data/shops.csv", "id,name,x,y\n1,,10,10\n2,Butcher,20,20\n");
    town.write(
        "mappings/town/shops/mapping.ttl",
        TinyWorkspace.mapping("shops", "Shop")
            .replace(
                "rml:referenceFormulation rml:CSV",
                "rml:null \"\" ; rml:referenceFormulation rml:CSV"));
    BuildReport report = town.build();
    assertThat(report.findings().values())
        .flatExtracting(FindingTally.Entry::examples)
        .anySatisfy(f -> assertThat(f.place().toString()).contains("id/town/shops/1"));
  }

  @Test
  void filesOfAGlobGoIntoOneGraph() {
    town.write("mappings/town/shops/dataset.yaml", "files: {sample.csv: 'shops*.csv'}\n");
    town.write("data/shops-more.csv", "id,name,x,y\n5,Smith,30,30\n");
    assertThat(town.build().lifted()).containsEntry("town/shops", 12L);
    town.delete("data/shops-more.csv");
    assertThat(town.build().lifted()).containsEntry("town/shops", 8L);
  }

  @Test
  void aMistakeInASettingsFileStopsTheBuildBeforeItBegins() {
    town.build();
    List<String> before = town.everything();
    town.write("mappings/town/shops/dataset.yaml", "tilte: a\n");
    assertThat(catchThrowableOfType(WorkspaceException.class, town::build).finding().sentence())
        .contains("dataset.yaml", "line 1", "title");
    assertThat(town.everything()).isEqualTo(before);
  }

  @Test
  void aBrokenOntologyStopsTheBuildAndChangesNothing() {
    town.build();
    List<String> before = town.everything();
    town.write("data/shops.csv", "id,name,x,y\n");
    town.write("ontologies/town/ontology.ttl", "no Turtle");
    assertThat(catchThrowableOfType(WorkspaceException.class, town::build).finding().code())
        .isEqualTo("workspace.malformed-ontology");
    assertThat(town.everything()).isEqualTo(before);
  }

  @Test
  void aRuleIsUsedAndAChangedRuleIsUsedAnew() {
    String file = "ontologies/town/rules/trade.srl";
    String rule =
        """
        PREFIX ex: <https://ex.example/>
        # en: what stands on a square trades there
        RULE { ?s ex:tradesOn ?q } WHERE { ?s a ex:Place ; ex:on ?q . ?q a ex:Place }
        """;
    town.write(file, rule);
    assertThat(town.build().inferred()).isEqualTo(5);
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph()))
        .contains("id/town/shops/1 tradesOn id/town/squares/7");
    List<String> before = town.everything();
    assertThat(town.build().inferred()).isZero();
    assertThat(town.everything()).isEqualTo(before);
    // A rule over what is not there, and over any property.
    town.write(
        file,
        rule.replace("RULE {", "RULE { ?q ex:busy true . ")
            + "RULE { ?s ex:meets ?o } WHERE { ?s !(ex:on|ex:meets|ex:busy|ex:tradesOn) ?o . ?o ex:name ?n }"
            + "RULE { ?s ex:free true } WHERE { ?s a ex:Square . NOT { ?t ex:on ?s } }");
    BuildReport report = town.build();
    assertThat(report.lifted()).isEmpty();
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph()))
        .contains(
            "id/town/squares/7 busy \"true\"^^xsd:boolean",
            "id/town/squares/8 free \"true\"^^xsd:boolean",
            "id/link/shop-on-square/b026482647e4a5d49a5a meets id/town/shops/1")
        .doesNotContain("id/town/squares/7 free \"true\"^^xsd:boolean");
    town.delete(file);
    assertThat(town.build().inferred()).isEqualTo(4);
    assertThat(town.graph(TinyWorkspace.IRIS.inferredGraph()))
        .noneMatch(statement -> statement.contains("tradesOn"));
  }

  @Test
  void aRuleThatCannotBeUsedStopsTheBuildBeforeAnythingIsDone() {
    town.build();
    List<String> before = town.everything();
    town.write("data/shops.csv", "id,name,x,y\n1,Other,10,10\n");
    town.write("ontologies/town/rules/bad.srl", "RULE { ?s <p:p> ?q } WHERE { ?s <p:q> ?x }");
    assertThat(catchThrowableOfType(ReasonException.class, town::build))
        .hasMessageContaining("bad.srl, line 1")
        .hasMessageContaining("?q in the head alone");
    assertThat(town.everything()).isEqualTo(before);
  }
}
