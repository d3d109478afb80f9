package org.lacis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.lacis.app.sample.SampleReport;
import org.lacis.app.sample.SampleSettings;
import org.lacis.app.sample.SampleTwin;
import org.lacis.bench.geo.GeoChild;
import org.lacis.bench.lift.LiftChild;
import org.lacis.bench.link.LinkChild;
import org.lacis.bench.load.LoadChild;
import org.lacis.bench.reason.ReasonChild;
import org.lacis.bench.serve.ServeChild;
import org.lacis.ingest.DatasetFile;
import org.lacis.ingest.Workspace;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;

/// What is measured, in a process of its own: its arguments are a file for the figures, then
/// `sample DIR N SEED`, `lift-only DIR`, what [GeoChild], [LoadChild], [LiftChild], [ReasonChild],
/// [LinkChild] and [ServeChild] do, or a command of Lacis. The figures are lines of `name=number`.
public final class Child {
  private final Map<String, Double> figures = new TreeMap<>();

  private Child() {}

  public static void main(String[] args) throws IOException {
    List<String> command = Arrays.asList(args).subList(1, args.length);
    Child child = new Child();
    int exit = child.run(command);
    child.figures.put("peak", peakMegabytes());
    Files.write(
        Path.of(args[0]),
        child.figures.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    System.exit(exit);
  }

  private int run(List<String> command) {
    long began = System.nanoTime();
    int exit =
        switch (command.getFirst()) {
          case String name when name.startsWith("geo-") -> taken(GeoChild.run(command));
          case String name when name.startsWith("load-") -> taken(LoadChild.run(command));
          case String name when name.startsWith("lift-to-") -> taken(LiftChild.run(command));
          case String name when name.startsWith("reason-") -> taken(ReasonChild.run(command));
          case String name when name.startsWith("link-") -> taken(LinkChild.run(command));
          case String name when name.startsWith("serve-") -> taken(ServeChild.run(command));
          case "sample" -> sample(command);
          case "lift-only" -> lift(Path.of(command.get(1)));
          default -> org.lacis.app.Main.run(command.toArray(String[]::new));
        };
    figures.put("seconds", (System.nanoTime() - began) / 1e9);
    return exit;
  }

  private int taken(Map<String, Double> measured) {
    figures.putAll(measured);
    return 0;
  }

  private int sample(List<String> command) {
    SampleReport report =
        SampleTwin.write(
            Path.of(command.get(1)),
            new SampleSettings(
                Long.parseLong(command.get(2)), Long.parseLong(command.get(3)), false),
            _ -> {});
    figures.put("local", (double) report.local());
    return 0;
  }

  /// Lifts every dataset that is not a database into nothing.
  private int lift(Path folder) {
    Workspace workspace = Workspace.open(folder);
    Path data = workspace.data(java.util.Optional.empty());
    Sources sources = new Sources(StandardFormats.all());
    LongAdder triples = new LongAdder();
    for (DatasetFile dataset : workspace.datasets()) {
      if (dataset.mapping().isEmpty() || dataset.database().isPresent()) {
        continue;
      }
      MappingDocument mapping =
          MappingReader.read(dataset.mapping().get(), workspace.settings().base());
      Map<String, List<Path>> files =
          dataset.files().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, e -> e.getValue().stream().map(data::resolve).toList()));
      LiftSettings settings =
          LiftSettings.beside(dataset.folder(), workspace.settings().base()).withFiles(files);
      new Lifter(mapping, settings, sources)
          .lift((_, _, _, _) -> triples.increment(), finding -> complain(finding.sentence()));
    }
    figures.put("triples", triples.doubleValue());
    return 0;
  }

  private static void complain(String words) {
    System.err.println(words);
  }

  /// The most memory that this process has held at once, as Linux counts it; 0 elsewhere.
  private static double peakMegabytes() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
