package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.LiftSummary;
import org.lacis.lift.Lint;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.MappingReader;
import org.lacis.reason.ReasonException;
import org.lacis.reason.UserRules;
import org.lacis.validate.Validator;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks mappings without lifting, and rules without reasoning.
@Command(
    name = "lint",
    description = {
      "Checks mappings: words, prefixes, shapes, functions, sources that nothing uses; and, where",
      "the source files are there, the references into them. Lifts nothing.",
      "Checks rules (.srl, .rules): that they can be read, are safe, come to an end, and have an order.",
      "Exit code 1 when something is wrong or doubtful, 0 when not."
    },
    mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "RML or R2RML in Turtle, YARRRML, or rules.",
      arity = "1..*")
  private List<Path> mappings = List.of();

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Folder of the files that the mappings name (default: that of each mapping).")
  private @Nullable Path base;

  @Option(names = "--json", description = "Report as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Validator shapes = new Validator(shapes(), "en");
    List<Map<String, Object>> reports = new ArrayList<>();
    boolean sound = true;
    for (Path mapping : mappings) {
      List<Finding> findings = UserRules.isRules(mapping) ? rules(mapping) : check(mapping, shapes);
      sound &= findings.stream().allMatch(one -> one.severity() == Severity.INFO);
      if (json) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put(UserRules.isRules(mapping) ? "rules" : "mapping", mapping.toString());
        report.put("findings", findings.stream().map(LiftSummary::json).toList());
        reports.add(report);
      } else {
        tell(mapping, findings);
      }
    }
    if (json) {
      System.out.println(Json.write(reports));
    }
    return sound ? Main.DONE : Main.FINDINGS;
  }

  /// What is wrong with the rules of a file, together with those of the files before it.
  private List<Finding> rules(Path file) {
    try {
      UserRules.with(List.of(file));
      List<Path> before =
          mappings.subList(0, mappings.indexOf(file) + 1).stream()
              .filter(UserRules::isRules)
              .toList();
      UserRules.with(before);
      return List.of();
    } catch (ReasonException e) {
      return List.of(e.finding());
    }
  }

  private List<Finding> check(Path mapping, Validator shapes) {
    Path folder =
        base != null ? base : Objects.requireNonNull(mapping.toAbsolutePath().getParent());
    Lint lint =
        Lint.of(mapping, LiftSettings.beside(folder, MappingReader.DEFAULT_BASE), Wiring.sources());
    List<Finding> all = new ArrayList<>(lint.findings());
    lint.normal().ifPresent(normal -> all.addAll(shapes(normal.graph(), shapes, all)));
    all.sort(
        Comparator.comparingLong((Finding one) -> one.place().position())
            .thenComparing(one -> one.severity(), Comparator.reverseOrder()));
    return all;
  }

  /// What breaks a shape, where nothing plainer was said of the line already.
  private static List<Finding> shapes(MappingGraph graph, Validator shapes, List<Finding> told) {
    Set<Long> lines = new HashSet<>();
    told.stream()
        .filter(one -> one.severity() != Severity.INFO)
        .forEach(one -> lines.add(one.place().position()));
    List<Finding> found = new ArrayList<>();
    Set<Finding> seen = new HashSet<>();
    Place whole = Place.of(graph.file());
    shapes.validate(
        graph.graph(),
        (Node node) -> graph.place(node, whole),
        finding -> {
          if (!lines.contains(finding.place().position()) && seen.add(finding)) {
            found.add(finding);
          }
        });
    return found;
  }

  private static Graph shapes() {
    Graph graph = GraphFactory.createDefaultGraph();
    try (InputStream in =
        Objects.requireNonNull(
            LintCommand.class.getResourceAsStream("/org/lacis/ontologies/rml/shapes.ttl"))) {
      RDFParser.source(in).lang(Lang.TURTLE).parse(graph);
      return graph;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tell(Path mapping, List<Finding> findings) {
    if (findings.isEmpty()) {
      System.out.println(mapping + ": no findings");
    }
    findings.forEach(one ->
        System.out.println(
            Words.of(one.severity()) + " " + one.code() + "\n    " + one.sentence()));
  }
}
