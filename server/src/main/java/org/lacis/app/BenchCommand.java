package org.lacis.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Stands in the list of commands; the launcher of a checkout runs the benchmarks itself, since
/// they are built from the sources of the tests.
@Command(
    name = "bench",
    description = "Measures speed and memory, against peers where there are some (in a checkout).",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "Which benchmark; none lists them.",
      arity = "0..*")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    System.err.println(
        "lacis: benchmarks are built from the sources; run ./lacis bench "
            + String.join(" ", names)
            + " in a checkout.");
    return Main.USAGE;
  }
}
