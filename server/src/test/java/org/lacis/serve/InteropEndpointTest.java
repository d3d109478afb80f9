package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.interop.InteropCheck;
import org.lacis.interop.Reachable;
import org.lacis.outbound.EgressRules;
import org.lacis.serve.interop.Checks;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// Checks over HTTP: who may start one, what is answered meanwhile and afterwards, what is kept.
final class InteropEndpointTest {
  private static final String BEARER = "Bearer " + ServedTwin.KEY;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static final TwinStore STORE = TwinStore.memory();
  private static Checks checks;
  private static ServedTwin twin;

  @BeforeAll
  static void serve() {
    checks = checks();
    twin = new ServedTwin(Duration.ofSeconds(20), checks);
  }

  private static Checks checks() {
    return new Checks(
        new InteropCheck(List.of(new Reachable())),
        STORE,
        new TwinIris(ServedTwin.BASE),
        "Valbrune",
        EgressRules.standard().withPrivate("127.0.0.0/8"),
        folder);
  }

  @AfterAll
  static void close() {
    twin.close();
    checks.close();
    STORE.close();
  }

  private HttpResponse<String> start(String json) throws Exception {
    return twin.post(
        "/interop/checks",
        "application/json",
        json,
        "Authorization",
        BEARER,
        "Accept",
        "application/json");
  }

  /// Starts a check and waits until it is over.
  private String made(String json) throws Exception {
    HttpResponse<String> started = start(json);
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String place = ServedTwin.header(started, "Location");
    for (int i = 0; i < 600; i++) {
      JsonNode now = JSON.readTree(twin.get(place, "Accept", "application/json").body());
      if (now.path("format").asText().equals("lacis-check/1")
          || now.path("state").asText().equals("failed")) {
        return place;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not made in thirty seconds");
  }

  private String own() {
    return "{\"url\":\"" + twin.at("/sparql") + "\"}";
  }

  @Test
  void onlyWhoHasTheKeyStartsACheck() throws Exception {
    int before = checks.list().size();
    assertThat(twin.post("/interop/checks", "application/json", own()).statusCode()).isEqualTo(401);
    assertThat(
            twin.post("/interop/checks", "application/json", own(), "Authorization", "Bearer guess")
                .statusCode())
        .isEqualTo(401);
    assertThat(
            twin.post(
                    "/interop/checks",
                    "application/x-www-form-urlencoded",
                    "url=" + URLEncoder.encode(twin.at("/").toString(), StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(401);
    assertThat(checks.list()).hasSize(before);
  }

  @Test
  void aCheckIsHadInEveryForm() throws Exception {
    String place = made(own());
    JsonNode json = JSON.readTree(twin.get(place, "Accept", "application/json").body());
    assertThat(json.path("subject").path("kind").asText()).isEqualTo("sparql");
    assertThat(json.path("counts").path("passed").asInt()).isEqualTo(1);
    assertThat(json.path("against").asText()).isEqualTo("Valbrune");
    for (String form : List.of("ttl", "nt", "jsonld", "rdf")) {
      HttpResponse<String> answer = twin.get(place + "?form=" + form);
      assertThat(answer.statusCode()).as(form).isEqualTo(200);
    }
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(twin.get(place, "Accept", "text/turtle").body(), Lang.TURTLE).parse(graph);
    assertThat(graph.isEmpty()).isFalse();
    assertThat(twin.get(place + "?form=junit").body()).contains("<testsuites");
    assertThat(twin.get(place + "?form=text").body()).contains("protocol.reachable");
    HttpResponse<String> badge = twin.get(place + "/badge.svg");
    assertThat(ServedTwin.header(badge, "Content-Type")).startsWith("image/svg+xml");
    assertThat(badge.body()).startsWith("<svg");
    String page = twin.get(place, "Accept", "text/html", "Accept-Language", "fr").body();
    assertThat(page).contains("Niveau").contains("L’adresse répond").contains("form=junit");
    assertThat(twin.get(place + "?form=pdf").statusCode()).isEqualTo(400);
    assertThat(twin.get("/interop/checks", "Accept", "text/html").body()).contains(place);
    assertThat(twin.get("/interop/checks?form=json").body()).contains("\"state\" : \"done\"");
  }

  @Test
  void theExchangeIsForWhoHasTheKey() throws Exception {
    String place = made(own());
    assertThat(twin.get(place + "/exchange").statusCode()).isEqualTo(401);
    assertThat(twin.get(place + "/exchange", "Authorization", BEARER).statusCode()).isEqualTo(200);
  }

  @Test
  void twoChecksAreComparedAndPaired() throws Exception {
    String first = made(own());
    String second = made(own().replace("}", ",\"profile\":\"ogc\"}"));
    String other = second.replaceFirst(".*/", "");
    JsonNode compared =
        JSON.readTree(twin.get(first + "/compare/" + other, "Accept", "application/json").body());
    assertThat(compared.path("same").asInt()).isEqualTo(1);
    assertThat(twin.get(first + "/compare/" + other, "Accept", "text/html").statusCode())
        .isEqualTo(200);
    JsonNode pair =
        JSON.readTree(twin.get(first + "/pair/" + other, "Accept", "application/json").body());
    assertThat(pair.path("directions")).hasSize(2);
    assertThat(twin.get(first + "/pair/" + other, "Accept", "text/html").body()).contains("pair");
    // the partner's own report on us, sent along
    String theirs = twin.get(second + "?form=json").body();
    assertThat(
            twin.post(
                    first + "/pair",
                    "application/json",
                    theirs,
                    "Authorization",
                    BEARER,
                    "Accept",
                    "application/json")
                .body())
        .contains("lacis-check-pair/1");
    assertThat(twin.post(first + "/pair", "application/json", theirs).statusCode()).isEqualTo(401);
    assertThat(
            twin.post(first + "/pair", "application/json", "{}", "Authorization", BEARER)
                .statusCode())
        .isEqualTo(400);
    assertThat(twin.get(first + "/pair/none").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    for (String body :
        List.of(
            "{",
            "[]",
            "{}",
            "{\"url\":\"ftp://x.example/\"}",
            "{\"url\":\"http://\"}",
            "{\"url\":\"http://x.example/\",\"kind\":\"cake\"}",
            "{\"url\":\"http://x.example/\",\"profile\":\"/etc/passwd.yaml\"}",
            "{\"url\":\"http://x.example/\",\"budget\":{\"requests\":1000000}}",
            "{\"url\":\"http://x.example/\",\"budget\":{\"requests\":\"many\"}}",
            "{\"url\":\"http://x.example/\",\"colour\":1}",
            "{\"url\":\"http://x.example/" + "a".repeat(3000) + "\"}")) {
      HttpResponse<String> answer = start(body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(ServedTwin.header(answer, "Content-Type")).startsWith("application/problem+json");
    }
    assertThat(twin.get("/interop/checks/none").statusCode()).isEqualTo(404);
    assertThat(twin.get("/interop/checks/..%2f..%2fadmin-key").statusCode()).isIn(400, 404);
  }

  @Test
  void aFormOfThePageStartsACheck() throws Exception {
    String form =
        "url="
            + URLEncoder.encode(twin.at("/sparql").toString(), StandardCharsets.UTF_8)
            + "&kind=&profile=ogc&key="
            + URLEncoder.encode(ServedTwin.KEY, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        twin.post("/interop/checks", "application/x-www-form-urlencoded", form);
    // the client follows no redirects: 303 to the page of the check
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(ServedTwin.header(answer, "Location")).startsWith("/interop/checks/");
  }

  @Test
  void checksAreKeptAndCanBeForgotten() throws Exception {
    String place = made(own());
    String id = place.replaceFirst(".*/", "");
    Files.createDirectories(folder.resolve("20200101-000000-half"));
    Files.writeString(
        folder.resolve("20200101-000000-half").resolve("asking.json"),
        Files.readString(folder.resolve(id).resolve("asking.json")));
    Files.createDirectories(folder.resolve("odd"));
    Files.writeString(folder.resolve("odd").resolve("asking.json"), "{");
    try (Checks again = checks()) {
      assertThat(again.find(id).orElseThrow().state()).isEqualTo(Checks.State.DONE);
      assertThat(again.report(id)).isPresent();
      assertThat(again.find("20200101-000000-half").orElseThrow().state())
          .isEqualTo(Checks.State.FAILED);
      assertThat(again.find("odd")).isEmpty();
    }
    HttpRequest.Builder delete = HttpRequest.newBuilder(twin.at(place)).DELETE();
    assertThat(twin.send(delete).statusCode()).isEqualTo(401);
    assertThat(twin.send(delete, "Authorization", BEARER).statusCode()).isEqualTo(204);
    assertThat(twin.get(place).statusCode()).isEqualTo(404);
    assertThat(folder.resolve(id)).doesNotExist();
  }

  @Test
  void onlySoManyChecksWait() throws Exception {
    // addresses that are reserved for documents
    int refused = 0;
    int before = checks.list().size();
    for (int i = 0; i < 14; i++) {
      HttpResponse<String> answer = start("{\"url\":\"http://198.51.100.1/\"}");
      if (answer.statusCode() == 503) {
        refused++;
        assertThat(ServedTwin.header(answer, "Retry-After")).isNotEmpty();
      }
    }
    assertThat(refused + checks.list().size()).isEqualTo(before + 14);
  }

  private static final String SHAPES =
      """
      @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <https://x.example/> .
      x:S a sh:NodeShape ; sh:targetClass x:T ; sh:property [ sh:path x:name ; sh:minCount 1 ] .
      """;

  private HttpResponse<String> shacl(String members, String... headers) throws Exception {
    String rules =
        "\"externalRules\":[{\"ruleSet\":"
            + JSON.writeValueAsString(SHAPES)
            + ",\"embeddingMethod\":\"STRING\",\"ruleSyntax\":\"text/turtle\"}]";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(twin.at("/interop/checks"))
            .header("Authorization", BEARER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{" + members + "," + rules + "}"));
    return twin.send(
        request, headers.length == 0 ? new String[] {"Accept", "text/turtle"} : headers);
  }

  @Test
  void theBodyOfTheTestBedIsAnsweredWithAReportOfShacl() throws Exception {
    String bad = "<https://x.example/a> a <https://x.example/T> .";
    String good = bad + "<https://x.example/a> <https://x.example/name> \"a\" .";
    for (String data : List.of(bad, good)) {
      String base64 = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
      for (String members :
          List.of(
              "\"contentToValidate\":"
                  + JSON.writeValueAsString(data)
                  + ",\"embeddingMethod\":\"STRING\",\"contentSyntax\":\"text/turtle\"",
              "\"contentToValidate\":\""
                  + base64
                  + "\",\"embeddingMethod\":\"BASE64\",\"contentSyntax\":\"text/turtle\"")) {
        HttpResponse<String> answer = shacl(members);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(answer.body(), Lang.TURTLE).parse(graph);
        assertThat(answer.body().contains("conforms") && answer.body().contains("true"))
            .isEqualTo(data.equals(good));
      }
    }
    assertThat(
            ServedTwin.header(
                shacl(
                    "\"contentToValidate\":"
                        + JSON.writeValueAsString(bad)
                        + ",\"reportSyntax\":\"application/rdf+xml\""),
                "Content-Type"))
        .startsWith("application/rdf+xml");
  }

  @Test
  void contentOfTheTestBedThatCannotBeReadIsTold() throws Exception {
    URI metadata = URI.create("http://169.254.169.254/latest/");
    for (String members :
        List.of(
            "\"contentToValidate\":\"no turtle\"",
            "\"contentToValidate\":\"\"",
            "\"contentToValidate\":\"x\",\"embeddingMethod\":\"PIGEON\"",
            "\"contentToValidate\":\"x\",\"contentSyntax\":\"text/csv\"",
            "\"contentToValidate\":\"x\",\"validationType\":\"other\"",
            "\"contentToValidate\":\"x\",\"loadImports\":true",
            "\"contentToValidate\":\"{\\\"@context\\\":\\\""
                + metadata
                + "\\\",\\\"a\\\":1}\",\"contentSyntax\":\"application/ld+json\"",
            "\"contentToValidate\":\"" + metadata + "\",\"embeddingMethod\":\"URL\"")) {
      HttpResponse<String> answer = shacl(members);
      assertThat(answer.statusCode()).as(members + answer.body()).isEqualTo(400);
    }
  }
}
