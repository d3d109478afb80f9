package org.lacis.reason.rule;

import java.util.List;
import org.lacis.vocabulary.Place;

/// What follows from what.
///
/// @param name the same for several that are one rule to a reader
/// @param head statements that follow; all variables stand in the body too
/// @param body in any order
/// @param place where it is written
public record Rule(String name, List<Part.Atom> head, List<Part> body, Place place) {
  public Rule {
    head = List.copyOf(head);
    body = List.copyOf(body);
  }
}
