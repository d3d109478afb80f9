package org.lacis.bench.geo;

import java.util.Locale;
import org.lacis.bench.Machine;

/// The figures of `geo` as Markdown.
public final class GeoReport {
  private GeoReport() {}

  /// @param run at the scale of the table
  public static String of(GeoRun run, Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("## geo, ").append(machine.date()).append(", commit ").append(machine.commit());
    text.append("\n\n").append(machine.words()).append(". Medians, warm, in milliseconds; ");
    text.append("PostGIS over loopback (JDBC), on its own without sending rows, and with JIT.\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "| %,d buildings, %,d communes, %,d zones, %,d sensors"
                + " | rows | Lacis | first after a commit | PostGIS | server alone | JIT | ratio | rows that differ |%n",
            run.world().count(Kind.BUILDING),
            run.world().count(Kind.COMMUNE),
            run.world().count(Kind.ZONE),
            run.world().count(Kind.SENSOR)));
    text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (GeoQuestion question : GeoQuestion.values()) {
      if (!Double.isNaN(run.figure(question, "ours"))) {
        line(text, run, question);
      }
    }
    text.append("\n| | |\n|---|---:|\n");
    double geometries = run.figure("geometries");
    double statements = run.figure("statements");
    row(text, "load until it can be asked, s", run.figure("load"), "%.1f");
    row(text, "statements", statements, "%,.0f");
    row(text, "statements/s to queryable", statements / run.figure("load"), "%,.0f");
    row(text, "bytes a statement on disk", run.figure("bytes") / statements, "%.0f");
    row(text, "load of PostGIS with indexes, s", run.figure("postgis.load"), "%.1f");
    row(text, "store opened after restart, index included, ms", run.figure("open"), "%.0f");
    row(text, "bytes a geometry in the index", run.figure("index.trees") / geometries, "%.0f");
    double shapes = run.figure("index.bytes") - run.figure("index.trees");
    row(text, "bytes a parsed shape beside it", shapes / geometries, "%.0f");
    row(text, "first edit after opening, seen, Java cold, ms", run.figure("edit.first"), "%.0f");
    row(text, "edit to committed, p50, ms", run.figure("edit.commit"), "%.1f");
    row(text, "edit to visible in index and query, p50, ms", run.figure("edit.p50"), "%.1f");
    row(text, "edit to visible in index and query, p99, ms", run.figure("edit.p99"), "%.1f");
    row(text, "peak memory of the load, MB", run.figure("load.peak"), "%.0f");
    row(text, "peak memory of the questions, MB", run.figure("ask.peak"), "%.0f");
    row(text, "peak heap of the questions, MB", run.figure("ask.heap"), "%.0f");
    return text.toString();
  }

  private static void line(StringBuilder text, GeoRun run, GeoQuestion question) {
    text.append("| ").append(question.words());
    cell(text, run.figure(question, "rows"), "%,.0f");
    cell(text, run.figure(question, "ours"), "%,.1f");
    cell(text, run.figure(question, "touched"), "%,.1f");
    cell(text, run.figure(question, "postgis"), "%,.1f");
    cell(text, run.figure(question, "server"), "%,.1f");
    cell(text, run.figure(question, "jit"), "%,.1f");
    cell(text, run.ratio(question), "%.2f");
    cell(text, run.figure(question, "missing") + run.figure(question, "extra"), "%.0f");
    text.append(" |\n");
  }

  private static void cell(StringBuilder text, double value, String format) {
    text.append(" | ").append(number(value, format));
  }

  private static void row(StringBuilder text, String words, double value, String format) {
    if (Double.isFinite(value)) {
      text.append("| ").append(words).append(" | ").append(number(value, format)).append(" |\n");
    }
  }

  private static String number(double value, String format) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
  }
}
