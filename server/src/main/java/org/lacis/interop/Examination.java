package org.lacis.interop;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lacis.interop.probe.Probe;
import org.lacis.store.View;

/// What a test works with. Used by one thread.
public final class Examination {
  private final Subject subject;
  private final Probe probe;
  private final Optional<Ours> ours;
  private final long seed;
  private final Sampler sampler;
  private final Map<Class<?>, Object> kept = new HashMap<>();
  private @Nullable Sample sample;

  Examination(Subject subject, Probe probe, Optional<Ours> ours, long seed) {
    this.subject = subject;
    this.probe = probe;
    this.ours = ours;
    this.seed = seed;
    this.sampler = new Sampler(subject, probe, new SplittableRandom(seed));
  }

  public Subject subject() {
    return subject;
  }

  public Probe probe() {
    return probe;
  }

  /// What our twin says, when there is one to hold the partner against.
  public Optional<View> ours() {
    return ours.map(Ours::view);
  }

  /// Our side of the pair.
  public Optional<Ours> side() {
    return ours;
  }

  /// The sample; drawn when it is first asked for.
  ///
  /// @throws org.lacis.interop.probe.BudgetSpent when the budget is spent while it is drawn
  public Sample sample() {
    Sample drawn = sample;
    if (drawn == null) {
      drawn = sampler.draw();
      sample = drawn;
    }
    return drawn;
  }

  /// How many things were drawn; 0 when nobody asked for them.
  int drawn() {
    Sample known = sample;
    return known == null ? 0 : known.things().size();
  }

  /// Chance for one test: the same for the same seed, whatever other tests draw.
  public SplittableRandom random(Check check) {
    return new SplittableRandom(seed ^ ((long) check.id().hashCode() << 20));
  }

  /// When the check began.
  public Instant now() {
    return probe.began();
  }

  /// Something that several tests need and that is worked out once: a parsed catalogue, a merged
  /// graph.
  ///
  /// @param type what it is, of which there is one in an examination
  public <T> T once(Class<T> type, Supplier<T> maker) {
    Object known = kept.get(type);
    if (known == null) {
      known = maker.get();
      kept.put(type, known);
    }
    return type.cast(known);
  }
}
