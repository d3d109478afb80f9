package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;
import org.lacis.validate.Result;
import org.lacis.validate.Validator;
import org.lacis.vocabulary.Finding;

/// W3C's test suite of SHACL Core and SHACL-SPARQL, case by case from its manifests. Results are
/// compared in all that the suite says of them; a query that SHACL forbids has to be told.
class ShaclSuiteTest {
  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
  private static final String SHT = "http://www.w3.org/ns/shacl-test#";
  private static final int CASES = 121;

  /// Files that are read, each once: what is expected may name a blank node of the shapes.
  private final Map<String, Graph> files = new HashMap<>();

  private record Case(Graph manifest, Node entry, String name) {}

  @TestFactory
  Stream<DynamicTest> shacl() throws IOException {
    Path folder = Shared.get("suites/reason/shacl/tests").toRealPath();
    List<Case> cases = new ArrayList<>();
    String base = folder.toUri().toString();
    collect(folder.resolve("manifest.ttl").toUri().toString(), base, cases);
    // One case stands in no manifest.
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".ttl")).sorted().toList()) {
        if (!files.containsKey(file.toUri().toString())) {
          collect(file.toUri().toString(), base, cases);
        }
      }
    }
    Misses misses = new Misses("docs/validation.md", "shacl");
    List<DynamicTest> tests = new ArrayList<>();
    for (Case each : cases) {
      tests.add(misses.test(each.name, false, () -> run(each)));
    }
    tests.add(misses.pageIsUpToDate());
    tests.add(
        DynamicTest.dynamicTest(
            "all cases are there",
            () -> assertThat(cases.stream().map(Case::name).distinct()).hasSize(CASES)));
    return tests.stream();
  }

  private void collect(String manifest, String base, List<Case> cases) {
    Graph graph = file(manifest);
    Node self = NodeFactory.createURI(manifest);
    for (Node included : sorted(G.listSP(graph, self, mf("include")))) {
      collect(included.getURI(), base, cases);
    }
    for (Node list : G.listSP(graph, self, mf("entries"))) {
      for (Node entry : G.rdfList(graph, list)) {
        assertThat(G.contains(graph, entry, RDF.type.asNode(), sht("Validate"))).isTrue();
        cases.add(new Case(graph, entry, entry.getURI().substring(base.length())));
      }
    }
  }

  private static List<Node> sorted(List<Node> nodes) {
    return nodes.stream().sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
  }

  private static Node mf(String name) {
    return NodeFactory.createURI(MF + name);
  }

  private static Node sht(String name) {
    return NodeFactory.createURI(SHT + name);
  }

  private Graph file(String uri) {
    return files.computeIfAbsent(
        uri,
        _ ->
            RDFParser.source(uri)
                .errorHandler(ErrorHandlerFactory.errorHandlerNoWarnings)
                .toGraph());
  }

  private void run(Case each) {
    Node action = G.getOneSP(each.manifest, each.entry, mf("action"));
    Graph data = file(G.getOneSP(each.manifest, action, sht("dataGraph")).getURI());
    Graph shapes = file(G.getOneSP(each.manifest, action, sht("shapesGraph")).getURI());
    Node expected = G.getOneSP(each.manifest, each.entry, mf("result"));
    Validator validator = new Validator(shapes, "en");
    if (expected.equals(sht("Failure"))) {
      assertThat(validator.shapeFindings())
          .extracting(Finding::code)
          .containsExactly("validate.broken-shape");
      return;
    }
    assertThat(validator.shapeFindings()).isEmpty();
    List<Result> results = new ArrayList<>();
    validator.results(data, results::add);
    Graph manifest = each.manifest;
    boolean conforms = G.contains(manifest, expected, SHACL.conforms, NodeConst.nodeTrue);
    assertThat(results.isEmpty()).isEqualTo(conforms);
    List<String> wanted = new ArrayList<>();
    Set<Node> withConstraint = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    Set<String> messages = new TreeSet<>();
    for (Node result : G.listSP(manifest, expected, SHACL.result)) {
      Node path = G.getZeroOrOneSP(manifest, result, SHACL.resultPath);
      Node constraint = G.getZeroOrOneSP(manifest, result, SHACL.sourceConstraint);
      if (constraint != null) {
        withConstraint.add(constraint);
      }
      G.listSP(manifest, result, SHACL.resultMessage)
          .forEach(message -> messages.add(message.toString()));
      wanted.add(
          line(
              G.getOneSP(manifest, result, SHACL.focusNode),
              path == null ? null : ShaclPaths.parsePath(manifest, path).toString(),
              G.getZeroOrOneSP(manifest, result, SHACL.value),
              G.getOneSP(manifest, result, SHACL.sourceShape),
              G.getOneSP(manifest, result, SHACL.sourceConstraintComponent),
              G.getOneSP(manifest, result, SHACL.resultSeverity)));
    }
    assertThat(
            results.stream()
                .map(result ->
                    line(
                        result.focus(),
                        result.path() == null ? null : result.path().toString(),
                        result.value(),
                        result.shape(),
                        result.component(),
                        result.severity()))
                .toList())
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(
            results.stream()
                .flatMap(result -> result.messages().stream())
                .map(Node::toString)
                .collect(Collectors.toSet()))
        .containsAll(messages);
    if (!withConstraint.isEmpty()) {
      assertThat(results).extracting(Result::constraint).hasSameElementsAs(withConstraint);
    }
  }

  /// Blank nodes by their labels: all that can be named here are of files that were read once.
  private static String line(@Nullable Object... parts) {
    return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(" | "));
  }
}
