package org.lacis.link.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How alike two texts are, from 0 to 1.
///
/// Symmetric; 1 for equal texts; `NaN` where either is empty. Texts are compared as they stand:
/// what is to be overlooked (case, accents, abbreviations) is taken away by a [Normalisation]
/// before.
public enum TextMetric {
  /// 1 for equal texts, else 0.
  EXACT {
    @Override
    double measured(Text one, Text other) {
      return one.equals(other) ? 1 : 0;
    }
  },
  /// Words that both have, by the words that either has (Jaccard). Each word counts once.
  TOKEN_JACCARD {
    @Override
    double measured(Text one, Text other) {
      double common = commonWords(one, other);
      return common / (one.distinctWords() + other.distinctWords() - common);
    }
  },
  /// Words that both have, by the words of the one that has fewer: 1 where one is part of the
  /// other.
  TOKEN_OVERLAP {
    @Override
    double measured(Text one, Text other) {
      return commonWords(one, other) / Math.min(one.distinctWords(), other.distinctWords());
    }
  },
  /// Words that both have, by the mean number of words (Dice).
  TOKEN_DICE {
    @Override
    double measured(Text one, Text other) {
      return 2 * commonWords(one, other) / (one.distinctWords() + other.distinctWords());
    }
  },
  /// Words that both have, by the geometric mean of the numbers of words (cosine).
  TOKEN_COSINE {
    @Override
    double measured(Text one, Text other) {
      double product = (double) one.distinctWords() * other.distinctWords();
      return Math.min(1, commonWords(one, other) / Math.sqrt(product));
    }
  },
  /// Each word with the word most like it (by [#JARO_WINKLER]): the mean over the words of one
  /// text, and of the other, halved (Monge and Elkan). The first 64 different words of each count.
  SOFT_TOKENS {
    @Override
    double measured(Text one, Text other) {
      return SoftWords.mutual(one, other);
    }
  },
  /// Runs of two letters, edges included, that both have, by the mean number of runs; repetitions
  /// count.
  BIGRAM {
    @Override
    double measured(Text one, Text other) {
      return dice(one.runs(2), other.runs(2));
    }
  },
  /// The same with runs of three letters.
  TRIGRAM {
    @Override
    double measured(Text one, Text other) {
      return dice(one.runs(3), other.runs(3));
    }
  },
  /// Runs of two letters that both have, by the runs that either has; repetitions count.
  BIGRAM_JACCARD {
    @Override
    double measured(Text one, Text other) {
      return jaccard(one.runs(2), other.runs(2));
    }
  },
  /// The same with runs of three letters.
  TRIGRAM_JACCARD {
    @Override
    double measured(Text one, Text other) {
      return jaccard(one.runs(3), other.runs(3));
    }
  },
  /// 1 less the edits (letter put in, taken out, exchanged) by the length of the longer text.
  LEVENSHTEIN {
    @Override
    double measured(Text one, Text other) {
      return ratio(EditDistance.levenshtein(one.codes(), other.codes()), one, other);
    }
  },
  /// The same where the exchange of two neighbours is one edit (optimal string alignment).
  DAMERAU {
    @Override
    double measured(Text one, Text other) {
      return ratio(EditDistance.damerau(one.codes(), other.codes()), one, other);
    }
  },
  /// Jaro: like letters that are near each other, and how many of them are out of order.
  JARO {
    @Override
    double measured(Text one, Text other) {
      return Jaro.of(one.codes(), other.codes());
    }
  },
  /// Jaro, raised for texts above 0.7 that begin alike, by a tenth of what is missing for each of
  /// the first four letters.
  JARO_WINKLER {
    @Override
    double measured(Text one, Text other) {
      return Jaro.winkler(one.codes(), other.codes());
    }
  },
  /// Words that may be written a little differently (from 0.9 by [#JARO_WINKLER]), paired one to
  /// one, those that say what kind of thing it is (gymnase, rue, gare) for a quarter:
  /// [SoftWords#weighted] by [WordWeights#kinds].
  WEIGHTED_TOKENS {
    @Override
    double measured(Text one, Text other) {
      return SoftWords.weighted(one, other, WordWeights.kinds(), SAME_WORD);
    }
  },
  /// French postal addresses, part by part: [Address#likeness]. `NaN` also where a text has no
  /// street.
  ADDRESS {
    @Override
    double measured(Text one, Text other) {
      return one.address().likeness(other.address());
    }
  };

  private static final double SAME_WORD = 0.9;
  private static final Map<String, TextMetric> BY_KEY =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(TextMetric::key, m -> m));

  abstract double measured(Text one, Text other);

  /// @return 0 to 1; `NaN` where either text is empty
  public double of(Text one, Text other) {
    return one.isEmpty() || other.isEmpty() ? Double.NaN : measured(one, other);
  }

  /// The word for it in a rule: `jaro-winkler`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Every metric by its word.
  public static Map<String, TextMetric> byKey() {
    return BY_KEY;
  }

  /// How many edits (as in [#LEVENSHTEIN]) make one text the other.
  public static int edits(Text one, Text other) {
    return EditDistance.levenshtein(one.codes(), other.codes());
  }

  private static double ratio(int edits, Text one, Text other) {
    return 1 - (double) edits / Math.max(one.length(), other.length());
  }

  private static double dice(long[] one, long[] other) {
    return 2.0 * common(one, other) / (one.length + other.length);
  }

  private static double jaccard(long[] one, long[] other) {
    double common = common(one, other);
    return common / (one.length + other.length - common);
  }

  private static double commonWords(Text one, Text other) {
    String[] a = one.sortedWords();
    String[] b = other.sortedWords();
    int common = 0;
    int j = 0;
    for (int i = 0; i < a.length && j < b.length; ) {
      int order = a[i].compareTo(b[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return common;
  }

  private static int common(long[] one, long[] other) {
    int common = 0;
    int j = 0;
    for (int i = 0; i < one.length && j < other.length; ) {
      int order = Long.compare(one[i], other[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return common;
  }
}
