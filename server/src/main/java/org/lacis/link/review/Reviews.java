package org.lacis.link.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lacis.link.rule.Tolerance;
import org.lacis.store.View;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.TwinIris;

/// The decisions of people about the pairs of one rule, and what stands of them.
///
/// Never changed once read; safe for threads. What stands of a pair depends on its decisions and on
/// the present state of its two things alone: not on the order of reading, nor on other pairs.
public final class Reviews {
  private final SortedMap<Pair, List<Review>> byPair;

  private Reviews(SortedMap<Pair, List<Review>> byPair) {
    this.byPair = byPair;
  }

  /// Those of one rule, from any source.
  public static Reviews of(Collection<Review> reviews) {
    SortedMap<Pair, SortedSet<Review>> sorted = new TreeMap<>();
    reviews.forEach(
        review -> sorted.computeIfAbsent(review.pair(), _ -> new TreeSet<>()).add(review));
    SortedMap<Pair, List<Review>> byPair = new TreeMap<>();
    sorted.forEach((pair, all) -> byPair.put(pair, List.copyOf(all)));
    return new Reviews(byPair);
  }

  /// Reads those of one rule; about 20 µs each.
  ///
  /// @param findings hears of what stands in the graph of reviews and is none: `link.broken-review`
  public static Reviews read(View view, TwinIris iris, String rule, FindingSink findings) {
    return of(new ReviewGraph(iris).read(view, rule, findings));
  }

  /// Reads those of one pair under one rule.
  public static Reviews read(
      View view, TwinIris iris, String rule, Pair pair, FindingSink findings) {
    return of(new ReviewGraph(iris).read(view, rule, pair, findings));
  }

  /// Reads those of one rule about some sources.
  ///
  /// @param sources IRIs; each is asked for
  public static Reviews ofSources(
      View view, TwinIris iris, String rule, Collection<String> sources, FindingSink findings) {
    return of(new ReviewGraph(iris).read(view, rule, sources, findings));
  }

  public boolean isEmpty() {
    return byPair.isEmpty();
  }

  /// The pairs that somebody said something of, in order.
  public SortedSet<Pair> pairs() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(byPair.keySet()));
  }

  /// Every decision about a pair, oldest first.
  public List<Review> of(Pair pair) {
    return byPair.getOrDefault(pair, List.of());
  }

  /// What stands of the decisions about a pair.
  ///
  /// A decision counts while both things are what it rested on, within the tolerance. Among those
  /// that count, taken in order of time: a person's newest replaces the person's earlier ones; who
  /// decides against what another person decided makes the pair contradictory; a third person, or
  /// one of them who comes round, settles it. Where none counts, those that do not are told as
  /// stale.
  ///
  /// @param source its present state, read in the same way as for a decision
  /// @param target likewise
  public Standing standing(Pair pair, ThingState source, ThingState target, Tolerance tolerance) {
    List<Review> all = of(pair);
    if (all.isEmpty()) {
      return Standing.None.NONE;
    }
    List<Review> holding = new ArrayList<>();
    List<Review> passed = new ArrayList<>();
    for (Review review : all) {
      (changed(review, source, target, tolerance).isEmpty() ? holding : passed).add(review);
    }
    Standing now = standing(holding);
    if (!(now instanceof Standing.None) || passed.isEmpty()) {
      return now;
    }
    return switch (standing(all)) {
      case Standing.Decided(boolean accepted, Review by) ->
          stale(accepted, by, source, target, tolerance);
      case Standing.Contradictory contradictory -> contradictory;
      case Standing.None none -> none;
      case Standing.Stale stale -> stale;
    };
  }

  private static Standing stale(
      boolean accepted, Review by, ThingState source, ThingState target, Tolerance tolerance) {
    return changed(by, source, target, tolerance)
        .<Standing>map(reason -> new Standing.Stale(accepted, by, reason))
        .orElse(new Standing.Decided(accepted, by));
  }

  /// Why a decision does not count any more: one of the things has changed since, beyond the
  /// tolerance. Empty while it counts.
  public static Optional<Reason> changed(
      Review review, ThingState source, ThingState target, Tolerance tolerance) {
    return Change.between(Change.Side.SOURCE, review.basis().source(), source, tolerance)
        .or(() -> Change.between(Change.Side.TARGET, review.basis().target(), target, tolerance));
  }

  /// @param reviews in order of time
  private static Standing standing(List<Review> reviews) {
    Map<String, Review> voices = new LinkedHashMap<>();
    for (Review review : reviews) {
      boolean settles = isContradictory(voices) && !voices.containsKey(review.author());
      voices.remove(review.author());
      if (review.choice() == Choice.UNSURE) {
        continue;
      }
      if (settles) {
        voices.values().removeIf(other -> other.choice() != review.choice());
      }
      voices.put(review.author(), review);
    }
    if (voices.isEmpty()) {
      return Standing.None.NONE;
    }
    List<Review> sides = List.copyOf(voices.values());
    return isContradictory(voices)
        ? new Standing.Contradictory(sides)
        : new Standing.Decided(sides.getLast().choice() == Choice.ACCEPT, sides.getLast());
  }

  private static boolean isContradictory(Map<String, Review> voices) {
    return voices.values().stream().map(Review::choice).distinct().count() > 1;
  }
}
