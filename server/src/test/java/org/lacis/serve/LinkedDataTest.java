package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinkedDataTest {
  private static final String THING = "local/batiment/BU_A1";

  private ServedTwin twin;

  @BeforeAll
  void serve() {
    twin = new ServedTwin(Duration.ofSeconds(20));
  }

  @AfterAll
  void stop() {
    twin.close();
  }

  @Test
  void aThingIsFoundElsewhere() throws Exception {
    HttpResponse<String> answer = twin.get("/id/" + THING, "Accept", "text/turtle");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(ServedTwin.header(answer, "Location")).endsWith("/doc/" + THING);
    assertThat(ServedTwin.header(answer, "Vary")).contains("Accept");
  }

  @ParameterizedTest
  @CsvSource({
    "text/turtle, text/turtle",
    "application/ld+json, application/ld+json",
    "application/json, application/ld+json",
    "application/n-triples, application/n-triples",
    "application/rdf+xml, application/rdf+xml",
    "'text/html;q=0.2, application/rdf+xml;q=0.9', application/rdf+xml"
  })
  void theFormIsNegotiated(String accept, String type) throws Exception {
    HttpResponse<String> answer = twin.get("/doc/" + THING, "Accept", accept);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ServedTwin.header(answer, "Content-Type")).startsWith(type);
    assertThat(answer.body()).contains("BU_A1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/id/" + THING,
        "/doc/" + THING,
        "/doc/" + THING + ".ttl",
        "/doc/nowhere",
        "/catalogue",
        "/search?q=halle",
        "/query",
        "/sparql?query=ASK%7B%7D",
        "/assets/site.css",
        "/health"
      })
  void headAnswersAsGetWithoutTheBody(String path) throws Exception {
    String[] accept = {"Accept", "text/html,*/*;q=0.5"};
    HttpResponse<String> get = twin.get(path, accept);
    HttpResponse<String> head = twin.send(HttpRequest.newBuilder(twin.at(path)).HEAD(), accept);
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    for (String name :
        List.of("Content-Type", "Location", "Vary", "Content-Language", "Cache-Control")) {
      assertThat(head.headers().allValues(name)).as(name).isEqualTo(get.headers().allValues(name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ttl, text/turtle",
    "jsonld, application/ld+json",
    "nt, application/n-triples",
    "rdf, application/rdf+xml"
  })
  void anEndingAsksForAForm(String ending, String type) throws Exception {
    HttpResponse<String> answer = twin.get("/doc/" + THING + "." + ending, "Accept", "text/html");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ServedTwin.header(answer, "Content-Type")).startsWith(type);
  }

  @Test
  void theDescriptionHoldsGeometryAndIncomingLinks() throws Exception {
    String text = twin.get("/doc/" + THING + ".nt").body();
    assertThat(text)
        .contains("POLYGON")
        .contains("42.95")
        .contains(
            "<https://jumeaux.example/id/national/batiment/BAT01> <https://w3id.org/lacis#correspondsTo>");
  }

  @Test
  void lettersBeyondAsciiAreFound() throws Exception {
    assertThat(twin.get("/doc/local/batiment/%C3%89clusier.nt").body()).contains("\u00c9clusier");
  }

  @Test
  void noSuchFormAndNoSuchThingAreProblems() throws Exception {
    HttpResponse<String> form = twin.get("/doc/" + THING, "Accept", "image/png");
    assertThat(form.statusCode()).isEqualTo(406);
    assertThat(form.body()).contains("text/turtle");
    assertThat(twin.get("/id/" + THING, "Accept", "image/png").statusCode()).isEqualTo(406);
    HttpResponse<String> thing = twin.get("/id/local/batiment/nowhere");
    assertThat(thing.statusCode()).isEqualTo(404);
    assertThat(thing.body()).contains("serve.unknown-thing");
    HttpResponse<String> route = twin.get("/nowhere");
    assertThat(route.statusCode()).isEqualTo(404);
    assertThat(ServedTwin.header(route, "Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void healthIsTold() throws Exception {
    HttpResponse<String> answer = twin.get("/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"up\"");
    assertThat(ServedTwin.header(answer, "Content-Security-Policy")).contains("default-src 'self'");
  }
}
