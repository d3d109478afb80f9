package org.lacis.link.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Known answers from the papers and by hand, and what must hold of all texts.
final class TextMetricTest {
  @ParameterizedTest
  @CsvSource({
    "exact, martha, martha, 1",
    "exact, martha, marhta, 0",
    "token-jaccard, lyon part dieu, gare de lyon part dieu, 0.6",
    "token-overlap, lyon part dieu, gare de lyon part dieu, 1",
    "token-overlap, lyon perrache, gare de lyon part dieu, 0.5",
    "token-dice, lyon part dieu, gare de lyon part dieu, 0.75",
    "token-cosine, lyon part dieu dieu, gare lyon perrache, 0.3333333333",
    // night: #n ni ig gh ht t#; nacht: #n na ac ch ht t#
    "bigram, night, nacht, 0.5",
    "bigram-jaccard, night, nacht, 0.3333333333",
    // ##n #ni nig igh ght ht# t##, ##n #na nac ach cht ht# t##
    "trigram, night, nacht, 0.4285714286",
    "trigram-jaccard, night, nacht, 0.2727272727",
    "bigram, aaaa, aa, 0.75",
    "levenshtein, kitten, sitting, 0.5714285714",
    "levenshtein, saturday, sunday, 0.625",
    "damerau, ca, abc, 0",
    "damerau, marhta, martha, 0.8333333333",
    "levenshtein, marhta, martha, 0.6666666667",
    // Winkler's own table
    "jaro, martha, marhta, 0.9444444444",
    "jaro-winkler, martha, marhta, 0.9611111111",
    "jaro, dwayne, duane, 0.8222222222",
    "jaro-winkler, dwayne, duane, 0.84",
    "jaro, dixon, dicksonx, 0.7666666667",
    "jaro-winkler, dixon, dicksonx, 0.8133333333",
    "jaro, abc, xyz, 0",
    "soft-tokens, jean jaures, jaures jean, 1",
    "soft-tokens, part dieu, part-dieu, 0.6666666667",
  })
  void knownAnswers(String metric, String one, String other, double expected) {
    assertThat(metric(metric).of(Text.of(one), Text.of(other))).isCloseTo(expected, within(1e-9));
  }

  private static TextMetric metric(String key) {
    TextMetric metric = TextMetric.byKey().get(key);
    assertThat(metric).as(key).isNotNull();
    return Objects.requireNonNull(metric);
  }

  @ParameterizedTest
  @EnumSource(TextMetric.class)
  void whatIsEmptyCannotBeCompared(TextMetric metric) {
    assertThat(metric.of(Text.of(" \u00a0"), Text.of("a"))).isNaN();
    assertThat(metric.of(Text.of("a"), Text.of(""))).isNaN();
  }

  @TestFactory
  Stream<DynamicTest> everyMetricIsSymmetricBoundedAndOneForEqualTexts() {
    return Worlds.seeds(20)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < 60; i++) {
                    Text one = Text.of(text(random));
                    Text other = Text.of(text(random));
                    for (TextMetric metric : TextMetric.values()) {
                      lawsHold(metric, one, other);
                    }
                  }
                }));
  }

  private static String text(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Worlds.similar(random, 9) + " " + Worlds.similar(random, 9);
      case 1 -> Worlds.french(random);
      default -> Worlds.anything(random);
    };
  }

  private static void lawsHold(TextMetric metric, Text one, Text other) {
    double likeness = metric.of(one, other);
    String what = metric + " of <" + one + "> and <" + other + ">";
    assertThat(Double.compare(metric.of(other, one), likeness)).as(what).isZero();
    if (one.isEmpty() || other.isEmpty()) {
      assertThat(likeness).isNaN();
      return;
    }
    if (metric == TextMetric.ADDRESS && Double.isNaN(likeness)) {
      return;
    }
    assertThat(likeness).as(what).isBetween(0.0, 1.0);
    if (metric != TextMetric.ADDRESS) {
      // A text without a street is no address.
      assertThat(metric.of(one, Text.of(one.plain()))).as(what).isCloseTo(1, within(1e-12));
    }
  }

  @TestFactory
  Stream<DynamicTest> editsEqualThoseOfTheWholeTable() {
    return Worlds.seeds(30)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  // Beyond one and beyond two words of bits as well.
                  int longest = seed % 3 == 0 ? 300 : seed % 3 == 1 ? 12 : 70;
                  for (int i = 0; i < 40; i++) {
                    int[] one = Worlds.similar(random, longest).codePoints().toArray();
                    int[] other = Worlds.similar(random, longest).codePoints().toArray();
                    assertThat(EditDistance.levenshtein(one, other))
                        .isEqualTo(table(one, other, false));
                    assertThat(EditDistance.damerau(one, other)).isEqualTo(table(one, other, true));
                  }
                }));
  }

  private static int table(int[] one, int[] other, boolean swaps) {
    int[][] edits = new int[one.length + 1][other.length + 1];
    for (int i = 0; i <= one.length; i++) {
      for (int j = 0; j <= other.length; j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int exchange = edits[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        edits[i][j] = Math.min(exchange, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
            swaps && i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        if (swapped) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[one.length][other.length];
  }

  @TestFactory
  Stream<DynamicTest> jaroEqualsItsDefinition() {
    return Worlds.seeds(20)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < 60; i++) {
                    String one = "a" + Worlds.similar(random, 14);
                    String other = "b" + Worlds.similar(random, 14);
                    assertThat(Jaro.of(one.codePoints().toArray(), other.codePoints().toArray()))
                        .as(one + " " + other)
                        .isEqualTo(jaro(one.codePoints().toArray(), other.codePoints().toArray()));
                  }
                }));
  }

  private static double jaro(int[] one, int[] other) {
    boolean first = one.length < other.length || (one.length == other.length && one[0] < other[0]);
    int[] a = first ? one : other;
    int[] b = first ? other : one;
    int window = Math.max(0, b.length / 2 - 1);
    boolean[] metA = new boolean[a.length];
    boolean[] metB = new boolean[b.length];
    double common = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = Math.max(0, i - window); j <= Math.min(b.length - 1, i + window); j++) {
        if (!metB[j] && a[i] == b[j]) {
          metA[i] = true;
          metB[j] = true;
          common++;
          break;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    int displaced = 0;
    int j = 0;
    for (int i = 0; i < a.length; i++) {
      if (metA[i]) {
        while (!metB[j]) {
          j++;
        }
        displaced += a[i] == b[j++] ? 0 : 1;
      }
    }
    return (common / a.length + common / b.length + (common - displaced / 2.0) / common) / 3;
  }

  @Test
  void wordsThatTellLittleWeighLittle() {
    Text one = Text.of("gymnase jean jaures");
    Text same = Text.of("gymnase jaures jean");
    Text other = Text.of("gymnase viviani");
    assertThat(SoftWords.weighted(one, same, WordWeights.even(), 0.9)).isCloseTo(1, within(1e-12));
    assertThat(SoftWords.weighted(one, other, WordWeights.even(), 0.9))
        .isCloseTo(1 / Math.sqrt(6), within(1e-12));
    // 1/16 over the roots of 2 + 1/16 and 1 + 1/16
    assertThat(SoftWords.weighted(one, other, WordWeights.kinds(), 0.9))
        .isCloseTo(0.0625 / Math.sqrt(2.0625 * 1.0625), within(1e-12));
    WordWeights counted = WordWeights.counted(java.util.Map.of("gymnase", 90, "jean", 10), 100);
    assertThat(counted.of("gymnase")).isCloseTo(Math.log(1 + 100 / 90.0), within(1e-12));
    assertThat(counted.of("never")).isCloseTo(Math.log(101), within(1e-12));
    assertThat(SoftWords.weighted(one, other, counted, 0.9))
        .isLessThan(SoftWords.weighted(one, other, WordWeights.even(), 0.9));
  }

  @TestFactory
  Stream<DynamicTest> weightedWordsAreSymmetricAndBounded() {
    return Worlds.seeds(10)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < 50; i++) {
                    Text one = Text.of(Worlds.french(random));
                    Text other = Text.of(Worlds.french(random));
                    WordWeights weights = word -> 1 + word.length();
                    double likeness = SoftWords.weighted(one, other, weights, 0.8);
                    assertThat(
                            Double.compare(SoftWords.weighted(other, one, weights, 0.8), likeness))
                        .isZero();
                    if (!Double.isNaN(likeness)) {
                      assertThat(likeness).isBetween(0.0, 1.0);
                      assertThat(SoftWords.weighted(one, one, weights, 0.8))
                          .isCloseTo(1, within(1e-12));
                    }
                  }
                }));
  }

  /// Ten thousand letters, all alike, none alike, in many words, from right to left.
  @ParameterizedTest
  @EnumSource(TextMetric.class)
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void hostileTextsTakeNoTime(TextMetric metric) {
    String[] texts = {
      "a".repeat(10_000),
      "ab".repeat(5_000),
      "a b c d ".repeat(1_250),
      "\u05d0\u05d1\u05d2 ".repeat(2_500),
      "12 ".repeat(3_333),
      new Random(1)
          .ints(10_000, 0x20, 0x250)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString(),
      "\ud83d\ude89".repeat(40_000)
    };
    for (String one : texts) {
      for (String other : texts) {
        Assertions.assertTimeout(
            Duration.ofSeconds(2), () -> metric.of(Text.of(one), Text.of(other)));
      }
    }
  }

  @Test
  void aTextIsCutByLettersNotByHalves() {
    Text cut = Text.of("\ud83d\ude89".repeat(Text.LONGEST + 10));
    assertThat(cut.length()).isEqualTo(Text.LONGEST);
    assertThat(cut.plain()).hasSize(2 * Text.LONGEST);
  }
}
