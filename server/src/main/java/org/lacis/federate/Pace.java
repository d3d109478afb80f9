package org.lacis.federate;

import java.util.function.LongSupplier;

/// Requests a second: as many as a second allows may come at once, then they are spread. Safe for
/// threads.
final class Pace {
  private final double perNano;
  private final double most;
  private final LongSupplier nanos;
  private double free;
  private long seen;

  /// @param rate a second, above 0
  /// @param nanos a clock as [System#nanoTime]
  Pace(double rate, LongSupplier nanos) {
    this.perNano = rate / 1e9;
    this.most = Math.max(1, rate);
    this.nanos = nanos;
    this.free = most;
    this.seen = nanos.getAsLong();
  }

  /// Takes a turn.
  ///
  /// @return nanoseconds to wait before using it
  synchronized long take() {
    long now = nanos.getAsLong();
    free = Math.min(most, free + (now - seen) * perNano);
    seen = now;
    free -= 1;
    return free >= 0 ? 0 : (long) (-free / perNano);
  }
}
