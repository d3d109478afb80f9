package org.lacis.interop;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How much it matters when a test fails, the worst last.
public enum Severity {
  /// Could be better; nothing breaks.
  MINOR,
  /// Something that partners rely on does not work, or works for some things only.
  MAJOR,
  /// Nothing works together until it is mended.
  BLOCKING;

  /// The name in files and on the command line.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The severity of a key.
  public static Optional<Severity> of(String key) {
    return Stream.of(values()).filter(severity -> severity.key().equals(key)).findFirst();
  }
}
