package org.lacis.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lacis.bench.ChildRun;
import org.lacis.bench.geo.Folders;
import org.lacis.bench.geo.Kind;
import org.lacis.bench.geo.World;

/// Serves a territory from one process and asks it from another; beside it a bare Fuseki over plain
/// TDB2 with the same statements, asked by turns.
public final class ServeBench {
  private static final int TURNS = 3;
  private static final long PATIENCE = 60_000;

  private final Path home;
  private final Path folder;

  /// @param scale 0.5 is 100,000 buildings
  /// @param only scenarios; empty for all but `stream`, which wants a server of its own
  /// @param ours to leave Fuseki out
  /// @param streamed scale of what is streamed; 5 is a million buildings; 0 for none
  public record Options(double scale, List<String> only, boolean ours, double streamed) {
    public Options {
      only = List.copyOf(only);
    }

    boolean wants(String scenario) {
      return only.isEmpty() || only.contains(scenario);
    }
  }

  public ServeBench(Path home) {
    this.home = home;
    this.folder = home.resolve("target/bench/serve");
  }

  public ServeRun run(Options options) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    Map<String, List<Map<String, Double>>> taken = new HashMap<>();
    Path store = folder.resolve("store");
    Path tdb = folder.resolve("tdb2");
    boolean compare = !options.ours() && options.wants("select");
    if (compare) {
      Files.createDirectories(tdb);
    }
    ChildRun filled =
        child(
            List.of(),
            "serve-fill",
            store.toString(),
            compare ? tdb.toString() : "-",
            Double.toString(options.scale()));
    try (Server ours = new Server("serve-ours", store, List.of())) {
      for (String scenario : List.of("page", "jsonld", "features", "many")) {
        if (options.wants(scenario)) {
          ask(taken, scenario, ours, options.scale());
        }
      }
      if (options.wants("select")) {
        select(taken, ours, compare ? tdb : null, options.scale());
      }
    }
    if (options.streamed() > 0 && options.wants("stream")) {
      stream(taken, options.streamed());
    }
    Folders.delete(folder);
    int buildings = new World(1, options.scale()).count(Kind.BUILDING);
    return new ServeRun(buildings, filled.figure("statements"), taken);
  }

  private void select(
      Map<String, List<Map<String, Double>>> taken,
      Server ours,
      @org.jspecify.annotations.Nullable Path tdb,
      double scale)
      throws IOException {
    if (tdb == null) {
      ask(taken, "select", ours, scale);
      return;
    }
    try (Server fuseki = new Server("serve-fuseki", tdb, List.of())) {
      for (int turn = 0; turn < TURNS; turn++) {
        ask(taken, "select", ours, scale);
        ask(taken, "select-fuseki", fuseki, scale);
      }
    }
  }

  /// In a process of half a gigabyte of heap.
  private void stream(Map<String, List<Map<String, Double>>> taken, double scale)
      throws IOException {
    Path store = folder.resolve("streamed");
    child(List.of(), "serve-fill", store.toString(), "-", Double.toString(scale));
    try (Server ours = new Server("serve-ours", store, List.of("-Xmx512m"))) {
      ask(taken, "stream", ours, scale);
      double peak = ours.peak();
      Map<String, Double> figures =
          new HashMap<>(taken.getOrDefault("stream", List.of(Map.of())).getLast());
      figures.put("peak", peak);
      taken.put("stream", List.of(figures));
    }
  }

  private void ask(
      Map<String, List<Map<String, Double>>> taken, String scenario, Server server, double scale)
      throws IOException {
    ChildRun run =
        child(
            List.of(),
            "serve-load",
            Integer.toString(server.port),
            scenario,
            Double.toString(scale));
    taken.computeIfAbsent(scenario, _ -> new ArrayList<>()).add(run.figures());
  }

  private ChildRun child(List<String> flags, String... arguments) throws IOException {
    System.err.println("serve: " + String.join(" ", arguments));
    List<String> all = new ArrayList<>(ChildRun.WITH_STORE);
    all.addAll(flags);
    ChildRun run = ChildRun.of(home, folder, all, arguments);
    if (run.exit() != 0) {
      throw new IllegalStateException("a step ended with exit code " + run.exit());
    }
    return run;
  }

  /// A server in a process of its own.
  private final class Server implements AutoCloseable {
    private final Process process;
    private final Path portFile;
    private final int port;

    private Server(String what, Path store, List<String> flags) throws IOException {
      portFile = folder.resolve(what + ".port");
      Files.deleteIfExists(portFile);
      List<String> all = new ArrayList<>(ChildRun.WITH_STORE);
      all.addAll(flags);
      process =
          ChildRun.start(
              home,
              folder.resolve(what + ".figures"),
              all,
              what,
              store.toString(),
              portFile.toString());
      port = awaitPort();
    }

    private int awaitPort() throws IOException {
      long end = System.currentTimeMillis() + PATIENCE;
      while (!Files.exists(portFile)) {
        if (!process.isAlive() || System.currentTimeMillis() > end) {
          process.destroy();
          throw new IllegalStateException("a server did not start");
        }
        pause();
      }
      return Integer.parseInt(Files.readString(portFile).strip());
    }

    /// The most memory that the process has held, megabytes, as Linux counts it; NaN elsewhere.
    private double peak() throws IOException {
      Path status = Path.of("/proc/" + process.pid() + "/status");
      return Files.isReadable(status)
          ? Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElse(Double.NaN)
          : Double.NaN;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(portFile);
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
