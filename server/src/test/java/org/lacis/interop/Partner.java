package org.lacis.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;

/// A partner on loopback: a small SPARQL endpoint, an OGC API, documents, and some that misbehave.
final class Partner implements AutoCloseable {
  private final HttpServer server;
  private final DatasetGraph data = DatasetGraphFactory.createTxnMem();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  Partner(long seed) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    String turtle = turtle(seed);
    data.executeWrite(
        () -> RDFParser.fromString(turtle, Lang.TURTLE).parse(data.getDefaultGraph()));
    on("/", exchange -> send(exchange, 404, "text/plain", "nothing here"));
    on("/sparql", this::sparql);
    on("/dump.ttl", exchange -> send(exchange, 200, "text/turtle", turtle));
    on("/broken.ttl", exchange -> send(exchange, 200, "text/turtle", turtle + "<a> <b> ."));
    on(
        "/stream",
        exchange ->
            send(
                exchange,
                200,
                "text/turtle",
                """
                @prefix tree: <https://w3id.org/tree#> . @prefix ldes: <https://w3id.org/ldes#> .
                <#s> a ldes:EventStream ; tree:view <> ; tree:member <#m> .
                """));
    on(
        "/mapping.ttl",
        exchange ->
            send(
                exchange,
                200,
                "text/turtle",
                "<#m> <http://w3id.org/rml/logicalSource> [] ; a <http://w3id.org/rml/TriplesMap> ."));
    on("/page", exchange -> send(exchange, 200, "text/html", "<html><p>A page.</p></html>"));
    on(
        "/loop",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/loop?" + requests.get());
          send(exchange, 302, "text/plain", "");
        });
    on(
        "/busy",
        exchange -> {
          if (refusals.getAndIncrement() == 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, 503, "text/plain", "busy");
          } else {
            send(exchange, 200, "text/turtle", turtle);
          }
        });
    on(
        "/metadata",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/");
          send(exchange, 302, "text/plain", "");
        });
    on("/endless.nt", Partner::endless);
    on(
        "/api/collections/trees/items",
        exchange -> send(exchange, 200, "application/geo+json", ITEMS));
    on("/api/collections", exchange -> send(exchange, 200, "application/json", COLLECTIONS));
    on(
        "/api/conformance",
        exchange ->
            send(
                exchange,
                200,
                "application/json",
                "{\"conformsTo\":[\"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core\"]}"));
    on("/api/", exchange -> send(exchange, 200, "application/json", LANDING));
    server.start();
  }

  private static final String LANDING =
      """
      {"title":"Trees","links":[{"rel":"conformance","href":"conformance"},{"rel":"data","href":"collections"}]}
      """;
  private static final String COLLECTIONS =
      """
      {"collections":[{"id":"trees","links":[{"rel":"items","href":"collections/trees/items"}]}]}
      """;
  private static final String ITEMS =
      """
      {"type":"FeatureCollection","numberMatched":2,"features":[
       {"type":"Feature","id":"a b","geometry":{"type":"Point","coordinates":[4.8,45.7]},"properties":{}},
       {"type":"Feature","id":"2","geometry":null,"properties":{"uri":"https://trees.example/id/2"}}]}
      """;

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  int requests() {
    return requests.get();
  }

  private static String turtle(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text =
        new StringBuilder(
            """
            @prefix geo: <http://www.opengis.net/ont/geosparql#> .
            @prefix x: <https://partner.example/def#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            """);
    for (int i = 0; i < 120; i++) {
      text.append("<https://partner.example/id/tree/")
          .append(i)
          .append("> a x:Tree ; rdfs:label \"Tree ")
          .append(i)
          .append("\" ; x:near <https://other.example/id/house/")
          .append(random.nextInt(50))
          .append("> ; geo:hasGeometry [ geo:asWKT \"POINT(")
          .append(4 + random.nextDouble())
          .append(' ')
          .append(45 + random.nextDouble())
          .append(")\"^^geo:wktLiteral ] .\n");
    }
    for (int i = 0; i < 5; i++) {
      text.append("<https://partner.example/id/bench/").append(i).append("> a x:Bench .\n");
    }
    return text.toString();
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          requests.incrementAndGet();
          try (exchange) {
            answer.to(exchange);
          }
        });
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /// As many statements as anybody reads.
  private static void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/n-triples");
    exchange.sendResponseHeaders(200, 10_000_000_000L);
    byte[] line =
        ("<https://e.example/" + "x".repeat(900) + "> <https://e.example/p> \"o\" .\n")
            .getBytes(StandardCharsets.UTF_8);
    OutputStream out = exchange.getResponseBody();
    for (long written = 0; written < 10_000_000_000L; written += line.length) {
      out.write(line);
    }
  }

  private void sparql(HttpExchange exchange) throws IOException {
    String form = String.valueOf(exchange.getRequestURI().getRawQuery());
    if (exchange.getRequestMethod().equals("POST")) {
      form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }
    String query =
        List.of(form.split("&")).stream()
            .filter(part -> part.startsWith("query="))
            .map(part -> URLDecoder.decode(part.substring(6), StandardCharsets.UTF_8))
            .findFirst()
            .orElse("");
    if (query.isEmpty()) {
      send(exchange, 400, "text/plain", "no query");
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    data.executeRead(() -> {
      try (QueryExec exec = QueryExec.dataset(data).query(query).build()) {
        if (exec.getQuery().isAskType()) {
          ResultSetFormatter.outputAsJSON(out, exec.ask());
        } else {
          ResultSetFormatter.outputAsJSON(out, ResultSet.adapt(exec.select()));
        }
      }
    });
    send(exchange, 200, "application/sparql-results+json", out.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
