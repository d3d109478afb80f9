package org.lacis.query.cql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The name that was probably meant.
final class Closest {
  private static final int LISTED = 12;

  private Closest() {}

  static String remedy(String wanted, Collection<String> names) {
    return to(wanted, names)
        .map(name -> "Did you mean " + name + "?")
        .orElse("Use one of the names that there are.");
  }

  static String list(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(LISTED).toList());
    return names.size() > LISTED
        ? "one of " + names.size() + " properties: " + first + ", …"
        : "one of " + first;
  }

  /// Empty when none is near: more than half of the letters differ.
  static Optional<String> to(String wanted, Collection<String> names) {
    String folded = wanted.toLowerCase(Locale.ROOT);
    if (folded.length() > 100) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> name.length() <= 100)
        .filter(name -> letters(folded, name) <= Math.max(2, wanted.length() / 2))
        .min(
            Comparator.<String>comparingInt(name -> letters(folded, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// How many letters have to be put in, taken away or changed.
  private static int letters(String folded, String name) {
    String other = name.toLowerCase(Locale.ROOT);
    int[] row = new int[other.length() + 1];
    java.util.Arrays.setAll(row, i -> i);
    for (int i = 1; i <= folded.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = corner + (folded.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
