package org.lacis.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Builds a workspace.
@Command(
    name = "build",
    description = {
      "Lifts what has changed, links, reasons and checks; readers see the result all at once.",
      "With --live the addresses under 'live' of each dataset.yaml are asked first;",
      "a source that fails keeps its last copy. Without it the net is not touched.",
      "What a build changed in a dataset is shown by 'lacis diff'.",
      "Exit code 1 says that there are findings: all the rest was built."
    },
    mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "WORKSPACE",
      description = "Folder with twin.yaml (default: this folder).",
      arity = "0..1")
  private Path folder = Path.of(".");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the source files (default: what twin.yaml says).")
  private @Nullable Path data;

  @Option(names = "--live", description = "Ask live sources for what has changed.")
  private boolean live;

  @Option(names = "--json", description = "Report as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Workspace workspace = Workspace.open(folder);
    BuildReport report = build(workspace, Optional.ofNullable(data), live, json);
    if (json) {
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(asJson(report)));
    } else {
      print(report);
    }
    return hasFindings(report) ? Main.FINDINGS : Main.DONE;
  }

  static BuildReport build(Workspace workspace, Optional<Path> data, boolean live, boolean quiet) {
    try (ConsoleObserver observer = ConsoleObserver.forStandardError(quiet)) {
      return Wiring.build(workspace, observer).run(workspace.store(), data, live);
    }
  }

  static boolean hasFindings(BuildReport report) {
    return report.findings().values().stream().anyMatch(e -> e.worst() != Severity.INFO);
  }

  static void print(BuildReport report) {
    System.out.printf(
        "%s%n",
        report.lifted().isEmpty()
            ? "Nothing to lift: no file, mapping or ontology has changed."
            : "Lifted "
                + Words.count(report.lifted().size(), "dataset")
                + ", "
                + Words.count(report.quads(), "statement")
                + (report.unchanged().isEmpty()
                    ? "."
                    : "; " + Words.count(report.unchanged().size(), "dataset") + " unchanged."));
    report.live().forEach(BuildCommand::print);
    report
        .changes()
        .forEach((dataset, change) ->
            System.out.printf(
                "  changed %-32s %,12d removed %,12d added%n",
                dataset, change.removed(), change.added()));
    report
        .links()
        .forEach((rule, links) -> System.out.printf("  links %-34s %,12d%n", rule, links));
    if (report.inferred() > 0) {
      System.out.printf("  inferred statements %,34d%n", report.inferred());
    }
    report
        .stages()
        .forEach((stage, time) ->
            System.out.printf("  %-10s %43.1f s%n", stage, time.toMillis() / 1000.0));
    findings(report);
  }

  private static void print(String source, BuildReport.Live live) {
    String state =
        switch (live.state()) {
          case FETCHED -> "fetched";
          case UNCHANGED -> "has not changed";
          case FAILED ->
              live.complete().isEmpty()
                  ? "failed; no copy of it was ever had"
                  : "failed; the copy of " + live.complete() + " stays in use";
        };
    String records = live.records() < 0 ? "" : ", " + Words.count(live.records(), "record");
    System.out.printf("  live %s: %s%s%n", source, state, records);
  }

  private static void findings(BuildReport report) {
    if (report.findings().isEmpty()) {
      System.out.println("No findings.");
      return;
    }
    System.out.println(Words.count(report.findingCount(), "finding") + ":");
    report
        .findings()
        .forEach((code, entry) -> {
          System.out.printf("  %,d × %s (%s)%n", entry.count(), code, Words.of(entry.worst()));
          entry.examples().stream()
              .limit(3)
              .forEach(finding -> System.out.println("      " + finding.sentence()));
        });
  }

  private static Map<String, Object> asJson(BuildReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lifted", report.lifted());
    json.put("unchanged", report.unchanged());
    json.put("skipped", report.skipped());
    json.put("removed", report.removed());
    Map<String, Object> changes = new LinkedHashMap<>();
    report
        .changes()
        .forEach((dataset, change) ->
            changes.put(dataset, Map.of("removed", change.removed(), "added", change.added())));
    json.put("changes", changes);
    json.put("live", report.live());
    json.put("links", report.links());
    json.put("inferred", report.inferred());
    json.put("checked", report.checked());
    Map<String, Double> seconds = new LinkedHashMap<>();
    report.stages().forEach((stage, time) -> seconds.put(stage, time.toMillis() / 1000.0));
    json.put("seconds", seconds);
    Map<String, Object> findings = new LinkedHashMap<>();
    report.findings().forEach((code, entry) -> findings.put(code, asJson(entry)));
    json.put("findings", findings);
    return json;
  }

  private static Map<String, Object> asJson(FindingTally.Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", entry.count());
    json.put("severity", Words.of(entry.worst()));
    json.put("examples", entry.examples().stream().map(BuildCommand::asJson).toList());
    return json;
  }

  static Map<String, Object> asJson(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", finding.code());
    json.put("place", finding.place().toString());
    json.put("found", finding.found());
    json.put("expected", finding.expected());
    json.put("remedy", finding.remedy());
    finding.rule().ifPresent(rule -> json.put("rule", rule.toString()));
    return json;
  }
}
