package org.lacis.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something wrong (or remarkable) in somebody's data, mapping, setting or request, as a value.
///
/// Findings about data are streamed to a [FindingSink] while the work goes on; one about a request,
/// a mapping or a setting travels in the room's [LacisException].
///
/// @param code stable, kebab-case, prefixed by the room: `source.malformed-row`
/// @param severity how much it matters
/// @param place where
/// @param found what stood there, shortened to something readable
/// @param expected what should have stood there
/// @param remedy what the reader can do about it, as a sentence
/// @param rule where the rule stands that met it, when data were read by a rule: file, line and
///   name
public record Finding(
    String code,
    Severity severity,
    Place place,
    String found,
    String expected,
    String remedy,
    Optional<Place> rule) {

  private static final int READABLE = 200;

  public Finding {
    if (found.length() > READABLE) {
      found = found.substring(0, READABLE) + "… (" + found.length() + " characters)";
    }
  }

  /// A finding that no rule met.
  public Finding(
      String code, Severity severity, Place place, String found, String expected, String remedy) {
    this(code, severity, place, found, expected, remedy, Optional.empty());
  }

  public static Finding violation(
      String code, Place place, String found, String expected, String remedy) {
    return new Finding(code, Severity.VIOLATION, place, found, expected, remedy);
  }

  public static Finding warning(
      String code, Place place, String found, String expected, String remedy) {
    return new Finding(code, Severity.WARNING, place, found, expected, remedy);
  }

  public static Finding info(
      String code, Place place, String found, String expected, String remedy) {
    return new Finding(code, Severity.INFO, place, found, expected, remedy);
  }

  /// The same, met by a rule; a rule that is known already stays.
  public Finding by(Place where) {
    return rule.isPresent()
        ? this
        : new Finding(code, severity, place, found, expected, remedy, Optional.of(where));
  }

  /// One line for a person: `place: found X, expected Y. Remedy. (Rule: mapping.ttl, line 3, tree)`
  public String sentence() {
    List<String> what = new ArrayList<>();
    if (!found.isEmpty()) {
      what.add("found " + found);
    }
    if (!expected.isEmpty()) {
      what.add("expected " + expected);
    }
    String told = String.join(", ", what);
    String separator = told.isEmpty() || remedy.isEmpty() ? "" : ". ";
    String by = rule.map(where -> " (Rule: " + where + ")").orElse("");
    return place + ": " + told + separator + remedy + by;
  }
}
