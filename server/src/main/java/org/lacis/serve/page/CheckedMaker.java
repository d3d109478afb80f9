package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.lacis.validate.Result;
import org.lacis.validate.register.Register;
import org.lacis.validate.register.RegisterWords;
import org.lacis.validate.report.Origin;
import org.lacis.validate.report.Report;
import org.lacis.validate.report.ShapeNames;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Severity;

/// Makes the page of a validation.
///
/// @param terms the ontologies and shapes it was made with
/// @param origins of the examples
/// @param words of the reader's language
/// @param name what a thing is called
/// @param address where its page is; empty for none
public record CheckedMaker(
    Graph terms,
    Map<Node, Origin> origins,
    Words words,
    Function<Node, String> name,
    Function<Node, String> address) {
  private static final int LONGEST = 80;

  /// @param made what is said of the making of the report
  public Checked make(Report report, String made) {
    ShapeNames names = new ShapeNames(terms, terms, words.language().tag());
    List<Checked.Group> groups = new ArrayList<>();
    report.groups().forEach(group -> groups.add(group(group, names)));
    List<Checked.Check> checks = new ArrayList<>();
    report.checks().forEach(outcome -> checks.add(check(outcome)));
    return new Checked(lead(report), groups, checks, made);
  }

  private String lead(Report report) {
    String objects = words.count("validate.objects", report.focusNodes());
    if (report.conforms()) {
      return words.get("validate.conforms", objects);
    }
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.VIOLATION, Severity.WARNING, Severity.INFO)) {
      long count = report.count(severity);
      if (count > 0) {
        parts.add(words.count("validate." + key(severity), count));
      }
    }
    return words.get("validate.lead", objects, String.join(", ", parts));
  }

  private static String key(Severity severity) {
    return switch (severity) {
      case VIOLATION -> "violations";
      case WARNING -> "warnings";
      case INFO -> "infos";
    };
  }

  private Checked.Group group(Report.Group group, ShapeNames names) {
    String remedy = names.remedy(group);
    return new Checked.Group(
        Words.capital(names.title(group)),
        words.get("validate." + key(group.severity()) + ".kind"),
        words.number(group.count()),
        remedy,
        group.examples().stream().map(example -> example(example, remedy)).toList());
  }

  private Checked.Example example(Result example, String remedy) {
    Optional<Origin> origin = Optional.ofNullable(origins.get(example.focus()));
    String message = example.message(words.language().tag());
    Node value = example.value();
    return new Checked.Example(
        name.apply(example.focus()),
        address.apply(example.focus()),
        value == null
            ? ""
            : shortened(value.isLiteral() ? value.getLiteralLexicalForm() : name.apply(value)),
        message.equals(remedy) ? "" : message,
        origin.map(one -> one.dataset().replaceFirst("/.*", "")).orElse(""),
        origin.map(this::origin).orElse(""));
  }

  private String origin(Origin origin) {
    return origin
        .record()
        .map(place -> place(place) + " (" + origin.dataset() + ")")
        .orElseGet(origin::words);
  }

  private String place(Place place) {
    return switch (place.unit()) {
      case WHOLE -> place.source();
      case LINE -> words.get("validate.line", place.source(), place.position());
      case RECORD -> words.get("validate.record", place.source(), place.position());
      case BYTE -> words.get("validate.byte", place.source(), place.position());
    };
  }

  private Checked.Check check(Register.Outcome outcome) {
    String tag = words.language().tag();
    return new Checked.Check(
        RegisterWords.label(outcome.check(), tag),
        RegisterWords.description(outcome.check(), tag),
        outcome.judged() == 0
            ? words.get("validate.nothing")
            : words.count("validate.judged", outcome.judged())
                + ", "
                + words.count("validate.told", outcome.told()));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
