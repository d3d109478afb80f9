package org.lacis.link.rule;

import java.util.Locale;

/// How alike two texts are, 0 to 1, after the normalisation that the criterion names. Where a thing
/// has several values, the best pair of them counts.
public enum TextMetric {
  /// 1 for equal texts, else 0.
  EXACT,
  /// Tokens in common over all tokens.
  TOKEN_JACCARD,
  /// Tokens in common over those of the shorter text.
  TOKEN_OVERLAP,
  /// Dice coefficient of the pairs of neighbouring characters.
  BIGRAM,
  /// Dice coefficient of the triples of neighbouring characters.
  TRIGRAM,
  /// 1 less the Levenshtein distance over the longer length.
  LEVENSHTEIN,
  /// Jaro-Winkler similarity.
  JARO_WINKLER,
  /// Likeness of two French postal addresses, part by part.
  ADDRESS;

  /// The word for it in a rule: `jaro-winkler`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
