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
  /// Intersection over smaller of the target with that candidate of it which touches the source and
  /// overlaps it most, 0 to 1; 0 without such a neighbour. Touching is no farther than 0.25 m. High
  /// where the source is a part of a block that the target stands for.
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
