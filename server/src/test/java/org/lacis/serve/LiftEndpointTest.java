package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.ingest.Intake;
import org.lacis.ingest.Workspace;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;

/// Data sent to `/lift`: answered with counts, findings and statements, or taken into a graph.
final class LiftEndpointTest {
  private static final String LIFT = "the key for lifting";
  private static final String CSV = "id,height\n1,5.5\n2,tall\n3,7\n";

  @TempDir private Path folder;
  private final TwinStore store = TwinStore.memory();
  private final HttpClient client = HttpClient.newHttpClient();
  private TwinServer server;

  @BeforeEach
  void aWorkspace() throws IOException {
    Files.writeString(
        folder.resolve("twin.yaml"),
        """
        base: https://jumeaux.example/
        twins:
          local: {label: {en: Local}}
        limits: {lift: 200KB}
        """);
    dataset("trees", "id");
    dataset("readings", "json");
    server =
        TwinServer.start(
            ServedTwin.settings(Duration.ofSeconds(20)),
            store,
            new TwinServer.Workshop(
                Optional.of(
                    new TwinServer.Lifting(
                        new Intake(Workspace.open(folder), new Sources(StandardFormats.all())),
                        Optional.of(AdminKey.ofKey(LIFT)))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private void dataset(String name, String kind) throws IOException {
    Path dataset = Files.createDirectories(folder.resolve("mappings/local/" + name));
    Files.writeString(dataset.resolve("dataset.yaml"), "title: {en: " + name + "}\n");
    Files.writeString(
        dataset.resolve("mapping.ttl"),
        """
        @prefix rml: <http://w3id.org/rml/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <#one> a rml:TriplesMap ;
          rml:logicalSource [ %s rml:source [ a rml:RelativePathSource ; rml:path "%s" ] ] ;
          rml:subjectMap [ rml:template "https://jumeaux.example/id/%s/{id}" ] ;
          rml:predicateObjectMap [ rml:predicate <https://w3id.org/lacis#height> ;
            rml:objectMap [ rml:reference "height" ; rml:datatype xsd:decimal ] ] .
        """
            .formatted(
                kind.equals("json")
                    ? "rml:referenceFormulation rml:JSONPath ; rml:iterator \"$[*]\" ;"
                    : "rml:referenceFormulation rml:CSV ;",
                name,
                name));
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  private HttpResponse<String> post(
      String path, String type, String key, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).POST(body);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String type, String key, String body)
      throws IOException, InterruptedException {
    return post(path, type, key, BodyPublishers.ofString(body));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void countsFindingsAndStatements() throws Exception {
    HttpResponse<String> answer = post("/lift/local/trees", "text/csv", LIFT, CSV);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode told = json(answer);
    assertThat(told.get("records").asInt()).isEqualTo(3);
    assertThat(told.get("written").asInt()).isEqualTo(2);
    assertThat(told.get("rules").get(0).get("skipped").get("lift.ill-typed").asInt()).isEqualTo(1);
    JsonNode finding = told.get("findings").get(0).get("examples").get(0);
    assertThat(finding.get("source").asText()).isEqualTo("the data that were sent");
    assertThat(finding.get("line").asInt()).isEqualTo(3);
    assertThat(finding.get("field").asText()).isEqualTo("height");
    assertThat(finding.get("rule").get("name").asText()).isEqualTo("one");
    assertThat(told.get("quads").asText().lines())
        .containsExactlyInAnyOrder(
            "<https://jumeaux.example/id/trees/1> <https://w3id.org/lacis#height>"
                + " \"5.5\"^^<http://www.w3.org/2001/XMLSchema#decimal> .",
            "<https://jumeaux.example/id/trees/3> <https://w3id.org/lacis#height>"
                + " \"7\"^^<http://www.w3.org/2001/XMLSchema#decimal> .");
    assertThat(store.status().graphs()).isEmpty();
  }

  @Test
  void statementsAlone() throws Exception {
    HttpResponse<String> answer =
        post(
            "/lift/local/trees",
            "text/csv; charset=utf-8",
            "",
            BodyPublishers.ofString(CSV),
            "X-API-Key",
            LIFT,
            "Accept",
            "application/n-quads");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("n-quads");
    assertThat(answer.headers().firstValue("Lacis-Records")).hasValue("3");
    assertThat(answer.headers().firstValue("Lacis-Findings")).hasValue("1");
    assertThat(answer.body().lines()).hasSize(2);
  }

  @Test
  void linesOfJsonForAMappingOfAnArray() throws Exception {
    HttpResponse<String> answer =
        post(
            "/lift/local/readings",
            "application/x-ndjson",
            LIFT,
            "{\"id\":1,\"height\":5}\n{\"id\":2,\"height\n{\"id\":3,\"height\":7}\n");
    assertThat(json(answer).get("written").asInt()).as(answer.body()).isEqualTo(2);
    assertThat(answer.body()).contains("source.malformed-json");
    assertThat(
            json(post(
                    "/lift/local/readings", "application/json", LIFT, "[{\"id\":1,\"height\":5}]"))
                .get("written")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void intoTheGraphOfTheDataset() throws Exception {
    HttpResponse<String> answer = post("/lift/local/trees?store", "text/csv", LIFT, CSV);
    JsonNode told = json(answer);
    assertThat(told.get("graph").asText()).isEqualTo("https://jumeaux.example/graph/local/trees");
    assertThat(told.get("added").asInt()).isEqualTo(2);
    assertThat(told.has("quads")).isFalse();
    assertThat(store.status().graphs())
        .isEqualTo(Map.of("https://jumeaux.example/graph/local/trees", 2L));
    post("/lift/local/trees?store", "text/csv", LIFT, "id,height\n9,1\n");
    assertThat(store.status().graphs())
        .isEqualTo(Map.of("https://jumeaux.example/graph/local/trees", 3L));

    String other = "/lift/local/trees?graph=urn:other";
    assertThat(post(other, "text/csv", LIFT, CSV).statusCode()).isEqualTo(403);
    assertThat(post(other, "text/csv", ServedTwin.KEY, CSV).statusCode()).isEqualTo(200);
    assertThat(
            store.<Boolean>read(
                view -> view.dataset().containsGraph(NodeFactory.createURI("urn:other"))))
        .isTrue();
  }

  @Test
  void refusals() throws Exception {
    HttpResponse<String> none = post("/lift/local/trees", "text/csv", "", CSV);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(post("/lift/local/trees", "text/csv", "wrong", CSV).statusCode()).isEqualTo(403);

    HttpResponse<String> absent = post("/lift/local/tree", "text/csv", LIFT, CSV);
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body()).contains("Did you mean local/trees?");

    HttpResponse<String> type = post("/lift/local/trees", "application/json", LIFT, "[]");
    assertThat(type.statusCode()).isEqualTo(415);
    assertThat(type.body()).contains("text/csv", "the mapping reads CSV");
    assertThat(
            post(
                    "/lift/local/trees",
                    "text/csv",
                    LIFT,
                    BodyPublishers.ofString(CSV),
                    "Content-Encoding",
                    "br")
                .statusCode())
        .isEqualTo(415);

    HttpResponse<String> column = post("/lift/local/trees", "text/csv", LIFT, "id,hight\n1,5\n");
    assertThat(column.statusCode()).isEqualTo(422);
    assertThat(column.body())
        .contains(
            "lift.unknown-reference",
            "Did you mean",
            "hight",
            "\"mappings/local/trees/mapping.ttl\"")
        .doesNotContain("/tmp/", "Exception");
    HttpResponse<String> nothing = post("/lift/local/trees", "text/csv", LIFT, "id,height\n1,x\n");
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(nothing.body()).contains("serve.nothing-lifted", "lift.ill-typed");
    assertThat(post("/lift/local/trees", "text/csv", LIFT, "").statusCode()).isEqualTo(422);
  }

  @Test
  void tooMuch() throws Exception {
    byte[] large = ("id,height\n" + "1,5\n".repeat(60_000)).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> stated =
        post("/lift/local/trees", "text/csv", LIFT, BodyPublishers.ofByteArray(large));
    assertThat(stated.statusCode()).isEqualTo(413);
    assertThat(stated.body()).contains("limits: lift");
    // without a length, and packed: what counts is what comes out
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(large);
    }
    assertThat(
            post(
                    "/lift/local/trees",
                    "text/csv",
                    LIFT,
                    BodyPublishers.ofInputStream(() -> stream(packed.toByteArray())),
                    "Content-Encoding",
                    "gzip")
                .statusCode())
        .isEqualTo(413);
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(small)) {
      out.write(CSV.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(
            post(
                    "/lift/local/trees",
                    "text/csv",
                    LIFT,
                    BodyPublishers.ofByteArray(small.toByteArray()),
                    "Content-Encoding",
                    "gzip")
                .statusCode())
        .isEqualTo(200);
  }

  private static InputStream stream(byte[] bytes) {
    return new java.io.ByteArrayInputStream(bytes);
  }
}
