package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacis.ingest.KeptInferences;
import org.lacis.query.QuerySetup;
import org.lacis.reason.Reasoner;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// What follows is seen as soon as what it follows from, and goes with it; questions may leave it
/// out.
final class InferenceTest {
  private static final String PREFIXES =
      """
      PREFIX lacis: <https://w3id.org/lacis#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX : <https://jumeaux.example/>
      """;

  private static TwinStore store;
  private static KeptInferences inferences;
  private static TwinServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    TwinIris iris = new TwinIris(ServedTwin.BASE);
    store = QuerySetup.equip(TwinStore.memory());
    inferences = KeptInferences.of(store, iris, new Reasoner(iris));
    inferences.readyLater();
    server =
        TwinServer.start(
            ServedTwin.settings(Duration.ofSeconds(10)),
            store,
            new TwinServer.Workshop(
                Optional.empty(), Optional.empty(), Optional.of(inferences), Optional.empty()));
    client = HttpClient.newHttpClient();
    assertThat(
            update(
                    """
                    INSERT DATA {
                      GRAPH :graph\\/ontology\\/ours {
                        lacis:Tower rdfs:subClassOf lacis:Building }
                      GRAPH :graph\\/local\\/towers { :t a lacis:Tower }
                    }
                    """)
                .statusCode())
        .isBetween(200, 204);
  }

  @AfterAll
  static void stop() {
    server.stop();
    inferences.close();
    client.close();
    store.close();
  }

  private static URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static HttpResponse<String> update(String text) throws Exception {
    return send("/update", "POST", "application/sparql-update", PREFIXES + text);
  }

  private static HttpResponse<String> send(String path, String method, String type, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + ServedTwin.KEY)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  private static boolean ask(String pattern, String more) throws Exception {
    String query = PREFIXES + "ASK { " + pattern + " }";
    HttpResponse<String> answer =
        get("/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).get("boolean").asBoolean();
  }

  @Test
  void whatFollowsComesAndGoesWithWhatItFollowsFrom() throws Exception {
    assertThat(ask(":t a lacis:Building", "")).isTrue();
    update("INSERT DATA { GRAPH :graph\\/local\\/towers { :u a lacis:Tower } }");
    assertThat(ask(":u a lacis:Building", "")).isTrue();
    update("INSERT DATA { GRAPH :graph\\/local\\/more { :u a lacis:Tower } }");
    update("DELETE DATA { GRAPH :graph\\/local\\/towers { :u a lacis:Tower } }");
    assertThat(ask(":u a lacis:Building", "")).as("said in another graph").isTrue();
    assertThat(send("/graph/local/more", "DELETE", "text/turtle", "").statusCode())
        .isBetween(200, 204);
    assertThat(ask(":u a lacis:Building", "")).isFalse();
  }

  @Test
  void questionsMayLeaveOutWhatIsInferred() throws Exception {
    assertThat(ask(":t a lacis:Building", "&infer=true")).isTrue();
    assertThat(ask(":t a lacis:Building", "&infer=false")).isFalse();
    assertThat(ask(":t a lacis:Tower", "&infer=false")).isTrue();
    assertThat(ask(":t a/rdfs:label* lacis:Building", "&infer=false")).isFalse();
    assertThat(ask("GRAPH ?g { :t a lacis:Building }", "&infer=false")).isFalse();
    assertThat(ask("GRAPH ?g { :t a lacis:Tower }", "&infer=false")).isTrue();
    String graph =
        "&default-graph-uri="
            + URLEncoder.encode(ServedTwin.BASE + "graph/inferred", StandardCharsets.UTF_8);
    assertThat(ask(":t a lacis:Building", graph)).isTrue();
    assertThat(ask(":t a lacis:Building", graph + "&infer=false")).isFalse();
    HttpResponse<String> wrong = get("/sparql?query=ASK%7B%7D&infer=perhaps");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("true or false");
  }

  @Test
  void whatFollowsIsNotForOthersToSay() throws Exception {
    HttpResponse<String> refused =
        update("INSERT DATA { GRAPH :graph\\/inferred { :v a lacis:Building } }");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("a change of what is inferred");
    HttpResponse<String> put =
        send(
            "/graph/inferred",
            "POST",
            "text/turtle",
            "<https://jumeaux.example/v> a <https://w3id.org/lacis#Building> .");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(400);
    HttpResponse<String> quads =
        send(
            "/data",
            "POST",
            "application/trig",
            "<https://jumeaux.example/graph/inferred> { <a:v> a <a:B> }");
    assertThat(quads.statusCode()).as(quads.body()).isEqualTo(400);
    assertThat(quads.body()).contains("a change of what is inferred");
    assertThat(ask(":v a lacis:Building", "")).isFalse();
    update("DROP GRAPH :graph\\/inferred");
    assertThat(ask(":t a lacis:Building", "")).as("what was dropped follows still").isTrue();
    // The next change is none the worse for it.
    update("INSERT DATA { GRAPH :graph\\/local\\/towers { :w a lacis:Tower } }");
    assertThat(ask(":w a lacis:Building", "")).isTrue();
  }

  @Test
  void theKeptClosureTellsWhy() throws Exception {
    HttpResponse<String> why =
        get(
            "/why?statement="
                + URLEncoder.encode(
                    "<https://jumeaux.example/t> a lacis:Building", StandardCharsets.UTF_8));
    assertThat(why.statusCode()).isEqualTo(200);
    assertThat(why.body()).contains("cax-sco");
  }

  @Test
  void thePageOfAThingLeadsToTheProofOfWhatIsInferredOfIt() throws Exception {
    update(
        "INSERT DATA { GRAPH :graph\\/local\\/towers { :id\\/tower a lacis:Tower ; rdfs:label 'T' } }");
    update(
        "INSERT DATA { GRAPH :graph\\/ontology\\/ours { lacis:near rdfs:subPropertyOf lacis:closeTo } }");
    update("INSERT DATA { GRAPH :graph\\/local\\/towers { :id\\/tower lacis:near :id\\/other } }");
    String page = page("/doc/tower");
    Matcher link = Pattern.compile("href=\"(/why[^\"]*closeTo[^\"]*)\"").matcher(page);
    assertThat(link.find()).as(page).isTrue();
    assertThat(page(link.group(1)))
        .contains("<ul class=\"proof\">", "prp-spo1", "dit dans")
        .doesNotContain("cax-sco");
  }

  private static String page(String path) throws Exception {
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build(),
            BodyHandlers.ofString());
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }
}
