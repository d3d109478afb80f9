package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.modify.request.UpdateModify;
import org.apache.jena.update.UpdateFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.query.Update;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.tests.Quads;
import org.lacis.tests.conformance.sparql.Manifest.Case;

/// Updates of SPARQL 1.1 and 1.2, over a store of ours as a graph store, whose unnamed graph is
/// `graph/default`.
///
/// The suite's patterns see the default graph apart from the named graphs, ours see the union. So
/// where there are named graphs, a case whose request does not say which ones it reads (`WITH`,
/// `USING`) is given the suite's dataset in the way that the protocol has for it, `using-graph-uri`
/// and `using-named-graph-uri`. Where there are none the union is that dataset.
final class SparqlUpdateTest {
  @TestFactory
  Stream<DynamicTest> sparql11() {
    return updates("sparql11");
  }

  @TestFactory
  Stream<DynamicTest> sparql12() {
    return updates("sparql12");
  }

  private static Stream<DynamicTest> updates(String suite) {
    return new Suite()
        .tests(suite, test -> test.type().equals("UpdateEvaluationTest"), SparqlUpdateTest::update);
  }

  private static void update(Case test) throws IOException {
    String file = test.find(Manifest.MF + "action", Manifest.UT + "request").orElseThrow().getURI();
    String text = Files.readString(Path.of(URI.create(file)));
    Update update = Update.of(text, file);
    World before = World.ofUpdate(test, Manifest.MF + "action");
    World after = World.ofUpdate(test, Manifest.MF + "result");
    List<Node> named = Stream.concat(before.names().stream(), made(text, file)).toList();
    boolean plain = update.namesItsDataset() || before.names().isEmpty();
    try (TwinStore store = before.store()) {
      TwinDataset naming = store.dataset().writingDefaultTo(World.DEFAULT);
      store.<Boolean>write(_ -> {
        (plain ? update : update.over(List.of(World.DEFAULT), named)).apply(naming);
        return true;
      });
      assertThat(Quads.difference(after.data(), World.of(store).data())).as(test.id()).isEmpty();
    }
  }

  /// The graphs that a request inserts into, and may look at afterwards.
  private static Stream<Node> made(String text, String base) {
    return UpdateFactory.create(text, base).getOperations().stream()
        .filter(UpdateModify.class::isInstance)
        .flatMap(modify -> ((UpdateModify) modify).getInsertQuads().stream())
        .map(Quad::getGraph)
        .filter(graph -> graph.isURI() && !Quad.isDefaultGraph(graph))
        .distinct();
  }
}
