package org.lacis.reason.rule;

import java.util.List;
import java.util.Map;
import org.lacis.vocabulary.Place;

/// What follows from what.
///
/// @param name the same for several that are one rule to a reader
/// @param head statements that follow; all variables stand in the body too
/// @param body in any order
/// @param place where it is written
/// @param words the rule as a reason ("because …"), by language
public record Rule(
    String name, List<Part.Atom> head, List<Part> body, Place place, Map<String, String> words) {
  public Rule {
    head = List.copyOf(head);
    body = List.copyOf(body);
    words = Map.copyOf(words);
  }

  /// A rule without words.
  public Rule(String name, List<Part.Atom> head, List<Part> body, Place place) {
    this(name, head, body, place, Map.of());
  }
}
