package org.lacis.link.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Texts as words that may be written a little differently.
public final class SoftWords {
  /// How many different words of a text, in its order, are looked at.
  static final int MOST = 64;

  private SoftWords() {}

  /// Like words paired one to one, the most alike first, each pair counted by the weights of both
  /// and by how alike they are, over the lengths of both texts: the cosine of TF-IDF, softened
  /// (Cohen, Ravikumar and Fienberg 2003), with pairs one to one so that it is symmetric and never
  /// above 1.
  ///
  /// @param alike least [TextMetric#JARO_WINKLER] of two words that count as one, for example 0.9
  /// @return 0 to 1; `NaN` where either text is empty
  public static double weighted(Text one, Text other, WordWeights weights, double alike) {
    if (one.isEmpty() || other.isEmpty()) {
      return Double.NaN;
    }
    List<String> a = first(one);
    List<String> b = first(other);
    List<Likeness> pairs = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        double likeness = likeness(a.get(i), b.get(j));
        if (likeness >= alike) {
          pairs.add(new Likeness(likeness, a.get(i), b.get(j), i, j));
        }
      }
    }
    pairs.sort(BEST_FIRST);
    boolean[] takenA = new boolean[a.size()];
    boolean[] takenB = new boolean[b.size()];
    double sum = 0;
    for (Likeness pair : pairs) {
      if (!takenA[pair.i] && !takenB[pair.j]) {
        takenA[pair.i] = true;
        takenB[pair.j] = true;
        sum += weights.of(pair.one) * weights.of(pair.other) * pair.likeness;
      }
    }
    return Math.clamp(sum / Math.sqrt(squares(a, weights) * squares(b, weights)), 0, 1);
  }

  /// [TextMetric#SOFT_TOKENS] of two texts that are not empty.
  static double mutual(Text one, Text other) {
    List<String> a = first(one);
    List<String> b = first(other);
    double[] bestA = new double[a.size()];
    double[] bestB = new double[b.size()];
    for (int i = 0; i < bestA.length; i++) {
      for (int j = 0; j < bestB.length; j++) {
        double likeness = likeness(a.get(i), b.get(j));
        bestA[i] = Math.max(bestA[i], likeness);
        bestB[j] = Math.max(bestB[j], likeness);
      }
    }
    return (mean(bestA) + mean(bestB)) / 2;
  }

  static double likeness(String one, String other) {
    return one.equals(other)
        ? 1
        : Jaro.winkler(one.codePoints().toArray(), other.codePoints().toArray());
  }

  // Sorted, so that a sum of fractions does not hang on the order of words.
  private static double mean(double[] numbers) {
    Arrays.sort(numbers);
    return Arrays.stream(numbers).sum() / numbers.length;
  }

  private static double squares(List<String> words, WordWeights weights) {
    double sum = 0;
    for (String word : words) {
      sum += weights.of(word) * weights.of(word);
    }
    return sum;
  }

  private static List<String> first(Text text) {
    return text.words().stream().distinct().limit(MOST).sorted().toList();
  }

  /// @param i place of the one word among those of its text
  private record Likeness(double likeness, String one, String other, int i, int j) {}

  // Of equal likeness, by the two words in order, whichever text each is of.
  private static final Comparator<Likeness> BEST_FIRST =
      Comparator.comparingDouble(Likeness::likeness)
          .reversed()
          .thenComparing(pair -> pair.one.compareTo(pair.other) <= 0 ? pair.one : pair.other)
          .thenComparing(pair -> pair.one.compareTo(pair.other) <= 0 ? pair.other : pair.one);
}
