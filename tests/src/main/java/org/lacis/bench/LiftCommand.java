package org.lacis.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lacis.bench.lift.Form;
import org.lacis.bench.lift.LiftBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench lift`.
@Command(
    name = "lift",
    description = "Timetables with joins, in CSV, JSON and XML, lifted to N-Triples.",
    mixinStandardHelpOptions = true)
final class LiftCommand implements Callable<Integer> {
  @Mixin private final Outcome outcome;

  @Option(
      names = "--scale",
      paramLabel = "S",
      split = ",",
      description = "1 is about 397,000 triples; ${DEFAULT-VALUE} by default.")
  private List<Integer> scales = List.of(10, 30);

  @Option(
      names = "--form",
      paramLabel = "FORM",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; all by default.")
  private List<Form> forms = List.of(Form.values());

  @Option(
      names = "--to",
      paramLabel = "TARGET",
      split = ",",
      description = "file, store; ${DEFAULT-VALUE} by default.")
  private List<String> targets = List.of("file");

  @Option(names = "--peers", description = "Ask CARML too, at scale 1; takes half a minute.")
  private boolean peers;

  @Option(
      names = "--city",
      paramLabel = "MB",
      description = "A city model of this size too; 200 for the floor.")
  private int city;

  LiftCommand() {
    this(new Outcome());
  }

  LiftCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    LiftBench.Runs runs = new LiftBench(outcome.home()).run(scales, forms, targets, peers, city);
    return outcome.tell(
        "lift",
        runs.report(Machine.here(outcome.home())),
        runs.figures(),
        runs.ratios(),
        runs.differences());
  }
}
