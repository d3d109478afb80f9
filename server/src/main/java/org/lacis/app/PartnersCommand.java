package org.lacis.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lacis.federate.Federation;
import org.lacis.federate.Partner;
import org.lacis.ingest.Workspace;
import org.lacis.vocabulary.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the partners of a workspace: whether they answer, and what they say of themselves.
@Command(
    name = "partners",
    description = "Lists partners, whether they answer, and what their VoID says.",
    mixinStandardHelpOptions = true)
final class PartnersCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Parameters(
      paramLabel = "WORKSPACE",
      description = "Folder with twin.yaml (default: this folder).",
      arity = "0..1")
  private Path folder = Path.of(".");

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.open(folder);
    List<Finding> findings = new ArrayList<>();
    try (Federation federation = Wiring.federation(workspace)) {
      Map<String, Finding> untold = federation.refresh();
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Federation.State state : federation.states()) {
        Optional<Finding> trouble = federation.greet(state.partner(), PATIENCE);
        trouble.ifPresent(findings::add);
        Optional.ofNullable(untold.get(state.partner().name())).ifPresent(findings::add);
        rows.add(row(federation, state, trouble));
      }
      if (json) {
        System.out.println(Json.write(Map.of("partners", rows)));
      } else if (rows.isEmpty()) {
        System.out.println("No partners: twin.yaml has none under partners:");
      } else {
        rows.forEach(PartnersCommand::tell);
      }
    }
    if (!json) {
      findings.forEach(finding -> System.out.println("  " + finding.sentence()));
    }
    return findings.isEmpty() ? Main.DONE : Main.FINDINGS;
  }

  private static Map<String, Object> row(
      Federation federation, Federation.State state, Optional<Finding> trouble) {
    Partner partner = state.partner();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("key", partner.name());
    row.put("iri", federation.iri(partner).getURI());
    row.put("label", partner.label());
    row.put("endpoint", partner.endpoint().toString());
    row.put("kind", partner.kind().name().toLowerCase(Locale.ROOT));
    row.put("trust", partner.trust().name().toLowerCase(Locale.ROOT));
    row.put("licence", partner.licence());
    row.put(
        "state",
        partner.kind() == Partner.Kind.FEATURES
            ? "not asked"
            : trouble.isPresent() ? "fails" : "answers");
    state
        .summary()
        .ifPresent(said -> {
          row.put("statements", said.statements());
          row.put("properties", said.properties().size());
          row.put("classes", said.classes().size());
          row.put("titles", said.titles());
        });
    return row;
  }

  private static void tell(Map<String, Object> row) {
    System.out.printf(
        Locale.ROOT, "%-16s %-9s %s%n", row.get("key"), row.get("state"), row.get("endpoint"));
    System.out.printf(
        Locale.ROOT,
        "%-16s trust %s%s%n",
        "",
        row.get("trust"),
        String.valueOf(row.get("licence")).isEmpty() ? "" : ", licence " + row.get("licence"));
    if (row.get("statements") instanceof Long statements) {
      System.out.println(
          " ".repeat(17)
              + "says it has "
              + Words.count(statements, "statement")
              + " of "
              + row.get("properties")
              + " properties, "
              + row.get("classes")
              + " classes");
    }
  }
}
