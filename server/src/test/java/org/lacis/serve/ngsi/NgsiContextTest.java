package org.lacis.serve.ngsi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.javalin.Javalin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lacis.outbound.EgressRules;
import org.lacis.outbound.Network;
import org.lacis.outbound.Outbound;
import org.lacis.serve.features.CollectionBook;
import org.lacis.serve.twin.Inventory;
import org.lacis.serve.twin.Speakers;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// A `@context` of another server: fetched by the guarded client, once, and never past its rules.
class NgsiContextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TwinIris IRIS = new TwinIris("https://twin.example/");
  private static final String CONTEXT =
      """
      {"@context": [
        "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld",
        {"l": "https://w3id.org/lacis#", "Bâtiment": "l:Building", "hauteur": {"@id": "l:height"},
         "type": "@type"}
      ]}
      """;

  private final AtomicInteger asked = new AtomicInteger();
  private final TwinStore store = TwinStore.memory();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer contexts;
  private CollectionBook book;
  private Inventory inventory;

  @BeforeEach
  void start() throws Exception {
    store.write(view -> {
      var building = IRIS.node("id/b1");
      var graph = IRIS.datasetGraph("city/buildings");
      view.add(graph, building, RDF.type.asNode(), Lacis.BUILDING);
      view.add(graph, building, Lacis.term("height"), NodeFactory.createLiteralByValue(12));
      view.add(graph, building, Lacis.term("storeys"), NodeFactory.createLiteralByValue(4));
      return true;
    });
    book = new CollectionBook(store, IRIS, List.of());
    inventory = new Inventory(store, new Speakers(IRIS.base()));
    for (int i = 0; i < 100 && !inventory.count().done(); i++) {
      Thread.sleep(20);
    }
    contexts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    contexts.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          String path = exchange.getRequestURI().getPath();
          byte[] body =
              (path.equals("/context.jsonld")
                      ? CONTEXT
                      : path.equals("/round") ? "{\"@context\": \"/round\"}" : "<html>")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(path.equals("/gone") ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    contexts.start();
  }

  @AfterEach
  void stop() {
    contexts.stop(0);
    book.close();
    inventory.close();
    client.close();
    store.close();
  }

  private Javalin server(Optional<Outbound> outbound) {
    return server(outbound, Duration.ofSeconds(10));
  }

  private Javalin server(Optional<Outbound> outbound, Duration limit) {
    return Javalin.create(config ->
            new NgsiRoutes(store, IRIS, book, inventory, outbound, limit).install(config.routes))
        .start("127.0.0.1", 0);
  }

  private HttpResponse<String> ask(Javalin server, String query, String context) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/ngsi-ld/v1/entities?" + query))
            .header("Link", "<" + context + ">; rel=\"http://www.w3.org/ns/json-ld#context\"")
            .build(),
        BodyHandlers.ofString());
  }

  private String at(String path) {
    return "http://127.0.0.1:" + contexts.getAddress().getPort() + path;
  }

  private static EgressRules loopback() {
    EgressRules rules = EgressRules.standard();
    return new EgressRules(
        rules.allowedHosts(),
        List.of(Network.parse("127.0.0.0/8")),
        rules.connect(),
        rules.read(),
        rules.whole(),
        rules.bytes(),
        rules.redirects());
  }

  @Test
  void namesOfAnotherContextAreAskedAndAnswered() throws Exception {
    try (Outbound outbound = new Outbound(loopback())) {
      Javalin server = server(Optional.of(outbound));
      try {
        String type = "type=" + URLEncoder.encode("Bâtiment", StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
          HttpResponse<String> answer =
              ask(server, type + "&q=hauteur%3E10&options=keyValues", at("/context.jsonld"));
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          JsonNode entity = JSON.readTree(answer.body()).get(0);
          assertThat(entity.path("type").asText()).isEqualTo("Bâtiment");
          assertThat(entity.path("hauteur").asInt()).isEqualTo(12);
          // What the context has no term for has its prefix.
          assertThat(entity.path("l:storeys").asInt()).isEqualTo(4);
          assertThat(answer.headers().firstValue("Link").orElse("")).contains("/context.jsonld>");
        }
        assertThat(asked).hasValue(1);
        // The twin's own names are understood beside them.
        assertThat(ask(server, "type=Building&q=l:storeys==4", at("/context.jsonld")).body())
            .contains("id/b1");
        for (String path : List.of("/gone", "/page", "/round")) {
          HttpResponse<String> answer = ask(server, "type=Building", at(path));
          assertThat(answer.statusCode()).isEqualTo(503);
          assertThat(answer.body()).contains("errors/LdContextNotAvailable");
        }
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void whatTakesTooLongIsToldSo() throws Exception {
    Javalin server = server(Optional.empty(), Duration.ZERO);
    try {
      for (String path : List.of("/entities?type=Building", "/temporal/entities?type=Building")) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/ngsi-ld/v1" + path))
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void privateAddressesAreNotAsked() throws Exception {
    try (Outbound outbound = new Outbound(EgressRules.standard())) {
      Javalin server = server(Optional.of(outbound));
      try {
        for (String context : List.of(at("/context.jsonld"), "file:///etc/passwd", "no address")) {
          HttpResponse<String> answer = ask(server, "type=Building", context);
          assertThat(answer.statusCode()).as(context).isEqualTo(503);
          assertThat(answer.body()).contains("errors/LdContextNotAvailable");
        }
        assertThat(asked).hasValue(0);
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void termsGoBothWays() throws Exception {
    Names names =
        Names.read(
            JSON.readTree(
                """
                {"@vocab": "https://v.example/", "ex": "https://ex.example/ns#",
                 "hoch": "ex:height", "tief": {"@id": "ex:depth", "@type": "@id"}, "alias": "hoch"}
                """),
            Names.NONE);
    assertThat(names.expand("hoch")).contains("https://ex.example/ns#height");
    assertThat(names.expand("alias")).contains("https://ex.example/ns#height");
    assertThat(names.expand("ex:width")).contains("https://ex.example/ns#width");
    assertThat(names.expand("https://a.example/x")).contains("https://a.example/x");
    assertThat(names.expand("nothing")).isEmpty();
    assertThat(names.byVocab("nothing")).contains("https://v.example/nothing");
    Names.Writer writer = names.new Writer();
    for (Map.Entry<String, String> one :
        Map.of(
                "https://ex.example/ns#depth", "tief",
                "https://ex.example/ns#width", "ex:width",
                "https://v.example/size", "size",
                "https://v.example/type", "https://v.example/type",
                "https://other.example/x", "https://other.example/x")
            .entrySet()) {
      assertThat(writer.name(one.getKey())).isEqualTo(one.getValue());
    }
  }
}
