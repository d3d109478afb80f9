package org.lacis.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.lacis.link.LinkReport;
import org.lacis.link.rule.LinkRule;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.Lacis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Applies a rule to what is built, and writes nothing.
@Command(
    name = "try",
    description = {
      "Applies a rule to what is built and shows what it finds; nothing is written. For who writes",
      "a rule: change the file, try it, and build when it says what it should."
    },
    mixinStandardHelpOptions = true)
final class LinkTryCommand implements Callable<Integer> {
  private static final int SHOWN = 5;

  @Parameters(
      paramLabel = "RULE",
      description = "A file, or the name of a rule in mappings/links of the workspace.")
  private String rule = "";

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--show",
      paramLabel = "N",
      description = "Links, and pairs to review, that are shown; ${DEFAULT-VALUE} by default.")
  private int shown = SHOWN;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "fr or en (default: the first language of the workspace).")
  private String language = "";

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    FindingTally findings = new FindingTally();
    List<Finding> told = new ArrayList<>();
    try (BuiltLinks links = BuiltLinks.open(folder)) {
      LinkRule read = LinkRule.read(links.ruleFile(rule));
      Seen seen = new Seen(links.tongue(language));
      LinkReport report =
          links
              .store()
              .<LinkReport>read(view ->
                  Wiring.linker()
                      .link(
                          view,
                          read,
                          links.book().iris(),
                          seen,
                          finding -> {
                            findings.report(finding);
                            if (told.size() < shown) {
                              told.add(finding);
                            }
                          }));
      print(report, seen, out);
    }
    told.forEach(finding -> out.println(Words.of(finding.severity()) + ": " + finding.sentence()));
    if (findings.count() > told.size()) {
      out.printf(Locale.ROOT, "and %,d findings more%n", findings.count() - told.size());
    }
    out.flush();
    return findings.count() > 0 ? Main.FINDINGS : Main.DONE;
  }

  private void print(LinkReport report, Seen seen, PrintStream out) {
    out.println(report.sentence());
    out.printf(Locale.ROOT, "  pairs looked at  %,d%n", report.candidates());
    out.printf(Locale.ROOT, "  links            %,d%n", report.links());
    out.printf(Locale.ROOT, "  to review        %,d%n", report.toReview());
    if (!report.crs().isEmpty()) {
      out.println("  measured in      " + report.crs());
    }
    report
        .groups()
        .forEach((cardinality, count) ->
            out.printf(Locale.ROOT, "  groups %-9s %,d%n", cardinality, count));
    seen.print("lien", "link", Lacis.LINK, shown, out);
    seen.print("à vérifier", "to review", Lacis.PROPOSED_LINK, shown, out);
  }

  /// What is said of the links, by link; only as much as is shown.
  private final class Seen extends StreamRDFBase {
    private final String tongue;
    private final Map<Node, Map<String, String>> links = new LinkedHashMap<>();
    private final Map<Node, Integer> counts = new LinkedHashMap<>();

    Seen(String tongue) {
      this.tongue = tongue;
    }

    @Override
    public void quad(Quad quad) {
      Node link = quad.getSubject();
      Node value = quad.getObject();
      if (value.equals(Lacis.LINK) || value.equals(Lacis.PROPOSED_LINK)) {
        if (counts.merge(value, 1, Integer::sum) <= shown) {
          links.put(link, new LinkedHashMap<>(Map.of("type", value.getURI())));
        }
        return;
      }
      Map<String, String> known = links.get(link);
      if (known == null) {
        return;
      }
      if (quad.getPredicate().equals(Lacis.LINK_SOURCE)) {
        known.put("source", value.getURI());
      } else if (quad.getPredicate().equals(Lacis.LINK_TARGET)) {
        known.put("target", value.getURI());
      } else if (quad.getPredicate().equals(Lacis.EVIDENCE)
          && value.getLiteralLanguage().equals(tongue)) {
        known.put("evidence", value.getLiteralLexicalForm());
      }
    }

    void print(String french, String english, Node type, int most, PrintStream out) {
      links.values().stream()
          .filter(one -> type.getURI().equals(one.get("type")))
          .limit(most)
          .forEach(one -> {
            out.printf("%n%s  %s%n", tongue.equals("fr") ? french : english, one.get("source"));
            out.printf("  -> %s%n", one.get("target"));
            out.printf("  %s%n", one.getOrDefault("evidence", ""));
          });
    }
  }
}
