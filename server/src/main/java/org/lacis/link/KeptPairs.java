package org.lacis.link;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.Verdict;

/// The pairs of one rule that are not rejected, and the place of each: whether its rivals leave it
/// one, and in which group. Pairs come and go; only what hangs together with them is placed anew.
final class KeptPairs {
  private final Cardinality cardinality;
  private final boolean grouped;
  private final Map<Pair, Place> places = new HashMap<>();
  private final Map<String, Set<String>> targetsOf = new HashMap<>();
  private final Map<String, Set<String>> sourcesOf = new HashMap<>();
  private final Map<String, Group> groups = new HashMap<>();
  // Anew for each change: a table that once held every pair would be walked to its end each time.
  private Map<Pair, Optional<Place>> before = new HashMap<>();
  private int told;

  /// @param grouped whether links hang together in groups
  KeptPairs(Cardinality cardinality, boolean grouped) {
    this.cardinality = cardinality;
    this.grouped = grouped;
  }

  /// Two things, by IRI.
  record Pair(String source, String target) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : target.compareTo(other.target);
    }
  }

  /// @param pinned whether nothing may displace it
  /// @param told whether it is a link, or to be reviewed; a pair whose rivals take its place waits
  /// @param group the source that names the group; empty when it is in none
  /// @param cardinality of the group; empty when it is in none
  record Place(
      Verdict verdict,
      double score,
      boolean pinned,
      boolean told,
      String group,
      String cardinality) {}

  private record Group(String cardinality, int links) {}

  /// How a group changes.
  ///
  /// @param was its cardinality; empty = there was none
  /// @param is likewise
  record Regrouped(String was, String is) {}

  /// What has changed since [#begin].
  ///
  /// @param before of each pair that has changed or was judged again
  /// @param groups by the source that names them
  /// @param toldBefore how many pairs were told
  record Difference(
      Map<Pair, Optional<Place>> before, Map<String, Regrouped> groups, int toldBefore) {}

  /// How many are told.
  int told() {
    return told;
  }

  Optional<Place> find(Pair pair) {
    return Optional.ofNullable(places.get(pair));
  }

  Set<String> targetsOf(String source) {
    return targetsOf.getOrDefault(source, Set.of());
  }

  Set<String> sourcesOf(String target) {
    return sourcesOf.getOrDefault(target, Set.of());
  }

  /// Forgets what has changed so far.
  void begin() {
    before = new HashMap<>();
  }

  void put(Pair pair, Verdict verdict, double score, boolean pinned) {
    set(pair, new Place(verdict, score, pinned, false, "", ""));
    targetsOf.computeIfAbsent(pair.source, _ -> new HashSet<>(2)).add(pair.target);
    sourcesOf.computeIfAbsent(pair.target, _ -> new HashSet<>(2)).add(pair.source);
  }

  void remove(Pair pair) {
    set(pair, null);
    drop(targetsOf, pair.source, pair.target);
    drop(sourcesOf, pair.target, pair.source);
  }

  private void set(Pair pair, @Nullable Place place) {
    Place was = place == null ? places.remove(pair) : places.put(pair, place);
    before.putIfAbsent(pair, Optional.ofNullable(was));
  }

  private static void drop(Map<String, Set<String>> ends, String of, String end) {
    ends.computeIfPresent(
        of,
        (_, all) -> {
          all.remove(end);
          return all.isEmpty() ? null : all;
        });
  }

  /// Places what hangs together with the pairs that have come or gone.
  Difference settle() {
    boolean alone = !grouped && cardinality == Cardinality.MANY_TO_MANY;
    Set<Pair> done = new HashSet<>();
    for (Pair changed : List.copyOf(before.keySet())) {
      for (Pair start : starts(changed, alone)) {
        if (!done.contains(start)) {
          Collection<Pair> together = alone ? Set.of(start) : together(start);
          done.addAll(together);
          place(new TreeSet<>(together));
        }
      }
    }
    return count();
  }

  /// A pair that is gone leaves both its ends behind.
  private List<Pair> starts(Pair changed, boolean alone) {
    if (places.containsKey(changed)) {
      return List.of(changed);
    }
    if (alone) {
      return List.of();
    }
    return Stream.concat(
            targetsOf(changed.source).stream().map(target -> new Pair(changed.source, target)),
            sourcesOf(changed.target).stream().map(source -> new Pair(source, changed.target)))
        .toList();
  }

  private Set<Pair> together(Pair start) {
    Set<Pair> together = new HashSet<>(Set.of(start));
    Deque<Pair> open = new ArrayDeque<>(together);
    while (!open.isEmpty()) {
      Pair pair = open.remove();
      Stream.concat(
              targetsOf(pair.source).stream().map(target -> new Pair(pair.source, target)),
              sourcesOf(pair.target).stream().map(source -> new Pair(source, pair.target)))
          .filter(together::add)
          .forEach(open::add);
    }
    return together;
  }

  private void place(Set<Pair> together) {
    List<String> sources = together.stream().map(Pair::source).distinct().sorted().toList();
    List<String> targets = together.stream().map(Pair::target).distinct().sorted().toList();
    Map<String, Integer> sourceAt = positions(sources);
    Map<String, Integer> targetAt = positions(targets);
    Pairs pairs = new Pairs();
    for (Pair pair : together) {
      Place place = known(pair);
      pairs.add(
          sourceAt.getOrDefault(pair.source, -1),
          targetAt.getOrDefault(pair.target, -1),
          place.score,
          0,
          Double.NaN,
          Pairs.NO_MATRIX,
          0);
      if (place.pinned) {
        pairs.pin(pairs.size() - 1);
      } else {
        pairs.decide(pairs.size() - 1, place.verdict, place.score);
      }
    }
    pairs.limit(cardinality);
    Groups hanging = new Groups(pairs, sources.size(), targets.size());
    Map<Pair, Place> placed = new HashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = new Pair(sources.get(pairs.source(i)), targets.get(pairs.target(i)));
      boolean inGroup = grouped && pairs.verdict(i) == Verdict.ACCEPT;
      placed.put(
          pair,
          new Place(
              pairs.verdict(i),
              pairs.score(i),
              pairs.pinned(i),
              true,
              inGroup ? sources.get(hanging.firstSource(i)) : "",
              inGroup ? hanging.cardinality(i) : ""));
    }
    for (Pair pair : together) {
      Place place = known(pair);
      Place now =
          placed.getOrDefault(
              pair, new Place(place.verdict, place.score, place.pinned, false, "", ""));
      if (!now.equals(place)) {
        set(pair, now);
      }
    }
  }

  private Place known(Pair pair) {
    return find(pair).orElseThrow(() -> new IllegalStateException("not kept: " + pair));
  }

  private static Map<String, Integer> positions(List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    names.forEach(name -> positions.put(name, positions.size()));
    return positions;
  }

  /// Brings the groups and the count in step with the places.
  private Difference count() {
    int toldBefore = told;
    Map<String, String> were = new HashMap<>();
    before.forEach((pair, was) -> {
      was.ifPresent(place -> {
        told -= place.told ? 1 : 0;
        leave(place, were);
      });
      find(pair)
          .ifPresent(place -> {
            told += place.told ? 1 : 0;
            enter(place, were);
          });
    });
    Map<String, Regrouped> changed = new HashMap<>();
    were.forEach((name, was) -> {
      Group group = groups.get(name);
      String is = group == null || group.links == 0 ? "" : group.cardinality;
      if (is.isEmpty()) {
        groups.remove(name);
      }
      if (!was.equals(is)) {
        changed.put(name, new Regrouped(was, is));
      }
    });
    return new Difference(Collections.unmodifiableMap(before), changed, toldBefore);
  }

  private void leave(Place place, Map<String, String> were) {
    if (!place.group.isEmpty()) {
      Group group = groups.getOrDefault(place.group, new Group("", 0));
      were.putIfAbsent(place.group, group.cardinality);
      groups.put(place.group, new Group(group.cardinality, group.links - 1));
    }
  }

  private void enter(Place place, Map<String, String> were) {
    if (!place.group.isEmpty()) {
      Group group = groups.getOrDefault(place.group, new Group("", 0));
      were.putIfAbsent(place.group, group.cardinality);
      groups.put(place.group, new Group(place.cardinality, group.links + 1));
    }
  }
}
