package org.lacis.link.learn;

/// A pair that was judged.
///
/// @param values in the order of the criteria; NaN = not measurable. Not to be changed
/// @param match whether it is one
/// @param group what it is to be tested apart with: a town, a country; pairs of one group are never
///   on both sides of a test
/// @param weight how much it counts when curves are fitted: 1 for a pair that somebody judged, less
///   for one that only follows from what was judged, such as a pair of things that were both judged
///   and not with each other. Trials count those of 1 alone
@SuppressWarnings("ArrayRecordComponent") // thousands, read many times
public record Example(double[] values, boolean match, String group, double weight) {
  public Example {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight " + weight);
    }
  }

  /// A pair that somebody judged.
  public Example(double[] values, boolean match, String group) {
    this(values, match, group, 1);
  }

  boolean judged() {
    return weight == 1;
  }
}
