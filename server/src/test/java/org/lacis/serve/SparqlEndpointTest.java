package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SparqlEndpointTest {
  private static final String TALL =
      "SELECT ?b { ?b <https://w3id.org/lacis#height> ?h FILTER(?h > 20) }";

  private ServedTwin twin;

  @BeforeAll
  void serve() {
    twin = new ServedTwin(Duration.ofSeconds(20));
  }

  @AfterAll
  void stop() {
    twin.close();
  }

  private static String query(String sparql) {
    return "/sparql?query=" + URLEncoder.encode(sparql, StandardCharsets.UTF_8);
  }

  @Test
  void getAnswersRowsInTheFormAsked() throws Exception {
    HttpResponse<String> json = twin.get(query(TALL), "Accept", "application/sparql-results+json");
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(json.body()).contains("BU_A1").contains("BAT01").doesNotContain("BAT02");
    assertThat(ServedTwin.header(json, "Access-Control-Allow-Origin")).isEqualTo("*");
    HttpResponse<String> csv = twin.get(query(TALL), "Accept", "text/csv");
    assertThat(csv.body().lines().toList()).hasSize(3);
  }

  @Test
  void postTakesFormAndPlainQuery() throws Exception {
    HttpResponse<String> plain =
        twin.post("/sparql", "application/sparql-query", TALL, "Accept", "text/csv");
    HttpResponse<String> form =
        twin.post(
            "/sparql",
            "application/x-www-form-urlencoded",
            "query=" + URLEncoder.encode(TALL, StandardCharsets.UTF_8),
            "Accept",
            "text/csv");
    assertThat(plain.body()).isEqualTo(form.body()).contains("BAT01");
  }

  @Test
  void constructAnswersTurtle() throws Exception {
    HttpResponse<String> turtle =
        twin.get(
            query("CONSTRUCT WHERE { ?s <https://w3id.org/lacis#height> ?h }"),
            "Accept",
            "text/turtle");
    assertThat(turtle.statusCode()).isEqualTo(200);
    assertThat(turtle.body()).contains("42.95");
  }

  @Test
  void answersAreCompressed() throws Exception {
    HttpResponse<String> zipped =
        twin.get(query("SELECT * { ?s ?p ?o }"), "Accept", "text/csv", "Accept-Encoding", "gzip");
    assertThat(ServedTwin.header(zipped, "Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void badSparqlIsToldWithItsPlace() throws Exception {
    HttpResponse<String> refusal = twin.get(query("SELECT ?b {\n  ?b nope:x ?h }"));
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(ServedTwin.header(refusal, "Content-Type")).startsWith("application/problem+json");
    assertThat(refusal.body()).contains("\"line\":2").contains("remedy").contains("nope");
    assertThat(twin.get(query("SELECT ?b { ?b ?p }")).statusCode()).isEqualTo(400);
  }

  @Test
  void aBrowserIsSentToThePage() throws Exception {
    HttpResponse<String> answer = twin.get(query(TALL), "Accept", "text/html,*/*;q=0.8");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(ServedTwin.header(answer, "Location")).startsWith("/query?query=SELECT");
  }

  @Test
  void preflightAllowsQueries() throws Exception {
    HttpResponse<String> answer =
        twin.send(
            HttpRequest.newBuilder(twin.at("/sparql"))
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(ServedTwin.header(answer, "Access-Control-Allow-Methods")).contains("POST");
  }

  @Test
  void aQueryOverTimeIsRefusedWithTheLimit() throws Exception {
    try (ServedTwin hasty = new ServedTwin(Duration.ofMillis(300))) {
      HttpResponse<String> answer =
          hasty.get(query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(ServedTwin.header(answer, "Retry-After")).isNotEmpty();
      assertThat(answer.body()).contains("\"limitSeconds\":0.3");
    }
  }

  @Test
  void anAnswerCutOffWhileItStreamsNeverLooksWhole() {
    try (ServedTwin hasty = new ServedTwin(Duration.ofMillis(1500))) {
      assertThatThrownBy(() ->
              hasty.get(
                  query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"),
                  "Accept",
                  "text/csv"))
          .isInstanceOf(IOException.class);
    }
  }
}
