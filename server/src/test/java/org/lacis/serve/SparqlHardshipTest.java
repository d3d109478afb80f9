package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Requests that no careful client sends: each has an answer that says what to do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SparqlHardshipTest {
  private static final String QUERY = "application/sparql-query";
  private static final String UPDATE = "application/sparql-update";
  private static final String BEARER = "Bearer " + ServedTwin.KEY;
  private static final String LOCAL = ServedTwin.BASE + "graph/local/bati";

  private ServedTwin twin;

  @BeforeAll
  void serve() {
    twin = new ServedTwin(Duration.ofSeconds(20));
  }

  @AfterAll
  void stop() {
    twin.close();
  }

  private HttpResponse<String> ask(String query) throws Exception {
    return twin.post("/sparql", QUERY, query, "Accept", "text/csv");
  }

  private HttpResponse<String> change(String update) throws Exception {
    return twin.post("/update", UPDATE, update, "Authorization", BEARER);
  }

  @Test
  void aMisreadingNamesThePlaceAndWhatCouldStandThere() throws Exception {
    HttpResponse<String> answer = ask("SELECT ?s\nWHERE { ?s ?p }");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"line\":2")
        .contains("\"column\":15")
        .contains("expected")
        .doesNotContain("\\n");
  }

  @Test
  void bracketsWithoutEndAreNoOverflow() throws Exception {
    String deep = "{".repeat(200_000) + "}".repeat(200_000);
    HttpResponse<String> answer = ask("SELECT * " + deep);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("brackets").doesNotContain("StackOverflow");
    assertThat(ask("ASK {}").statusCode()).isEqualTo(200);
  }

  @Test
  void tenMegabytesAreTooMuchToRead() throws Exception {
    String name = "x".repeat(10 << 20);
    HttpResponse<String> answer = ask("SELECT * { ?b ?p '" + name + "' }");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("serve.long-query").contains("remedy");
  }

  @Test
  void absurdLimitsAreHonoured() throws Exception {
    String pattern = "SELECT ?s { ?s a <https://w3id.org/lacis#Facility> } ";
    assertThat(ask(pattern + "LIMIT 9223372036854775807").body().lines().toList())
        .hasSizeGreaterThan(1);
    assertThat(ask(pattern + "LIMIT 0").body().lines().toList()).hasSize(1);
    assertThat(ask(pattern + "OFFSET 9223372036854775807").body().lines().toList()).hasSize(1);
    assertThat(ask(pattern + "LIMIT 99999999999999999999").statusCode()).isEqualTo(400);
  }

  @Test
  void otherServersAreNotCalledForAVisitor() throws Exception {
    HttpResponse<String> answer =
        ask("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("serve.no-federation");
  }

  @Test
  void graphsAreThoseThatTheQueryOrTheRequestNames() throws Exception {
    String count = "SELECT (COUNT(*) AS ?n) %s { ?b <https://w3id.org/lacis#height> ?h }";
    String all = ask(count.formatted("")).body();
    String from = ask(count.formatted("FROM <" + LOCAL + ">")).body();
    assertThat(from).isNotEqualTo(all).endsWith("2\r\n");
    HttpResponse<String> asked =
        twin.get(
            "/sparql?default-graph-uri="
                + LOCAL
                + "&query="
                + URLEncoder.encode(count.formatted(""), StandardCharsets.UTF_8),
            "Accept",
            "text/csv");
    assertThat(asked.body()).isEqualTo(from);
    assertThat(ask(count.formatted("FROM <urn:nothing>")).body()).endsWith("0\r\n");
  }

  @Test
  void whatIsWrittenWithoutANameIsSeenAndCanBeTakenBack() throws Exception {
    String said = "<urn:written> <urn:by> 'nobody'";
    assertThat(change("INSERT DATA { " + said + " }").statusCode()).isEqualTo(204);
    assertThat(ask("SELECT ?g { GRAPH ?g { " + said + " } }").body())
        .contains(ServedTwin.BASE + "graph/default");
    assertThat(twin.get("/data?default", "Authorization", BEARER, "Accept", "*/*").body())
        .contains("urn:written");
    assertThat(twin.get("/data?default", "Authorization", BEARER).body()).contains("urn:written");
    assertThat(change("DELETE DATA { " + said + " }").statusCode()).isEqualTo(204);
    assertThat(ask("SELECT ?o { <urn:written> ?p ?o }").body().lines().toList()).hasSize(1);
  }

  @Test
  void aDeletionThatWouldChangeNothingNamesTheGraph() throws Exception {
    HttpResponse<String> answer =
        change("DELETE { ?b ?p ?h } WHERE { ?b ?p ?h . ?b <https://w3id.org/lacis#height> 42.95 }");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("store.said-elsewhere").contains(LOCAL);
  }

  @Test
  void anUpdateThatFailsLateChangesNothing() throws Exception {
    HttpResponse<String> answer =
        change("INSERT DATA { <urn:half> <urn:half> 1 } ; COPY <urn:nothing> TO <urn:other>");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("urn:nothing");
    assertThat(ask("ASK { <urn:half> ?p ?o }").body()).contains("false");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(twin.at("/update"))
            .header("Content-Type", UPDATE)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    "INSERT DATA { <urn:a> <urn:b> 'é' }".getBytes(StandardCharsets.ISO_8859_1)));
    HttpResponse<String> answer = twin.send(request, "Authorization", BEARER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("serve.not-utf8");
  }
}
