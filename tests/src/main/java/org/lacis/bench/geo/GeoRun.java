package org.lacis.bench.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What was measured at one scale; NaN where it was not.
///
/// @param figures by name, see [GeoChild]
public record GeoRun(World world, Map<String, Double> figures) {
  public GeoRun {
    figures = Map.copyOf(figures);
  }

  /// One figure of the run.
  public double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  /// One figure of a question.
  public double figure(GeoQuestion question, String what) {
    return figure(question.key() + "." + what);
  }

  /// Our times over those of PostGIS by question.
  public Map<String, Double> ratios() {
    Map<String, Double> ratios = new TreeMap<>();
    for (GeoQuestion question : GeoQuestion.values()) {
      if (!Double.isNaN(figure(question, "ours"))) {
        ratios.put(question.key(), ratio(question));
      }
    }
    return ratios;
  }

  /// The ratios and what was measured beside the questions, if it was: `open` and `edit` in
  /// milliseconds, `index` in bytes a geometry, `heap` in megabytes.
  public Map<String, Double> figuresOfFloors() {
    Map<String, Double> all = new TreeMap<>(ratios());
    if (figures.containsKey("edit.p99")) {
      all.put("open", figure("open"));
      all.put("edit", figure("edit.p99"));
      all.put("index", figure("index.trees") / figure("geometries"));
      all.put("heap", figure("ask.heap"));
    }
    return all;
  }

  /// Questions that are not answered as PostGIS answers them, in words.
  public List<String> differences() {
    List<String> words = new ArrayList<>();
    for (GeoQuestion question : GeoQuestion.values()) {
      if (figure(question, "missing") + figure(question, "extra") > 0) {
        words.add(
            String.format(
                Locale.ROOT,
                "geo, %s: %.0f rows missing, %.0f too many",
                question.key(),
                figure(question, "missing"),
                figure(question, "extra")));
      }
    }
    return words;
  }

  /// Our time over the time of PostGIS.
  public double ratio(GeoQuestion question) {
    return figure(question, "ours") / figure(question, "postgis");
  }
}
