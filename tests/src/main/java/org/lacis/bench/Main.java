package org.lacis.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lacis bench`: runs benchmarks by name, all of them when none is named. Exit codes: 0 done, 1 a
/// floor was missed, 2 usage.
@Command(
    name = "lacis bench",
    description =
        "Runs benchmarks and prints what they measured; all but kills when none is named.",
    subcommands = {
      SpineCommand.class,
      ThematicCommand.class,
      GeoCommand.class,
      LoadCommand.class,
      LiftCommand.class,
      ReasonCommand.class,
      LinkCommand.class,
      ServeCommand.class,
      FederateCommand.class,
      KillsCommand.class,
    },
    subcommandsRepeatable = true,
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  @Mixin private final Outcome outcome = new Outcome();

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    int worst = 0;
    for (Callable<Integer> each :
        List.of(
            new SpineCommand(outcome),
            new ThematicCommand(outcome),
            new GeoCommand(outcome),
            new LoadCommand(outcome),
            new LiftCommand(outcome),
            new ReasonCommand(outcome),
            new LinkCommand(outcome),
            new ServeCommand(outcome),
            new FederateCommand(outcome))) {
      worst = Math.max(worst, each.call());
    }
    return worst;
  }
}
