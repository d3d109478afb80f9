package org.lacis.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lacis.bench.serve.ServeBench;
import org.lacis.bench.serve.ServeRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench serve`.
@Command(
    name = "serve",
    description = "A territory served and asked over loopback; SPARQL beside a bare Fuseki.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final double SCALE = 0.5;

  @Mixin private final Outcome outcome;

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "0.5 is 100,000 buildings; ${DEFAULT-VALUE} by default.")
  private double scale = SCALE;

  @Option(
      names = "--stream",
      paramLabel = "S",
      description = "Stream the buildings of this scale, too; 5 is a million.")
  private double streamed;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SCENARIO",
      description = "These only: page, jsonld, features, select, many, stream.")
  private List<String> only = List.of();

  @Option(names = "--ours", description = "Leave Fuseki out.")
  private boolean ours;

  ServeCommand() {
    this(new Outcome());
  }

  ServeCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    for (String scenario : only) {
      if (!ServeRun.scenarios().contains(scenario)) {
        return Outcome.wrong(
            "no scenario is called '"
                + scenario
                + "'; there are: "
                + String.join(", ", ServeRun.scenarios()));
      }
    }
    ServeRun run =
        new ServeBench(outcome.home()).run(new ServeBench.Options(scale, only, ours, streamed));
    boolean comparable = scale == SCALE && !ours;
    return outcome.tell(
        "serve",
        run.report(Machine.here(outcome.home())),
        comparable ? run.figuresOfFloors() : Map.of(),
        comparable && (only.isEmpty() || only.contains("select")) ? run.ratios() : Map.of(),
        run.failures());
  }
}
