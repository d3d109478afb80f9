package org.lacis.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lacis.bench.kills.Kills;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lacis bench kills`: no measure but a long trial.
@Command(
    name = "kills",
    description = {
      "Kills a process that writes, one whose inferences are kept, one that loads in bulk and one that"
          + " compacts, again and again,"
          + " as kill -9 does, some of them at the very moment when a new store takes its place;",
      "afterwards nothing acknowledged is lost and the spatial index fits the data."
    },
    mixinStandardHelpOptions = true)
final class KillsCommand implements Callable<Integer> {
  @Option(
      names = "--times",
      paramLabel = "N",
      description = "How often each is killed; ${DEFAULT-VALUE} by default.")
  private int times = 50;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "When to kill; ${DEFAULT-VALUE} by default.")
  private long seed = 1;

  /// What is killed.
  enum Kind {
    ALL,
    BULK,
    REASON
  }

  @Option(
      names = "--kind",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.",
      defaultValue = "ALL")
  private Kind kind = Kind.ALL;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Kills kills = new Kills(seed);
    switch (kind) {
      case ALL -> kills.run(times);
      case BULK -> kills.runBulk(times);
      case REASON -> kills.runReasoning(times);
    }
    System.out.println(kills.report());
    return kills.wrong().isEmpty() ? 0 : 1;
  }
}
