package org.lacis.link.review;

import java.util.List;

/// What stands today of what people decided about a pair.
public sealed interface Standing {

  /// People decided, and what they saw has not changed: this wins over the rule.
  ///
  /// @param by the newest decision that says so
  record Decided(boolean accepted, Review by) implements Standing {}

  /// People decided, but what they saw has changed too far: to be certified again. Meanwhile the
  /// rule decides as if nobody had, and the pair is to be reviewed.
  ///
  /// @param accepted what they decided
  /// @param by the newest decision that says so
  record Stale(boolean accepted, Review by, Reason reason) implements Standing {}

  /// People decided differently, and nobody has settled it: to be reviewed.
  ///
  /// @param sides the newest decision of each, in order of time
  record Contradictory(List<Review> sides) implements Standing {
    public Contradictory {
      sides = List.copyOf(sides);
    }
  }

  /// Nobody decided, or who did took it back.
  record None() implements Standing {
    static final None NONE = new None();
  }
}
