package org.lacis.bench.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.lacis.bench.geo.World;
import org.lacis.ingest.ServerLimits;
import org.lacis.query.QuerySetup;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;

/// What `lacis bench serve` does in processes of their own: `serve-fill STORE TDB2 SCALE` fills
/// both stores, `serve-ours STORE PORTFILE` and `serve-fuseki TDB2 PORTFILE` serve until the file
/// is gone, `serve-load PORT SCENARIO SCALE` asks.
public final class ServeChild {
  private static final double SECONDS = 8;
  private static final double WARM = 6;

  private ServeChild() {}

  /// @return what was measured
  public static Map<String, Double> run(List<String> command) {
    try {
      return switch (command.getFirst()) {
        case "serve-fill" -> fill(command);
        case "serve-ours" -> ours(Path.of(command.get(1)), Path.of(command.get(2)));
        case "serve-fuseki" -> fuseki(Path.of(command.get(1)), Path.of(command.get(2)));
        case "serve-load" ->
            load(
                Integer.parseInt(command.get(1)),
                command.get(2),
                new World(1, Double.parseDouble(command.get(3))));
        default -> throw new IllegalArgumentException(command.getFirst());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Double> fill(List<String> command) {
    World world = new World(1, Double.parseDouble(command.get(3)));
    Map<String, Double> figures = new HashMap<>();
    figures.put("statements", (double) ServedWorld.fill(Path.of(command.get(1)), world));
    if (!command.get(2).equals("-")) {
      // a bare Fuseki answers from its default graph
      DatasetGraph tdb = DatabaseMgr.connectDatasetGraph(Location.create(Path.of(command.get(2))));
      Txn.executeWrite(
          tdb,
          () ->
              ServedWorld.tell(
                  world,
                  (_, subject, predicate, object) ->
                      tdb.add(Quad.defaultGraphIRI, subject, predicate, object)));
    }
    return figures;
  }

  private static Map<String, Double> ours(Path folder, Path portFile) throws IOException {
    ServeSettings settings =
        new ServeSettings(
            "127.0.0.1",
            0,
            ServedWorld.BASE,
            Map.of("en", "Bench"),
            Map.of(),
            "Bench",
            List.of(Language.EN),
            List.of(new TwinPart("territory", Map.of("en", "Territory"), "#2a4f9e", "#a3bbf7")),
            List.of(),
            Duration.ofMinutes(2),
            AdminKey.ofKey("bench"),
            new ServerLimits(
                0, 0, 0, 0, 0, 16 << 10, 64L << 20, Duration.ofMinutes(2), 0, List.of()));
    try (TwinStore store = QuerySetup.equip(TwinStore.open(folder));
        TwinServer server = TwinServer.start(settings, store)) {
      return until(portFile, server.port());
    }
  }

  private static Map<String, Double> fuseki(Path folder, Path portFile) throws IOException {
    DatasetGraph tdb = DatabaseMgr.connectDatasetGraph(Location.create(folder));
    FusekiServer server = FusekiServer.create().port(0).loopback(true).add("/ds", tdb).build();
    server.start();
    try {
      return until(portFile, server.getPort());
    } finally {
      server.stop();
    }
  }

  /// Serves until the file is taken away.
  private static Map<String, Double> until(Path portFile, int port) throws IOException {
    Path part = portFile.resolveSibling(portFile.getFileName() + ".part");
    Files.writeString(part, Integer.toString(port));
    Files.move(part, portFile);
    while (Files.exists(portFile)) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    return Map.of("threads", (double) Thread.activeCount());
  }

  private static Map<String, Double> load(int port, String scenario, World world) {
    Load load = new Load(port);
    int things = world.count(org.lacis.bench.geo.Kind.BUILDING);
    IntFunction<String> thing = i -> ServedWorld.THING + Math.floorMod(i * 7919L, (long) things);
    Map<String, Double> figures =
        switch (scenario) {
          case "page" -> load.open(i -> doc(thing.apply(i), "text/html"), 500, WARM, SECONDS);
          case "jsonld" ->
              load.open(i -> doc(thing.apply(i), "application/ld+json"), 500, WARM, SECONDS);
          case "features" -> boxes(load, world);
          case "select" -> load.closed(i -> select("/sparql", thing.apply(i)), 8, WARM, SECONDS);
          case "select-fuseki" ->
              load.closed(i -> select("/ds/sparql", thing.apply(i)), 8, WARM, SECONDS);
          case "many" -> load.closed(i -> mixed(thing, i), 200, 2, SECONDS);
          case "stream" -> stream(load, things);
          default -> throw new IllegalArgumentException(scenario);
        };
    load.close();
    return figures;
  }

  private static Map<String, Double> boxes(Load load, World world) {
    ServedBoxes boxes = ServedBoxes.of(world);
    if (load.one(box(boxes, 0)) < 0) {
      return Map.of("errors", 1.0);
    }
    return load.open(i -> box(boxes, i), 50, WARM, SECONDS);
  }

  private static Load.Asked doc(String thing, String accept) {
    return new Load.Asked("/doc/" + thing.substring("id/".length()), accept);
  }

  /// Three properties of one building, by joining two patterns more than are needed to find it.
  private static Load.Asked select(String endpoint, String thing) {
    String terms = "https://example.org/territory/def#";
    String query =
        "SELECT ?height ?usage ?label { <"
            + ServedWorld.BASE
            + thing
            + "> <"
            + terms
            + "height> ?height ; <"
            + terms
            + "usage> ?usage ; <http://www.w3.org/2000/01/rdf-schema#label> ?label }";
    return new Load.Asked(
        endpoint + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8),
        "application/sparql-results+json");
  }

  private static Load.Asked mixed(IntFunction<String> thing, int i) {
    return switch (i % 4) {
      case 0 -> doc(thing.apply(i), "text/html");
      case 1 -> doc(thing.apply(i), "application/ld+json");
      case 2 -> select("/sparql", thing.apply(i));
      default -> doc(thing.apply(i), "text/turtle");
    };
  }

  /// A box in which about a hundred buildings lie; no more of them are sent.
  private static Load.Asked box(ServedBoxes boxes, int i) {
    return new Load.Asked(
        "/ogc/collections/building/items?limit=100&bbox=" + boxes.box(i, 0.0035),
        "application/geo+json");
  }

  /// Every building in one answer.
  private static Map<String, Double> stream(Load load, int things) {
    Load.Asked all =
        new Load.Asked("/ogc/collections/building/items?limit=" + things, "application/geo+json");
    long began = System.nanoTime();
    long bytes = load.one(all);
    double seconds = (System.nanoTime() - began) / 1e9;
    return Map.of("seconds", seconds, "bytes", (double) bytes, "errors", bytes < 0 ? 1.0 : 0.0);
  }
}
