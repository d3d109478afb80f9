package org.lacis.link.rule;

import java.util.Locale;

/// What is answered of a pair.
public enum Verdict {
  /// It is a link.
  ACCEPT,
  /// A person should look.
  REVIEW,
  /// It is none.
  REJECT;

  /// The word for it in data: `accept`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
