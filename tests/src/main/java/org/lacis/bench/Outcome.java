package org.lacis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  /// Says what is wrong with the options.
  ///
  /// @return the exit code
  static int wrong(String words) {
    System.err.println("lacis bench: " + words);
    return picocli.CommandLine.ExitCode.USAGE;
  }
}
