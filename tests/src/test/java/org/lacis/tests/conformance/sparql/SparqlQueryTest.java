package org.lacis.tests.conformance.sparql;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.store.TwinStore;
import org.lacis.tests.conformance.sparql.Manifest.Case;

/// Query evaluation of SPARQL 1.0, 1.1 and 1.2, by our engine over a store of ours.
///
/// The suite's default graph is apart from its named graphs; ours shows the union. So the default
/// data lie in `graph/default`, and a case is asked with a description of the suite's dataset:
/// `FROM <graph/default>`, and `FROM NAMED` for each named graph. Where the case has no named
/// graphs and does not look for any, the union is that same dataset: it is asked a second time
/// without a description, which is how visitors ask and how the spatial plan comes in.
final class SparqlQueryTest {
  private static final Set<String> NOT_HERE = Set.of("sparql11/entailment", "sparql11/service");

  /// A query that looks for graphs by their names.
  private static final Pattern NAMES = Pattern.compile("(?i)\\bgraph\\s*[<?$:\\w]");

  @TestFactory
  Stream<DynamicTest> sparql10() {
    return evaluations("sparql10");
  }

  @TestFactory
  Stream<DynamicTest> sparql11() {
    return evaluations("sparql11");
  }

  @TestFactory
  Stream<DynamicTest> sparql12() {
    return evaluations("sparql12");
  }

  private static Stream<DynamicTest> evaluations(String suite) {
    return new Suite()
        .tests(
            suite,
            test ->
                test.type().equals("QueryEvaluationTest")
                    && !NOT_HERE.contains(test.manifest().name()),
            SparqlQueryTest::evaluate);
  }

  private static void evaluate(Case test) throws IOException {
    Node file =
        test.find(Manifest.MF + "action", Manifest.QT + "query")
            .or(() -> test.find(Manifest.MF + "action"))
            .orElseThrow();
    Result expected =
        Result.read(
            test.find(Manifest.MF + "result").orElseThrow().getURI(),
            test.find(Manifest.MF + "resultCardinality").isPresent());
    World world = World.ofQuery(test);
    String text = Files.readString(Path.of(URI.create(file.getURI())));
    Query query = QueryFactory.create(text, file.getURI(), Syntax.syntaxARQ);
    Stream.concat(query.getGraphURIs().stream(), query.getNamedGraphURIs().stream())
        .distinct()
        .forEach(from -> RDFDataMgr.read(world.data().getGraph(Manifest.node(from)), from));
    try (TwinStore store = world.store()) {
      if (world.names().isEmpty() && !NAMES.matcher(text).find()) {
        expected.check(store, query, test.id() + " over the union");
      }
      Query described = QueryFactory.create(text, file.getURI(), Syntax.syntaxARQ);
      if (!described.hasDatasetDescription()) {
        described.addGraphURI(World.DEFAULT.getURI());
        world.names().forEach(name -> described.addNamedGraphURI(name.getURI()));
      }
      expected.check(store, described, test.id() + " over the described dataset");
    }
  }
}
