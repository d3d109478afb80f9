package org.lacis.bench.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lacis.bench.ChildRun;
import org.lacis.bench.PostgresServer;
import org.lacis.bench.geo.Folders;

/// Measures the parts of linking, each in a process of its own.
public final class LinkBench {
  /// Parcels a side: 123,201 buildings, 69,025 of them there some years ago.
  public static final int SIDE = 351;

  /// Ten times as many.
  private static final int LARGE = 1110;

  /// 100,489 buildings.
  private static final int TWIN = 317;

  private static final int SAMPLE = 24;

  /// Megabytes of heap that are tried, to link 192,226 buildings.
  private static final List<Integer> HEAPS =
      List.of(96, 128, 160, 192, 224, 256, 320, 384, 448, 512);

  private final Path home;
  private final Path folder;

  public LinkBench(Path home) {
    this.home = home;
    this.folder = home.resolve("target/bench/link");
  }

  /// @param side parcels a side
  /// @param only names of parts: of pairings, `naive`, `growth`, `heap`, `twin`; none = all
  /// @param ours leave PostGIS out
  public record Options(int side, List<String> only, boolean ours) {
    public Options {
      only = List.copyOf(only);
    }

    boolean wants(String part) {
      return only.isEmpty() || only.contains(part);
    }
  }

  /// The names that a part may have.
  public static List<String> parts() {
    List<String> parts = new ArrayList<>(Pairing.ALL.stream().map(Pairing::key).toList());
    parts.addAll(List.of("naive", "growth", "heap", "twin"));
    return parts;
  }

  public LinkResult run(Options options) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    Map<String, Double> figures = new HashMap<>();
    relations(options, figures);
    if (options.wants("naive")) {
      figures.putAll(child(List.of(), "link-naive", Integer.toString(SAMPLE)).figures());
    }
    if (options.wants("growth")) {
      for (int side : new int[] {SIDE, LARGE}) {
        String name = side == SIDE ? "small." : "large.";
        child(List.of("-Xmx5g"), "link-grow", Integer.toString(side))
            .figures()
            .forEach((key, value) -> figures.put(name + key, value));
      }
    }
    if (options.wants("heap")) {
      figures.put("fits", smallestHeap());
    }
    if (options.wants("twin")) {
      twin(figures);
    }
    Folders.delete(folder);
    return new LinkResult(options, figures);
  }

  private void relations(Options options, Map<String, Double> figures) throws IOException {
    String keys =
        Pairing.ALL.stream()
            .map(Pairing::key)
            .filter(options::wants)
            .collect(Collectors.joining(","));
    if (keys.isEmpty()) {
      return;
    }
    String side = Integer.toString(options.side());
    List<String> heap = List.of("-Xmx3g");
    if (options.ours()) {
      figures.putAll(child(heap, "link-relate", side, "-", keys).figures());
    } else {
      try (PostgresServer server = PostgresServer.start()) {
        figures.putAll(child(heap, "link-relate", side, server.url(), keys).figures());
      }
    }
  }

  private void twin(Map<String, Double> figures) throws IOException {
    Path twin = folder.resolve("twin");
    child(List.of("-Xmx3g"), "link-write", twin.toString(), Integer.toString(TWIN), "100");
    child(List.of("-Xmx2g"), "link-twin", twin.toString())
        .figures()
        .forEach((name, value) -> figures.put("twin." + name, value));
    child(List.of("-Xmx2g"), "link-change", twin.toString())
        .figures()
        .forEach((name, value) -> figures.put("change." + name, value));
    Folders.delete(twin);
  }

  /// The least of the heaps, in megabytes, in which the links of a store are worked out and
  /// committed; infinite when none is enough.
  private double smallestHeap() throws IOException {
    Path twin = folder.resolve("heap");
    child(
        List.of("-Xmx3g"),
        "link-write",
        twin.toString(),
        Integer.toString(SIDE),
        Integer.toString(Pairing.OLD_SHARE));
    child(List.of("-Xmx2g"), "link-load", twin.toString());
    int from = 0;
    int to = HEAPS.size();
    while (from < to) {
      int middle = (from + to) / 2;
      List<String> flags = List.of("-Xmx" + HEAPS.get(middle) + "m", "-XX:+ExitOnOutOfMemoryError");
      if (tried(flags, "link-again", twin.toString()).exit() == 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    Folders.delete(twin);
    return from < HEAPS.size() ? HEAPS.get(from) : Double.POSITIVE_INFINITY;
  }

  private ChildRun child(List<String> flags, String... arguments) throws IOException {
    ChildRun run = tried(flags, arguments);
    if (run.exit() != 0) {
      throw new IllegalStateException("a step ended with exit code " + run.exit());
    }
    return run;
  }

  private ChildRun tried(List<String> flags, String... arguments) throws IOException {
    System.err.println("link: " + String.join(" ", flags) + " " + String.join(" ", arguments));
    List<String> all = new ArrayList<>(ChildRun.WITH_STORE);
    all.addAll(flags);
    return ChildRun.of(home, folder, all, arguments);
  }
}
