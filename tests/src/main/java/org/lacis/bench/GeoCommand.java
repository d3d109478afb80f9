package org.lacis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.bench.geo.GeoBench;
import org.lacis.bench.geo.GeoQuestion;
import org.lacis.bench.geo.GeoReport;
import org.lacis.bench.geo.GeoRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lacis bench geo`.
@Command(
    name = "geo",
    description = "A territory of 200,000 buildings: the same questions to Lacis and to PostGIS.",
    mixinStandardHelpOptions = true)
final class GeoCommand implements Callable<Integer> {
  @Mixin private final Outcome outcome;

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "1 is 200,000 buildings; ${DEFAULT-VALUE} by default.")
  private double scale = 1;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "QUESTION",
      description = "These questions only, such as zones-buildings,box.")
  private List<String> only = List.of();

  @Option(names = "--ours", description = "Leave PostGIS out.")
  private boolean ours;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the stores in DIR, and use those that are there.")
  private @Nullable Path keep;

  @Option(names = "--fresh", description = "Load our store anew although it was kept.")
  private boolean fresh;

  @Option(
      names = "--java",
      paramLabel = "FLAG",
      description = "A flag for the measured Java, such as --java=-Xmx3g; may be repeated.")
  private List<String> java = List.of();

  GeoCommand() {
    this(new Outcome());
  }

  GeoCommand(Outcome outcome) {
    this.outcome = outcome;
  }

  @Override
  public Integer call() throws IOException {
    List<String> keys = Arrays.stream(GeoQuestion.values()).map(GeoQuestion::key).toList();
    for (String question : only) {
      if (!keys.contains(question)) {
        return Outcome.wrong(
            "no question is called '" + question + "'; there are: " + String.join(", ", keys));
      }
    }
    GeoRun run = new GeoBench(outcome.home(), options()).run(scale);
    // Floors and recorded figures are those of 200,000 buildings.
    boolean comparable = scale == 1 && !ours;
    return outcome.tell(
        "geo",
        GeoReport.of(run, Machine.here(outcome.home())),
        comparable ? run.figuresOfFloors() : Map.of(),
        comparable ? run.ratios() : Map.of(),
        run.differences());
  }

  private GeoBench.Options options() {
    List<GeoQuestion> questions =
        Arrays.stream(GeoQuestion.values())
            .filter(question -> only.isEmpty() || only.contains(question.key()))
            .toList();
    return new GeoBench.Options(
        questions, ours, Optional.ofNullable(keep).map(Path::toAbsolutePath), fresh, java);
  }
}
