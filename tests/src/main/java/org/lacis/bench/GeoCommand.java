package org.lacis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.bench.geo.GeoBench;
import org.lacis.bench.geo.GeoGrowth;
import org.lacis.bench.geo.GeoQuestion;
import org.lacis.bench.geo.GeoReport;
import org.lacis.bench.geo.GeoRun;
import org.lacis.bench.geo.Peers;
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
      names = "--growth",
      paramLabel = "S",
      description = "Measure at this scale too; recorded, it makes docs/figures.md anew.")
  private @Nullable Double growth;

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

  @Option(
      names = "--peers",
      description = "Ask GeoSPARQL-Jena and RDF4J too; takes up to a quarter of an hour.")
  private boolean peers;

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
    GeoBench bench = new GeoBench(outcome.home(), options());
    Machine machine = Machine.here(outcome.home());
    GeoRun run = bench.run(scale);
    String report = GeoReport.of(run, machine);
    // Floors and recorded figures are those of 200,000 buildings.
    boolean comparable = scale == 1 && !ours;
    Map<String, Double> figures = new TreeMap<>(comparable ? run.figuresOfFloors() : Map.of());
    List<String> differences = new ArrayList<>(run.differences());
    if (peers) {
      Path folder = outcome.home().resolve("target/bench/peers");
      report += new Peers(outcome.home(), folder, run.world()).ask(options().only());
    }
    if (growth != null) {
      GeoRun larger = bench.run(growth);
      GeoGrowth grown = new GeoGrowth(run, larger);
      differences.addAll(larger.differences());
      figures.putAll(grown.figuresOfFloors());
      report += grown.report();
      outcome.page(outcome.home().resolve("docs/figures.md"), grown.page(machine));
    }
    return outcome.tell("geo", report, figures, comparable ? run.ratios() : Map.of(), differences);
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
