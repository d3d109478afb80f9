package org.lacis.link.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the measured values of a pair become a verdict. Safe for several threads.
public sealed interface Decision {

  /// @param values in the order of the rule's criteria; NaN = not measurable
  Judgement judge(double[] values);

  /// What is decided of a pair, and why.
  ///
  /// @param confidence that the pair is a match, 0 to 1
  /// @param contributions of each criterion, in order, in the unit of the decision (log-odds for a
  ///   logistic one); more than 0 speaks for the link. Not to be changed
  @SuppressWarnings("ArrayRecordComponent") // one a pair, read once
  record Judgement(Verdict verdict, double confidence, double[] contributions) {}

  /// Conditions on the values.
  ///
  /// @param accept what a link must meet
  /// @param review what a pair that a person should look at must meet
  /// @param confidence position of the criterion whose value, cut to 0 to 1, is the confidence;
  ///   empty = 1 for a link, 0.5 for one to review
  record Thresholds(Condition accept, Optional<Condition> review, Optional<Integer> confidence)
      implements Decision {
    @Override
    public Judgement judge(double[] values) {
      Verdict verdict;
      if (accept.holds(values)) {
        verdict = Verdict.ACCEPT;
      } else if (review.isPresent() && review.get().holds(values)) {
        verdict = Verdict.REVIEW;
      } else {
        verdict = Verdict.REJECT;
      }
      double sure =
          switch (verdict) {
            case ACCEPT -> 1;
            case REVIEW -> 0.5;
            case REJECT -> 0;
          };
      if (confidence.isPresent() && !Double.isNaN(values[confidence.get()])) {
        sure = Math.clamp(values[confidence.get()], 0, 1);
      }
      double[] contributions = new double[values.length];
      contribute(accept, values, contributions);
      return new Judgement(verdict, sure, contributions);
    }

    /// 1 for each criterion whose comparison holds, -1 for one whose does not.
    private static void contribute(Condition condition, double[] values, double[] contributions) {
      switch (condition) {
        case Condition.All(List<Condition> parts) ->
            parts.forEach(part -> contribute(part, values, contributions));
        case Condition.Any(List<Condition> parts) ->
            parts.forEach(part -> contribute(part, values, contributions));
        case Condition.Not(Condition part) -> contribute(part, values, contributions);
        case Condition.Compare compare ->
            contributions[compare.criterion()] = compare.holds(values) ? 1 : -1;
        case Condition.Missing missing ->
            contributions[missing.criterion()] = missing.holds(values) ? 1 : -1;
      }
    }
  }

  /// Logistic regression: the log-odds are the bias and what each criterion contributes.
  ///
  /// @param bias log-odds of a pair whose criteria contribute nothing
  /// @param shares what each criterion contributes, in order
  /// @param accept least confidence of a link
  /// @param review least confidence of a pair that a person should look at
  record Logistic(double bias, List<Share> shares, double accept, double review)
      implements Decision {
    public Logistic {
      shares = List.copyOf(shares);
    }

    @Override
    public Judgement judge(double[] values) {
      double[] contributions = new double[values.length];
      double odds = bias;
      for (int i = 0; i < values.length; i++) {
        contributions[i] = shares.get(i).at(values[i]);
        odds += contributions[i];
      }
      double confidence = 1 / (1 + Math.exp(-odds));
      return new Judgement(verdict(confidence, accept, review), confidence, contributions);
    }
  }

  /// What a value contributes to a sum.
  sealed interface Share {
    /// @param value NaN = not measurable
    double at(double value);
  }

  /// A multiple of the value.
  ///
  /// @param missing what a value that is not measurable contributes
  record Line(double weight, double missing) implements Share {
    /// Nothing, whatever the value.
    public static final Line NONE = new Line(0, 0);

    @Override
    public double at(double value) {
      return Double.isNaN(value) ? missing : weight * value;
    }
  }

  /// What a value contributes: straight between points, level outside of them.
  ///
  /// @param xs values, rising
  /// @param ys what they contribute
  /// @param missing what a value that is not measurable contributes
  @SuppressWarnings("ArrayRecordComponent") // a table that is looked into millions of times
  record Curve(double[] xs, double[] ys, double missing) implements Share {
    public Curve {
      if (xs.length != ys.length) {
        throw new IllegalArgumentException(xs.length + " values, " + ys.length + " contributions");
      }
      xs = xs.clone();
      ys = ys.clone();
    }

    @Override
    public double at(double value) {
      if (Double.isNaN(value)) {
        return missing;
      }
      if (xs.length == 0) {
        return 0;
      }
      int at = Arrays.binarySearch(xs, value);
      if (at >= 0) {
        return ys[at];
      }
      int above = -at - 1;
      if (above == 0) {
        return ys[0];
      }
      if (above == xs.length) {
        return ys[xs.length - 1];
      }
      double share = (value - xs[above - 1]) / (xs[above] - xs[above - 1]);
      return ys[above - 1] + share * (ys[above] - ys[above - 1]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Curve(double[] x, double[] y, double m)
          && Arrays.equals(xs, x)
          && Arrays.equals(ys, y)
          && Double.compare(missing, m) == 0;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * Arrays.hashCode(xs) + Arrays.hashCode(ys)) + Double.hashCode(missing);
    }

    @Override
    public String toString() {
      return Arrays.toString(xs) + " -> " + Arrays.toString(ys) + ", missing " + missing;
    }
  }

  /// Dempster-Shafer theory of belief: each criterion says how much speaks for the pair, how much
  /// against it, and leaves the rest open; what they say is put together by Dempster's rule.
  ///
  /// After Olteanu, « Appariement de données spatiales par prise en compte de connaissances
  /// imprécises » (2008), for one candidate at a time.
  ///
  /// @param masses one for each criterion, in order
  /// @param accept least pignistic probability of a link
  /// @param review least pignistic probability of a pair that a person should look at
  /// @param conflict where the criteria contradict each other by more than this, 0 to 1, the pair
  ///   is not accepted but to be looked at
  record Belief(List<Mass> masses, double accept, double review, double conflict)
      implements Decision {
    public Belief {
      masses = List.copyOf(masses);
    }

    @Override
    public Judgement judge(double[] values) {
      double yes = 0;
      double no = 0;
      double open = 1;
      double agreed = 1;
      double[] contributions = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        Mass mass = masses.get(i);
        double speaksFor = Double.isNaN(values[i]) ? 0 : Math.clamp(mass.match.at(values[i]), 0, 1);
        double speaksAgainst =
            Double.isNaN(values[i]) ? 0 : Math.clamp(mass.other.at(values[i]), 0, 1 - speaksFor);
        double leavesOpen = 1 - speaksFor - speaksAgainst;
        contributions[i] = speaksFor - speaksAgainst;
        double clash = yes * speaksAgainst + no * speaksFor;
        if (clash >= 1) {
          return new Judgement(Verdict.REVIEW, 0.5, contributions);
        }
        double together = 1 - clash;
        yes = (yes * (speaksFor + leavesOpen) + open * speaksFor) / together;
        no = (no * (speaksAgainst + leavesOpen) + open * speaksAgainst) / together;
        open = open * leavesOpen / together;
        agreed *= together;
      }
      double confidence = Math.clamp(yes + open / 2, 0, 1);
      Verdict verdict = verdict(confidence, accept, review);
      if (verdict == Verdict.ACCEPT && 1 - agreed > conflict) {
        verdict = Verdict.REVIEW;
      }
      return new Judgement(verdict, confidence, contributions);
    }
  }

  /// What a criterion says, by its value.
  ///
  /// @param match how much speaks for the pair, 0 to 1
  /// @param other how much speaks against it, 0 to 1; what both leave is open
  record Mass(Curve match, Curve other) {}

  private static Verdict verdict(double confidence, double accept, double review) {
    if (confidence >= accept) {
      return Verdict.ACCEPT;
    }
    return confidence >= review ? Verdict.REVIEW : Verdict.REJECT;
  }
}
