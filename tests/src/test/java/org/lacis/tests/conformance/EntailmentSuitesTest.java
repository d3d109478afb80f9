package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.reason.Entailment;
import org.lacis.reason.RuleBook;
import org.lacis.tests.Shared;

/// What follows by the rules of OWL 2 RL and of RDFS, case by case from the suites' own metadata.
class EntailmentSuitesTest {
  private static final String PAGE = "docs/reasoning.md";
  private static final Pattern TYPE = Pattern.compile("testcase\\.type\">([A-Z_]+)<");
  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

  @TestFactory
  Stream<DynamicTest> owl2Rl() throws IOException {
    return collection("rdfbased-owl2rl", "owl2rl", RuleBook.owlRl());
  }

  @TestFactory
  Stream<DynamicTest> rdfs() throws IOException {
    return collection("rdfbased-rdfs", "rdfs", RuleBook.rdfs());
  }

  private static Stream<DynamicTest> collection(String suite, String folder, RuleBook rules)
      throws IOException {
    Path all = Shared.get("suites/reason/owl2-rdfbased").resolve(folder);
    Misses misses = new Misses(PAGE, suite);
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> cases = Files.list(all)) {
      for (Path each : cases.filter(Files::isDirectory).sorted().toList()) {
        String name = each.getFileName().toString();
        Matcher type = TYPE.matcher(Files.readString(each.resolve(name + ".metadata.properties")));
        assertThat(type.find()).as(name).isTrue();
        boolean contradicts = type.group(1).equals("INCONSISTENCY");
        if (!contradicts) {
          assertThat(type.group(1)).isEqualTo("POSITIVE_ENTAILMENT");
        }
        tests.add(
            misses.test(
                name.replace("rdfbased-", ""),
                false,
                () -> run(each.resolve(name).toString(), contradicts, rules)));
      }
    }
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private static void run(String path, boolean contradicts, RuleBook rules) {
    if (contradicts) {
      Entailment all = Entailment.of(graph(Path.of(path + ".graph.ttl"), Lang.TURTLE), rules);
      assertThat(all.clashes()).isNotEmpty();
    } else {
      Entailment all =
          Entailment.of(graph(Path.of(path + ".premisegraph.ttl"), Lang.TURTLE), rules);
      assertThat(all.clashes()).isEmpty();
      assertThat(all.entails(graph(Path.of(path + ".conclusiongraph.ttl"), Lang.TURTLE))).isTrue();
    }
  }

  /// Literals of any text must come in: whether they have a value is for the rules to say.
  private static Graph graph(Path file, Lang lang) {
    return RDFParser.source(file)
        .lang(lang)
        .errorHandler(ErrorHandlerFactory.errorHandlerNoWarnings)
        .toGraph();
  }

  @TestFactory
  Stream<DynamicTest> rdfSemantics() {
    Path folder = Shared.get("suites/reason/rdf-mt");
    Misses misses = new Misses(PAGE, "rdf-mt");
    Model manifest = ModelFactory.createDefaultModel();
    RDFDataMgr.read(manifest, folder.resolve("manifest.ttl").toUri().toString());
    Resource list =
        manifest.listObjectsOfProperty(manifest.createProperty(MF, "entries")).next().asResource();
    List<DynamicTest> tests = new ArrayList<>();
    for (RDFNode each : list.as(org.apache.jena.rdf.model.RDFList.class).asJavaList()) {
      Resource entry = each.asResource();
      String name = text(entry, "name").orElseThrow();
      tests.add(misses.test(name, false, () -> run(entry)));
    }
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private static Optional<String> text(Resource entry, String property) {
    return Optional.ofNullable(entry.getProperty(entry.getModel().createProperty(MF, property)))
        .map(statement ->
            statement.getObject().isLiteral()
                ? statement.getString()
                : statement.getResource().getURI());
  }

  private static void run(Resource entry) {
    boolean positive =
        entry.hasProperty(RDF.type, entry.getModel().createResource(MF + "PositiveEntailmentTest"));
    RuleBook rules =
        text(entry, "entailmentRegime").orElseThrow().equals("simple")
            ? RuleBook.none()
            : RuleBook.rdfs();
    Entailment all = Entailment.of(load(text(entry, "action").orElseThrow()), rules);
    String result = text(entry, "result").orElseThrow();
    boolean found =
        !all.clashes().isEmpty() || (!result.equals("false") && all.entails(load(result)));
    assertThat(found).isEqualTo(positive);
  }

  private static Graph load(String iri) {
    Path file = Path.of(java.net.URI.create(iri));
    return graph(
        file,
        iri.endsWith(".nt") ? Lang.NTRIPLES : iri.endsWith(".ttl") ? Lang.TURTLE : Lang.RDFXML);
  }
}
