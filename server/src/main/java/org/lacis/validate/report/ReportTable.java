package org.lacis.validate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.lacis.validate.Result;
import org.lacis.validate.register.Register;
import org.lacis.validate.register.RegisterWords;
import org.lacis.vocabulary.Severity;

/// A report as lines of text, for a person at a terminal.
public final class ReportTable {
  private static final int LONGEST_VALUE = 60;

  private ReportTable() {}

  /// @param origins of the examples, by focus node
  public static List<String> lines(Report report, ShapeNames names, Map<Node, Origin> origins) {
    ReportWords words = new ReportWords(names.language());
    List<String> lines = new ArrayList<>();
    lines.add(
        report.conforms()
            ? words.get("conforms", report.focusNodes())
            : words.get(
                "summary",
                report.focusNodes(),
                report.count(Severity.VIOLATION),
                report.count(Severity.WARNING),
                report.count(Severity.INFO)));
    for (Report.Group group : report.groups()) {
      lines.add("");
      lines.add(
          "%,7d × %s  (%s)"
              .formatted(group.count(), names.title(group), words.of(group.severity())));
      lines.add("          " + names.remedy(group));
      for (Result example : group.examples()) {
        lines.add("        - " + example(example, names, origins));
      }
    }
    if (!report.checks().isEmpty()) {
      lines.add("");
      lines.add(words.get("checks"));
    }
    for (Register.Outcome outcome : report.checks()) {
      lines.add(
          "  %-16s %s"
              .formatted(
                  outcome.check(),
                  outcome.judged() == 0
                      ? words.get("nothing-to-judge")
                      : words.get("judged", outcome.judged(), outcome.told())));
    }
    return lines;
  }

  private static String example(Result example, ShapeNames names, Map<Node, Origin> origins) {
    StringBuilder line = new StringBuilder(example.focus().toString());
    if (example.value() != null) {
      line.append("  ").append(value(example.value()));
    }
    Origin origin = origins.get(example.focus());
    if (origin != null) {
      line.append("  [").append(origin.words()).append(']');
    }
    if (isOfRegister(example)) {
      line.append("\n          ").append(example.message(names.language()));
    }
    return line.toString();
  }

  /// The message of a shape is that of its group, that of a check says more of the example.
  static boolean isOfRegister(Result result) {
    return result.target().isURI() && result.target().getURI().startsWith(RegisterWords.NS);
  }

  static String value(Node value) {
    String text = value.isLiteral() ? value.getLiteralLexicalForm() : value.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
