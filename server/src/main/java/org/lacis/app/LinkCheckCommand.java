package org.lacis.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lacis.link.check.CheckReport;
import org.lacis.link.check.LinkCheck;
import org.lacis.link.stored.LinkTable;
import org.lacis.serve.twin.LinkBook;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Judges links as a whole.
@Command(
    name = "check",
    description = {
      "Judges the links of a rule as a whole: are linked things closer, more alike, more in",
      "agreement than the same things paired at random? A key that means something else on the",
      "other side is exposed so. Without RULE all rules.",
      "Exit code 1 when one is a false friend, or worse than doubtful."
    },
    mixinStandardHelpOptions = true)
final class LinkCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RULE", description = "Name of a rule.", arity = "0..1")
  private String rule = "";

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "fr or en (default: the first language of the workspace).")
  private String language = "";

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    List<CheckReport> reports = new ArrayList<>();
    String tongue;
    try (BuiltLinks links = BuiltLinks.open(folder)) {
      tongue = links.tongue(language);
      reports.addAll(links.store().<List<CheckReport>>read(view -> reports(links, view)));
    }
    if (json) {
      out.println(Json.write(reports.stream().map(CheckReport::json).toList()));
    } else {
      reports.forEach(report -> print(report, tongue, out));
    }
    out.flush();
    boolean bad =
        reports.stream()
            .flatMap(report -> report.findings().stream())
            .anyMatch(finding -> finding.severity() == Severity.VIOLATION);
    return bad ? Main.FINDINGS : Main.DONE;
  }

  private List<CheckReport> reports(BuiltLinks links, View view) {
    List<String> names =
        rule.isEmpty() ? LinkTable.rules(view, links.book().iris()) : List.of(rule);
    return names.stream()
        .map(name -> links.chapter(view, name))
        .map((LinkBook.Chapter chapter) ->
            new LinkCheck(view, links.book().iris(), chapter.table(), chapter.rule()).report())
        .toList();
  }

  private static void print(CheckReport report, String tongue, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s: %s (%,d links, %,d looked at)%n  %s%n",
        report.rule(),
        report.trust().key(),
        report.links(),
        report.looked(),
        report.reason().in(tongue));
    report.distances().ifPresent(signs -> signs("distance, m", signs, out));
    report.names().ifPresent(signs -> signs("names, 0 = same", signs, out));
    for (CheckReport.Attribute one : report.attributes()) {
      out.printf(
          Locale.ROOT,
          "  %-52s agrees %5.1f %%, at random %5.1f %%  (%,d pairs)%s%n",
          one.property(),
          100 * one.agreement(),
          100 * one.random(),
          one.pairs(),
          one.circular() ? "  the rule compares it" : "");
    }
    CheckReport.Degrees degrees = report.degrees();
    out.printf(
        "  most links of a source %d, of a target %d%n",
        degrees.mostTargets(), degrees.mostSources());
    for (Finding finding : report.findings()) {
      out.println("  " + Words.of(finding.severity()) + ": " + finding.sentence());
    }
  }

  private static void signs(String what, CheckReport.Signs signs, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "  %-16s median %.2f, ninth decile %.2f; at random median %.2f; closer than chance %.1f %%%s%s%n",
        what,
        signs.median(),
        signs.high(),
        signs.randomMedian(),
        100 * signs.separation(),
        Double.isNaN(signs.nearby())
            ? ""
            : String.format(Locale.ROOT, ", than neighbours %.1f %%", 100 * signs.nearby()),
        signs.circular() ? "  the rule looks at it" : "");
  }
}
