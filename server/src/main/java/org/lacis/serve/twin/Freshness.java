package org.lacis.serve.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.lacis.store.TwinStore;

/// When the data of a store changed last, as a server saw it. Safe for threads.
///
/// A time is told once it is [#SETTLED] old: in whole seconds, as HTTP writes them, two states
/// never have the same. What was told after a start holds for that run alone: nothing knows when a
/// store was filled.
public final class Freshness {
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final TwinStore store;
  private final InstantSource clock;
  private final String run;
  private final AtomicReference<Seen> last;

  private record Seen(long version, Instant at) {}

  public Freshness(TwinStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.run = Long.toString(clock.millis(), 36);
    this.last = new AtomicReference<>(new Seen(store.version(), clock.instant()));
  }

  /// When the data changed last, or were found at the start; empty when that was just now.
  public Optional<Instant> changed() {
    Instant now = clock.instant();
    return Optional.of(seen(now).at()).filter(at -> !at.plus(SETTLED).isAfter(now));
  }

  /// What stands for the state of the data: another state of this run or another run, another
  /// stamp.
  public String stamp() {
    return run + "." + store.version();
  }

  private Seen seen(Instant now) {
    long version = store.version();
    return last.updateAndGet(
        before -> before.version() == version ? before : new Seen(version, now));
  }
}
