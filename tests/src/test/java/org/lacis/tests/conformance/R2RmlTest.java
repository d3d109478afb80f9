package org.lacis.tests.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.lacis.tests.Shared;

/// The test cases of R2RML on a PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class R2RmlTest {
  private static final String NS = "http://purl.org/NET/rdb2rdf-test#";

  private LiftDatabases databases = new LiftDatabases();

  @BeforeAll
  void open() {
    databases = new LiftDatabases();
  }

  @AfterAll
  void close() throws IOException {
    databases.close();
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    Path folder = Shared.get("suites/rml/r2rml");
    Graph manifest = RDFParser.source(folder.resolve("manifest.ttl")).toGraph();
    Misses misses = new Misses("r2rml");
    List<DynamicTest> tests = new ArrayList<>();
    manifest
        .find(Node.ANY, term("mappingDocument"), Node.ANY)
        .mapWith(triple -> triple.getSubject())
        .toList()
        .stream()
        .sorted(Comparator.comparing(Node::getURI))
        .forEach(node -> {
          String name = node.getURI().replaceFirst("^.*#", "");
          boolean mustFail = text(manifest, node, "hasExpectedOutput").equals("false");
          Path one = folder.resolve("test-cases").resolve(name);
          if (Files.isDirectory(one)) {
            tests.add(misses.test(name, mustFail, () -> check(folder, manifest, node, mustFail)));
          }
        });
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private void check(Path folder, Graph manifest, Node node, boolean mustFail) throws Exception {
    Path one = folder.resolve("test-cases").resolve(node.getURI().replaceFirst("^.*#", ""));
    Node database = object(manifest, node, "database");
    Path script = folder.resolve("databases").resolve(text(manifest, database, "sqlScriptFile"));
    Path own = script.resolveSibling(script.getFileName().toString().replace(".", "-postgresql."));
    Optional<Path> expected =
        mustFail ? Optional.empty() : Optional.of(one.resolve(text(manifest, node, "output")));
    new LiftCase(
            one.resolve(text(manifest, node, "mappingDocument")),
            expected,
            "http://example.com/base/",
            databases.postgres(Files.exists(own) ? own : script))
        .check();
  }

  private static Node term(String name) {
    return NodeFactory.createURI(NS + name);
  }

  private static Node object(Graph graph, Node node, String property) {
    return graph.find(node, term(property), Node.ANY).next().getObject();
  }

  private static String text(Graph graph, Node node, String property) {
    return object(graph, node, property).getLiteralLexicalForm();
  }
}
