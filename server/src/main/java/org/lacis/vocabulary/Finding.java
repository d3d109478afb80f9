package org.lacis.vocabulary;

import java.util.ArrayList;
import java.util.List;

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
public record Finding(
    String code, Severity severity, Place place, String found, String expected, String remedy) {

  private static final int READABLE = 200;

  public Finding {
    if (found.length() > READABLE) {
      found = found.substring(0, READABLE) + "… (" + found.length() + " characters)";
    }
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

  /// One line for a person: `place: found X, expected Y. Remedy.`
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
    return place + ": " + told + separator + remedy;
  }
}
