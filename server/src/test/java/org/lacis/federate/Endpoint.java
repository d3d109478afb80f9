package org.lacis.federate;

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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.util.Context;

/// A SPARQL endpoint of somebody else, who may behave badly.
final class Endpoint implements AutoCloseable {
  /// How it answers.
  enum Manner {
    WELL,
    FAILS,
    REFUSES,
    CUTS,
    HANGS,
    HTML,
    LOOPS,
    ENDLESS,
    GARBAGE
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final DatasetGraph data;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private final AtomicInteger together = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Manner manner = Manner.WELL;
  private volatile Duration delay = Duration.ZERO;

  Endpoint(DatasetGraph data) {
    this.data = data;
    // without it every answer waits for the client to confirm its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/sparql", this::answer);
    server.start();
  }

  Endpoint() {
    this(DatasetGraphFactory.create());
  }

  DatasetGraph data() {
    return data;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sparql");
  }

  void behave(Manner how) {
    manner = how;
  }

  void delay(Duration time) {
    delay = time;
  }

  /// The questions it was asked.
  List<String> asked() {
    return asked;
  }

  /// What it was told of hops.
  List<String> headers() {
    return headers;
  }

  /// The most requests that were under way at once.
  int most() {
    return most.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(together.incrementAndGet(), Math::max);
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(text(body));
      headers.add(
          exchange.getRequestHeaders().getFirst("Lacis-Hops")
              + " "
              + exchange.getRequestHeaders().getFirst("Via")
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization"));
      Thread.sleep(delay);
      switch (manner) {
        case WELL -> send(exchange, 200, "application/sparql-results+json", rows(text(body)));
        case REFUSES ->
            send(exchange, 400, "text/plain", "what is that".getBytes(StandardCharsets.UTF_8));
        case FAILS ->
            send(exchange, 500, "text/plain", "out of memory".getBytes(StandardCharsets.UTF_8));
        case HTML ->
            send(
                exchange,
                200,
                "text/html",
                "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8));
        case GARBAGE ->
            send(
                exchange,
                200,
                "application/sparql-results+json",
                "{\"head\": 1".getBytes(StandardCharsets.UTF_8));
        case CUTS -> {
          byte[] rows = rows(text(body));
          exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
          exchange.sendResponseHeaders(200, rows.length);
          exchange.getResponseBody().write(rows, 0, rows.length / 2);
        }
        case HANGS -> Thread.sleep(60_000);
        case LOOPS -> {
          exchange.getResponseHeaders().set("Location", address().toString());
          exchange.sendResponseHeaders(307, -1);
        }
        case ENDLESS -> endless(exchange);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      together.decrementAndGet();
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(
        "{\"head\":{\"vars\":[\"v0\"]},\"results\":{\"bindings\":["
            .getBytes(StandardCharsets.UTF_8));
    byte[] row =
        "{\"v0\":{\"type\":\"literal\",\"value\":\"%s\"}},"
            .formatted("x".repeat(1000))
            .getBytes(StandardCharsets.UTF_8);
    while (true) {
      out.write(row);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String text(String body) {
    return URLDecoder.decode(body.replaceFirst("^query=", ""), StandardCharsets.UTF_8);
  }

  private byte[] rows(String text) {
    Query query = QueryFactory.create(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    synchronized (data) {
      try (QueryExec exec = QueryExec.dataset(data).query(query).build()) {
        var writer =
            RowSetWriterRegistry.getFactory(ResultSetLang.RS_JSON).create(ResultSetLang.RS_JSON);
        if (query.isAskType()) {
          writer.write(out, exec.ask(), Context.emptyContext());
        } else {
          writer.write(out, exec.select(), Context.emptyContext());
        }
      }
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public String toString() {
    return manner.name().toLowerCase(Locale.ROOT) + " at " + address();
  }
}
