package org.lacis.bench.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lacis.bench.Machine;

/// What was measured; NaN where it was not.
///
/// @param figures by name, see [LinkChild]
public record LinkResult(LinkBench.Options options, Map<String, Double> figures) {
  public LinkResult {
    figures = Map.copyOf(figures);
  }

  private double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  private double figure(Pairing pairing, String what) {
    return figure(pairing.key() + "." + what);
  }

  private static List<Pairing> measured(Map<String, Double> figures) {
    return Pairing.ALL.stream()
        .filter(pairing -> figures.containsKey(pairing.key() + ".ours"))
        .toList();
  }

  /// Our time on one thread over that of PostGIS, by pairing; `cores`, the worst of two threads
  /// over one.
  public Map<String, Double> ratios() {
    Map<String, Double> ratios = new TreeMap<>();
    for (Pairing pairing : measured(figures)) {
      ratios.put(pairing.key(), figure(pairing, "ours") / figure(pairing, "postgis"));
      ratios.merge("cores", figure(pairing, "two") / figure(pairing, "ours"), Math::max);
    }
    return ratios;
  }

  /// The ratios; `growth`, the worst for ten times the objects; `heap` in megabytes; `twin`,
  /// seconds from statements to links.
  public Map<String, Double> figuresOfFloors() {
    Map<String, Double> floors = new TreeMap<>(ratios());
    for (Pairing pairing : Pairing.ALL) {
      double growth = growth(pairing);
      if (Double.isFinite(growth)) {
        floors.merge("growth", growth, Math::max);
      }
    }
    Map<String, String> others = new HashMap<>(Map.of("heap", "fits", "twin", "twin.all"));
    others.put("edit", "change.edit99");
    if (Double.isFinite(percent())) {
      floors.put("percent", percent());
    }
    others.forEach((name, of) -> {
      if (figures.containsKey(of)) {
        floors.put(name, figure(of));
      }
    });
    return floors;
  }

  /// One in a hundred changed, against a run over everything, in per cent.
  private double percent() {
    return 100 * figure("change.percent") / figure("change.full");
  }

  private double growth(Pairing pairing) {
    return figure("large." + pairing.key() + ".grow") / figure("small." + pairing.key() + ".grow");
  }

  /// Pairs whose matrix is not that of PostGIS, or of JTS, in words.
  public List<String> differences() {
    List<String> words = new ArrayList<>();
    for (Pairing pairing : Pairing.ALL) {
      if (figure(pairing, "differences") > 0) {
        words.add(
            String.format(
                Locale.ROOT,
                "link, %s: %.0f pairs differ from PostGIS",
                pairing.key(),
                figure(pairing, "differences")));
      }
    }
    if (figure("naive.differences") > 0) {
      words.add(
          String.format(
              Locale.ROOT, "link: %.0f pairs differ from JTS", figure("naive.differences")));
    }
    if (figure("change.stale") > 0) {
      words.add("link: links that were carried on are not those of a run over everything");
    }
    return words;
  }

  /// The figures as Markdown.
  public String report(Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("## link, ").append(machine.date()).append(", commit ").append(machine.commit());
    text.append("\n\n").append(machine.words());
    text.append(
        ". All relations of two layers: the DE-9IM matrix of every pair whose boxes meet. Seconds, warm,"
            + " shapes in memory; trees of boxes are built anew each time. PostGIS: `ST_Relate` on"
            + " tables with GiST indexes, one process, nothing sent.\n\n");
    text.append(
        "| | | | boxes meet | shapes meet | left to JTS | one thread | two threads | PostGIS | times as"
            + " fast | two over one | pairs that differ |\n");
    text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Pairing pairing : measured(figures)) {
      text.append("| ").append(pairing.words());
      cell(text, figure(pairing, "first"), "%,.0f");
      cell(text, figure(pairing, "second"), "%,.0f");
      cell(text, figure(pairing, "candidates"), "%,.0f");
      cell(text, figure(pairing, "related"), "%,.0f");
      cell(text, figure(pairing, "library"), "%,.0f");
      cell(text, figure(pairing, "ours"), "%.3f");
      cell(text, figure(pairing, "two"), "%.3f");
      cell(text, figure(pairing, "postgis"), "%.2f");
      cell(text, figure(pairing, "postgis") / figure(pairing, "ours"), "%.0f");
      cell(text, figure(pairing, "ours") / figure(pairing, "two"), "%.2f");
      cell(text, figure(pairing, "differences"), "%.0f");
      text.append(" |\n");
    }
    text.append("\n| | |\n|---|---:|\n");
    row(text, "pairs of a small town by JTS without index", figure("naive.pairs"), "%,.0f");
    row(text, "of them with a point in common", figure("naive.related"), "%,.0f");
    row(text, "that differ", figure("naive.differences"), "%.0f");
    for (Pairing pairing : Pairing.ALL) {
      row(text, pairing.words() + ": time for ten times the objects", growth(pairing), "%.1f");
    }
    row(text, "heap to link 192,226 buildings and commit the links, MB", figure("fits"), "%.0f");
    String twin =
        String.format(
            Locale.ROOT,
            "%,.0f × %,.0f buildings: ",
            figure("twin.sources"),
            figure("twin.targets"));
    row(text, twin + "statements into the store, s", figure("twin.load"), "%.1f");
    row(text, twin + "links worked out and committed, s", figure("twin.link"), "%.1f");
    row(text, twin + "links", figure("twin.links"), "%,.0f");
    row(text, "the same: a run over everything, ms", figure("change.full"), "%,.0f");
    row(
        text,
        "the same: one building moved until its links are asked for, p50, ms",
        figure("change.edit50"),
        "%.1f");
    row(
        text,
        "the same: one building moved until its links are asked for, p99, ms",
        figure("change.edit99"),
        "%.1f");
    row(
        text,
        "the same: one in a hundred moved in a commit, ms",
        figure("change.percent"),
        "%,.0f");
    row(text, "the same: of a run over everything, %", percent(), "%.1f");
    row(
        text,
        "statements of links that are then not what a run over everything says",
        figure("change.stale"),
        "%,.0f");
    return text.toString();
  }

  private static void cell(StringBuilder text, double value, String format) {
    text.append(" | ");
    text.append(Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–");
  }

  private static void row(StringBuilder text, String words, double value, String format) {
    if (Double.isFinite(value)) {
      text.append("| ").append(words).append(" | ");
      text.append(String.format(Locale.ROOT, format, value)).append(" |\n");
    }
  }
}
