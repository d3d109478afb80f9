package org.lacis.bench.geo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lacis.bench.Machine;

/// What a larger territory costs, and by the same slope all of France.
///
/// @param small at the smaller scale
/// @param large at the larger one
public record GeoGrowth(GeoRun small, GeoRun large) {
  private static final double FRANCE = 50e6;

  /// Larger over smaller, set against ten times the buildings.
  private double growth(String name) {
    double decades = Math.log10(buildings(large) / buildings(small));
    return Math.pow(large.figure(name) / small.figure(name), 1 / decades);
  }

  /// What a figure becomes at fifty million buildings, if it goes on growing so.
  private double france(String name) {
    return large.figure(name) * Math.pow(growth(name), Math.log10(FRANCE / buildings(large)));
  }

  private static double buildings(GeoRun run) {
    return run.world().count(Kind.BUILDING);
  }

  /// Growth for ten times the buildings, the worst of each sort: `growth-joins`,
  /// `growth-selections`; and `growth-heap`, megabytes that answering takes at the larger scale.
  public Map<String, Double> figuresOfFloors() {
    Map<String, Double> figures = new TreeMap<>();
    for (GeoQuestion question : GeoQuestion.values()) {
      String sort = question.join() ? "growth-joins" : "growth-selections";
      double found = growth(question.key() + ".ours");
      if (Double.isFinite(found)) {
        figures.merge(sort, found, Math::max);
      }
    }
    figures.put("growth-heap", large.figure("ask.heap"));
    return figures;
  }

  /// The figures as Markdown.
  public String report() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n| growth | %,d | %,d | for ten times as many | PostGIS |%n|---|---:|---:|---:|---:|%n",
            (long) buildings(small),
            (long) buildings(large)));
    for (GeoQuestion question : GeoQuestion.values()) {
      String ours = question.key() + ".ours";
      if (Double.isFinite(large.figure(ours))) {
        line(text, question.words() + ", ms", ours, growth(question.key() + ".postgis"));
      }
    }
    line(text, "load, s", "load", growth("postgis.load"));
    line(text, "on disk, bytes", "bytes", Double.NaN);
    line(text, "index on disk, bytes", "index.bytes", Double.NaN);
    line(text, "opened, ms", "open", Double.NaN);
    line(text, "heap of the questions, MB", "ask.heap", Double.NaN);
    return text.toString();
  }

  private void line(StringBuilder text, String words, String name, double postgis) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %,.1f | %,.1f | %.2f | %s |%n",
            words,
            small.figure(name),
            large.figure(name),
            growth(name),
            Double.isFinite(postgis) ? String.format(Locale.ROOT, "%.2f", postgis) : ""));
  }

  /// The page that computes all of France.
  public String page(Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            # All of France

            What fifty million buildings, with communes, hazard zones and sensors to match (%,.0f million
            statements), would cost on one machine: computed, not run. Each figure was measured at
            %,d and at %,d buildings and is carried on by the same power of the size. Measured on %s,
            commit %s: %s. Refreshed by `./lacis bench geo --growth 10 --record`.

            | | %,d | %,d | 50,000,000, computed |
            |---|---:|---:|---:|
            """,
            france("statements") / 1e6,
            (long) buildings(small),
            (long) buildings(large),
            machine.date(),
            machine.commit(),
            machine.words(),
            (long) buildings(small),
            (long) buildings(large)));
    for (GeoQuestion question : GeoQuestion.values()) {
      cost(text, question.words() + ", s", question.key() + ".ours", 1e-3, "%,.3f");
    }
    cost(text, "load until it can be asked, minutes", "load", 1 / 60.0, "%,.1f");
    cost(text, "store on disk, GB", "bytes", 1e-9, "%,.2f");
    cost(text, "of it the spatial index, GB", "index.bytes", 1e-9, "%,.2f");
    cost(text, "opened after restart, ms", "open", 1, "%,.0f");
    cost(text, "heap of the questions, GB", "ask.heap", 1 / 1024.0, "%,.2f");
    text.append(
        """

        Read it so: a selection depends on what it finds, not on what there is, as long as the pages that
        it reads fit into memory; the operating system should be able to hold the spatial index and a fifth
        of the rest. A join passes over everything once, and its heap is that of its answer and of the
        smaller side. The store is filled once, sorted, in files of their final size; what is changed later
        grows by the changes.
        """);
    return text.toString();
  }

  private void cost(StringBuilder text, String words, String name, double unit, String format) {
    if (Double.isFinite(large.figure(name))) {
      text.append("| ").append(words);
      for (double value : new double[] {small.figure(name), large.figure(name), france(name)}) {
        text.append(" | ").append(String.format(Locale.ROOT, format, value * unit));
      }
      text.append(" |\n");
    }
  }
}
