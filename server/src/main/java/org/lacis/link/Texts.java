package org.lacis.link;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.lacis.link.rule.Normalisation;
import org.lacis.link.rule.TextMetric;

/// Compares texts as a rule says.
final class Texts {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Texts() {}

  static String normal(Normalisation normalisation, String text) {
    if (normalisation == Normalisation.NONE) {
      return text;
    }
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  static Set<String> tokens(Normalisation normalisation, String text) {
    List<String> words = Arrays.asList(normal(normalisation, text).split("\\s+"));
    Set<String> tokens = new HashSet<>(words);
    tokens.remove("");
    return tokens;
  }

  /// 0 to 1.
  static double likeness(TextMetric metric, Normalisation normalisation, String one, String other) {
    Set<String> a = tokens(normalisation, one);
    Set<String> b = tokens(normalisation, other);
    Set<String> common = new HashSet<>(a);
    common.retainAll(b);
    return switch (metric) {
      case TOKEN_OVERLAP ->
          a.isEmpty() || b.isEmpty() ? 0 : (double) common.size() / Math.min(a.size(), b.size());
      case TOKEN_JACCARD ->
          a.isEmpty() || b.isEmpty()
              ? 0
              : (double) common.size() / (a.size() + b.size() - common.size());
      case EXACT, BIGRAM, TRIGRAM, LEVENSHTEIN, JARO_WINKLER, ADDRESS ->
          normal(normalisation, one).equals(normal(normalisation, other)) ? 1 : 0;
    };
  }
}
