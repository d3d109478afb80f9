package org.lacis.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench thematic`.
@Command(
    name = "thematic",
    description = "Twelve questions without geometry, against plain TDB2.",
    mixinStandardHelpOptions = true)
final class ThematicCommand implements Callable<Integer> {
  @Mixin private final Outcome outcome;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "Buildings, 20 statements each; ${DEFAULT-VALUE} by default.")
  private int scale = 100_000;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TEMPLATE",
      description = "These templates only.")
  private List<String> only = List.of();

  ThematicCommand() {
    this(new Outcome());
  }

  ThematicCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    Thematic.Run run = new Thematic(scale).run(only);
    return outcome.tell(
        ThematicReport.of(run, Machine.here(outcome.home())),
        ThematicReport.misses(run, outcome.floors()));
  }
}
