package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.reason.Entailment;
import org.lacis.reason.RuleBook;
import org.lacis.tests.Shared;

/// The W3C's test cases of OWL 2 that lie in the profile RL: what follows, what does not, and what
/// contradicts itself, each way a case asks as a test of its own.
class OwlTestCasesTest {
  private static final String TEST = "http://www.w3.org/2007/OWL/testOntology#";

  private static final Pattern ENTITY = Pattern.compile("<!ENTITY (\\w+) '([^']+)'>");

  @TestFactory
  Stream<DynamicTest> casesOfRl() throws IOException {
    Model all = ModelFactory.createDefaultModel();
    // More entities than an XML parser takes from anyone: they are written out.
    String text = Files.readString(Shared.get("suites/reason/owl2-w3c/all.rdf"));
    for (MatchResult entity : ENTITY.matcher(text).results().toList()) {
      text = text.replace("&" + entity.group(1) + ";", entity.group(2));
    }
    RDFParser.create().source(new StringReader(text)).lang(Lang.RDFXML).parse(all);
    Map<String, Resource> ontologies = new HashMap<>();
    all.listSubjectsWithProperty(all.createProperty(TEST, "importedOntologyIRI"))
        .forEach(each ->
            ontologies.put(
                each.getPropertyResourceValue(all.createProperty(TEST, "importedOntologyIRI"))
                    .getURI(),
                each));
    Misses misses = new Misses("docs/reasoning.md", "owl2-w3c");
    List<DynamicTest> tests = new ArrayList<>();
    List<Resource> cases =
        all.listResourcesWithProperty(
                all.createProperty(TEST, "profile"), all.createResource(TEST + "RL"))
            .toList();
    cases.sort((one, other) -> one.getURI().compareTo(other.getURI()));
    assertThat(cases).hasSize(94);
    for (Resource each : cases) {
      for (String kind :
          List.of("PositiveEntailment", "NegativeEntailment", "Consistency", "Inconsistency")) {
        if (each.hasProperty(RDF.type, all.createResource(TEST + kind + "Test"))) {
          String name = each.getURI().replaceAll(".*/", "") + "/" + kind;
          tests.add(misses.test(name, false, () -> run(each, kind, new HashMap<>(ontologies))));
        }
      }
    }
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private static void run(Resource test, String kind, Map<String, Resource> ontologies) {
    Graph premise = GraphFactory.createDefaultGraph();
    assertThat(read(test, "PremiseOntology", premise)).as("a premise in RDF/XML").isTrue();
    imports(premise, ontologies);
    Entailment found = Entailment.of(premise, RuleBook.owlRl());
    switch (kind) {
      case "Consistency" -> assertThat(found.clashes()).isEmpty();
      case "Inconsistency" -> assertThat(found.clashes()).isNotEmpty();
      default -> {
        boolean positive = kind.equals("PositiveEntailment");
        Graph conclusion = GraphFactory.createDefaultGraph();
        assertThat(
                read(test, positive ? "ConclusionOntology" : "NonConclusionOntology", conclusion))
            .as("a conclusion in RDF/XML")
            .isTrue();
        // That a document is an ontology is no part of what it says.
        conclusion
            .find(null, RDF.type.asNode(), OWL.Ontology.asNode())
            .toList()
            .forEach(conclusion::delete);
        assertThat(found.entails(conclusion)).isEqualTo(positive);
      }
    }
  }

  private static boolean read(Resource test, String what, Graph into) {
    Optional<Statement> text =
        Optional.ofNullable(
            test.getProperty(test.getModel().createProperty(TEST, "rdfXml" + what)));
    text.ifPresent(found ->
        RDFParser.create()
            .source(new StringReader(found.getString()))
            .lang(Lang.RDFXML)
            .base("http://example.org/")
            .errorHandler(ErrorHandlerFactory.errorHandlerNoWarnings)
            .parse(into));
    return text.isPresent();
  }

  /// What an ontology imports stands in the file of the cases.
  private static void imports(Graph premise, Map<String, Resource> ontologies) {
    premise
        .find(null, OWL.imports.asNode(), null)
        .toList()
        .forEach(triple -> {
          Resource imported = ontologies.remove(triple.getObject().getURI());
          if (imported != null) {
            read(imported, "InputOntology", premise);
            imports(premise, ontologies);
          }
        });
  }
}
