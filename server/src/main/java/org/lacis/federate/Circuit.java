package org.lacis.federate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Lets a partner rest that failed several times on end: it is asked again after a while, once; if
/// that fails the next rest is twice as long. Safe for threads.
final class Circuit {
  static final int FAILURES = 3;
  static final Duration SHORTEST = Duration.ofSeconds(10);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final InstantSource clock;
  private int failures;
  private Duration rest = SHORTEST;
  private Instant until = Instant.MIN;
  private boolean trying;
  private String last = "";

  Circuit(InstantSource clock) {
    this.clock = clock;
  }

  /// Whether a request may be made now. Whoever is told so has to report how it went.
  synchronized boolean open() {
    if (failures < FAILURES) {
      return true;
    }
    if (trying || clock.instant().isBefore(until)) {
      return false;
    }
    trying = true;
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    rest = SHORTEST;
    trying = false;
    last = "";
  }

  /// @param why in words
  synchronized void failed(String why) {
    boolean again = trying;
    trying = false;
    last = why;
    failures++;
    if (again) {
      rest = rest.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : rest.multipliedBy(2);
    }
    if (failures >= FAILURES) {
      until = clock.instant().plus(rest);
    }
  }

  /// A request that was given up says nothing of the partner.
  synchronized void abandoned() {
    trying = false;
  }

  /// Until when it rests; empty when it may be asked.
  synchronized Optional<Instant> until() {
    return failures >= FAILURES && clock.instant().isBefore(until)
        ? Optional.of(until)
        : Optional.empty();
  }

  /// Why the last request failed; empty when it did not.
  synchronized String last() {
    return last;
  }
}
