package org.lacis.link.learn;

import java.util.Arrays;
import java.util.List;
import org.lacis.link.rule.Decision;

/// Which form the contribution of a criterion may take.
///
/// @param knots values between which it is straight, rising; none = the criterion does not count
/// @param trend which way it may go
@SuppressWarnings("ArrayRecordComponent") // small, read only
public record Form(double[] knots, Trend trend) {
  /// Of a criterion that does not count.
  public static final Form NONE = new Form(new double[0], Trend.FREE);

  private static final int MOST = 8;

  /// Which way a contribution may go as the value rises.
  public enum Trend {
    /// It never falls.
    RISING,
    /// It never rises.
    FALLING,
    /// Either way.
    FREE
  }

  public Form {
    knots = knots.clone();
    for (int i = 1; i < knots.length; i++) {
      if (!(knots[i] > knots[i - 1])) {
        throw new IllegalArgumentException("knots that do not rise: " + Arrays.toString(knots));
      }
    }
  }

  /// A form for what a rule decides by now: curves keep their values and the way they go, a weight
  /// becomes a curve over the values seen.
  public static Form like(Decision.Share share, int criterion, List<Example> examples) {
    return switch (share) {
      case Decision.Curve curve -> new Form(curve.xs(), trend(curve.ys()));
      case Decision.Line line -> seen(criterion, examples, line.weight());
    };
  }

  private static Trend trend(double[] ys) {
    boolean rises = false;
    boolean falls = false;
    for (int i = 1; i < ys.length; i++) {
      rises |= ys[i] > ys[i - 1];
      falls |= ys[i] < ys[i - 1];
    }
    return rises == falls ? Trend.FREE : rises ? Trend.RISING : Trend.FALLING;
  }

  /// Knots where the values of matches and of others lie, as many for either: few pairs are hard,
  /// and most are alike.
  ///
  /// @param sign more than 0 for a contribution that rises, less for one that falls, 0 for either
  public static Form seen(int criterion, List<Example> examples, double sign) {
    double[] knots =
        Arrays.stream(new boolean[][] {{true}, {false}})
            .flatMapToDouble(match -> Arrays.stream(quantiles(criterion, examples, match[0])))
            // As a rule file will write them, so that they are still apart there.
            .map(value -> Math.rint(value * 1e4) / 1e4)
            .sorted()
            .distinct()
            .toArray();
    if (knots.length < 2) {
      return NONE;
    }
    Trend trend = sign > 0 ? Trend.RISING : sign < 0 ? Trend.FALLING : Trend.FREE;
    return new Form(knots, trend);
  }

  private static double[] quantiles(int criterion, List<Example> examples, boolean match) {
    double[] values =
        examples.stream()
            .filter(example -> example.match() == match)
            .mapToDouble(example -> example.values()[criterion])
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    int count = Math.min(MOST / 2, values.length);
    double[] chosen = new double[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = values[count == 1 ? 0 : i * (values.length - 1) / (count - 1)];
    }
    return chosen;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Form(double[] k, Trend t) && Arrays.equals(knots, k) && trend == t;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(knots) + trend.hashCode();
  }

  @Override
  public String toString() {
    return trend + " over " + Arrays.toString(knots);
  }
}
