package org.lacis.tests.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import org.lacis.link.Linker;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;

/// The descriptions of public services that come with the project, each built against a server of
/// the same shape: IGN's and GeoServer's WFS, GeoServer's OGC API, a file of Insee, the pages of
/// Géorisques. The content is that of the samples, under the addresses of the services.
final class LiveDescriptionsTest {
  static {
    JenaSystem.init();
  }

  private static final String BASE = "https://autre.example/";
  private static final List<String> DATASETS =
      List.of(
          "lyon/velov-live",
          "national/bdtopo-live",
          "national/cog-history-live",
          "national/cog-insee-live",
          "thematic/georisques-live");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/geopf/wfs/ows", this::wfs);
    server.createContext("/grandlyon/geoserver/ogc/features/v1/collections/", this::features);
    server.createContext("/insee/fr/statistiques/fichier/8377162/", this::file);
    server.createContext("/georisques/api/v1/gaspar/risques", this::pages);
    server.start();
    StringBuilder settings = new StringBuilder("base: " + BASE + "\n");
    settings.append(
        "twins: {national: , lyon: , thematic: }\negress: {private: 127.0.0.0/8}\nlive:\n  addresses:\n");
    Map.of(
            "https://data.geopf.fr", "/geopf",
            "https://data.grandlyon.com", "/grandlyon",
            "https://www.insee.fr", "/insee",
            "https://georisques.gouv.fr", "/georisques")
        .forEach((real, path) -> settings.append("    " + real + ": " + address + path + "\n"));
    Files.writeString(folder.resolve("twin.yaml"), settings);
    for (String dataset : DATASETS) {
      Path to = Files.createDirectories(folder.resolve("mappings").resolve(dataset));
      try (Stream<Path> files = Files.list(sample(dataset, ""))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static Path sample(String dataset, String file) {
    return Shared.project().resolve("mappings").resolve(dataset).resolve(file);
  }

  private Map<String, String> parameters(HttpExchange exchange) {
    asked.add(exchange.getRequestURI().toString());
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : String.valueOf(exchange.getRequestURI().getRawQuery()).split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          parts[0].toUpperCase(java.util.Locale.ROOT),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// GeoServer, one feature a page at most.
  private void wfs(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = parameters(exchange);
    assertThat(parameters).containsEntry("TYPENAMES", "BDTOPO_V3:batiment");
    JsonNode sample = JSON.readTree(sample("national/bdtopo-live", "sample.geojson").toFile());
    int many = sample.path("features").size();
    if ("hits".equals(parameters.get("RESULTTYPE"))) {
      send(
          exchange,
          "text/xml; subtype=gml/3.2",
          ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><wfs:FeatureCollection"
                  + " xmlns:wfs=\"http://www.opengis.net/wfs/2.0\" numberMatched=\""
                  + many
                  + "\" numberReturned=\"0\" timeStamp=\"2026-11-26T02:00:00.000Z\"/>")
              .getBytes(StandardCharsets.UTF_8));
      return;
    }
    int from = Integer.parseInt(parameters.get("STARTINDEX"));
    ObjectNode page = JSON.createObjectNode().put("type", "FeatureCollection");
    ArrayNode features = page.putArray("features");
    features.add(sample.path("features").get(from));
    page.put("totalFeatures", many).put("numberMatched", many).put("numberReturned", 1);
    page.put("timeStamp", java.time.Instant.now().toString());
    page.set("crs", sample.path("crs"));
    send(exchange, "application/json;charset=UTF-8", JSON.writeValueAsBytes(page));
  }

  /// GeoServer's OGC API, one feature a page; its links have the address that it is known by.
  private void features(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = parameters(exchange);
    JsonNode sample = JSON.readTree(sample("lyon/velov-live", "sample.geojson").toFile());
    int from = Integer.parseInt(parameters.getOrDefault("STARTINDEX", "0"));
    ObjectNode page = JSON.createObjectNode().put("type", "FeatureCollection");
    page.putArray("features").add(sample.path("features").get(from));
    page.put("numberMatched", sample.path("features").size()).put("numberReturned", 1);
    page.put("timeStamp", java.time.Instant.now().toString());
    ArrayNode links = page.putArray("links");
    if (from + 1 < sample.path("features").size()) {
      links
          .addObject()
          .put("rel", "next")
          .put("type", "application/geo+json")
          .put(
              "href",
              "https://data.grandlyon.com/geoserver/ogc/features/v1/collections/"
                  + "metropole-de-lyon:jcd_jcdecaux.jcdvelov/items?sortby=gid&limit=1&startIndex="
                  + (from + 1));
    }
    send(exchange, "application/geo+json", JSON.writeValueAsBytes(page));
  }

  private void file(HttpExchange exchange) throws IOException {
    parameters(exchange);
    String name = exchange.getRequestURI().getPath().replaceFirst("^.*/", "");
    byte[] body =
        Files.readAllBytes(
            switch (name) {
              case "v_commune_depuis_1943.csv" ->
                  sample("national/cog-history-live", "sample-since-1943.csv");
              case "v_mvt_commune_2025.csv" ->
                  sample("national/cog-history-live", "sample-changes.csv");
              default -> sample("national/cog-insee-live", "sample.csv");
            });
    send(exchange, "text/csv", body);
  }

  private void pages(HttpExchange exchange) throws IOException {
    int page = Integer.parseInt(parameters(exchange).get("PAGE"));
    JsonNode sample = JSON.readTree(sample("thematic/georisques-live", "sample.json").toFile());
    int many = sample.path("data").size();
    ObjectNode answer = JSON.createObjectNode().put("results", many).put("page", page);
    answer.put("total_pages", many).putArray("data").add(sample.path("data").get(page - 1));
    answer.put("response_code", 200).putNull("message");
    answer.put(
        "next",
        page < many
            ? "https://georisques.gouv.fr/api/v1/gaspar/risques?page_size=1&page=" + (page + 1)
            : null);
    send(exchange, "application/json", JSON.writeValueAsBytes(answer));
  }

  private BuildReport build(TwinStore store, boolean live) {
    return new Build(
            Workspace.open(folder),
            new Sources(StandardFormats.all()),
            new Linker(ForkJoinPool.commonPool(), 1),
            BuildObserver.SILENT)
        .run(store, Optional.empty(), live);
  }

  private static List<String> lines(TwinStore store, String dataset) {
    Node graph = NodeFactory.createURI(BASE + "graph/" + dataset);
    return store.read(view -> {
      List<String> lines = new ArrayList<>();
      view.dataset()
          .findNG(graph, Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(quad -> lines.add(quad.asTriple().toString().replace(BASE, "")));
      return lines.stream().sorted().toList();
    });
  }

  private static List<String> expected(String dataset) throws IOException {
    return org.lacis.tests.Quads.read(Files.readAllBytes(sample(dataset, "expected.nq"))).stream()
        .map(quad -> quad.asTriple().toString().replace("https://jumeaux.example/", ""))
        .sorted()
        .toList();
  }

  @Test
  void eachIsBuiltFromAServiceOfItsShape() throws IOException {
    try (TwinStore store = TwinStore.memory()) {
      BuildReport first = build(store, false);
      assertThat(first.lifted()).isEmpty();
      assertThat(asked).isEmpty();

      BuildReport live = build(store, true);
      assertThat(live.findings().values().stream().flatMap(entry -> entry.examples().stream()))
          .extracting(Finding::sentence)
          .isEmpty();
      assertThat(live.live().values())
          .allMatch(one -> one.state() == BuildReport.Live.State.FETCHED);
      assertThat(live.lifted()).containsOnlyKeys(DATASETS);
      for (String dataset : DATASETS) {
        assertThat(lines(store, dataset)).as(dataset).isEqualTo(expected(dataset));
      }

      BuildReport again = build(store, true);
      assertThat(again.lifted()).isEmpty();
      assertThat(again.live().values())
          .allMatch(one -> one.state() == BuildReport.Live.State.UNCHANGED);
    }
  }
}
