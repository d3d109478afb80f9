package org.lacis.bench;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Figures of the last recorded run of each benchmark, to tell regressions by: only such as hold on
/// any machine, less being better.
final class Recorded {
  /// Noise that two runs of the same code differ by.
  private static final double TOLERANCE = 1.2;

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build());

  private final Path file;
  private final TreeMap<String, Map<String, Double>> benchmarks = new TreeMap<>();

  private Recorded(Path file) {
    this.file = file;
  }

  static Recorded read(Path file) throws IOException {
    Recorded recorded = new Recorded(file);
    if (Files.exists(file)) {
      YAML.readTree(file.toFile())
          .properties()
          .forEach(benchmark -> {
            TreeMap<String, Double> figures = new TreeMap<>();
            benchmark
                .getValue()
                .properties()
                .forEach(figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
            recorded.benchmarks.put(benchmark.getKey(), figures);
          });
    }
    return recorded;
  }

  /// In words, what is a fifth or more worse than it was. What was not recorded or not measured is
  /// no regression.
  List<String> regressions(String benchmark, Map<String, Double> figures) {
    List<String> worse = new ArrayList<>();
    Map<String, Double> before = benchmarks.getOrDefault(benchmark, Map.of());
    figures.forEach((name, now) -> {
      double then = before.getOrDefault(name, Double.NaN);
      if (now > TOLERANCE * then) {
        worse.add(
            String.format(Locale.ROOT, "%s, %s: %.3g, recorded %.3g", benchmark, name, now, then));
      }
    });
    return worse;
  }

  /// Puts the figures in the place of those with the same names; NaN is left out.
  void put(String benchmark, Map<String, Double> figures) throws IOException {
    TreeMap<String, Double> rounded = new TreeMap<>(benchmarks.getOrDefault(benchmark, Map.of()));
    figures.forEach((name, value) -> {
      if (Double.isFinite(value)) {
        rounded.put(name, Double.valueOf(String.format(Locale.ROOT, "%.3g", value)));
      }
    });
    benchmarks.put(benchmark, rounded);
    Files.writeString(
        file,
        "# Figures of the last recorded runs; `./lacis bench --check` fails when one is a fifth\n"
            + "# worse. Written by --record.\n"
            + YAML.writeValueAsString(benchmarks));
  }
}
