package org.lacis.link.rule;

import java.util.Locale;

/// What is done with a text before it is compared.
public enum Normalisation {
  /// Nothing.
  NONE,
  /// Case, accents, punctuation and runs of spaces put aside.
  PLAIN,
  /// As [#PLAIN], and what French names of places and facilities abbreviate is written out.
  NAME,
  /// As [#PLAIN], and what French postal addresses abbreviate is written out.
  ADDRESS;

  /// The word for it in a rule.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
