package org.lacis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What becomes of the figures of a benchmark.
final class Outcome {
  private static final int MISSED = 1;

  @Option(
      names = "--check",
      description = "Exit with 1 when a figure misses its floor in tests/bench/floors.yaml.")
  private boolean check;

  @Option(names = "--record", description = "Write the figures to tests/bench/RESULTS.md.")
  private boolean record;

  /// The checkout.
  Path home() {
    return Path.of(System.getProperty("lacis.home", ".")).toAbsolutePath().normalize();
  }

  Path floors() {
    return home().resolve("tests/bench/floors.yaml");
  }

  /// Prints, and records when asked to.
  ///
  /// @return the exit code
  int tell(String report, List<String> misses) throws IOException {
    System.out.println(report);
    if (record) {
      SpineReport.record(home().resolve("tests/bench/RESULTS.md"), report);
    }
    misses.forEach(miss -> System.out.println("MISSED: " + miss));
    return check && !misses.isEmpty() ? MISSED : 0;
  }

  /// The same for figures of which less is better.
  ///
  /// @param figures must not be above their limits in `floors.yaml`
  /// @param ratios hold on any machine: must not be a fifth above what was recorded
  /// @param wrong what else is amiss, in words
  int tell(
      String benchmark,
      String report,
      Map<String, Double> figures,
      Map<String, Double> ratios,
      List<String> wrong)
      throws IOException {
    List<String> misses = new ArrayList<>(wrong);
    misses.addAll(Limits.read(floors(), benchmark).misses(figures));
    Recorded recorded = Recorded.read(home().resolve("tests/bench/recorded.yaml"));
    misses.addAll(recorded.regressions(benchmark, ratios));
    if (record) {
      recorded.put(benchmark, ratios);
    }
    return tell(report, misses);
  }

  /// Writes a page of the documentation when figures are recorded.
  void page(Path file, String text) throws IOException {
    if (record) {
      Files.writeString(file, text);
    }
  }

  /// Says what is wrong with the options.
  ///
  /// @return the exit code
  static int wrong(String words) {
    System.err.println("lacis bench: " + words);
    return picocli.CommandLine.ExitCode.USAGE;
  }
}
