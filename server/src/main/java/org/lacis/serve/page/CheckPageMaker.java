package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lacis.interop.Family;
import org.lacis.interop.Outcome;
import org.lacis.interop.Report;
import org.lacis.interop.Result;
import org.lacis.interop.report.CheckText;

/// Makes the page of a check of interoperability.
///
/// @param words of the reader's language
public record CheckPageMaker(Words words) {

  public CheckPage make(Report report) {
    CheckText text = text();
    List<CheckPage.Fact> facts = new ArrayList<>();
    String address = report.asking().address().toString();
    facts.add(new CheckPage.Fact(words.get("interop.address"), address, web(address)));
    report
        .found()
        .offers()
        .forEach((what, where) ->
            facts.add(
                new CheckPage.Fact(Words.capital(text.word("offer." + what)), where, web(where))));
    report
        .asking()
        .against()
        .ifPresent(name -> facts.add(new CheckPage.Fact(words.get("interop.against"), name, "")));
    facts.add(
        new CheckPage.Fact(
            words.get("interop.profile"), report.profile().in(words.language().tag()), ""));
    facts.add(new CheckPage.Fact(words.get("interop.when"), words.moment(report.began()), ""));
    facts.add(
        new CheckPage.Fact(
            words.get("interop.spent"),
            words.get(
                "interop.spent.words",
                report.spent().requests(),
                words.duration(report.spent().time().toNanos()),
                report.spent().bytes() / 1000,
                report.things()),
            ""));
    List<CheckPage.Part> parts = new ArrayList<>();
    for (Map.Entry<Family, List<Result>> family : report.byFamily().entrySet()) {
      parts.add(part(text, family.getKey(), family.getValue()));
    }
    return new CheckPage(
        address,
        text.level(report),
        facts,
        worst(text, report),
        parts,
        report.verdict().bars().stream().map(text::bar).map(Words::capital).toList(),
        report.found().offers().isEmpty() ? report.found().trail() : List.of());
  }

  CheckText text() {
    return new CheckText(words.language().tag());
  }

  private CheckPage.Part part(CheckText text, Family family, List<Result> results) {
    return new CheckPage.Part(
        Words.capital(text.family(family)),
        text.tally(results),
        results.stream().filter(Result::failed).map(one -> finding(text, one)).toList(),
        results.stream()
            .filter(one -> !one.failed() && !isIdle(one))
            .map(one -> row(text, one))
            .toList(),
        results.stream()
            .filter(CheckPageMaker::isIdle)
            .map(one -> one.check().title().in(words.language().tag()))
            .collect(Collectors.joining(" · ")));
  }

  private static boolean isIdle(Result result) {
    return result.outcome() instanceof Outcome.Inapplicable;
  }

  private List<CheckPage.Fact> worst(CheckText text, Report report) {
    return report.results().stream()
        .filter(Result::failed)
        .sorted(Comparator.comparing((Result one) -> one.check().severity()).reversed())
        .map(one ->
            new CheckPage.Fact(
                text.word("severity." + one.check().severity().key()),
                one.check().title().in(words.language().tag()),
                "#" + one.check().id()))
        .toList();
  }

  CheckPage.Finding finding(CheckText text, Result result) {
    String tag = words.language().tag();
    return new CheckPage.Finding(
        result.check().id(),
        result.check().title().in(tag),
        text.word("severity." + result.check().severity().key()),
        Words.capital(result.outcome().why().in(tag)),
        result.share().map(text::share).map(Words::capital).orElse(""),
        result.asked(),
        result.came(),
        result.failing().stream().map(iri -> new CheckPage.Fact("", iri, web(iri))).toList(),
        result.check().remedy().in(tag),
        result.check().requirements().stream()
            .map(one -> new CheckPage.Fact("", one.words(), web(one.link())))
            .toList());
  }

  private CheckPage.Row row(CheckText text, Result result) {
    String tag = words.language().tag();
    String why = result.outcome().why().in(tag);
    return new CheckPage.Row(
        result.check().id(),
        result.check().title().in(tag),
        text.outcome(result.outcome()),
        why.isEmpty() ? result.share().map(text::share).orElse("") : why,
        result.asked(),
        result.came());
  }

  /// A foreign address is a link when it is one of the web.
  private static String web(String address) {
    return address.matches("https?://[^\\s<>\"]+") ? address : "";
  }
}
