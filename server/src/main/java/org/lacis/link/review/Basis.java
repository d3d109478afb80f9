package org.lacis.link.review;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a decision rested on.
///
/// @param measures what the rule's criteria measured, by their names; what could not be measured is
///   not among them
/// @param ruleVersion of the rule that was shown; empty when it had none
public record Basis(
    ThingState source, ThingState target, SortedMap<String, Double> measures, String ruleVersion) {
  /// One of which nothing is known.
  public static final Basis NONE = new Basis(ThingState.NONE, ThingState.NONE, Map.of(), "");

  public Basis {
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
  }

  /// Measures in any order.
  public Basis(
      ThingState source, ThingState target, Map<String, Double> measures, String ruleVersion) {
    this(source, target, new TreeMap<>(measures), ruleVersion);
  }
}
