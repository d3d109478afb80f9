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
  BEST_RIVAL;

  /// The word for it in a rule: `source-coverage`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
