package org.lacis.interop;

/// What part of a sample fails.
///
/// @param examined how many were looked at
/// @param failed how many of them fail
public record Share(long examined, long failed) {
  /// Of the normal distribution, for 95 %.
  private static final double Z = 1.959963984540054;

  public Share {
    if (examined < 0 || failed < 0 || failed > examined) {
      throw new IllegalArgumentException(failed + " of " + examined);
    }
  }

  /// 0 to 1; 0 of none.
  public double share() {
    return examined == 0 ? 0 : (double) failed / examined;
  }

  /// The interval of Wilson (1927) that holds the share of all with a confidence of 95 %, when the
  /// sample was drawn at random.
  public Interval interval() {
    if (examined == 0) {
      return new Interval(0, 1);
    }
    double n = examined;
    double p = share();
    double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    // at the ends the formula is 0 and 1, but for rounding
    return new Interval(
        failed == 0 ? 0 : Math.max(0, middle - half),
        failed == examined ? 1 : Math.min(1, middle + half));
  }

  /// From, to; both 0 to 1.
  public record Interval(double low, double high) {}
}
