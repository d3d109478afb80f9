package org.lacis.bench.geo;

import java.util.Map;

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

  /// Our time over the time of PostGIS.
  public double ratio(GeoQuestion question) {
    return figure(question, "ours") / figure(question, "postgis");
  }
}
