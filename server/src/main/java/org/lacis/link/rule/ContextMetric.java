package org.lacis.link.rule;

import java.util.Locale;

/// What is measured of a pair among the other candidates of its two things.
public enum ContextMetric {
  /// The part of the source that all its candidates together cover, 0 to 1.
  SOURCE_COVERAGE,
  /// The part of the target that all its candidates together cover, 0 to 1.
  TARGET_COVERAGE,
  /// 1 for the candidate of the source that overlaps most, then 2 and so on.
  SOURCE_RANK,
  /// 1 for the candidate of the target that overlaps most, then 2 and so on.
  TARGET_RANK,
  /// Intersection over smaller of the best other candidate of either side, 0 to 1; 0 without rival.
  BEST_RIVAL,
  /// 1 where the pair has the first rank with both, else 0.
  MUTUAL_BEST,
  /// How far the source may be a part of a block that the target stands for: of the candidates of
  /// the target that touch the source (are no farther than 0.25 m), the greatest intersection over
  /// smaller times surface distance, times the part of the source that no other candidate covers; 0
  /// to 1, 0 without such a neighbour. Low where the neighbour and the target are congruent, so
  /// that nothing is left for the source, and where the source has a counterpart of its own, as a
  /// house of a row has.
  SOURCE_NEIGHBOUR,
  /// Likewise of the source with what touches the target.
  TARGET_NEIGHBOUR,
  /// The greater of both.
  NEIGHBOUR;

  /// The word for it in a rule: `source-coverage`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
