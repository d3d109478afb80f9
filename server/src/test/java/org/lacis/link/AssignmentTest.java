package org.lacis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The best choice as a whole, against every choice there is.
final class AssignmentTest {
  @Test
  void aBestPairGivesWayWhereTwoOthersAreWorthMore() {
    // The first source likes the first target best, and so does the second, which has no other.
    BitSet chosen =
        Assignment.best(new int[] {0, 0, 1}, new int[] {0, 1, 0}, new double[] {0.9, 0.8, 0.7});
    assertThat(chosen.stream()).containsExactly(1, 2);
  }

  @Test
  void onePairIsWorthMoreThanTwoPoorOnes() {
    BitSet chosen =
        Assignment.best(new int[] {0, 0, 1}, new int[] {0, 1, 0}, new double[] {0.9, 0.2, 0.3});
    assertThat(chosen.stream()).containsExactly(0);
  }

  @Test
  void nothingToChoose() {
    assertThat(Assignment.best(new int[0], new int[0], new double[0]).isEmpty()).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> noOtherChoiceAddsUpToMore() {
    return LongStream.range(0, 300)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> best(seed)));
  }

  private static void best(long seed) {
    Random random = new Random(seed);
    int lefts = 1 + random.nextInt(6);
    int rights = 1 + random.nextInt(6);
    List<int[]> pairs = new ArrayList<>();
    for (int left = 0; left < lefts; left++) {
      for (int right = 0; right < rights; right++) {
        if (random.nextInt(3) > 0) {
          pairs.add(new int[] {left, right});
        }
      }
    }
    int[] left = pairs.stream().mapToInt(pair -> pair[0]).toArray();
    int[] right = pairs.stream().mapToInt(pair -> pair[1]).toArray();
    // Tenths, so that equal scores are common.
    double[] scores = pairs.stream().mapToDouble(_ -> (1 + random.nextInt(10)) / 10.0).toArray();
    BitSet chosen = Assignment.best(left, right, scores);
    BitSet leftTaken = new BitSet();
    BitSet rightTaken = new BitSet();
    double sum = 0;
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      assertThat(leftTaken.get(left[i]) || rightTaken.get(right[i])).isFalse();
      leftTaken.set(left[i]);
      rightTaken.set(right[i]);
      sum += scores[i];
    }
    assertThat(sum)
        .isCloseTo(most(0, left, right, scores, 0, 0), org.assertj.core.data.Offset.offset(1e-6));
  }

  private static double most(
      int from, int[] left, int[] right, double[] scores, int lefts, int rights) {
    if (from == left.length) {
      return 0;
    }
    double without = most(from + 1, left, right, scores, lefts, rights);
    int l = 1 << left[from];
    int r = 1 << right[from];
    if ((lefts & l) != 0 || (rights & r) != 0) {
      return without;
    }
    return Math.max(
        without, scores[from] + most(from + 1, left, right, scores, lefts | l, rights | r));
  }
}
