package org.lacis.tests.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.link.review.Pair;
import org.lacis.serve.Reviewers;
import org.lacis.serve.TwinServer;
import org.lacis.vocabulary.Lacis;

/// `/links` and decisions, as programs use them.
final class LinksApiTest {
  private static final String ADMIN = "a key that only the tests know";
  private static final String RULE = "/links/" + Survey.RULE;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Survey survey;
  private TwinServer server;
  private String key;

  @BeforeEach
  void start() {
    survey = new Survey(folder);
    key = Reviewers.make(folder.resolve("reviewers"), "Chloé Dupuis");
    server =
        TwinServer.start(
            ReviewPagesTest.settings(),
            survey.store,
            new TwinServer.Workshop(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new TwinServer.Reviewing(List.of(survey.rule), folder.resolve("reviewers")))));
  }

  @AfterEach
  void stop() {
    server.stop();
    client.close();
    survey.store.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(at(path)).GET(), headers);
  }

  private HttpResponse<String> post(String path, String type, String body, String... headers)
      throws Exception {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)),
        headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path, "Accept", "application/json");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  private HttpResponse<String> decide(Pair pair, String body, String bearer) throws Exception {
    return post(
        RULE + "/" + pair.hash() + "/decisions",
        "application/json",
        body,
        "Authorization",
        "Bearer " + bearer);
  }

  private boolean asks(String sparql) throws Exception {
    HttpResponse<String> answer =
        get(
            "/sparql?query=" + URLEncoder.encode(sparql, StandardCharsets.UTF_8),
            "Accept",
            "application/sparql-results+json");
    return new ObjectMapper().readTree(answer.body()).get("boolean").asBoolean();
  }

  private boolean stated(Pair pair) throws Exception {
    return asks(
        "ASK { <%s> <https://w3id.org/lacis#correspondsTo> <%s> }"
            .formatted(pair.source(), pair.target()));
  }

  @Test
  void rulesAreToldWithTheirTotals() throws Exception {
    JsonNode rules = json("/links").get("rules");
    JsonNode rule = rules.get(0);
    assertThat(rule.get("rule").asText()).isEqualTo(Survey.RULE);
    assertThat(rule.get("label").get("fr").asText()).isEqualTo("Même bâtiment");
    JsonNode totals = rule.get("totals");
    assertThat(totals.get("accept").asInt()).isEqualTo(39);
    assertThat(totals.get("review").asInt()).isEqualTo(15);
    assertThat(totals.get("reject").asInt()).isEqualTo(1);
    assertThat(rule.get("stale").asInt()).isEqualTo(1);
    assertThat(rule.get("contradictory").asInt()).isEqualTo(1);
    assertThat(rule.get("open").asInt()).isEqualTo(16);
  }

  @Test
  void linksArePagedByCursorEachOnce() throws Exception {
    List<String> seen = new ArrayList<>();
    String next = RULE + "?limit=10";
    int pages = 0;
    while (!next.isEmpty()) {
      JsonNode page = json(next + (next.contains("limit") ? "" : "&limit=10"));
      page.get("links").forEach(link -> seen.add(link.get("hash").asText()));
      next = page.path("next").asText("");
      pages++;
    }
    assertThat(pages).isEqualTo(6);
    assertThat(seen).hasSize(55).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void linksAreFiltered() throws Exception {
    assertThat(json(RULE + "?verdict=review&limit=100").get("links")).hasSize(15);
    assertThat(json(RULE + "?decision=stale").get("links"))
        .singleElement()
        .satisfies(link -> assertThat(link.get("hash").asText()).isEqualTo(survey.altered.hash()));
    assertThat(json(RULE + "?min=0.3&max=0.5&limit=100").get("links"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(link.get("confidence").asDouble()).isBetween(0.3, 0.5));
    assertThat(json(RULE + "?q=relev%C3%A9%20R013").get("links")).hasSize(1);
    assertThat(json(RULE + "?cardinality=1:7").get("links")).isEmpty();
    assertThat(get(RULE + "?verdict=maybe", "Accept", "application/json").statusCode())
        .isEqualTo(400);
    assertThat(get(RULE + "?min=2", "Accept", "application/json").body())
        .contains("a number from 0 to 1");
  }

  @Test
  void oneLinkTellsAllThatADecisionRestsOn() throws Exception {
    JsonNode link = json(RULE + "/" + survey.open.hash());
    assertThat(link.get("verdict").asText()).isEqualTo("review");
    assertThat(link.get("evidence").get("en").asText()).contains("Common footprint");
    assertThat(link.get("measures").get("overlap").asDouble()).isBetween(0.0, 1.0);
    double odds = -6;
    for (JsonNode contribution : link.get("contributions")) {
      odds += contribution.asDouble();
    }
    assertThat(1 / (1 + Math.exp(-odds)))
        .as("the contributions give the confidence")
        .isCloseTo(link.get("confidence").asDouble(), org.assertj.core.api.Assertions.within(1e-5));
    assertThat(link.get("de9im").asText()).hasSize(9);
    JsonNode thing = link.get("sourceThing");
    assertThat(thing.get("geometry").get("type").asText()).isEqualTo("Polygon");
    JsonNode corner = thing.get("geometry").get("coordinates").get(0).get(0);
    assertThat(corner.get(0).asDouble()).as("longitude").isBetween(-5.0, 10.0);
    assertThat(corner.get(1).asDouble()).as("latitude").isBetween(41.0, 52.0);
    assertThat(thing.get("properties").get("https://w3id.org/lacis#height")).hasSize(1);
    assertThat(
            json(RULE + "/" + survey.altered.hash())
                .get("decision")
                .get("reason")
                .get("fr")
                .asText())
        .startsWith("Le contour de la source a bougé de");
  }

  @Test
  void aDecisionIsInTheNextQuery() throws Exception {
    assertThat(stated(survey.open)).isFalse();
    HttpResponse<String> made =
        decide(survey.open, "{\"choice\": \"accept\", \"comment\": \"Vu sur place.\"}", key);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(new ObjectMapper().readTree(made.body()).get("review").get("author").asText())
        .isEqualTo("Chloé Dupuis");
    assertThat(stated(survey.open)).isTrue();
    assertThat(
            asks(
                "ASK { GRAPH <%sgraph/reviews> { ?r <https://w3id.org/lacis#reviewChoice> \"accept\" ; <http://www.w3.org/2000/01/rdf-schema#comment> \"Vu sur place.\" } }"
                    .formatted(Quarter.BASE)))
        .isTrue();
    assertThat(
            decide(survey.open, "{\"choice\": \"accept\", \"comment\": \"Vu sur place.\"}", key)
                .statusCode())
        .as("said again")
        .isEqualTo(200);
    decide(survey.open, "{\"choice\": \"reject\"}", key);
    assertThat(stated(survey.open)).isFalse();
    JsonNode refused = json(RULE + "/" + survey.open.hash());
    assertThat(refused.get("verdict").asText()).isEqualTo("reject");
    assertThat(refused.get("decisions")).hasSize(2);
  }

  @Test
  void onlyANamedPersonDecides() throws Exception {
    String accept = "{\"choice\": \"accept\"}";
    assertThat(
            post(RULE + "/" + survey.open.hash() + "/decisions", "application/json", accept)
                .statusCode())
        .isEqualTo(401);
    assertThat(decide(survey.open, accept, ADMIN).statusCode()).as("nobody named").isEqualTo(401);
    assertThat(decide(survey.open, accept, key + "x").statusCode()).isEqualTo(401);
    assertThat(decide(survey.open, accept, "chloe-dupuis.").statusCode()).isEqualTo(401);
    assertThat(decide(survey.open, accept, "../admin-key.x").statusCode()).isEqualTo(401);
    HttpResponse<String> admin =
        decide(survey.open, "{\"choice\": \"accept\", \"author\": \"Ali Benali\"}", ADMIN);
    assertThat(admin.statusCode()).isEqualTo(201);
    assertThat(admin.body()).contains("Ali Benali");
    assertThat(
            decide(survey.open, "{\"choice\": \"reject\", \"author\": \"Ali Benali\"}", key).body())
        .as("a key speaks for its person alone")
        .contains("Chloé Dupuis");
  }

  @Test
  void whatCannotBeDecidedIsToldAsAProblem() throws Exception {
    HttpResponse<String> wrong = decide(survey.open, "{\"choice\": \"maybe\"}", key);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(decide(survey.open, "no json", key).statusCode()).isEqualTo(400);
    String seen = json(RULE + "/" + survey.open.hash()).get("seen").asText();
    survey.alter(survey.open.source());
    HttpResponse<String> late =
        decide(survey.open, "{\"choice\": \"accept\", \"seen\": \"%s\"}".formatted(seen), key);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("link.changed-meanwhile");
    assertThat(
            post(
                    RULE + "/00000000000000000000/decisions",
                    "application/json",
                    "{\"choice\": \"accept\"}",
                    "Authorization",
                    "Bearer " + key)
                .statusCode())
        .isEqualTo(404);
    assertThat(get(RULE + "/nothing", "Accept", "application/json").statusCode()).isEqualTo(404);
    assertThat(get("/links/none", "Accept", "application/json").statusCode()).isEqualTo(404);
    assertThat(get(RULE + "?format=pdf").statusCode()).isEqualTo(400);
  }

  @Test
  void twoThingsMayBeTiedThatNoRuleBroughtTogether() throws Exception {
    Pair own = new Pair(survey.open.source(), survey.altered.target());
    String body =
        "{\"choice\": \"accept\", \"source\": \"%s\", \"target\": \"%s\"}"
            .formatted(own.source(), own.target());
    HttpResponse<String> made =
        post(RULE + "/decisions", "application/json", body, "Authorization", "Bearer " + key);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location")).contains(RULE + "/" + own.hash());
    assertThat(stated(own)).isTrue();
    assertThat(
            post(
                    RULE + "/decisions",
                    "application/json",
                    "{\"choice\": \"accept\", \"source\": \"x y\"}",
                    "Authorization",
                    "Bearer " + key)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws Exception {
    assertThat(
            post(
                    RULE + "/" + survey.open.hash() + "/decisions",
                    "application/x-www-form-urlencoded",
                    "choice=accept",
                    "Authorization",
                    "Bearer " + key,
                    "Sec-Fetch-Site",
                    "cross-site")
                .statusCode())
        .isEqualTo(403);
    HttpResponse<String> away =
        post(
            RULE + "/" + survey.open.hash() + "/decisions",
            "application/x-www-form-urlencoded",
            "choice=accept&back=//evil.example/",
            "Authorization",
            "Bearer " + key);
    assertThat(away.statusCode()).isEqualTo(303);
    assertThat(away.headers().firstValue("Location")).contains(RULE + "/" + survey.open.hash());
  }

  @Test
  void linksAreToldAsRdfAndAsFiles() throws Exception {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.create()
        .source(
            new StringReader(
                get(RULE + "/" + survey.disputed.hash(), "Accept", "text/turtle").body()))
        .lang(Lang.TURTLE)
        .parse(graph);
    Node link =
        NodeFactory.createURI(
            Quarter.BASE + "id/link/" + Survey.RULE + "/" + survey.disputed.hash());
    assertThat(graph.contains(link, Lacis.LINK_SOURCE, Node.ANY)).isTrue();
    assertThat(graph.find(Node.ANY, Lacis.REVIEW_OF, link).toList()).hasSize(2);

    HttpResponse<String> sssom = get(RULE + "?format=sssom");
    assertThat(sssom.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/tab-separated-values");
    assertThat(sssom.body().lines().filter(line -> !line.startsWith("#"))).hasSize(1 + 39 + 1);
    assertThat(get(RULE, "Accept", "text/tab-separated-values").body()).startsWith("#curie_map");
    assertThat(get(RULE, "Accept", "text/csv").body().lines()).hasSize(56);
    assertThat(get(RULE + "?format=bridge").body().lines()).hasSize(40);
  }

  @Test
  void theLinksAreJudgedAsAWhole() throws Exception {
    JsonNode check = json(RULE + "?check=yes").get("check");
    assertThat(check.get("links").asInt()).isEqualTo(39);
    assertThat(check.get("distance").get("circular").asBoolean()).isTrue();
    assertThat(get(RULE + "?check=yes", "Accept", "text/html").body())
        .contains("La distance ne prouve rien ici");
  }
}
