package org.lacis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.lacis.bench.Spine.Run;
import org.lacis.bench.Spine.Stage;

/// The figures of the spine as Markdown.
final class SpineReport {
  private SpineReport() {}

  static String of(Run small, Run large, Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("## spine, ").append(machine.date()).append(", commit ").append(machine.commit());
    text.append("\n\n").append(machine.words()).append(".\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "| stage | %,d: s | statements/s | %,d: s | statements/s | growth |%n",
            small.buildings(),
            large.buildings()));
    text.append("|---|---:|---:|---:|---:|---:|\n");
    for (String name : large.stages().keySet()) {
      Stage few = small.stages().getOrDefault(name, new Stage(Double.NaN, 0));
      Stage many = large.stages().get(name);
      text.append("| ").append(name).append(cells(few)).append(cells(many)).append(" | ");
      text.append(number(growth(small, large, few.seconds(), many.seconds()), "%.2f"));
      text.append(" |\n");
    }
    text.append(
        "\nGrowth is time over size, 1 = linear. Rates: link counts links, reason inferred");
    text.append(" statements, validate objects checked.\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "| | %,d | %,d |%n|---|---:|---:|%n",
            small.buildings(),
            large.buildings()));
    row(text, "whole build, process included, s", small.build(), large.build(), "%.1f");
    row(text, "peak memory of the build, MB", small.peak(), large.peak(), "%.0f");
    row(text, "peak memory of the generator, MB", small.samplePeak(), large.samplePeak(), "%.0f");
    row(text, "statements in the store", small.statements(), large.statements(), "%,.0f");
    row(
        text,
        "bytes per statement on disk",
        small.bytes() / small.statements(),
        large.bytes() / large.statements(),
        "%.0f");
    row(text, "`lacis query`, start to end, s", small.query(), large.query(), "%.2f");
    row(text, "`lacis serve`, start to first answer, s", small.serve(), large.serve(), "%.2f");
    return text.toString();
  }

  /// Time over size: 1 when twice the buildings take twice the time.
  static double growth(Run small, Run large, double few, double many) {
    return few < 0.05 ? Double.NaN : many / few * small.buildings() / large.buildings();
  }

  /// Puts the figures first in the file of results; earlier ones stay below.
  static void record(Path file, String report) throws IOException {
    String head = "# Results\n\nMade by `./lacis bench NAME --record`; latest first.\n\n";
    String before = Files.exists(file) ? Files.readString(file) : head;
    int first = before.indexOf("\n## ");
    String earlier = first < 0 ? "" : before.substring(first);
    Files.writeString(file, head + report + earlier);
  }

  private static void row(
      StringBuilder text, String words, double few, double many, String format) {
    text.append("| ").append(words).append(" | ").append(number(few, format)).append(" | ");
    text.append(number(many, format)).append(" |\n");
  }

  private static String cells(Stage stage) {
    double rate = stage.triples() / stage.seconds();
    return " | "
        + number(stage.seconds(), "%.1f")
        + " | "
        + (stage.triples() == 0 ? "" : number(rate, "%,.0f"));
  }

  private static String number(double value, String format) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
  }
}
