package org.lacis.link.learn;

import java.util.ArrayList;
import java.util.List;
import org.lacis.link.rule.Decision;

/// Which pairs a person should judge next: those that the decision is least sure of, and not twenty
/// of one kind.
///
/// One after the other is taken that is worth most: its uncertainty (entropy of the confidence, 0
/// to 1) times how far it lies from all that are taken already, in what each criterion contributes
/// (log-odds, at most 1). Of equal ones the first.
public final class NextToJudge {
  private static final double FAR = 3;

  private NextToJudge() {}

  /// @param pairs values of the pairs that are not judged yet, in order
  /// @param count how many to propose
  /// @return positions in `pairs`, the most telling first; fewer where there are fewer
  public static List<Integer> of(List<double[]> pairs, Decision decision, int count) {
    double[] unsure = new double[pairs.size()];
    double[][] places = new double[pairs.size()][];
    double[] free = new double[pairs.size()];
    for (int i = 0; i < unsure.length; i++) {
      Decision.Judgement judgement = decision.judge(pairs.get(i));
      unsure[i] = entropy(judgement.confidence());
      places[i] = judgement.contributions();
      free[i] = 1;
    }
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(count, unsure.length)) {
      int best = -1;
      for (int i = 0; i < unsure.length; i++) {
        if (free[i] >= 0 && (best < 0 || unsure[i] * free[i] > unsure[best] * free[best])) {
          best = i;
        }
      }
      chosen.add(best);
      double[] place = places[best];
      free[best] = -1;
      for (int i = 0; i < free.length; i++) {
        if (free[i] >= 0) {
          free[i] = Math.min(free[i], distance(places[i], place) / FAR);
        }
      }
    }
    return chosen;
  }

  private static double entropy(double sure) {
    if (sure <= 0 || sure >= 1) {
      return 0;
    }
    return -(sure * Math.log(sure) + (1 - sure) * Math.log(1 - sure)) / Math.log(2);
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }
}
