package org.lacis.tests.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.link.rule.LinkRule;
import org.lacis.tests.Shared;

/// The rules of the project, written as RDF, meet the shapes of a rule and use terms that are
/// defined.
class RuleShapesTest {
  private static final String NS = "https://w3id.org/lacis/link#";

  @TestFactory
  Stream<DynamicTest> everyRuleOfTheProjectMeetsTheShapes() {
    Shapes shapes = Shapes.parse(file("shapes.ttl"));
    Graph ontology = file("ontology.ttl");
    return Stream.of("mappings/links", "mappings/sample/links")
        .flatMap(folder -> LinkRule.readAll(Shared.project().resolve(folder)).stream())
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.name(),
                () -> {
                  Graph graph = GraphFactory.createDefaultGraph();
                  Node node =
                      NodeFactory.createURI("https://jumeaux.example/id/rule/" + rule.name());
                  rule.triples(node).forEach(graph::add);
                  ValidationReport report = ShaclValidator.get().validate(shapes, graph);
                  if (!report.conforms()) {
                    ShLib.printReport(report);
                  }
                  assertThat(report.conforms()).isTrue();
                  assertThat(terms(graph))
                      .allSatisfy(term ->
                          assertThat(
                                  ontology.contains(
                                      NodeFactory.createURI(term), RDFS.label.asNode(), Node.ANY))
                              .as(term)
                              .isTrue());
                }));
  }

  private static Set<String> terms(Graph graph) {
    Set<String> terms = new TreeSet<>();
    graph
        .find()
        .forEachRemaining(triple -> {
          for (Node node : new Node[] {triple.getPredicate(), triple.getObject()}) {
            if (node.isURI() && node.getURI().startsWith(NS)) {
              terms.add(node.getURI());
            }
          }
        });
    return terms;
  }

  private static Graph file(String name) {
    return RDFDataMgr.loadGraph(
        Shared.project().resolve("ontologies/link").resolve(name).toUri().toString());
  }
}
