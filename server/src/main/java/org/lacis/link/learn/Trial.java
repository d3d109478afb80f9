package org.lacis.link.learn;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a decision did on pairs that it had not learnt from.
///
/// @param accept confidence from which a pair counted as accepted
/// @param review confidence from which it counted as one to review
/// @param all over all examples
/// @param groups by group, in order
/// @param reliability of the confidences
public record Trial(
    double accept,
    double review,
    Score all,
    SortedMap<String, Score> groups,
    Reliability reliability) {

  /// @param pairs how many
  /// @param matches how many are matches
  /// @param found matches with a confidence of 0.5 and more
  /// @param wrong others with a confidence of 0.5 and more
  /// @param accepted with a confidence of `accept` and more
  /// @param acceptedWrong of these, how many are no matches
  /// @param toReview between `review` and `accept`
  /// @param lost matches below `review`
  public record Score(
      int pairs,
      int matches,
      int found,
      int wrong,
      int accepted,
      int acceptedWrong,
      int toReview,
      int lost) {

    /// Harmonic mean of precision and recall at a confidence of 0.5; 1 where there is nothing to
    /// find and nothing was.
    public double f1() {
      int sum = found + wrong + matches;
      return sum == 0 ? 1 : 2.0 * found / sum;
    }

    /// Share of matches among what is accepted; 1 where nothing is.
    public double precision() {
      return accepted == 0 ? 1 : 1 - (double) acceptedWrong / accepted;
    }

    /// Share of the matches that is accepted; 1 where there are none.
    public double recall() {
      return matches == 0 ? 1 : (double) (accepted - acceptedWrong) / matches;
    }

    /// Share of the pairs that a person is to look at.
    public double reviewShare() {
      return pairs == 0 ? 0 : (double) toReview / pairs;
    }

    private Score plus(boolean match, double sure, double accept, double review) {
      boolean yes = sure >= 0.5;
      boolean sureYes = sure >= accept;
      return new Score(
          pairs + 1,
          matches + (match ? 1 : 0),
          found + (match && yes ? 1 : 0),
          wrong + (!match && yes ? 1 : 0),
          accepted + (sureYes ? 1 : 0),
          acceptedWrong + (sureYes && !match ? 1 : 0),
          toReview + (!sureYes && sure >= review ? 1 : 0),
          lost + (match && sure < review && !sureYes ? 1 : 0));
    }
  }

  private static final Score NOTHING = new Score(0, 0, 0, 0, 0, 0, 0, 0);

  /// @param confidences of the examples, in order
  public static Trial of(
      List<Example> examples, double[] confidences, double accept, double review) {
    Score all = NOTHING;
    SortedMap<String, Score> groups = new TreeMap<>();
    for (int i = 0; i < confidences.length; i++) {
      Example example = examples.get(i);
      double sure = confidences[i];
      all = all.plus(example.match(), sure, accept, review);
      groups.put(
          example.group(),
          groups
              .getOrDefault(example.group(), NOTHING)
              .plus(example.match(), sure, accept, review));
    }
    return new Trial(accept, review, all, groups, Reliability.of(examples, confidences));
  }
}
