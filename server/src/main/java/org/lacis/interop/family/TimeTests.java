package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.STATEMENTS;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.XSD;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Kind;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.Thing;

/// How fresh are the data, and do their times make sense?
final class TimeTests {
  private static final Node GENERATED =
      NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime");

  /// The last part of the IRI of a rhythm, of the EU's table of frequencies or of Dublin Core's, in
  /// small letters, and the time between two issues.
  private static final Map<String, Period> RHYTHMS =
      Map.ofEntries(
          Map.entry("update_cont", Period.ofDays(1)),
          Map.entry("cont", Period.ofDays(1)),
          Map.entry("continuous", Period.ofDays(1)),
          Map.entry("hourly", Period.ofDays(1)),
          Map.entry("daily_2", Period.ofDays(1)),
          Map.entry("daily", Period.ofDays(1)),
          Map.entry("weekly_3", Period.ofDays(7)),
          Map.entry("weekly_2", Period.ofDays(7)),
          Map.entry("weekly", Period.ofDays(7)),
          Map.entry("biweekly", Period.ofDays(14)),
          Map.entry("monthly_3", Period.ofMonths(1)),
          Map.entry("monthly_2", Period.ofMonths(1)),
          Map.entry("monthly", Period.ofMonths(1)),
          Map.entry("bimonthly", Period.ofMonths(2)),
          Map.entry("quarterly", Period.ofMonths(3)),
          Map.entry("annual_3", Period.ofMonths(4)),
          Map.entry("annual_2", Period.ofMonths(6)),
          Map.entry("semiannual", Period.ofMonths(6)),
          Map.entry("annual", Period.ofYears(1)),
          Map.entry("biennial", Period.ofYears(2)),
          Map.entry("triennial", Period.ofYears(3)));

  private TimeTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "time.freshness",
            Severity.MAJOR,
            Set.of(Kind.SPARQL, Kind.FEATURES, Kind.DUMP),
            TimeTests::freshness,
            Standards.dataOnTheWeb(21, "Provide data up to date"),
            Standards.dcatAp("Dataset: frequency, modification date")),
        Trial.of(
            "time.intervals",
            Severity.MAJOR,
            STATEMENTS,
            TimeTests::intervals,
            Standards.spatialData(
                11, "Provide information on the changing nature of Spatial Things")),
        Trial.of(
            "time.values",
            Severity.MAJOR,
            STATEMENTS,
            TimeTests::values,
            Standards.xsd("3.3.7, dateTime; 3.3.9, date"),
            Standards.dataOnTheWeb(13, "Use locale-neutral data representations")),
        Trial.of(
            "time.zones",
            Severity.MINOR,
            STATEMENTS,
            TimeTests::zones,
            Standards.xsd("3.3.7, dateTime")),
        Trial.of(
            "time.not-to-come",
            Severity.MINOR,
            STATEMENTS,
            TimeTests::notToCome,
            Standards.dataOnTheWeb(6, "Provide data quality information")));
  }

  private static Result freshness(Check check, Examination exam) {
    Described described = Described.of(exam);
    if (described.datasets().isEmpty()) {
      return Described.unknown(check);
    }
    LocalDate today = LocalDate.ofInstant(exam.now(), ZoneOffset.UTC);
    List<Node> failing = new ArrayList<>();
    Set<String> why = new TreeSet<>();
    int examined = 0;
    for (Node dataset : described.datasets()) {
      Optional<Period> rhythm =
          described.near(dataset, DCTerms.accrualPeriodicity.asNode()).stream()
              .flatMap(one -> rhythm(one).stream())
              .findFirst();
      if (rhythm.isPresent()) {
        examined++;
        Optional<LocalDate> last = last(described, dataset);
        // twice the time between two issues, and two days for those that come every day
        LocalDate late =
            today
                .minus(rhythm.get())
                .minus(rhythm.get())
                .minusDays(rhythm.get().equals(Period.ofDays(1)) ? 2 : 0);
        if (last.isEmpty() || last.get().isBefore(late)) {
          failing.add(dataset);
          why.add(last.map(LocalDate::toString).orElse("no date") + ", " + rhythm.get());
        }
      }
    }
    if (examined == 0) {
      return check.inapplicable(
          Text.of("no dataset declares a rhythm", "aucun jeu ne déclare de rythme"));
    }
    return described
        .judged(
            check,
            failing,
            Text.of(
                "datasets are older than the rhythm they declare allows: " + why,
                "des jeux sont plus vieux que ne le permet le rythme qu’ils déclarent : " + why))
        .with(new Share(examined, failing.size()));
  }

  private static Optional<Period> rhythm(Node frequency) {
    String text =
        frequency.isURI()
            ? frequency.getURI()
            : frequency.isLiteral() ? frequency.getLiteralLexicalForm() : "";
    String name = text.replaceFirst(".*[/#]", "").toLowerCase(java.util.Locale.ROOT);
    return Optional.ofNullable(RHYTHMS.get(name));
  }

  private static Optional<LocalDate> last(Described described, Node dataset) {
    List<Node> told = new ArrayList<>(described.near(dataset, DCTerms.modified.asNode()));
    told.addAll(described.near(dataset, GENERATED));
    if (told.isEmpty()) {
      told.addAll(described.near(dataset, DCTerms.issued.asNode()));
    }
    return told.stream()
        .filter(Node::isLiteral)
        .flatMap(one -> day(one.getLiteralLexicalForm()).stream())
        .max(LocalDate::compareTo);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 10)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Result intervals(Check check, Examination exam) {
    Registered registered = Registered.of(exam);
    List<String> failing = registered.failing("interval");
    if (registered.intervals() == 0 && failing.isEmpty()) {
      return check.inapplicable(Text.of("there are no intervals", "il n’y a pas d’intervalles"));
    }
    Share share = new Share(Math.max(registered.intervals(), failing.size()), failing.size());
    String came = registered.intervals() + " intervals";
    return failing.isEmpty()
        ? check.passed(exam.sample().asked(), came).with(share)
        : check
            .failed(
                new Text(registered.words("interval", "en"), registered.words("interval", "fr")),
                exam.sample().asked(),
                came,
                failing)
            .with(share);
  }

  /// A time that the sample tells.
  private record Told(Thing thing, Node property, Node literal) {}

  private static List<Told> told(Examination exam, Set<String> datatypes) {
    List<Told> told = new ArrayList<>();
    for (Thing thing : exam.sample().things()) {
      for (Triple said : thing.statements()) {
        Node object = said.getObject();
        if (object.isLiteral() && datatypes.contains(object.getLiteralDatatypeURI())) {
          told.add(new Told(thing, said.getPredicate(), object));
        }
      }
    }
    return told;
  }

  private static Result judged(
      Check check, Examination exam, List<Told> all, List<Told> failing, Text why) {
    if (all.isEmpty()) {
      return check.inapplicable(Text.of("no times are told", "aucune date n’est donnée"));
    }
    Share share = new Share(all.size(), failing.size());
    return failing.isEmpty()
        ? check.passed(exam.sample().asked(), all.size() + " times").with(share)
        : check
            .failed(
                why,
                exam.sample().asked(),
                failing.getFirst().literal().toString(),
                failing.stream().map(one -> one.thing().iri().toString()).distinct().toList())
            .with(share);
  }

  private static Result values(Check check, Examination exam) {
    List<Told> all =
        told(
            exam,
            Set.of(
                XSD.date.getURI(),
                XSD.dateTime.getURI(),
                XSD.gYear.getURI(),
                XSD.gYearMonth.getURI(),
                XSD.time.getURI(),
                XSD.duration.getURI()));
    List<Told> failing =
        all.stream().filter(one -> !one.literal().getLiteral().isWellFormed()).toList();
    return judged(
        check,
        exam,
        all,
        failing,
        Text.of(
            "times that are none of the type they say: " + first(failing),
            "des dates qui ne sont pas du type annoncé : " + first(failing)));
  }

  private static String first(List<Told> failing) {
    return failing.isEmpty() ? "" : failing.getFirst().literal().getLiteralLexicalForm();
  }

  private static Result zones(Check check, Examination exam) {
    List<Told> all = told(exam, Set.of(XSD.dateTime.getURI()));
    List<Told> failing =
        all.stream()
            .filter(
                one -> !one.literal().getLiteralLexicalForm().matches(".*(Z|[+-]\\d{2}:\\d{2})"))
            .toList();
    return judged(
        check,
        exam,
        all,
        failing,
        Text.of(
            "moments without a time zone: " + first(failing),
            "des instants sans fuseau horaire : " + first(failing)));
  }

  /// What was measured, issued or changed was so before now.
  private static Result notToCome(Check check, Examination exam) {
    Set<Node> past =
        Set.of(
            NodeFactory.createURI("http://www.w3.org/ns/sosa/resultTime"),
            NodeFactory.createURI("http://www.w3.org/ns/prov#startedAtTime"),
            GENERATED,
            DCTerms.modified.asNode(),
            DCTerms.created.asNode(),
            DCTerms.issued.asNode());
    Instant limit = exam.now().plus(Duration.ofDays(1));
    List<Told> all =
        told(exam, Set.of(XSD.date.getURI(), XSD.dateTime.getURI())).stream()
            .filter(one -> past.contains(one.property()))
            .toList();
    List<Told> failing =
        all.stream()
            .filter(one ->
                moment(one.literal().getLiteralLexicalForm())
                    .filter(moment -> moment.isAfter(limit))
                    .isPresent())
            .toList();
    return judged(
        check,
        exam,
        all,
        failing,
        Text.of(
            "what has happened is dated in days to come: " + first(failing),
            "ce qui a eu lieu est daté de jours à venir : " + first(failing)));
  }

  private static Optional<Instant> moment(String text) {
    try {
      if (text.matches(".*T.*(Z|[+-]\\d{2}:\\d{2})")) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
    } catch (DateTimeException _) {
      return Optional.empty();
    }
    return day(text).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
