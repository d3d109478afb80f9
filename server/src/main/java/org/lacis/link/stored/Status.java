package org.lacis.link.stored;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a rule's graph says of a pair.
public enum Status {
  /// Stated: the plain statement stands beside the node.
  ACCEPT,
  /// Proposed: a person is to judge.
  REVIEW,
  /// Not stated, though people said something of it.
  REJECT;

  /// The word for it in RDF, requests and files.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Status> byKey(String key) {
    return Arrays.stream(values()).filter(status -> status.key().equals(key)).findFirst();
  }
}
