package org.lacis.federate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lacis.outbound.EgressRules;
import org.lacis.query.QuerySetup;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;

/// The outgoing endpoint, over partners that behave well and badly.
final class FederatedEndpointTest {
  private static final String BASE = "http://t.example/";
  private static final String PREFIX = "PREFIX : <" + BASE + "> PREFIX rdfs: <" + RDFS.uri + "> ";

  private final TwinStore store = QuerySetup.equip(TwinStore.memory());
  private final Endpoint lyon = new Endpoint();
  private final Endpoint metro = new Endpoint();
  private final HttpClient client = HttpClient.newHttpClient();
  private Duration patience = Duration.ofSeconds(5);
  private final List<AutoCloseable> open = new ArrayList<>();

  private static Node iri(String name) {
    return NodeFactory.createURI(BASE + name);
  }

  private static Triple triple(String subject, String property, Node object) {
    return Triple.create(iri(subject), iri(property), object);
  }

  @BeforeEach
  void fill() {
    store.<Boolean>write(view -> {
      for (int i = 0; i < 5; i++) {
        view.add(iri("graph/a"), iri("b" + i), RDF.type.asNode(), iri("Building"));
        view.add(iri("graph/a"), iri("b" + i), iri("height"), NodeFactoryExtra.intToNode(10 * i));
      }
      return true;
    });
    for (int i = 0; i < 4; i++) {
      lyon.data()
          .getDefaultGraph()
          .add(triple("b" + i, "owner", NodeFactory.createLiteralString("owner " + i)));
      metro.data().getDefaultGraph().add(triple("b" + i, "stop", iri("s" + i)));
    }
    lyon.data().getDefaultGraph().add(Triple.create(iri("b9"), RDF.type.asNode(), iri("Building")));
    metro
        .data()
        .getDefaultGraph()
        .add(Triple.create(iri("b9"), RDF.type.asNode(), iri("Building")));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    client.close();
    lyon.close();
    metro.close();
    store.close();
  }

  private Partner partner(String name, URI address) {
    return Partner.of(name, address).within(new Partner.Limits(patience, 1_000, 4, 2 << 20));
  }

  private URI serve(Partner... partners) {
    return serve(EgressRules.standard().withPrivate("127.0.0.0/8"), partners);
  }

  private URI serve(EgressRules rules, Partner... partners) {
    Federation federation = new Federation(BASE, List.of(partners), rules);
    open.add(federation);
    TwinServer server =
        TwinServer.start(
            new ServeSettings(
                "127.0.0.1",
                0,
                BASE,
                Map.of("en", "Twin"),
                Map.of(),
                "",
                List.of(Language.EN),
                List.of(),
                List.of(),
                Duration.ofSeconds(10),
                AdminKey.ofKey("k")),
            store,
            TwinServer.Workshop.NONE.with(federation));
    open.add(server);
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  private URI usual() {
    return serve(partner("lyon", lyon.address()), partner("metro", metro.address()));
  }

  private HttpResponse<String> ask(URI twin, String query, String... more)
      throws IOException, InterruptedException {
    StringBuilder address = new StringBuilder("federated/sparql?query=");
    address.append(URLEncoder.encode(PREFIX + query, StandardCharsets.UTF_8));
    List<String> headers = new ArrayList<>();
    for (String one : more) {
      if (one.contains(": ")) {
        headers.addAll(List.of(one.split(": ", 2)));
      } else {
        address.append('&').append(one);
      }
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(twin.resolve(address.toString()));
    if (!headers.contains("Accept")) {
      request.header("Accept", "application/sparql-results+json");
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static List<String> column(HttpResponse<String> answer, String name) throws IOException {
    List<String> values = new ArrayList<>();
    json(answer)
        .at("/results/bindings")
        .forEach(row -> values.add(row.path(name).path("value").asText("")));
    return values;
  }

  @Test
  void a01_whatThreeTwinsSayIsJoined() throws Exception {
    HttpResponse<String> answer =
        ask(
            usual(),
            "SELECT ?b ?h ?o ?s { ?b a :Building ; :height ?h ; :owner ?o . OPTIONAL { ?b :stop ?s"
                + " } FILTER(?h > 5) } ORDER BY ?h");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(column(answer, "o")).containsExactly("owner 1", "owner 2", "owner 3");
    assertThat(column(answer, "s")).containsExactly(BASE + "s1", BASE + "s2", BASE + "s3");
    assertThat(answer.headers().firstValue("Lacis-Sources")).hasValue("lyon, metro, self");
    assertThat(answer.headers().firstValue("Lacis-Partial")).isEmpty();
    // many keys in one request
    assertThat(lyon.asked()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void a02_whatTwoSayAlikeCountsOnce() throws Exception {
    HttpResponse<String> answer = ask(usual(), "SELECT (COUNT(*) AS ?n) { ?b a :Building }");
    assertThat(column(answer, "n")).containsExactly("6");
  }

  @Test
  void a03_eachRowTellsItsSourcesOnRequest() throws Exception {
    HttpResponse<String> answer =
        ask(usual(), "SELECT ?b { ?b a :Building } ORDER BY ?b", "sources=true");
    assertThat(column(answer, "_sources"))
        .containsExactly("self", "self", "self", "self", "self", "lyon metro");
    HttpResponse<String> star =
        ask(usual(), "SELECT * { ?b :height ?h ; :owner ?o } ORDER BY ?b", "sources=true");
    assertThat(column(star, "_sources")).hasSize(4).containsOnly("lyon self");
  }

  @Test
  void a04_allFormsOfResults() throws Exception {
    URI twin = usual();
    String query = "SELECT ?o { :b1 :height ?h ; :owner ?o }";
    assertThat(ask(twin, query, "Accept: text/csv").body())
        .isEqualToIgnoringNewLines("o\nowner 1\n");
    assertThat(ask(twin, query, "Accept: application/sparql-results+xml").body())
        .contains("owner 1");
    assertThat(ask(twin, query, "format=tsv").body()).contains("\"owner 1\"");
    assertThat(ask(twin, "ASK { :b1 :owner ?o ; :height ?h }").body()).contains("true");
    assertThat(
            ask(twin, "CONSTRUCT WHERE { :b1 :owner ?o ; :height ?h }", "Accept: text/turtle")
                .body())
        .contains("owner 1");
    String described = ask(twin, "DESCRIBE :b1", "Accept: application/n-triples").body();
    assertThat(described.lines()).hasSize(4);
    assertThat(ask(twin, "DESCRIBE ?b { ?b :height 20 }", "Accept: application/n-triples").body())
        .contains("owner 2", "s2");
  }

  @Test
  void b01_serviceOfAPartnerIsAskedInBatches() throws Exception {
    URI twin = usual();
    String query = "SELECT ?b ?o { ?b :height ?h SERVICE <%s> { ?b :owner ?o } } ORDER BY ?b";
    HttpResponse<String> byKey = ask(twin, query.formatted(BASE + "partner/lyon"));
    assertThat(column(byKey, "o")).containsExactly("owner 0", "owner 1", "owner 2", "owner 3");
    HttpResponse<String> byAddress = ask(twin, query.formatted(lyon.address()));
    assertThat(column(byAddress, "o")).hasSize(4);
    assertThat(lyon.asked().stream().filter(text -> text.contains("VALUES"))).hasSize(2);
    assertThat(lyon.headers()).allMatch(told -> told.startsWith("1 1.1 lacis-"));
  }

  @Test
  void b02_aVariableMayNameThePartner() throws Exception {
    HttpResponse<String> answer =
        ask(
            usual(),
            "SELECT ?who ?v { VALUES ?who { <%spartner/lyon> <%spartner/metro> } SERVICE ?who { :b1 ?p"
                    .formatted(BASE, BASE)
                + " ?v } } ORDER BY ?v");
    assertThat(column(answer, "v")).containsExactly(BASE + "s1", "owner 1");
  }

  @Test
  void b02_whatServiceAsksGoesAsItIsWritten() throws Exception {
    HttpResponse<String> answer =
        ask(
            usual(),
            "PREFIX geo: <http://www.opengis.net/ont/geosparql#> PREFIX geof:"
                + " <http://www.opengis.net/def/function/geosparql/> SELECT * { ?b :height 10 SERVICE"
                + " <"
                + BASE
                + "partner/lyon> { ?b geo:sfWithin ?z . ?z geo:asWKT ?w"
                + " FILTER(geof:sfIntersects(?w, \"POINT(1 1)\"^^geo:wktLiteral)) { SELECT ?z {"
                + " ?z :owner ?hidden } LIMIT 5 } } }");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(lyon.asked().getLast())
        .contains("geosparql#sfWithin>", "sfIntersects>", "LIMIT", "VALUES", "?hidden");
  }

  @Test
  void b03_nobodyElseIsAsked() throws Exception {
    HttpResponse<String> answer =
        ask(usual(), "SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asText()).isEqualTo("federate.unknown-partner");
    assertThat(json(answer).path("partners")).hasSize(2);
    HttpResponse<String> silent =
        ask(
            usual(),
            "SELECT * { :b1 :height ?h SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }");
    assertThat(column(silent, "h")).containsExactly("10");
  }

  @Test
  void b04_theIncomingEndpointAsksNobody() throws Exception {
    URI twin = usual();
    String query = PREFIX + "SELECT * { SERVICE <" + BASE + "partner/lyon> { ?s ?p ?o } }";
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(
                    twin.resolve(
                        "sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(lyon.asked()).isEmpty();
  }

  @Test
  void b05_circlesEnd() throws Exception {
    URI twin = usual();
    HttpResponse<String> far = ask(twin, "ASK { ?s :owner ?o }", "Lacis-Hops: 3");
    assertThat(far.statusCode()).isEqualTo(508);
    assertThat(ask(twin, "SELECT * { ?s :owner ?o ; :height ?h }", "Lacis-Hops: 2").statusCode())
        .isEqualTo(200);
    assertThat(lyon.headers().getLast()).startsWith("3 ");
    String via = lyon.headers().getLast().substring(2).replace(" null", "");
    assertThat(ask(twin, "ASK { ?s :owner ?o }", "Via: " + via).statusCode()).isEqualTo(508);
    // two twins whose outgoing endpoints name each other
    Partner mirror = partner("mirror", twin.resolve("federated/sparql"));
    URI other = serve(mirror);
    HttpResponse<String> circle = ask(other, "SELECT * { ?s :nothing ?o }", "partial=refuse");
    assertThat(circle.statusCode()).isEqualTo(502);
    assertThat(circle.body()).contains("508");
  }

  @Test
  void c01_aPartialAnswerSaysSo() throws Exception {
    for (Endpoint.Manner manner :
        List.of(
            Endpoint.Manner.FAILS,
            Endpoint.Manner.CUTS,
            Endpoint.Manner.HANGS,
            Endpoint.Manner.HTML,
            Endpoint.Manner.LOOPS,
            Endpoint.Manner.ENDLESS,
            Endpoint.Manner.GARBAGE)) {
      metro.behave(manner);
      patience = Duration.ofMillis(manner == Endpoint.Manner.HANGS ? 400 : 5_000);
      URI twin = usual();
      HttpResponse<String> answer =
          ask(twin, "SELECT ?b ?s { ?b :height ?h OPTIONAL { ?b :stop ?s } }");
      assertThat(answer.statusCode()).as("%s: %s", manner, answer.body()).isEqualTo(200);
      assertThat(column(answer, "b")).as("%s", manner).hasSize(5);
      assertThat(answer.headers().firstValue("Lacis-Partial")).as("%s", manner).hasValue("metro");
      String link = json(answer).at("/head/link/0").asText();
      assertThat(answer.headers().firstValue("Link").orElse("")).contains("<" + link + ">");
      HttpResponse<String> why =
          client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
      assertThat(json(why).at("/partners/0/code").asText())
          .as("%s: %s", manner, why.body())
          .isEqualTo(
              switch (manner) {
                case FAILS -> "federate.failed";
                case CUTS -> "outbound.cut-off";
                case HANGS -> "outbound.too-slow";
                case HTML -> "federate.wrong-type";
                case LOOPS -> "outbound.too-many-redirects";
                case ENDLESS -> "outbound.too-large";
                default -> "federate.unreadable";
              });
      HttpResponse<String> xml =
          ask(
              twin,
              "SELECT ?b ?s { ?b :height ?h OPTIONAL { ?b :stop ?s } }",
              "Accept: application/sparql-results+xml");
      assertThat(xml.body()).contains("<link href=\"http").contains("</head>");
      HttpResponse<String> refused =
          ask(twin, "SELECT ?b ?s { ?b :height ?h OPTIONAL { ?b :stop ?s } }", "partial=refuse");
      assertThat(refused.statusCode()).as("%s", manner).isIn(502, 503);
      assertThat(json(refused).path("code").asText()).isEqualTo("federate.partial");
    }
  }

  @Test
  void c02_serviceOfAPartnerThatFailsFails() throws Exception {
    lyon.behave(Endpoint.Manner.FAILS);
    URI twin = usual();
    String service =
        "SELECT * { :b1 :height ?h SERVICE %s <" + BASE + "partner/lyon> { :b1 :owner ?o } }";
    HttpResponse<String> answer = ask(twin, service.formatted(""));
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(json(answer).path("detail").asText()).contains("lyon", "500", "out of memory");
    HttpResponse<String> silent = ask(twin, service.formatted("SILENT"));
    assertThat(column(silent, "h")).containsExactly("10");
    assertThat(silent.headers().firstValue("Lacis-Partial")).hasValue("lyon");
  }

  @Test
  void c03_aPartnerThatFailsOnEndRests() throws Exception {
    metro.behave(Endpoint.Manner.FAILS);
    URI twin = usual();
    for (int i = 0; i < 5; i++) {
      assertThat(
              ask(twin, "SELECT ?s { ?b :height ?h ; :stop ?s }")
                  .headers()
                  .firstValue("Lacis-Partial"))
          .hasValue("metro");
    }
    assertThat(metro.asked()).hasSize(3);
    HttpResponse<String> partners =
        client.send(
            HttpRequest.newBuilder(twin.resolve("federated/partners")).build(),
            BodyHandlers.ofString());
    assertThat(json(partners).at("/partners/1/state").asText()).isEqualTo("resting");
    assertThat(json(partners).at("/partners/1/trouble").asText()).contains("500");
  }

  @Test
  void c03_aQuestionThatAPartnerRefusesIsNoReasonToRest() throws Exception {
    lyon.behave(Endpoint.Manner.REFUSES);
    URI twin = usual();
    String service = "SELECT * { SERVICE <" + BASE + "partner/lyon> { :b1 :owner ?o } }";
    for (int i = 0; i < 4; i++) {
      assertThat(ask(twin, service).statusCode()).isEqualTo(502);
    }
    lyon.behave(Endpoint.Manner.WELL);
    assertThat(column(ask(twin, service), "o")).containsExactly("owner 1");
  }

  @Test
  void c03_aPartnerIsGivenItsKeyAndNobodySeesIt() throws Exception {
    Partner keyed =
        new Partner(
            "lyon",
            Map.of("", "Lyon"),
            lyon.address(),
            Partner.Kind.SPARQL,
            Partner.Trust.NAMED,
            "",
            Partner.Limits.standard(),
            new Partner.Secret("open sesame"),
            Optional.empty());
    assertThat(keyed.toString()).doesNotContain("sesame");
    URI twin = serve(keyed);
    // trusted where it is named: not asked otherwise
    assertThat(column(ask(twin, "SELECT ?o { :b1 :owner ?o }"), "o")).isEmpty();
    assertThat(lyon.asked()).isEmpty();
    HttpResponse<String> named =
        ask(twin, "SELECT ?o { SERVICE <" + BASE + "partner/lyon> { :b1 :owner ?o } }");
    assertThat(column(named, "o")).containsExactly("owner 1");
    assertThat(lyon.headers().getLast()).endsWith("Bearer open sesame");
  }

  @Test
  void c03_theCatalogueNamesPartners() throws Exception {
    URI twin = usual();
    HttpResponse<String> rdf =
        client.send(
            HttpRequest.newBuilder(twin.resolve("catalogue"))
                .header("Accept", "text/turtle")
                .build(),
            BodyHandlers.ofString());
    assertThat(rdf.body()).contains("partner/lyon", "DataService", lyon.address().toString());
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(twin.resolve("catalogue")).header("Accept", "text/html").build(),
            BodyHandlers.ofString());
    assertThat(page.body()).contains("id=\"partner-metro\"", "in every federated question");
  }

  @Test
  void c04_privateAddressesAreNotAsked() throws Exception {
    URI twin = serve(EgressRules.standard(), partner("lyon", lyon.address()));
    HttpResponse<String> answer = ask(twin, "SELECT * { ?b :owner ?o }");
    assertThat(answer.headers().firstValue("Lacis-Partial")).hasValue("lyon");
    assertThat(lyon.asked()).isEmpty();
  }

  @Test
  void c05_limitsOfAPartnerAreKept() throws Exception {
    lyon.delay(Duration.ofMillis(20));
    Partner slow =
        Partner.of("lyon", lyon.address())
            .within(new Partner.Limits(Duration.ofSeconds(5), 1_000, 2, 2 << 20));
    URI twin = serve(slow);
    HttpResponse<String> answer =
        ask(
            twin,
            "SELECT * { { ?a :owner ?o } UNION { ?a :owner ?p } UNION { ?a :owner ?q } UNION { ?a"
                + " :owner ?r } UNION { ?a :height ?h } }");
    assertThat(column(answer, "a")).hasSize(21);
    assertThat(lyon.most()).isLessThanOrEqualTo(2);
  }

  @Test
  void d01_whatHasNoMeaningHereIsRefused() throws Exception {
    URI twin = usual();
    assertThat(ask(twin, "SELECT * FROM <http://g> { ?s ?p ?o }").statusCode()).isEqualTo(400);
    assertThat(ask(twin, "SELECT * { ?s ?p ?o }", "partial=maybe").statusCode()).isEqualTo(400);
    HttpResponse<String> broken = ask(twin, "SELECT * { ?s ?p }");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(json(broken).path("line").asInt()).isEqualTo(1);
    metro.delay(Duration.ofMillis(900));
    HttpResponse<String> late = ask(twin, "SELECT * { ?b :height ?h ; :stop ?s }", "timeout=0.3");
    assertThat(late.statusCode()).isEqualTo(503);
  }

  @Test
  void d02_namedGraphsAreAskedForByName() throws Exception {
    lyon.data().add(iri("graph/a"), iri("b1"), iri("owner"), NodeFactory.createLiteralString("x"));
    HttpResponse<String> answer =
        ask(usual(), "SELECT ?g ?h ?o { GRAPH ?g { :b1 :owner ?o } GRAPH ?g { :b1 :height ?h } }");
    assertThat(column(answer, "g")).containsExactly(BASE + "graph/a");
  }
}
