package org.lacis.bench.geo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lacis.query.QueryException;

/// What `lacis bench geo` measures in a process of its own: `geo-load STORE SCALE`, `geo-open
/// STORE`, `geo-ask STORE SCALE URL QUESTIONS` (URL `-`: without PostGIS) and `geo-edit STORE SCALE
/// EDITS`.
public final class GeoChild {
  static final long SEED = 1;

  private final Path store;
  private final Map<String, Double> figures = new HashMap<>();

  private GeoChild(Path store) {
    this.store = store;
  }

  /// @return the figures
  public static Map<String, Double> run(List<String> command) {
    GeoChild child = new GeoChild(Path.of(command.get(1)));
    try {
      switch (command.getFirst()) {
        case "geo-load" -> child.load(world(command));
        case "geo-open" -> child.open();
        case "geo-ask" -> child.ask(world(command), command.get(3), command.get(4));
        case "geo-edit" -> child.edit(world(command), Integer.parseInt(command.get(3)));
        default -> throw new IllegalArgumentException(command.getFirst());
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    child.figures.put("heap", heapMegabytes());
    return child.figures;
  }

  private static World world(List<String> command) {
    return new World(SEED, Double.parseDouble(command.get(2)));
  }

  private void load(World world) throws IOException {
    long began = System.nanoTime();
    figures.put("statements", (double) OurStore.fill(store, world));
    try (OurStore ours = OurStore.open(store)) {
      figures.put("load", (System.nanoTime() - began) / 1e9);
      double literals = ours.store().<Long>read(view -> view.spatial().size());
      figures.put("geometries", literals);
      figures.put("bytes", (double) ours.store().status().bytes());
      figures.put("index.trees", (double) ours.store().checkIndex(_ -> {}).bytes());
    }
    figures.put("index.bytes", indexBytes());
  }

  /// What the folder of the spatial index takes.
  private double indexBytes() throws IOException {
    try (Stream<Path> files = Files.walk(store.resolve("spatial"))) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> {
            try {
              return Files.size(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .sum();
    }
  }

  /// Opens a store of nothing first, so that the classes are there; then ours, to the first look
  /// into the index.
  private void open() throws IOException {
    Path nothing = Files.createTempDirectory("lacis-bench");
    try (OurStore empty = OurStore.open(nothing.resolve("store"))) {
      figures.put("open.nothing", (double) empty.store().version());
    } finally {
      Folders.delete(nothing);
    }
    long began = System.nanoTime();
    try (OurStore ours = OurStore.open(store)) {
      ours.store().<Long>read(view -> view.spatial().size());
      figures.put("open", (System.nanoTime() - began) / 1e6);
    }
  }

  private void ask(World world, String url, String keys) throws Exception {
    List<GeoQuestion> questions =
        Arrays.stream(GeoQuestion.values())
            .filter(question -> List.of(keys.split(",")).contains(question.key()))
            .toList();
    try (OurStore ours = OurStore.open(store)) {
      if (url.equals("-")) {
        for (GeoQuestion question : questions) {
          alone(question, world, ours);
          tell(question);
        }
        return;
      }
      try (PostGis postgis = PostGis.connect(url)) {
        for (GeoQuestion question : questions) {
          try {
            compare(question, world, ours, postgis);
          } catch (QueryException e) {
            fail(question, e);
          }
          tell(question);
        }
      }
    }
  }

  private void alone(GeoQuestion question, World world, OurStore ours) throws Exception {
    try {
      put(
          question,
          "ours",
          Timing.of(() -> put(question, "rows", ours.ask(question, world).length)));
    } catch (QueryException e) {
      fail(question, e);
    }
  }

  /// A question that finds no answer in time takes for ever; the others are asked all the same.
  private void fail(GeoQuestion question, QueryException why) {
    System.err.println(question.key() + ": " + why.getMessage());
    put(question, "ours", Double.POSITIVE_INFINITY);
  }

  private void compare(GeoQuestion question, World world, OurStore ours, PostGis postgis)
      throws Exception {
    long[] expected = postgis.ask(question, world);
    long[] found = ours.ask(question, world);
    put(question, "rows", expected.length);
    put(question, "missing", differences(question, "not found", Rows.onlyIn(expected, found)));
    put(question, "extra", differences(question, "found too much", Rows.onlyIn(found, expected)));
    Timing we = new Timing(() -> ours.ask(question, world));
    Timing they = new Timing(() -> postgis.ask(question, world));
    Timing.byTurns(we, they);
    put(question, "ours", we.median());
    put(question, "postgis", they.median());
    put(question, "touched", touched(question, world, ours));
    postgis.jit(true);
    put(question, "jit", Timing.of(() -> postgis.ask(question, world)));
    postgis.jit(false);
    put(question, "server", server(question, world, postgis));
  }

  /// The first time after a commit.
  private static double touched(GeoQuestion question, World world, OurStore ours) {
    double[] times = new double[5];
    for (int i = 0; i < times.length; i++) {
      ours.touch();
      long began = System.nanoTime();
      ours.ask(question, world);
      times[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static double server(GeoQuestion question, World world, PostGis postgis)
      throws Exception {
    double[] times = new double[5];
    for (int i = 0; i < times.length; i++) {
      times[i] = postgis.serverMilliseconds(question, world);
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static int differences(GeoQuestion question, String words, List<Long> rows) {
    if (!rows.isEmpty()) {
      System.err.printf(
          "%s: %d rows %s, such as %s%n",
          question.key(), rows.size(), words, rows.stream().limit(5).map(Rows::words).toList());
    }
    return rows.size();
  }

  private void put(GeoQuestion question, String what, double value) {
    figures.put(question.key() + "." + what, value);
  }

  private void tell(GeoQuestion question) {
    double ours = figures.getOrDefault(question.key() + ".ours", Double.NaN);
    double postgis = figures.getOrDefault(question.key() + ".postgis", Double.NaN);
    System.err.printf(
        "  %-28s %,8.0f rows  ours %,9.1f ms  PostGIS %,9.1f ms  ratio %.2f%n",
        question.words(),
        figures.getOrDefault(question.key() + ".rows", Double.NaN),
        ours,
        postgis,
        ours / postgis);
  }

  private void edit(World world, int edits) {
    try (OurStore ours = OurStore.open(store)) {
      Edits.Times times = new Edits(ours, world).made(edits);
      figures.put("edits", (double) times.seen().length);
      figures.put("edit.first", times.first());
      figures.put("edit.commit", Edits.Times.at(times.commit(), 0.5));
      figures.put("edit.p50", Edits.Times.at(times.seen(), 0.5));
      figures.put("edit.p99", Edits.Times.at(times.seen(), 0.99));
    }
  }

  /// The most that the heap has held at once, garbage included.
  private static double heapMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(peak -> peak.getUsed())
            .sum()
        / 1048576.0;
  }
}
