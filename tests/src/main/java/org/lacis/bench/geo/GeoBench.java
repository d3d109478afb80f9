package org.lacis.bench.geo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lacis.bench.ChildRun;
import org.lacis.bench.PostgresServer;

/// Makes the territory, puts it into a store of ours and into PostGIS, asks both, edits ours.
public final class GeoBench {
  private static final int EDITS = 500;

  private final Path home;
  private final Options options;

  public GeoBench(Path home, Options options) {
    this.home = home;
    this.options = options;
  }

  /// What is to be done.
  ///
  /// @param only these questions
  /// @param ours leave PostGIS out
  /// @param keep where stores stay for the next run; empty: they are made anew and deleted
  /// @param fresh make our store anew even when it was kept
  /// @param java flags for the processes that are measured
  public record Options(
      List<GeoQuestion> only, boolean ours, Optional<Path> keep, boolean fresh, List<String> java) {
    public Options {
      only = List.copyOf(only);
      java = List.copyOf(java);
    }

    /// Whether some questions are left out, and with them what is measured beside the questions.
    boolean partial() {
      return only.size() < GeoQuestion.values().length;
    }
  }

  /// Measures at one scale.
  public GeoRun run(double scale) throws IOException {
    String name = "geo-" + scale;
    Path folder =
        options.keep().orElseGet(() -> home.resolve("target").resolve("bench")).resolve(name);
    if (options.keep().isEmpty()) {
      Folders.delete(folder);
    }
    Files.createDirectories(folder);
    Map<String, Double> figures = new HashMap<>();
    if (options.ours()) {
      measure(folder, scale, "-", figures);
    } else {
      try (PostgresServer server = postgres(folder)) {
        figures.put("postgis.load", load(server, scale));
        measure(folder, scale, server.url(), figures);
      }
    }
    if (options.keep().isEmpty()) {
      Folders.delete(folder);
    }
    return new GeoRun(new World(GeoChild.SEED, scale), figures);
  }

  private PostgresServer postgres(Path folder) throws IOException {
    return options.keep().isEmpty()
        ? PostgresServer.start()
        : PostgresServer.keeping(folder.resolve("postgres"));
  }

  /// @return seconds; NaN when the rows were there
  private static double load(PostgresServer server, double scale) throws IOException {
    World world = new World(GeoChild.SEED, scale);
    long began = System.nanoTime();
    try (PostGis postgis = PostGis.connect(server.url())) {
      if (postgis.loaded(world)) {
        return Double.NaN;
      }
      tell(scale, "PostGIS is loaded");
      postgis.load(world);
      return (System.nanoTime() - began) / 1e9;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void measure(Path folder, double scale, String url, Map<String, Double> figures)
      throws IOException {
    Path store = folder.resolve("store");
    if (options.fresh() || !Files.exists(folder.resolve("loaded"))) {
      tell(scale, "our store is loaded");
      Files.deleteIfExists(folder.resolve("loaded"));
      Folders.delete(store);
      take(figures, child(folder, scale, "geo-load", store, scale), "load.");
      keep(folder, figures);
    } else {
      figures.putAll(figures(folder.resolve("loaded")));
    }
    take(figures, child(folder, scale, "geo-open", store), "");
    tell(scale, "questions");
    String keys = options.only().stream().map(GeoQuestion::key).collect(Collectors.joining(","));
    take(figures, child(folder, scale, "geo-ask", store, scale, url, keys), "ask.");
    if (!options.partial()) {
      tell(scale, "edits");
      take(figures, child(folder, scale, "geo-edit", store, scale, EDITS), "editing.");
    }
  }

  /// What loading told belongs to the store, also in a later run.
  private static void keep(Path folder, Map<String, Double> figures) throws IOException {
    List<String> lines = new ArrayList<>();
    figures.forEach((name, value) -> lines.add(name + "=" + value));
    Files.write(folder.resolve("loaded"), lines);
  }

  /// Lines of `name=number`.
  static Map<String, Double> figures(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("="))
        .collect(Collectors.toMap(parts -> parts[0], parts -> Double.valueOf(parts[1])));
  }

  private ChildRun child(Path folder, double scale, Object... command) throws IOException {
    List<String> flags = new ArrayList<>(scale > 1 ? List.of("-Xmx4g") : List.of());
    flags.addAll(options.java());
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    String[] arguments = words.toArray(String[]::new);
    flags.addAll(0, ChildRun.WITH_STORE);
    ChildRun run =
        words.getFirst().equals("geo-load")
            ? ChildRun.asLaunched(home, folder, flags, arguments)
            : ChildRun.of(home, folder, flags, arguments);
    if (run.exit() != 0) {
      throw new IllegalStateException("a step ended with exit code " + run.exit());
    }
    return run;
  }

  /// Memory and duration are of one process each, the other figures have names of their own.
  private static void take(Map<String, Double> figures, ChildRun run, String process) {
    run.figures()
        .forEach((name, value) -> {
          boolean own = name.equals("peak") || name.equals("heap") || name.equals("seconds");
          figures.put(own ? process + name : name, value);
        });
  }

  private static void tell(double scale, String step) {
    System.err.printf("geo, scale %s: %s…%n", scale, step);
  }
}
