package org.lacis.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lacis.bench.load.LoadBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench load`.
@Command(
    name = "load",
    description = "Two million statements into named graphs, until they can be asked for.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  @Mixin private final Outcome outcome;

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "1 is the 200,000 buildings of geo; ${DEFAULT-VALUE} by default.")
  private double scale = 1;

  @Option(
      names = "--java",
      paramLabel = "FLAG",
      description = "A flag for the measured Java, such as --java=-Xmx3g; may be repeated.")
  private List<String> java = List.of();

  LoadCommand() {
    this(new Outcome());
  }

  LoadCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    LoadBench.Run run = new LoadBench(outcome.home()).run(scale, java);
    return outcome.tell(
        "load",
        run.report(Machine.here(outcome.home())),
        run.figuresOfFloors(),
        scale == 1 ? run.ratios() : Map.of(),
        List.of());
  }
}
