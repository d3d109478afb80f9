package org.lacis.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lacis.bench.federate.FederateBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench federate`.
@Command(
    name = "federate",
    description = "Questions to three twins, two of them 20 ms away, beside FedX and SERVICE.",
    mixinStandardHelpOptions = true)
final class FederateCommand implements Callable<Integer> {
  @Mixin private final Outcome outcome;

  @Option(
      names = "--turns",
      paramLabel = "N",
      description = "Warm runs of each question; ${DEFAULT-VALUE} by default.")
  private int turns = 9;

  FederateCommand() {
    this(new Outcome());
  }

  FederateCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    FederateBench.Run run = new FederateBench().run(turns);
    return outcome.tell(
        "federate",
        run.report(Machine.here(outcome.home())),
        run.figures(),
        run.ratios(),
        run.amiss());
  }
}
