package org.lacis.link.learn;

import java.util.List;
import java.util.TreeSet;
import org.lacis.link.rule.Decision;

/// A decision learnt from judged pairs, and how it does on pairs it has not seen.
///
/// Each group is judged by what was learnt from the others: that tells how the decision will do
/// elsewhere, it may stretch the log-odds until confidences come true, and it draws the lines: a
/// pair is accepted from the least confidence at which the share of matches reaches the precision
/// asked for; to be reviewed from the least at which no more than the share allowed is to be looked
/// at.
///
/// @param decision learnt from all
/// @param trial of decisions learnt from the other groups
public record Learning(Decision.Logistic decision, Trial trial) {
  private static final int STEPS = 100;
  private static final double LEAST_REVIEW = 0.05;

  /// What is asked for.
  ///
  /// @param ridge how flat the curves shall be, see [AdditiveFit#fit]
  /// @param precision least share of matches among the accepted, 0.5 to 1
  /// @param reviewShare greatest share of pairs that a person shall look at, 0 to 1
  /// @param scaled whether log-odds are stretched until confidences come true; they are nearly true
  ///   by themselves where there are many examples
  public record Wanted(double ridge, double precision, double reviewShare, boolean scaled) {
    /// Precision of 0.995, 3 % to review.
    public static final Wanted USUAL = new Wanted(1, 0.995, 0.03, true);
  }

  /// @param examples of two groups at least, with matches and others on either side of each test
  /// @param forms of each criterion, in order
  /// @throws IllegalArgumentException when there is one group only, or no match, or nothing else
  public static Learning of(List<Example> examples, List<Form> forms, Wanted wanted) {
    long matches = examples.stream().filter(Example::match).count();
    if (matches == 0 || matches == examples.size()) {
      throw new IllegalArgumentException(
          "nothing to learn from " + matches + " matches of " + examples.size() + " pairs");
    }
    double[] odds = odds(examples, forms, wanted.ridge);
    double[] platt = wanted.scaled ? Reliability.platt(examples, odds) : new double[] {1, 0};
    List<Example> judged = examples.stream().filter(Example::judged).toList();
    double[] confidences = new double[judged.size()];
    int at = 0;
    for (int i = 0; i < odds.length; i++) {
      if (examples.get(i).judged()) {
        confidences[at++] = 1 / (1 + Math.exp(-(platt[0] * odds[i] + platt[1])));
      }
    }
    double accept = accept(judged, confidences, wanted.precision);
    double review = review(confidences, accept, wanted.reviewShare);
    Decision.Logistic all =
        Reliability.scaled(AdditiveFit.fit(examples, forms, wanted.ridge), platt[0], platt[1]);
    return new Learning(
        new Decision.Logistic(all.bias(), all.shares(), accept, review),
        Trial.of(judged, confidences, accept, review));
  }

  /// Log-odds of each by what was learnt from the other groups.
  private static double[] odds(List<Example> examples, List<Form> forms, double ridge) {
    TreeSet<String> groups = new TreeSet<>();
    examples.forEach(example -> groups.add(example.group()));
    if (groups.size() < 2) {
      throw new IllegalArgumentException("one group only, nothing to test with: " + groups);
    }
    double[] odds = new double[examples.size()];
    for (String group : groups) {
      Decision.Logistic others =
          AdditiveFit.fit(
              examples.stream().filter(example -> !example.group().equals(group)).toList(),
              forms,
              ridge);
      for (int i = 0; i < odds.length; i++) {
        Example example = examples.get(i);
        if (example.group().equals(group)) {
          odds[i] = odds(others, example.values());
        }
      }
    }
    return odds;
  }

  /// Not by way of the confidence, which rounds to 1.
  static double odds(Decision.Logistic decision, double[] values) {
    double odds = decision.bias();
    for (double contribution : decision.judge(values).contributions()) {
      odds += contribution;
    }
    return odds;
  }

  private static double accept(List<Example> examples, double[] confidences, double precision) {
    for (int step = STEPS / 2; step < STEPS; step++) {
      double accept = (double) step / STEPS;
      if (Trial.of(examples, confidences, accept, accept).all().precision() >= precision) {
        return accept;
      }
    }
    return (STEPS - 1.0) / STEPS;
  }

  private static double review(double[] confidences, double accept, double share) {
    for (int step = (int) Math.round(LEAST_REVIEW * STEPS); step < STEPS; step++) {
      double review = (double) step / STEPS;
      int count = 0;
      for (double sure : confidences) {
        count += sure >= review && sure < accept ? 1 : 0;
      }
      if (review >= accept || count <= share * confidences.length) {
        return Math.min(review, accept);
      }
    }
    return accept;
  }
}
