package org.lacis.link.text;

import java.util.Map;

/// What a word tells: a rare one much, one that every other label has little.
///
/// A value of the rule, not of the data of the moment: a verdict on a pair must not change because
/// a third thing came.
@FunctionalInterface
public interface WordWeights {
  /// @return more than 0
  double of(String word);

  /// Every word tells as much as another.
  static WordWeights even() {
    return _ -> 1;
  }

  /// By how many of `documents` texts have a word: ln(1 + documents / texts with it); a word that
  /// none has tells as much as one that a single text has.
  ///
  /// @param frequencies how many texts have a word, from 1
  static WordWeights counted(Map<String, Integer> frequencies, int documents) {
    Map<String, Integer> fixed = Map.copyOf(frequencies);
    return word -> Math.log1p(documents / (double) Math.max(1, fixed.getOrDefault(word, 1)));
  }

  /// Some words tell less (or more) than the others, which weigh 1.
  ///
  /// @param weights more than 0
  static WordWeights fixed(Map<String, Double> weights) {
    Map<String, Double> kept = Map.copyOf(weights);
    return word -> kept.getOrDefault(word, 1.0);
  }

  /// Words that say what kind of thing a label is of (gymnase, rue, gare, école…) weigh a quarter
  /// of those that say which one.
  static WordWeights kinds() {
    return word -> FrenchWords.KINDS.contains(word) ? 0.25 : 1;
  }
}
