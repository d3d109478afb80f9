package org.lacis.lift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.Place;

/// What a lift did and what it found, for a person and for a machine: for each rule (triples map)
/// its records, its triples, and what was left out and why; then the findings by code.
///
/// @param written how many different quads were written; empty when nobody counted them
public record LiftSummary(LiftReport report, OptionalLong written, FindingTally findings) {

  /// One line a rule, one a code with the first examples below it, one for the whole.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (LiftReport.Part part : report.parts()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-32s %,12d %-8s %,14d triples%s",
              part.name(),
              part.records(),
              part.records() == 1 ? "record" : "records",
              part.triples(),
              left(part)));
    }
    findings
        .entries()
        .forEach((code, entry) -> {
          lines.add(
              String.format(
                  Locale.ROOT, "%,d × %s (%s)", entry.count(), code, lower(entry.worst())));
          entry.examples().forEach(finding -> lines.add("    " + finding.sentence()));
          if (entry.count() > entry.examples().size()) {
            lines.add(
                String.format(
                    Locale.ROOT, "    … and %,d more", entry.count() - entry.examples().size()));
          }
        });
    String counted =
        written.isPresent()
            ? String.format(Locale.ROOT, " (%,d written, each once)", written.getAsLong())
            : "";
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d triples%s in %.1f s%s",
            report.triples(),
            counted,
            report.time().toMillis() / 1000.0,
            switch ((int) Math.min(findings.count(), 2)) {
              case 0 -> ", no findings";
              case 1 -> ", 1 finding";
              default -> String.format(Locale.ROOT, ", %,d findings", findings.count());
            }));
    return lines;
  }

  private static String left(LiftReport.Part part) {
    List<String> reasons = new ArrayList<>();
    part.skipped()
        .forEach((code, count) ->
            reasons.add(
                code.equals(LiftReport.NO_SUBJECT)
                    ? String.format(Locale.ROOT, "%,d without a subject", count)
                    : String.format(Locale.ROOT, "%,d by %s", count, code)));
    return reasons.isEmpty() ? "" : "  left out: " + String.join(", ", reasons);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// The same as values that a JSON writer knows.
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seconds", report.time().toMillis() / 1000.0);
    json.put("records", report.parts().stream().mapToLong(LiftReport.Part::records).sum());
    json.put("triples", report.triples());
    written.ifPresent(count -> json.put("written", count));
    json.put("rules", report.parts().stream().map(LiftSummary::json).toList());
    json.put("findings", json(findings));
    return json;
  }

  private static Map<String, Object> json(LiftReport.Part part) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", part.name());
    json.put("records", part.records());
    json.put("triples", part.triples());
    json.put("withoutSubject", part.skipped().getOrDefault(LiftReport.NO_SUBJECT, 0L));
    Map<String, Long> skipped = new LinkedHashMap<>(part.skipped());
    skipped.remove(LiftReport.NO_SUBJECT);
    json.put("skipped", skipped);
    return json;
  }

  /// Findings by code, with the examples that the tally kept.
  public static List<Map<String, Object>> json(FindingTally findings) {
    List<Map<String, Object>> all = new ArrayList<>();
    findings
        .entries()
        .forEach((code, entry) -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("code", code);
          json.put("severity", lower(entry.worst()));
          json.put("count", entry.count());
          json.put("examples", entry.examples().stream().map(LiftSummary::json).toList());
          all.add(json);
        });
    return all;
  }

  /// One finding with all it knows of its place and rule.
  public static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", finding.code());
    json.put("severity", lower(finding.severity()));
    json.putAll(json(finding.place(), "source"));
    json.put("found", finding.found());
    json.put("expected", finding.expected());
    json.put("remedy", finding.remedy());
    Optional<Place> rule = finding.rule();
    rule.ifPresent(place -> json.put("rule", json(place, "mapping")));
    return json;
  }

  private static Map<String, Object> json(Place place, String source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(source, place.source());
    if (place.unit() != Place.Unit.WHOLE) {
      json.put(lower(place.unit()), place.position());
    }
    if (!place.field().isEmpty()) {
      json.put(source.equals("mapping") ? "name" : "field", place.field());
    }
    return json;
  }
}
