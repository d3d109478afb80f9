package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.tests.conformance.sparql.Exchange.Request;
import org.lacis.tests.conformance.sparql.Manifest.Case;

/// The protocols of SPARQL 1.1, spoken with a running server: queries go to `/sparql`, updates to
/// `/update`, graphs to `/data?graph=…` and to their own addresses below `/graph/`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SparqlProtocolTest {
  private static final Pattern NUMBER = Pattern.compile("(?<=,)-?[0-9.]+([eE][0-9]+)?(?=,|$)");

  @TempDir private Path folder;
  private Served served;

  @BeforeAll
  void serve() {
    served = new Served();
  }

  @AfterAll
  void stop() {
    served.close();
  }

  @TestFactory
  Stream<DynamicTest> protocol() {
    return new Suite()
        .tests("sparql11", test -> test.type().equals("ProtocolTest"), this::operation);
  }

  /// Results in CSV and TSV are compared as the suite writes them, JSON as what it says.
  @TestFactory
  Stream<DynamicTest> results() {
    return new Suite()
        .tests(
            "sparql11",
            test -> test.manifest().name().matches("sparql11/(csv-tsv-res|json-res)"),
            this::result);
  }

  private void result(Case test) throws IOException {
    served.hold(World.ofQuery(test).data());
    String query = test.find(Manifest.MF + "action", Manifest.QT + "query").orElseThrow().getURI();
    String file = test.find(Manifest.MF + "result").orElseThrow().getURI();
    String type =
        switch (file.replaceFirst(".*\\.", "")) {
          case "csv" -> "text/csv";
          case "tsv" -> "text/tab-separated-values";
          default -> "application/sparql-results+json";
        };
    HttpResponse<byte[]> answer =
        served.send(
            HttpRequest.newBuilder(served.at("/sparql"))
                .header("Accept", type)
                .header("Content-Type", "application/sparql-query")
                .POST(HttpRequest.BodyPublishers.ofFile(Path.of(URI.create(query)))));
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    String found = new String(answer.body(), StandardCharsets.UTF_8);
    if (type.equals("text/csv")) {
      String expected = Files.readString(Path.of(URI.create(file)));
      assertThat(lines(found)).as(test.id()).containsExactlyInAnyOrderElementsOf(lines(expected));
    } else {
      Path copy =
          Files.writeString(folder.resolve("answer." + file.replaceFirst(".*\\.", "")), found);
      Result.read(file, false).checkSame(Result.read(copy.toUri().toString(), false), test.id());
    }
  }

  /// Names of blank nodes and ways to write a number are free.
  private static List<String> lines(String csv) {
    return csv.lines()
        .map(line ->
            NUMBER
                .matcher(line.replaceAll("_:\\w+", "_:"))
                .replaceAll(number -> Double.valueOf(number.group()).toString()))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> graphStore() {
    return new Suite()
        .tests(
            "sparql11",
            test -> test.manifest().name().endsWith("/graph-store-protocol"),
            this::graphs);
  }

  private void operation(Case test) throws IOException {
    DatasetGraph data = DatasetGraphFactory.create();
    for (Node graph : test.manifest().all(test.node(), Manifest.UT + "graphData")) {
      World.graphData(test.manifest(), graph, data);
    }
    served.hold(data);
    boolean update = test.id().contains("#update_") || test.id().matches(".*#bad_.*update.*");
    new Exchange(served, test, request -> placed(request, update)).run();
  }

  private static Request placed(Request request, boolean update) {
    boolean asks = request.type().equals("application/sparql-query");
    return request.to(request.path().replace("/sparql/", update && !asks ? "/update" : "/sparql"));
  }

  private void graphs(Case test) throws IOException {
    served.hold(DatasetGraphFactory.create());
    boolean direct = test.id().endsWith("direct") && !test.id().endsWith("indirect");
    new Exchange(
            served,
            test,
            request ->
                request.to(request.path().replaceFirst("^/gsp", direct ? "/graph" : "/data")))
        .run();
  }
}
