package org.lacis.source.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The name that somebody probably meant.
public final class Nearest {
  private Nearest() {}

  /// The candidate with the smallest edit distance, case aside; empty when none is near enough to
  /// be a slip (more than half of the letters differ).
  public static Optional<String> to(String wanted, Collection<String> candidates) {
    String folded = wanted.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(name -> distance(folded, name) <= Math.max(2, wanted.length() / 2))
        .min(
            Comparator.<String>comparingInt(name -> distance(folded, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// A sentence that proposes the nearest name, or lists what there is.
  public static String remedy(String wanted, Collection<String> candidates) {
    return to(wanted, candidates)
        .map(name -> "Did you mean '" + name + "'?")
        .orElse("Use one of the names that exist.");
  }

  private static int distance(String folded, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= folded.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (folded.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
