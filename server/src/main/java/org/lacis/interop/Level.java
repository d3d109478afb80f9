package org.lacis.interop;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a check comes to, the best last.
public enum Level {
  NONE,
  BRONZE,
  SILVER,
  GOLD;

  /// The next lower one; none for none.
  Level below() {
    return switch (this) {
      case NONE, BRONZE -> NONE;
      case SILVER -> BRONZE;
      case GOLD -> SILVER;
    };
  }

  /// The name in files.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The level of a key.
  public static Optional<Level> of(String key) {
    return Stream.of(values()).filter(level -> level.key().equals(key)).findFirst();
  }
}
