package org.lacis.peers.reason;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Arguments: a file for the figures, how often at most, and
///
/// - `vlog RULES ONTOLOGY`: rules of Rulewerk that name their tables;
/// - `rete DATA RULES ONTOLOGY`: triples, and rules of Jena;
/// - `rdf4j DATA ONTOLOGY`: triples that hold the ontology too.
///
/// ONTOLOGY is its namespace. The figures: `first` and `best` seconds, `useful` statements
/// inferred, `peak` in megabytes.
public final class Main {
  /// No more are begun after so many seconds.
  private static final double ENOUGH = 20;

  private Main() {}

  public static void main(String[] args) throws Exception {
    String ontology = args[args.length - 1];
    Closure closure =
        switch (args[2]) {
          case "vlog" -> new VlogClosure(Path.of(args[3]), ontology);
          case "rete" -> new ReteClosure(Path.of(args[3]), Path.of(args[4]), ontology);
          case "rdf4j" -> new Rdf4jClosure(Path.of(args[3]), ontology);
          default -> throw new IllegalArgumentException(args[2]);
        };
    long began = System.nanoTime();
    Closure.Result first = closure.run();
    double best = first.seconds();
    for (int i = 1; i < Integer.parseInt(args[1]); i++) {
      if ((System.nanoTime() - began) / 1e9 > ENOUGH) {
        break;
      }
      Closure.Result next = closure.run();
      if (next.useful() != first.useful()) {
        throw new IllegalStateException(next.useful() + " inferred, then " + first.useful());
      }
      best = Math.min(best, next.seconds());
      System.err.printf("  %s: %.3f s%n", args[2], next.seconds());
    }
    Files.write(
        Path.of(args[0]),
        List.of(
            "first=" + first.seconds(),
            "best=" + best,
            "useful=" + first.useful(),
            "peak=" + peakMegabytes()));
    System.exit(0);
  }

  private static double peakMegabytes() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
