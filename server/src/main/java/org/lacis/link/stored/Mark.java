package org.lacis.link.stored;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.lacis.link.review.Standing;

/// What stands of people's decisions about a pair, in a word.
public enum Mark {
  /// Nobody decided.
  NONE,
  DECIDED,
  /// To be certified again.
  STALE,
  /// People disagree.
  CONTRADICTORY;

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Mark> byKey(String key) {
    return Arrays.stream(values()).filter(mark -> mark.key().equals(key)).findFirst();
  }

  public static Mark of(Standing standing) {
    return switch (standing) {
      case Standing.None _ -> NONE;
      case Standing.Decided _ -> DECIDED;
      case Standing.Stale _ -> STALE;
      case Standing.Contradictory _ -> CONTRADICTORY;
    };
  }
}
