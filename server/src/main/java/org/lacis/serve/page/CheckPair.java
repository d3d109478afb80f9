package org.lacis.serve.page;

import java.util.List;

/// The page of both sides of a pair.
///
/// @param lead the level of the pair, in a sentence
/// @param directions both
public record CheckPair(String lead, List<Direction> directions) {
  public CheckPair {
    directions = List.copyOf(directions);
  }

  /// What one cannot do with the other.
  ///
  /// @param nothing what is said when nothing fails; empty when something does
  /// @param open what was not tested, in words; may be empty
  public record Direction(
      String title, List<CheckPage.Finding> findings, String nothing, String open) {
    public Direction {
      findings = List.copyOf(findings);
    }
  }
}
