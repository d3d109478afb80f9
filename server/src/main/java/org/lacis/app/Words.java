package org.lacis.app;

import java.util.Locale;
import org.lacis.vocabulary.Severity;

/// Small things in words.
final class Words {
  private Words() {}

  /// `1 finding`, `2,345 findings`.
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  static String of(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
