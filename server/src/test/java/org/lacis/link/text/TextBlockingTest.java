package org.lacis.link.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The pairs that are proposed are those of the rule, worked out pair by pair.
final class TextBlockingTest {
  @TestFactory
  Stream<DynamicTest> proposesWhatAllPairsWould() {
    return Worlds.seeds(40)
        .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> equalsNaive(seed)));
  }

  private static void equalsNaive(long seed) {
    Random random = new Random(seed);
    double share = List.of(0.2, 1 / 3.0, 0.5, 2 / 3.0, 1.0).get(random.nextInt(5));
    // From nothing left out to almost everything.
    long limit = List.of(1_000_000L, 400L, 30L, 4L).get((int) (seed % 4));
    TextBlocking blocking = new TextBlocking(share, limit);
    Map<Integer, List<Set<String>>> sources = new TreeMap<>();
    Map<Integer, List<Set<String>>> targets = new TreeMap<>();
    for (int step = 0; step < 220; step++) {
      boolean source = random.nextBoolean();
      int thing = random.nextInt(50);
      Map<Integer, List<Set<String>>> side = source ? sources : targets;
      if (random.nextInt(6) == 0) {
        side.remove(thing);
        if (source) {
          blocking.removeSource(thing);
        } else {
          blocking.removeTarget(thing);
        }
      } else {
        Set<String> text = words(random);
        side.computeIfAbsent(thing, _ -> new ArrayList<>()).add(text);
        if (source) {
          blocking.addSource(thing, text);
        } else {
          blocking.addTarget(thing, text);
        }
      }
    }
    Set<String> expected = naive(sources, targets, share, limit);
    Set<String> forwards = new TreeSet<>();
    Set<String> backwards = new TreeSet<>();
    for (int thing = 0; thing < 50; thing++) {
      int one = thing;
      int[] found = blocking.targetsOf(thing);
      assertThat(found).isSorted().doesNotHaveDuplicates();
      Arrays.stream(found).forEach(target -> forwards.add(one + "-" + target));
      Arrays.stream(blocking.sourcesOf(thing)).forEach(source -> backwards.add(source + "-" + one));
    }
    assertThat(expected).isNotEmpty();
    assertThat(forwards).isEqualTo(expected);
    assertThat(backwards).isEqualTo(expected);
    if (limit == 1_000_000) {
      assertThat(blocking.frequent()).isEmpty();
    }
  }

  /// A few words are in many texts, as in any language.
  private static Set<String> words(Random random) {
    Set<String> words = new TreeSet<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int rank = (int) Math.pow(40, random.nextDouble());
      words.add("w".repeat(1 + rank % 5) + rank);
    }
    return words;
  }

  private static Set<String> naive(
      Map<Integer, List<Set<String>>> sources,
      Map<Integer, List<Set<String>>> targets,
      double share,
      long limit) {
    Set<String> vocabulary = new TreeSet<>();
    Stream.of(sources, targets)
        .flatMap(side -> side.values().stream())
        .flatMap(List::stream)
        .forEach(vocabulary::addAll);
    Set<String> frequent = new TreeSet<>(vocabulary);
    frequent.removeIf(word -> count(sources, Set.of(word)) * count(targets, Set.of(word)) <= limit);
    Set<String> pairs = new TreeSet<>();
    sources.forEach((source, texts) ->
        targets.forEach((target, others) -> {
          for (Set<String> text : texts) {
            for (Set<String> other : others) {
              if (proposed(text, other, share, limit, frequent, sources, targets)) {
                pairs.add(source + "-" + target);
              }
            }
          }
        }));
    return pairs;
  }

  private static boolean proposed(
      Set<String> text,
      Set<String> other,
      double share,
      long limit,
      Set<String> frequent,
      Map<Integer, List<Set<String>>> sources,
      Map<Integer, List<Set<String>>> targets) {
    Set<String> common = new HashSet<>(text);
    common.retainAll(other);
    if (common.isEmpty() || (double) common.size() / Math.min(text.size(), other.size()) < share) {
      return false;
    }
    if (!frequent.containsAll(common)) {
      return true;
    }
    Set<String> both = longest(text, frequent);
    both.retainAll(longest(other, frequent));
    for (String a : both) {
      for (String b : both) {
        boolean small =
            a.compareTo(b) < 0
                && inChosen(sources, a, b, frequent) * inChosen(targets, a, b, frequent) <= limit;
        if (small) {
          return true;
        }
      }
    }
    return false;
  }

  private static long count(Map<Integer, List<Set<String>>> side, Set<String> words) {
    return side.values().stream().flatMap(List::stream).filter(t -> t.containsAll(words)).count();
  }

  private static long inChosen(
      Map<Integer, List<Set<String>>> side, String a, String b, Set<String> frequent) {
    return side.values().stream()
        .flatMap(List::stream)
        .filter(text -> longest(text, frequent).containsAll(Set.of(a, b)))
        .count();
  }

  private static Set<String> longest(Set<String> text, Set<String> frequent) {
    return new HashSet<>(
        text.stream()
            .filter(frequent::contains)
            .sorted(Comparator.comparingInt((String w) -> -w.length()).thenComparing(w -> w))
            .limit(8)
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> nothingHangsOnTheOrderOfComing() {
    return Worlds.seeds(6)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  List<Set<String>> texts =
                      IntStream.range(0, 120).mapToObj(_ -> words(random)).toList();
                  List<Integer> order = new ArrayList<>(IntStream.range(0, 120).boxed().toList());
                  List<String> inOrder = pairs(texts, order);
                  Collections.shuffle(order, random);
                  assertThat(pairs(texts, order)).isEqualTo(inOrder);
                }));
  }

  private static List<String> pairs(List<Set<String>> texts, List<Integer> order) {
    TextBlocking blocking = new TextBlocking(0.5, 60);
    for (int thing : order) {
      blocking.addSource(thing, texts.get(thing));
      blocking.addTarget(thing, texts.get(texts.size() - 1 - thing));
    }
    assertThat(blocking.frequent()).isNotEmpty();
    return IntStream.range(0, texts.size())
        .mapToObj(thing -> Arrays.toString(blocking.targetsOf(thing)))
        .toList();
  }

  @Test
  void aBlockThatIsTooLargeIsSplitByASecondWordAndTold() {
    TextBlocking blocking = new TextBlocking(0.5, 10_000);
    for (int i = 0; i < 1_000; i++) {
      // Each word alone is in a hundred texts or more of either side, both together in few.
      blocking.addSource(i, List.of("rue", "a" + i % 4, "b" + i % 7, "c" + i % 9));
      blocking.addTarget(i, List.of("rue", "a" + i % 4, "b" + i % 7, "c" + i % 9));
    }
    assertThat(blocking.frequent().getFirst())
        .isEqualTo(new TextBlocking.Frequent("rue", 1_000, 1_000));
    assertThat(blocking.frequent()).hasSize(21);
    // What shares two of the three lesser words is found, by them.
    assertThat(blocking.targetsOf(0)).contains(0, 28, 252).doesNotContain(1);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aMillionEqualLabelsAreNotQuadratic() {
    TextBlocking blocking = new TextBlocking(0.5, TextBlocking.LIMIT);
    for (int i = 0; i < 100_000; i++) {
      blocking.addSource(i, List.of("gymnase", "municipal"));
      blocking.addTarget(i, List.of("gymnase", "municipal"));
    }
    blocking.addSource(100_000, List.of("gymnase", "viviani"));
    blocking.addTarget(100_000, List.of("gymnase", "viviani"));
    assertThat(blocking.targetsOf(7)).isEmpty();
    assertThat(blocking.targetsOf(100_000)).containsExactly(100_000);
    assertThat(blocking.estimate()).isEqualTo(1);
    assertThat(blocking.frequent())
        .extracting(TextBlocking.Frequent::word)
        .containsExactly("gymnase", "municipal");
  }

  @Test
  void runsOfLettersFindWhatWordsDoNot() {
    TextBlocking words = new TextBlocking(0.5, TextBlocking.LIMIT);
    TextBlocking runs = new TextBlocking(0.5, TextBlocking.LIMIT);
    words.addSource(0, List.of("viviani"));
    words.addTarget(0, List.of("vivianni"));
    runs.addSource(0, TextBlocking.runs("viviani", 3));
    runs.addTarget(0, TextBlocking.runs("vivianni", 3));
    assertThat(words.targetsOf(0)).isEmpty();
    assertThat(runs.targetsOf(0)).containsExactly(0);
    assertThat(TextBlocking.runs("aé", 3)).containsExactly("\0\0a", "\0aé", "aé\0", "é\0\0");
    assertThat(TextBlocking.runs("", 3)).isEmpty();
  }
}
