package org.lacis.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lacis.bench.link.LinkBench;
import org.lacis.bench.link.LinkResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench link`.
@Command(
    name = "link",
    description =
        "A town in two editions: all relations of its shapes, against PostGIS; its links.",
    mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
  @Mixin private final Outcome outcome;

  @Option(
      names = "--side",
      paramLabel = "N",
      description = "Parcels a side for the relations; ${DEFAULT-VALUE} by default.")
  private int side = LinkBench.SIDE;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "These parts only: buildings, buildings-parcels, parcels, zones, naive, growth, heap, twin.")
  private List<String> only = List.of();

  @Option(names = "--ours", description = "Leave PostGIS out.")
  private boolean ours;

  LinkCommand() {
    this(new Outcome());
  }

  LinkCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    for (String part : only) {
      if (!LinkBench.parts().contains(part)) {
        return Outcome.wrong(
            "no part is called '" + part + "'; there are: " + String.join(", ", LinkBench.parts()));
      }
    }
    LinkResult result = new LinkBench(outcome.home()).run(new LinkBench.Options(side, only, ours));
    // Floors and recorded figures are those of the whole town, against PostGIS.
    boolean comparable = side == LinkBench.SIDE && !ours;
    return outcome.tell(
        "link",
        result.report(Machine.here(outcome.home())),
        comparable ? result.figuresOfFloors() : Map.of(),
        comparable ? result.ratios() : Map.of(),
        result.differences());
  }
}
