package org.lacis.interop.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.lacis.interop.Family;
import org.lacis.interop.Outcome;
import org.lacis.interop.Report;
import org.lacis.interop.Result;
import org.lacis.interop.Share;
import org.lacis.interop.Verdict;

/// A report for a terminal: what it came to, what fails and how to mend it, then what passed in a
/// line a family.
public final class CheckText {
  private final String language;
  private final ResourceBundle words;

  /// @param language `fr` or `en`
  public CheckText(String language) {
    this.language = language;
    this.words =
        ResourceBundle.getBundle(
            "org.lacis.interop.report.words",
            language.startsWith("fr") ? Locale.FRENCH : Locale.ENGLISH,
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  /// `fr` or `en`.
  public String language() {
    return language;
  }

  /// The lines of a report.
  public List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        word("title", report.asking().address())
            + report.asking().against().map(name -> " " + word("against", name)).orElse(""));
    lines.add(level(report));
    lines.add(
        word(
            "spent",
            report.spent().requests(),
            seconds(report),
            bytes(report.spent().bytes()),
            report.things(),
            report.profile().in(language),
            report.asking().seed()));
    lines.add("");
    report
        .found()
        .offers()
        .forEach((what, where) -> lines.add("  " + pad(word("offer." + what), 12) + " " + where));
    if (report.found().offers().isEmpty()) {
      report.found().trail().forEach(step -> lines.add("  " + step));
    }
    for (Map.Entry<Family, List<Result>> family : report.byFamily().entrySet()) {
      lines.add("");
      lines.add(family(family.getKey()).toUpperCase(Locale.ROOT) + "  " + tally(family.getValue()));
      family.getValue().forEach(result -> lines.addAll(result(result)));
    }
    bars(report, lines);
    // what partners send must not steer the terminal
    return lines.stream().map(line -> line.replaceAll("\\p{Cntrl}+", " ").stripTrailing()).toList();
  }

  /// What a report comes to, in a line.
  public String level(Report report) {
    List<String> parts = new ArrayList<>();
    report
        .counts()
        .forEach((key, count) -> {
          if (count > 0) {
            parts.add(count + " " + word("outcome." + key + (count > 1 ? ".many" : "")));
          }
        });
    return word("level", word("level." + report.verdict().level().key()))
        + " "
        + String.join(", ", parts)
        + ".";
  }

  /// The name of a family.
  public String family(Family family) {
    return word("family." + family.key());
  }

  /// The name of an outcome.
  public String outcome(Outcome outcome) {
    return word("outcome." + outcome.key());
  }

  /// A word or sentence of the reports.
  public String word(String key, Object... values) {
    String text = words.getString(key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /// What part of a sample fails, with its interval.
  public String share(Share share) {
    return word(
        "share",
        share.failed(),
        share.examined(),
        percent(share.interval().low()),
        percent(share.interval().high()));
  }

  /// What is in the way of a level.
  public String bar(Verdict.Bar bar) {
    return bar.check().isEmpty()
        ? word("bar.families", word("level." + bar.level().key()), bar.passed(), bar.wanted())
        : word(
            "bar.check",
            word("level." + bar.level().key()),
            bar.check(),
            word("outcome." + bar.outcome()));
  }

  private List<String> result(Result result) {
    List<String> lines = new ArrayList<>();
    String mark =
        switch (result.outcome()) {
          case Outcome.Passed _ -> "+";
          case Outcome.Failed _ -> "x";
          case Outcome.CannotTell _ -> "?";
          case Outcome.Inapplicable _ -> " ";
          case Outcome.Untested _ -> "-";
        };
    String why = result.outcome().why().in(language);
    lines.add(
        "  "
            + mark
            + " "
            + pad(result.check().id(), 34)
            + " "
            + result.check().title().in(language)
            + (result.failed() || why.isEmpty() ? "" : " (" + why + ")"));
    if (!result.failed()) {
      return lines;
    }
    lines.add("      " + word("severity." + result.check().severity().key()) + ": " + why);
    result.share().ifPresent(share -> lines.add("      " + share(share)));
    if (!result.asked().isEmpty()) {
      lines.add("      " + pad(word("asked"), 9) + " " + oneLine(result.asked()));
      lines.add("      " + pad(word("came"), 9) + " " + oneLine(result.came()));
    }
    result.failing().stream().limit(3).forEach(iri -> lines.add("      " + pad("", 9) + " " + iri));
    if (result.failing().size() > 3) {
      lines.add("      " + pad("", 9) + " " + word("more", result.failing().size() - 3));
    }
    lines.add("      " + pad(word("remedy"), 9) + " " + result.check().remedy().in(language));
    result
        .check()
        .requirements()
        .forEach(one -> lines.add("      " + pad(word("requirement"), 9) + " " + one.words()));
    return lines;
  }

  private void bars(Report report, List<String> lines) {
    if (!report.verdict().bars().isEmpty()) {
      lines.add("");
      lines.add(word("bars"));
      report.verdict().bars().stream().limit(12).forEach(bar -> lines.add("  " + bar(bar)));
      if (report.verdict().bars().size() > 12) {
        lines.add("  " + word("more", report.verdict().bars().size() - 12));
      }
    }
  }

  /// How many of the tests that apply passed.
  public String tally(List<Result> results) {
    long passed = results.stream().filter(one -> one.outcome() instanceof Outcome.Passed).count();
    long idle =
        results.stream().filter(one -> one.outcome() instanceof Outcome.Inapplicable).count();
    return idle == results.size()
        ? word("outcome.inapplicable")
        : word("tally", passed, results.size() - idle);
  }

  private String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", share * 100);
    return language.startsWith("fr") ? text.replace('.', ',') : text;
  }

  private String seconds(Report report) {
    String text = String.format(Locale.ROOT, "%.1f", report.spent().time().toMillis() / 1000.0);
    return language.startsWith("fr") ? text.replace('.', ',') : text;
  }

  private static String bytes(long bytes) {
    return bytes < 1_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
