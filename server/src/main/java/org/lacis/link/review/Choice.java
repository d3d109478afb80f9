package org.lacis.link.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person says of a pair.
public enum Choice {
  /// The link holds.
  ACCEPT,
  /// It does not.
  REJECT,
  /// The person does not know; takes back what the same person decided before.
  UNSURE;

  /// The word for it in RDF, requests and files.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Choice> byKey(String key) {
    return Arrays.stream(values()).filter(choice -> choice.key().equals(key)).findFirst();
  }
}
