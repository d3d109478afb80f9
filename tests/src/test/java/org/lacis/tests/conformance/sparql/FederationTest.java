package org.lacis.tests.conformance.sparql;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.store.TwinStore;
import org.lacis.tests.conformance.sparql.Manifest.Case;

/// Federated queries of SPARQL 1.1: the services of a case are servers of ours on this machine,
/// whose addresses are put in the place of the ones that the suite invented.
final class FederationTest {
  @TestFactory
  Stream<DynamicTest> federation() {
    return new Suite()
        .tests(
            "sparql11",
            test -> test.manifest().name().equals("sparql11/service"),
            FederationTest::ask);
  }

  private static void ask(Case test) throws IOException {
    String file = test.find(Manifest.MF + "action", Manifest.QT + "query").orElseThrow().getURI();
    String result = test.find(Manifest.MF + "result").orElseThrow().getURI();
    String text = Files.readString(Path.of(URI.create(file)));
    String expected = Files.readString(Path.of(URI.create(result)));
    World world = World.ofQuery(test);
    List<Served> services = new ArrayList<>();
    Path answer = Files.createTempFile("expected", result.replaceFirst(".*\\.", "."));
    try {
      for (Node service : test.all(Manifest.MF + "action", Manifest.QT + "serviceData")) {
        Served served = new Served();
        services.add(served);
        Manifest manifest = test.manifest();
        String address = manifest.find(service, Manifest.QT + "endpoint").orElseThrow().getURI();
        String ours = served.at("/sparql").toString();
        served.hold(data(manifest, service));
        text = text.replace("<" + address + ">", "<" + ours + ">");
        expected = expected.replace(">" + address + "<", ">" + ours + "<");
        world = new World(moved(world.data(), address, ours));
      }
      Files.writeString(answer, expected);
      try (TwinStore store = world.store()) {
        Result.read(answer.toUri().toString(), false)
            .check(store, QueryFactory.create(text, file), test.id());
      }
    } finally {
      services.forEach(Served::close);
      Files.deleteIfExists(answer);
    }
  }

  private static DatasetGraph data(Manifest manifest, Node service) {
    DatasetGraph data = DatasetGraphFactory.create();
    manifest
        .all(service, Manifest.QT + "data")
        .forEach(file -> RDFDataMgr.read(data, file.getURI()));
    return data;
  }

  private static DatasetGraph moved(DatasetGraph data, String address, String ours) {
    DatasetGraph moved = DatasetGraphFactory.create();
    data.find()
        .forEachRemaining(quad ->
            moved.add(
                quad.getGraph(),
                quad.getSubject(),
                quad.getPredicate(),
                quad.getObject().equals(Manifest.node(address))
                    ? Manifest.node(ours)
                    : quad.getObject()));
    return moved;
  }
}
