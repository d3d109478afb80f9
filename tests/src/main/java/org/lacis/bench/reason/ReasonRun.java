package org.lacis.bench.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.lacis.bench.ChildRun;
import org.lacis.bench.Machine;

/// What was measured of reasoning.
///
/// @param ours by step
/// @param peers their figures by name and rules, such as `vlog-rl`; empty of one that failed
/// @param heap the least that was enough for the larger closure, in bytes a known statement
public record ReasonRun(
    ReasonBench.Options options,
    Map<String, ChildRun> ours,
    Map<String, Map<String, Double>> peers,
    OptionalInt heap) {
  private static final String SHACL = "full run, ms";
  private static final String SHACL_CHANGE = "100 statements changed, p99, ms";

  public ReasonRun {
    ours = Map.copyOf(ours);
    peers = Map.copyOf(peers);
  }

  private double figure(String step, String name) {
    ChildRun run = ours.get(step);
    return run == null ? Double.NaN : run.figure(name);
  }

  private double peer(String who, String name) {
    return peers.getOrDefault(who, Map.of()).getOrDefault(name, Double.NaN);
  }

  /// Ours over theirs, growth, and what equality costs: what holds on any machine.
  public Map<String, Double> ratios() {
    Map<String, Double> ratios = new TreeMap<>();
    if (!options.ours()) {
      ratios.put("vlog", figure("rl", "whole") / peer("vlog-rl", "best"));
      ratios.put("vlog-tables", figure("rl", "best") / peer("tables-rl", "best"));
      ratios.put("rete", figure("rl", "best") / peer("rete-rl", "best"));
      ratios.put("rdf4j", figure("rdfs", "best") / peer("rdf4j-rdfs", "best"));
    }
    ratios.put("change-growth", worst("large-changes", "p50") / worst("changes", "p50"));
    ratios.put("shacl", figure("shacl", SHACL) / figure("shacl", "jena-shacl in memory, ms"));
    ratios.put("equality-time", figure("equal", "best") / figure("whole-rl", "best"));
    ratios.put("equality-space", figure("equal", "bytes") / figure("whole-rl", "bytes"));
    return ratios;
  }

  private double worst(String step, String percent) {
    return Math.max(figure(step, "gone-" + percent), figure(step, "come-" + percent));
  }

  /// What must not be above its floor; NaN of what could not be taken.
  public Map<String, Double> figuresOfFloors() {
    Map<String, Double> figures = new TreeMap<>(ratios());
    figures.put("microseconds", 1e6 * figure("large-rl", "best") / figure("large-rl", "inferred"));
    figures.put("bytes", heap.isPresent() ? heap.getAsInt() : Double.NaN);
    figures.put("change-p50", worst("changes", "p50"));
    figures.put("change-p99", worst("changes", "p99"));
    figures.put("write-microseconds", 1e6 * figure("store", "write") / figure("store", "written"));
    figures.put("shacl-change", figure("shacl", SHACL_CHANGE));
    figures.put("proof-p95", figure("proofs", "proof-p95"));
    return figures;
  }

  /// In words, where counts are not those of others, or something inferred has no proof.
  public List<String> differences() {
    List<String> differences = new ArrayList<>();
    peers.forEach((who, figures) -> {
      String rules = who.substring(who.indexOf('-') + 1);
      double expected = figure(rules, "useful");
      double found = figures.getOrDefault("useful", Double.NaN);
      if (found != expected) {
        differences.add(
            String.format(
                Locale.ROOT,
                "reason, %s infers %,.0f statements, not %,.0f",
                who,
                found,
                expected));
      }
    });
    if (figure("proofs", "unproved") != 0) {
      differences.add(
          String.format(
              Locale.ROOT, "reason, %.0f statements have no proof", figure("proofs", "unproved")));
    }
    return differences;
  }

  /// One line of the table of floors.
  ///
  /// @param floor and `aim` as they are told; the figure as it is told
  private record Line(String words, String floor, String aim, String figure, boolean met) {}

  private static Line least(String words, double floor, double aim, String form, double figure) {
    return new Line(words, told(form, floor), told(form, aim), told(form, figure), figure >= floor);
  }

  private static Line most(String words, double floor, double aim, String form, double figure) {
    return new Line(words, told(form, floor), told(form, aim), told(form, figure), figure <= floor);
  }

  private static String told(String form, double figure) {
    return Double.isFinite(figure) ? String.format(Locale.ROOT, form, figure) : "–";
  }

  private List<Line> lines() {
    Map<String, Double> all = figuresOfFloors();
    ToDoubleFunction<String> of = name -> all.getOrDefault(name, Double.NaN);
    List<Line> lines = new ArrayList<>();
    if (!options.ours()) {
      lines.add(
          least(
              "RL closure against VLog over triples, times",
              4,
              10,
              "%.1f",
              1 / of.applyAsDouble("vlog")));
      lines.add(
          least(
              "RL closure against VLog over tables, times",
              4,
              10,
              "%.1f",
              1 / of.applyAsDouble("vlog-tables")));
      lines.add(
          least(
              "RL closure against Jena's RETE, times",
              12,
              20,
              "%.1f",
              1 / of.applyAsDouble("rete")));
      lines.add(least("RDFS against RDF4J, times", 40, 60, "%.1f", 1 / of.applyAsDouble("rdf4j")));
    }
    lines.add(
        least(
            "inferred statements/s, the larger size",
            2e6,
            4e6,
            "%,.0f",
            1e6 / of.applyAsDouble("microseconds")));
    lines.add(
        most("heap a statement while reasoning, bytes", 80, 40, "%.0f", of.applyAsDouble("bytes")));
    lines.add(
        most(
            "100 statements added or deleted, p50, ms",
            10,
            2,
            "%.1f",
            of.applyAsDouble("change-p50")));
    lines.add(
        most(
            "100 statements added or deleted, p99, ms",
            50,
            10,
            "%.1f",
            of.applyAsDouble("change-p99")));
    lines.add(
        most(
            "the same, larger size over smaller",
            2,
            1.3,
            "%.2f",
            of.applyAsDouble("change-growth")));
    lines.add(
        least(
            "inferences written to the store, statements/s",
            500_000,
            1_000_000,
            "%,.0f",
            1e6 / of.applyAsDouble("write-microseconds")));
    lines.add(
        most(
            "proof of a random inferred statement, p95, ms",
            20,
            5,
            "%.1f",
            of.applyAsDouble("proof-p95")));
    lines.add(
        most(
            "equality against merged data, time",
            1.3,
            1.1,
            "%.2f",
            of.applyAsDouble("equality-time")));
    lines.add(
        most(
            "equality against merged data, space",
            1.3,
            1.1,
            "%.2f",
            of.applyAsDouble("equality-space")));
    lines.add(
        least(
            "SHACL, full run against jena-shacl, times",
            2,
            5,
            "%.1f",
            1 / of.applyAsDouble("shacl")));
    lines.add(
        most(
            "SHACL after a change of 100 statements, p99, ms",
            50,
            5,
            "%.1f",
            of.applyAsDouble("shacl-change")));
    return lines;
  }

  /// The figures as Markdown.
  public String report(Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("## reason, ").append(machine.date());
    text.append(", commit ").append(machine.commit()).append("\n\n").append(machine.words());
    text.append(
        String.format(
            Locale.ROOT,
            ". %d universities, %,.0f statements; %d, %,.0f. Closures begin with the data in memory;"
                + " the best of some in one process.%n%n",
            options.small(),
            figure("data", "said"),
            options.large(),
            figure("large-data", "said")));
    text.append("| | floor | aim | measured | |\n|---|---:|---:|---:|---|\n");
    for (Line line : lines()) {
      text.append(
          String.format(
              "| %s | %s | %s | %s | %s |%n",
              line.words(), line.floor(), line.aim(), line.figure(), line.met() ? "" : "MISSED"));
    }
    text.append("\n| closure | rules | best, s | first, s | inferred about data | peak, MB |\n");
    text.append("|---|---:|---:|---:|---:|---:|\n");
    closure(text, "Lacis, OWL 2 RL whole", "whole-rl");
    closure(text, "Lacis, OWL 2 RL, not everything a thing", "rl");
    if (!options.ours()) {
      peer(text, "VLog by Rulewerk 0.8.0 over triples, the same for the ontology", "vlog-rl", "rl");
      peer(text, "VLog over a table for each class and property", "tables-rl", "rl");
      peer(text, "Jena 5.6.0 RETE", "rete-rl", "rl");
    }
    closure(text, "Lacis, RDFS whole", "whole-rdfs");
    closure(text, "Lacis, RDFS, the rules of RDF4J", "rdfs");
    if (!options.ours()) {
      peer(text, "RDF4J 5.1.2, schema-caching inferencer over its memory store", "rdf4j-rdfs", "");
    }
    closure(text, "Lacis, RDFS, without axioms of RDFS itself", "core-rdfs");
    if (!options.ours()) {
      peer(text, "VLog over triples, the same for the ontology", "vlog-rdfs", "rdfs");
      peer(text, "VLog over tables", "tables-rdfs", "rdfs");
      peer(text, "Jena RETE", "rete-rdfs", "rdfs");
    }
    closure(text, "Lacis, OWL 2 RL whole, half of the people by two names", "equal");
    closure(text, "Lacis, OWL 2 RL whole, the larger size", "large-rl");
    text.append(
        String.format(
            Locale.ROOT,
            "%nVLog and Jena were given each axiom as a rule of its own in their syntax, without the"
                + " rules by which everything is a thing or a resource, and without contradictions;"
                + " RDF4J has rules of its own. VLog over"
                + " tables begins with what we spend %.2f s on, statements put apart by class and"
                + " property; over triples it is compared with our time from triples on. Of RDF4J the"
                + " time of filling its store without inferencer is taken off. With the whole of OWL 2"
                + " RL we infer %,.0f statements; a known one takes %.0f bytes.%n",
            figure("rl", "whole") - figure("rl", "best"),
            figure("whole-rl", "inferred"),
            figure("whole-rl", "bytes") / figure("whole-rl", "known")));
    text.append("\n| 100 statements | p50, ms | p95, ms | p99, ms |\n|---|---:|---:|---:|\n");
    percentiles(text, "taken back", "changes", "gone");
    percentiles(text, "said again", "changes", "come");
    percentiles(text, "taken back, the larger size", "large-changes", "gone");
    percentiles(text, "said again, the larger size", "large-changes", "come");
    percentiles(text, "proof of one", "proofs", "proof");
    text.append(
        String.format(
            Locale.ROOT,
            "%nIn the store: loaded in %.1f s, reasoned in %.2f s, %,.0f inferences written and"
                + " committed in %.2f s.%n",
            figure("store", "load"),
            figure("store", "infer"),
            figure("store", "written"),
            figure("store", "write")));
    return text.toString();
  }

  private void closure(StringBuilder text, String words, String step) {
    row(
        text,
        words,
        List.of(
            figure(step, "rules"),
            figure(step, "best"),
            figure(step, "first"),
            figure(step, "useful"),
            figure(step, "peak")));
  }

  /// @param rules those of which step of ours it was given; empty when it has its own
  private void peer(StringBuilder text, String words, String who, String rules) {
    row(
        text,
        words,
        List.of(
            figure("rules", rules + "-rules"),
            peer(who, "best"),
            peer(who, "first"),
            peer(who, "useful"),
            peer(who, "peak")));
  }

  private static void row(StringBuilder text, String words, List<Double> figures) {
    List<String> forms = List.of("%.0f", "%.3f", "%.3f", "%,.0f", "%,.0f");
    text.append("| ").append(words);
    for (int i = 0; i < forms.size(); i++) {
      text.append(" | ").append(told(forms.get(i), figures.get(i)));
    }
    text.append(" |\n");
  }

  private void percentiles(StringBuilder text, String words, String step, String name) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.2f |%n",
            words,
            figure(step, name + "-p50"),
            figure(step, name + "-p95"),
            figure(step, name + "-p99")));
  }
}
