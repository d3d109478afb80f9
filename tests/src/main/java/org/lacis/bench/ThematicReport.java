package org.lacis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lacis.bench.Thematic.Figure;
import org.lacis.bench.Thematic.Run;

/// The figures of the thematic mix as Markdown, and what they must not miss.
final class ThematicReport {
  private ThematicReport() {}

  static String of(Run run, Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("## thematic, ").append(machine.date());
    text.append(", commit ").append(machine.commit());
    text.append("\n\n").append(machine.words()).append(". ");
    text.append(
        String.format(
            Locale.ROOT,
            "%,d statements in five named graphs, asked through their union; medians, warm, turn by"
                + " turn in one process, answers %s.%n%n",
            run.statements(),
            run.differences().isEmpty() ? "equal" : "NOT equal"));
    text.append("| template | rows | Lacis, ms | plain TDB2, ms | times as fast |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    for (Figure figure : run.figures()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.3f | %.3f | %.2f |%n",
              figure.name(),
              figure.rows(),
              figure.ours(),
              figure.plain(),
              figure.ratio()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nGeometric mean %.2f; of scans and aggregates %.2f.%n",
            run.mean(),
            run.scanMean()));
    return text.toString();
  }

  /// In words, what was missed. A figure that could not be taken is a miss.
  static List<String> misses(Run run, Path floors) throws IOException {
    JsonNode floor = new YAMLMapper().readTree(floors.toFile()).path("thematic");
    List<String> misses = new ArrayList<>(run.differences());
    atLeast(misses, "geometric mean", run.mean(), floor.path("mean").asDouble());
    atLeast(misses, "scans and aggregates", run.scanMean(), floor.path("scans").asDouble());
    for (Figure figure : run.figures()) {
      atLeast(misses, figure.name(), figure.ratio(), floor.path("each").asDouble());
    }
    return misses;
  }

  private static void atLeast(List<String> misses, String what, double found, double floor) {
    if (!(found >= floor)) {
      misses.add(
          String.format(
              Locale.ROOT,
              "thematic, %s: %.2f times as fast as plain TDB2, expected at least %.2f",
              what,
              found,
              floor));
    }
  }
}
