package org.lacis.link.learn;

import java.util.ArrayList;
import java.util.List;
import org.lacis.link.rule.Decision;

/// How far a confidence may be taken at its word.
///
/// @param bins of a tenth each, those without a pair left out
/// @param error expected calibration error, 0 to 1: how far confidence and share of matches lie
///   apart, over the bins, each by its share of the pairs (Naeini and others 2015)
/// @param brier mean square of what confidence and truth are apart, 0 to 1
public record Reliability(List<Bin> bins, double error, double brier) {
  private static final int BINS = 10;

  /// Pairs of nearly one confidence.
  ///
  /// @param count how many
  /// @param confidence their mean
  /// @param matches share of them that are matches
  public record Bin(int count, double confidence, double matches) {}

  public Reliability {
    bins = List.copyOf(bins);
  }

  /// @param confidences of the examples, in order
  public static Reliability of(List<Example> examples, double[] confidences) {
    int[] counts = new int[BINS];
    double[] sums = new double[BINS];
    int[] matches = new int[BINS];
    double squares = 0;
    for (int i = 0; i < confidences.length; i++) {
      int bin = Math.clamp((int) (confidences[i] * BINS), 0, BINS - 1);
      int truth = examples.get(i).match() ? 1 : 0;
      counts[bin]++;
      sums[bin] += confidences[i];
      matches[bin] += truth;
      squares += (confidences[i] - truth) * (confidences[i] - truth);
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        bins.add(
            new Bin(counts[bin], sums[bin] / counts[bin], (double) matches[bin] / counts[bin]));
        error += Math.abs(sums[bin] - matches[bin]);
      }
    }
    int all = Math.max(1, confidences.length);
    return new Reliability(bins, error / all, squares / all);
  }

  /// Platt's scaling: log-odds are stretched and shifted so that confidences of pairs that a
  /// decision has not learnt from come true.
  ///
  /// @param odds log-odds of the examples, in order, by decisions that have not seen them
  /// @return stretch and shift
  static double[] platt(List<Example> examples, double[] odds) {
    double stretch = 1;
    double shift = 0;
    int matches = (int) examples.stream().filter(Example::match).count();
    double yes = (matches + 1.0) / (matches + 2);
    double no = 1.0 / (odds.length - matches + 2);
    for (int iteration = 0; iteration < 50; iteration++) {
      double slopeA = 0;
      double slopeB = 0;
      double aa = 1e-9;
      double ab = 0;
      double bb = 1e-9;
      for (int i = 0; i < odds.length; i++) {
        double sure = 1 / (1 + Math.exp(-(stretch * odds[i] + shift)));
        double counts = examples.get(i).weight();
        double wrong = counts * (sure - (examples.get(i).match() ? yes : no));
        double weight = counts * sure * (1 - sure);
        slopeA += wrong * odds[i];
        slopeB += wrong;
        aa += weight * odds[i] * odds[i];
        ab += weight * odds[i];
        bb += weight;
      }
      double determinant = aa * bb - ab * ab;
      double moveA = (slopeA * bb - slopeB * ab) / determinant;
      double moveB = (slopeB * aa - slopeA * ab) / determinant;
      stretch -= moveA;
      shift -= moveB;
      if (Math.abs(moveA) + Math.abs(moveB) < 1e-10) {
        break;
      }
    }
    // Few examples, told apart with ease, say nothing about how sure one may be.
    return stretch > 0.2 && stretch < 5 ? new double[] {stretch, shift} : new double[] {1, 0};
  }

  /// The decision with its log-odds stretched and shifted.
  static Decision.Logistic scaled(Decision.Logistic decision, double stretch, double shift) {
    List<Decision.Share> shares =
        decision.shares().stream()
            .<Decision.Share>map(share ->
                switch (share) {
                  case Decision.Line line ->
                      new Decision.Line(stretch * line.weight(), stretch * line.missing());
                  case Decision.Curve curve -> {
                    double[] ys = curve.ys().clone();
                    for (int k = 0; k < ys.length; k++) {
                      ys[k] *= stretch;
                    }
                    yield new Decision.Curve(curve.xs(), ys, stretch * curve.missing());
                  }
                })
            .toList();
    return new Decision.Logistic(
        stretch * decision.bias() + shift, shares, decision.accept(), decision.review());
  }
}
