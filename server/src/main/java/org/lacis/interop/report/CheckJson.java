package org.lacis.interop.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lacis.interop.Asking;
import org.lacis.interop.Check;
import org.lacis.interop.Family;
import org.lacis.interop.InteropException;
import org.lacis.interop.Kind;
import org.lacis.interop.Level;
import org.lacis.interop.Outcome;
import org.lacis.interop.Report;
import org.lacis.interop.Requirement;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Text;
import org.lacis.interop.Verdict;
import org.lacis.interop.probe.Budget;
import org.lacis.interop.probe.Spent;

/// A report as JSON, form `lacis-check/1`; docs/interop-check.md lists its fields. It holds all
/// that the other forms are made of, and is read again for comparing.
public final class CheckJson {
  /// The value of `format`.
  public static final String FORMAT = "lacis-check/1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckJson() {}

  /// The text of a report; ends with a line end.
  public static String write(Report report) {
    return text(json(report));
  }

  static String text(JsonNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A report as a tree.
  public static ObjectNode json(Report report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    ObjectNode subject = json.putObject("subject");
    subject.put("address", report.asking().address().toString());
    report.found().kind().ifPresent(kind -> subject.put("kind", kind.key()));
    report.found().offers().forEach(subject.putObject("offers")::put);
    report.found().trail().forEach(subject.putArray("trail")::add);
    settings(json, report.asking());
    json.set("profileTitle", text(report.profile()));
    json.put("began", report.began().toString());
    json.putObject("spent")
        .put("requests", report.spent().requests())
        .put("seconds", report.spent().time().toMillis() / 1000.0)
        .put("bytes", report.spent().bytes());
    json.putObject("sample").put("things", report.things());
    json.put("level", report.verdict().level().key());
    ArrayNode bars = json.putArray("bars");
    for (Verdict.Bar bar : report.verdict().bars()) {
      ObjectNode one = bars.addObject().put("level", bar.level().key());
      if (bar.check().isEmpty()) {
        one.put("familiesPassed", bar.passed()).put("familiesWanted", bar.wanted());
      } else {
        one.put("check", bar.check()).put("outcome", bar.outcome());
      }
    }
    report.counts().forEach(json.putObject("counts")::put);
    ArrayNode results = json.putArray("results");
    report.results().forEach(result -> results.add(result(result)));
    return json;
  }

  /// What is asked, as it stands in reports and in recordings.
  public static ObjectNode settings(Asking asking) {
    ObjectNode json = JSON.createObjectNode();
    json.put("address", asking.address().toString());
    settings(json, asking);
    return json;
  }

  private static void settings(ObjectNode json, Asking asking) {
    asking.kind().ifPresent(kind -> json.put("kindTold", kind.key()));
    asking.against().ifPresent(name -> json.put("against", name));
    json.put("profile", asking.profile());
    json.put("seed", asking.seed());
    json.putObject("budget")
        .put("requests", asking.budget().requests())
        .put("seconds", asking.budget().time().toMillis() / 1000.0)
        .put("bytes", asking.budget().bytes())
        .put("perSecond", asking.budget().perSecond());
  }

  /// Reads what [#settings] wrote.
  public static Asking settings(JsonNode json) {
    JsonNode budget = json.path("budget");
    return new Asking(
        URI.create(json.path("address").asText()),
        Kind.of(json.path("kindTold").asText()),
        json.path("profile").asText(),
        new Budget(
            budget.path("requests").asInt(),
            Duration.ofMillis(Math.round(budget.path("seconds").asDouble() * 1000)),
            budget.path("bytes").asLong(),
            budget.path("perSecond").asDouble()),
        json.path("seed").asLong(),
        Optional.ofNullable(json.path("against").textValue()));
  }

  private static ObjectNode result(Result result) {
    Check check = result.check();
    ObjectNode json = JSON.createObjectNode();
    json.put("check", check.id());
    json.put("family", check.family().key());
    json.put("severity", check.severity().key());
    json.set("title", text(check.title()));
    json.set("asks", text(check.asks()));
    json.put("outcome", result.outcome().key());
    if (!result.outcome().why().isEmpty()) {
      json.set("why", text(result.outcome().why()));
    }
    json.put("asked", result.asked());
    json.put("came", result.came());
    result.failing().forEach(json.putArray("failing")::add);
    result
        .share()
        .ifPresent(share ->
            json.putObject("share")
                .put("examined", share.examined())
                .put("failed", share.failed())
                .put("share", rounded(share.share()))
                .put("low", rounded(share.interval().low()))
                .put("high", rounded(share.interval().high())));
    result.validation().ifPresent(graph -> json.put("validation", graph));
    json.set("remedy", text(check.remedy()));
    ArrayNode requirements = json.putArray("requirements");
    for (Requirement one : check.requirements()) {
      requirements
          .addObject()
          .put("body", one.body())
          .put("document", one.document())
          .put("clause", one.clause())
          .put("link", one.link());
    }
    check.kinds().forEach(kind -> json.withArray("kinds").add(kind.key()));
    return json;
  }

  private static double rounded(double share) {
    return Math.round(share * 10_000) / 10_000.0;
  }

  private static ObjectNode text(Text text) {
    return JSON.createObjectNode().put("en", text.en()).put("fr", text.fr());
  }

  /// Reads a report.
  ///
  /// @param place where it stands, for the complaint
  /// @throws InteropException when it is none
  public static Report read(String place, String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong(place, "no JSON: " + e.getOriginalMessage());
    }
    return read(place, json);
  }

  /// Reads a report.
  ///
  /// @throws InteropException when it is none
  public static Report read(String place, JsonNode json) {
    if (json == null || !json.path("format").asText().equals(FORMAT)) {
      throw wrong(
          place, json == null ? "nothing" : "format " + json.path("format").asText("(none)"));
    }
    try {
      JsonNode subject = json.path("subject");
      ObjectNode settings = json.deepCopy();
      settings.put("address", subject.path("address").asText());
      Map<String, String> offers = new TreeMap<>();
      subject
          .path("offers")
          .properties()
          .forEach(one -> offers.put(one.getKey(), one.getValue().asText()));
      List<Result> results = new ArrayList<>();
      for (JsonNode one : json.path("results")) {
        results.add(result(place, one));
      }
      List<Verdict.Bar> bars = new ArrayList<>();
      for (JsonNode one : json.path("bars")) {
        bars.add(
            new Verdict.Bar(
                Level.of(one.path("level").asText()).orElse(Level.NONE),
                one.path("check").asText(),
                one.path("outcome").asText(),
                one.path("familiesPassed").asInt(),
                one.path("familiesWanted").asInt()));
      }
      JsonNode spent = json.path("spent");
      return new Report(
          settings(settings),
          new Report.Found(
              Kind.of(subject.path("kind").asText()), offers, strings(subject.path("trail"))),
          Instant.parse(json.path("began").asText()),
          new Spent(
              spent.path("requests").asInt(),
              Duration.ofMillis(Math.round(spent.path("seconds").asDouble() * 1000)),
              spent.path("bytes").asLong()),
          json.path("sample").path("things").asInt(),
          read(json.path("profileTitle")),
          results,
          new Verdict(Level.of(json.path("level").asText()).orElse(Level.NONE), bars));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(place, String.valueOf(e.getMessage()));
    }
  }

  private static Result result(String place, JsonNode json) {
    String id = json.path("check").asText();
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    json.path("kinds").forEach(one -> Kind.of(one.asText()).ifPresent(kinds::add));
    List<Requirement> requirements = new ArrayList<>();
    for (JsonNode one : json.path("requirements")) {
      requirements.add(
          new Requirement(
              one.path("body").asText(),
              one.path("document").asText(),
              one.path("clause").asText(),
              one.path("link").asText()));
    }
    Check check =
        new Check(
            id,
            Family.of(json.path("family").asText())
                .orElseThrow(() -> wrong(place, "no family in the result " + id)),
            Severity.of(json.path("severity").asText())
                .orElseThrow(() -> wrong(place, "no severity in the result " + id)),
            read(json.path("title")),
            read(json.path("asks")),
            read(json.path("remedy")),
            requirements,
            kinds);
    JsonNode share = json.path("share");
    return new Result(
        check,
        Outcome.of(json.path("outcome").asText(), read(json.path("why")))
            .orElseThrow(() -> wrong(place, "no outcome in the result " + id)),
        json.path("asked").asText(),
        json.path("came").asText(),
        strings(json.path("failing")),
        share.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new Share(share.path("examined").asLong(), share.path("failed").asLong())),
        Optional.ofNullable(json.path("validation").textValue()));
  }

  private static Text read(JsonNode json) {
    return new Text(json.path("en").asText(), json.path("fr").asText());
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(one -> strings.add(one.asText()));
    return strings;
  }

  private static InteropException wrong(String place, String found) {
    return InteropException.of(
        "interop.report",
        place,
        found,
        "a report of lacis check in JSON, " + FORMAT,
        "Give the file that lacis check --format json wrote.");
  }
}
