package org.lacis.bench.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lacis.bench.Machine;

/// What was measured of serving.
///
/// @param buildings of the territory
/// @param statements of the store
/// @param taken figures by scenario; of some that were taken by turns, several
public record ServeRun(
    int buildings, double statements, Map<String, List<Map<String, Double>>> taken) {

  public ServeRun {
    taken = Map.copyOf(taken);
  }

  private double median(String scenario, String figure) {
    double[] all =
        taken.getOrDefault(scenario, List.of()).stream()
            .mapToDouble(one -> one.getOrDefault(figure, Double.NaN))
            .sorted()
            .toArray();
    return all.length == 0 ? Double.NaN : all[all.length / 2];
  }

  /// A bare Fuseki's answers a second over ours, in the same run.
  public Map<String, Double> ratios() {
    return Map.of("select", overFuseki());
  }

  private double overFuseki() {
    return median("select-fuseki", "rate") / median("select", "rate");
  }

  /// What must not be above its floor.
  public Map<String, Double> figuresOfFloors() {
    Map<String, Double> figures = new TreeMap<>(ratios());
    for (String scenario : List.of("page", "jsonld", "features")) {
      if (taken.containsKey(scenario)) {
        figures.put(scenario + "-p50", median(scenario, "p50"));
        figures.put(scenario + "-p99", median(scenario, "p99"));
      }
    }
    if (taken.containsKey("many")) {
      figures.put("many-errors", median("many", "errors"));
    }
    if (taken.containsKey("stream")) {
      figures.put("stream-microseconds", 1e6 * median("stream", "seconds") / buildings);
      figures.put("stream-megabytes", median("stream", "peak"));
    }
    figures.values().removeIf(value -> value.isNaN());
    return figures;
  }

  /// In words, where requests failed.
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    taken.forEach((scenario, all) ->
        all.stream()
            .filter(one -> one.getOrDefault("errors", 0.0) > 0)
            .forEach(one ->
                failures.add(
                    String.format(
                        Locale.ROOT,
                        "serve, %s: %.0f requests failed",
                        scenario,
                        one.get("errors")))));
    return failures;
  }

  /// The figures as Markdown.
  public String report(Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("## serve, ").append(machine.date()).append(", commit ").append(machine.commit());
    text.append("\n\n").append(machine.words());
    text.append(
        String.format(
            Locale.ROOT,
            ". %,d buildings, %,.0f statements; asked over loopback from another process on the"
                + " same cores. Open: requests come when they are due and are timed from then.%n%n",
            buildings,
            statements));
    text.append("| open | a second | p50, ms | p99, ms | worst, ms | errors |\n");
    text.append("|---|---:|---:|---:|---:|---:|\n");
    open(text, "page", "page of a building", 500);
    open(text, "jsonld", "JSON-LD of a building", 500);
    open(text, "features", "features in a box, a hundred", 50);
    text.append("\n| closed | clients | answers/s | errors |\n|---|---:|---:|---:|\n");
    closed(text, "select", "SELECT of three properties, Lacis", 8);
    closed(text, "select-fuseki", "the same, a bare Fuseki over TDB2", 8);
    closed(text, "many", "pages, JSON-LD, Turtle and SELECT mixed", 200);
    text.append(
        String.format(
            Locale.ROOT, "%nSELECT: %.2f of Fuseki's answers a second.%n", 1 / overFuseki()));
    if (taken.containsKey("stream")) {
      text.append(
          String.format(
              Locale.ROOT,
              "All %,d features in one answer: %.1f s, %,.0f a second, the server's process at most"
                  + " %.0f MB.%n",
              buildings,
              median("stream", "seconds"),
              buildings / median("stream", "seconds"),
              median("stream", "peak")));
    }
    return text.toString();
  }

  private void open(StringBuilder text, String scenario, String words, int rate) {
    if (taken.containsKey(scenario)) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f | %.1f | %.0f | %.0f |%n",
              words,
              rate,
              median(scenario, "p50"),
              median(scenario, "p99"),
              median(scenario, "worst"),
              median(scenario, "errors")));
    }
  }

  private void closed(StringBuilder text, String scenario, String words, int clients) {
    if (taken.containsKey(scenario)) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %,.0f | %.0f |%n",
              words,
              clients,
              median(scenario, "rate"),
              median(scenario, "errors")));
    }
  }

  /// The scenarios by name.
  public static List<String> scenarios() {
    return Arrays.asList("page", "jsonld", "features", "select", "many", "stream");
  }
}
