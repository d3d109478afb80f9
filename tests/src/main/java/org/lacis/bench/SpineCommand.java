package org.lacis.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench spine`.
@Command(
    name = "spine",
    description = "Files of the sample twin to the first answer, stage by stage, at two sizes.",
    mixinStandardHelpOptions = true)
final class SpineCommand implements Callable<Integer> {
  @Mixin private final Outcome outcome;

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N,M",
      description = "Buildings of the small and the large run; ${DEFAULT-VALUE} by default.")
  private List<Long> sizes = List.of(10_000L, 100_000L);

  SpineCommand() {
    this(new Outcome());
  }

  SpineCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    if (sizes.size() != 2 || sizes.get(0) >= sizes.get(1)) {
      return Outcome.wrong("--sizes wants two numbers, the smaller one first");
    }
    Floors floors = Floors.read(outcome.floors());
    Spine spine = new Spine(outcome.home());
    Spine.Run small = spine.run(sizes.get(0));
    Spine.Run large = spine.run(sizes.get(1));
    return outcome.tell(
        SpineReport.of(small, large, Machine.here(outcome.home())), floors.misses(small, large));
  }
}
