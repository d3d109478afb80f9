package org.lacis.bench.reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.lacis.bench.ChildRun;
import org.lacis.bench.geo.Folders;

/// Reasons over universities, each time in a process of its own, and lets others do the same: VLog
/// through Rulewerk, Jena's RETE engine, RDF4J's inferencer of RDFS. The best of some closures in
/// one process counts, for us and for others, since noise only adds; each begins with the data in
/// memory. All must infer as much.
public final class ReasonBench {
  private static final int TIMES = 12;
  private static final int ROUNDS = 200;
  private static final int PROOFS = 500;
  private static final long PATIENCE = 10;

  /// Heaps that are tried, in bytes a statement that is known in the end.
  private static final List<Integer> HEAPS = List.of(20, 25, 30, 35, 40, 50, 60, 80, 100, 130, 160);

  private final Path home;
  private final Path folder;

  public ReasonBench(Path home) {
    this.home = home;
    this.folder = home.resolve("target/bench/reason");
  }

  /// @param small universities of the comparison, 10 for floors
  /// @param large universities of speed, memory and growth, 50 for floors
  /// @param ours to leave others out
  public record Options(int small, int large, boolean ours) {}

  /// Why nothing can be measured; empty when something can.
  public String missing(boolean ours) {
    if (!Files.isRegularFile(UnivBench.file(home))) {
      return "the ontology is not there: "
          + UnivBench.file(home)
          + "; LACIS_SHARED names another folder of shared data";
    }
    return ours || Files.isDirectory(libraries())
        ? ""
        : "not built: " + libraries() + "; run mvn -Ppeers -Dquick package, or give --ours";
  }

  private Path libraries() {
    return home.resolve("peers/target/lib");
  }

  public ReasonRun run(Options options) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    Path small = folder.resolve("small");
    Path large = folder.resolve("large");
    Map<String, ChildRun> ours = new TreeMap<>();
    ours.put("data", data("reason-data", small, options.small()));
    ours.put("rules", child(List.of(), "reason-rules", small.toString()));
    ours.put("whole-rl", closure(small, "owl-rl"));
    ours.put("rl", closure(small, "owl-rl-lean"));
    ours.put("whole-rdfs", closure(small, "rdfs"));
    ours.put("rdfs", closure(small, "rdfs-lean"));
    ours.put("core-rdfs", closure(small, "rdfs-core"));
    Map<String, Map<String, Double>> peers = new TreeMap<>();
    if (!options.ours()) {
      String rl = small.resolve("rl/rules.rls").toString();
      String rdfs = small.resolve("rdfs/rules.rls").toString();
      String triples = small.resolve("data.nt").toString();
      peers.put("tables-rl", peer("vlog", rl));
      peers.put("tables-rdfs", peer("vlog", rdfs));
      peers.put("vlog-rl", peer("vlog", small.resolve("rl-triples.rls").toString()));
      peers.put("vlog-rdfs", peer("vlog", small.resolve("rdfs-triples.rls").toString()));
      peers.put("rete-rl", peer("rete", triples, small.resolve("rl.rules").toString()));
      peers.put("rete-rdfs", peer("rete", triples, small.resolve("rdfs.rules").toString()));
      peers.put("rdf4j-rdfs", peer("rdf4j", triples));
    }
    ours.put("changes", counted("reason-changes", small, ROUNDS));
    ours.put("proofs", counted("reason-proofs", small, PROOFS));
    Path store = folder.resolve("store");
    Files.createDirectories(store);
    ours.put("store", child(List.of("-Xmx3g"), "reason-store", small.toString(), store.toString()));
    Folders.delete(store);
    Files.createDirectories(store);
    ours.put("shacl", counted("reason-shacl", store, options.small()));
    Folders.delete(store);
    Path equal = folder.resolve("equal");
    ours.put("equal-data", data("reason-data-equal", equal, options.small()));
    ours.put("equal", closure(equal, "owl-rl"));
    Folders.delete(equal);
    ours.put("large-data", data("reason-data", large, options.large()));
    ours.put("large-rl", closure(large, "owl-rl"));
    ours.put("large-changes", counted("reason-changes", large, ROUNDS));
    OptionalInt heap = smallestHeap(large, ours.get("large-rl").figure("known"));
    Folders.delete(folder);
    return new ReasonRun(options, ours, peers, heap);
  }

  private ChildRun data(String what, Path into, int universities) throws IOException {
    return child(List.of("-Xmx5g"), what, into.toString(), Integer.toString(universities));
  }

  private ChildRun closure(Path data, String book) throws IOException {
    return child(
        List.of("-Xmx4g"), "reason-closure", data.toString(), book, Integer.toString(TIMES));
  }

  private ChildRun counted(String what, Path data, int count) throws IOException {
    return child(List.of("-Xmx4g"), what, data.toString(), Integer.toString(count));
  }

  private ChildRun child(List<String> flags, String... arguments) throws IOException {
    System.err.println("reason: " + String.join(" ", arguments) + "…");
    ChildRun run = tried(flags, arguments);
    if (run.exit() != 0) {
      throw new IllegalStateException("a step ended with exit code " + run.exit());
    }
    return run;
  }

  private ChildRun tried(List<String> flags, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(ChildRun.WITH_STORE);
    all.addAll(flags);
    return ChildRun.asLaunched(home, folder, all, arguments);
  }

  /// The least of the heaps in which the closure is worked out, in bytes a known statement.
  private OptionalInt smallestHeap(Path data, double known) throws IOException {
    int from = 0;
    int to = HEAPS.size();
    while (from < to) {
      int middle = (from + to) / 2;
      long megabytes = Math.max(8, (long) (HEAPS.get(middle) * known / (1 << 20)));
      System.err.printf("reason: in %d MB, %d bytes a statement…%n", megabytes, HEAPS.get(middle));
      List<String> flags = List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError");
      if (tried(flags, "reason-fit", data.toString()).exit() == 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from < HEAPS.size() ? OptionalInt.of(HEAPS.get(from)) : OptionalInt.empty();
  }

  private Map<String, Double> peer(String name, String... arguments) throws IOException {
    System.err.println("reason: " + name + "…");
    Path figures = folder.resolve("peer-figures");
    Files.deleteIfExists(figures);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx6g",
                "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                home.resolve("peers/target/classes") + ":" + libraries() + "/*",
                "org.lacis.peers.reason.Main",
                figures.toString(),
                Integer.toString(TIMES),
                name));
    command.addAll(List.of(arguments));
    command.add(Universities.ONTOLOGY);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      process.waitFor(PATIENCE, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    return ChildRun.figures(figures);
  }
}
