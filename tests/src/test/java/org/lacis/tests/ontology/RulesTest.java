package org.lacis.tests.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.lacis.reason.Entailment;
import org.lacis.reason.UserRules;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Lacis;

/// The rules of the shared ontologies.
class RulesTest {
  static {
    JenaSystem.init();
  }

  private static final Path ONTOLOGIES = Shared.project().resolve("ontologies");

  private static Node lacis(String name) {
    return NodeFactory.createURI(Lacis.NS + name);
  }

  private static Node thing(String name) {
    return NodeFactory.createURI("https://twin.example/" + name);
  }

  @Test
  void everyRuleIsSafeAndTellsItselfInFrenchAndEnglish() throws IOException {
    try (Stream<Path> files = Files.walk(ONTOLOGIES)) {
      List<Path> rules = files.filter(UserRules::isRules).toList();
      assertThat(rules).isNotEmpty();
      for (Path file : rules) {
        assertThat(UserRules.read(file))
            .as(file.toString())
            .isNotEmpty()
            .allSatisfy(rule -> assertThat(rule.words()).containsKeys("fr", "en"));
      }
      UserRules.with(rules);
    }
  }

  @Test
  void aPartOfABuildingIsExposedToWhatItsBuildingIsExposedTo() {
    Graph graph =
        RDFDataMgr.loadGraph(ONTOLOGIES.resolve("territory/ontology.ttl").toUri().toString());
    Node type = RDF.type.asNode();
    graph.add(thing("hall"), type, lacis("BuildingPart"));
    graph.add(thing("hall"), lacis("partOf"), thing("school"));
    graph.add(thing("school"), type, lacis("Building"));
    graph.add(thing("school"), lacis("exposedTo"), thing("flood"));
    graph.add(thing("district"), type, lacis("BuildingPart"));
    graph.add(thing("district"), lacis("partOf"), thing("town"));
    graph.add(thing("town"), type, lacis("Commune"));
    graph.add(thing("town"), lacis("exposedTo"), thing("flood"));
    Set<Triple> inferred = new HashSet<>();
    Entailment.of(graph, UserRules.with(List.of(ONTOLOGIES.resolve("territory/rules/parts.srl"))))
        .inferred(inferred::add);
    assertThat(inferred)
        .contains(
            Triple.create(thing("hall"), lacis("exposedTo"), thing("flood")),
            Triple.create(thing("flood"), lacis("exposes"), thing("hall")))
        .doesNotContain(Triple.create(thing("district"), lacis("exposedTo"), thing("flood")));
  }
}
