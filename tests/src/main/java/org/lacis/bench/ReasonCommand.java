package org.lacis.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lacis.bench.reason.ReasonBench;
import org.lacis.bench.reason.ReasonRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench reason`.
@Command(
    name = "reason",
    description =
        "Universities with the ontology of the Lehigh benchmark: what follows, by Lacis and others.",
    mixinStandardHelpOptions = true)
final class ReasonCommand implements Callable<Integer> {
  private static final int SMALL = 10;
  private static final int LARGE = 50;

  @Mixin private final Outcome outcome;

  @Option(
      names = "--small",
      paramLabel = "N",
      description = "Universities to compare by; ${DEFAULT-VALUE} by default.")
  private int small = SMALL;

  @Option(
      names = "--large",
      paramLabel = "N",
      description = "Universities for speed, memory and growth; ${DEFAULT-VALUE} by default.")
  private int large = LARGE;

  @Option(names = "--ours", description = "Leave other reasoners out.")
  private boolean ours;

  ReasonCommand() {
    this(new Outcome());
  }

  ReasonCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    ReasonBench bench = new ReasonBench(outcome.home());
    String missing = bench.missing(ours);
    if (!missing.isEmpty()) {
      System.out.println("reason: skipped; " + missing);
      return 0;
    }
    ReasonRun run = bench.run(new ReasonBench.Options(small, large, ours));
    boolean comparable = small == SMALL && large == LARGE;
    return outcome.tell(
        "reason",
        run.report(Machine.here(outcome.home())),
        comparable ? run.figuresOfFloors() : Map.of(),
        comparable ? run.ratios() : Map.of(),
        run.differences());
  }
}
