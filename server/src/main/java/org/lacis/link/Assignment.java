package org.lacis.link;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/// The choice of pairs of which no two share an end and whose scores add up to most.
///
/// Exact. Lefts are let in one after the other; each time the alternating path that gains most is
/// found and turned round (Berge; the Hungarian method on the pairs there are). Scores are counted
/// in whole billionths, so that rounding cannot turn a path into a circle. Work: lefts × pairs in
/// the worst case, for one connected group; groups are small. The same pairs in the same order give
/// the same choice.
final class Assignment {
  private static final double UNIT = 1e9;
  private static final long UNREACHED = Long.MIN_VALUE;

  private final int[] rights;
  private final long[] scores;

  /// Pairs of each left, one after the other.
  private final int[] pairs;

  private final int[] firstPair;
  private final int[] pairOfLeft;
  private final int[] leftOfRight;

  /// What is gained when a right is taken, by the best path found so far, and its last pair.
  private final long[] gains;

  private final int[] reachedBy;
  private final int[] lefts;

  private Assignment(int[] lefts, int[] rights, double[] scores) {
    this.lefts = lefts;
    this.rights = rights;
    this.scores = Arrays.stream(scores).mapToLong(score -> Math.round(score * UNIT)).toArray();
    int leftCount = Arrays.stream(lefts).max().orElse(-1) + 1;
    int rightCount = Arrays.stream(rights).max().orElse(-1) + 1;
    firstPair = new int[leftCount + 1];
    for (int left : lefts) {
      firstPair[left + 1]++;
    }
    for (int left = 0; left < leftCount; left++) {
      firstPair[left + 1] += firstPair[left];
    }
    pairs = new int[lefts.length];
    int[] next = firstPair.clone();
    for (int pair = 0; pair < lefts.length; pair++) {
      pairs[next[lefts[pair]]++] = pair;
    }
    pairOfLeft = new int[leftCount];
    leftOfRight = new int[rightCount];
    gains = new long[rightCount];
    reachedBy = new int[rightCount];
    Arrays.fill(pairOfLeft, -1);
    Arrays.fill(leftOfRight, -1);
  }

  /// @param lefts of each pair, a number from 0
  /// @param rights of each pair, a number from 0
  /// @param scores of each pair, 0 to 1; a pair of score 0 is never chosen
  /// @return positions of the chosen pairs
  static BitSet best(int[] lefts, int[] rights, double[] scores) {
    Assignment assignment = new Assignment(lefts, rights, scores);
    BitSet chosen = new BitSet();
    for (int left = 0; left < assignment.pairOfLeft.length; left++) {
      assignment.letIn(left);
    }
    for (int pair : assignment.pairOfLeft) {
      if (pair >= 0) {
        chosen.set(pair);
      }
    }
    return chosen;
  }

  private void letIn(int start) {
    Arrays.fill(gains, UNREACHED);
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      int left = open.remove();
      long before = left == start ? 0 : given(left);
      for (int at = firstPair[left]; at < firstPair[left + 1]; at++) {
        int pair = pairs[at];
        int right = rights[pair];
        long gain = before + scores[pair];
        if (pair != pairOfLeft[left] && gain > gains[right]) {
          gains[right] = gain;
          reachedBy[right] = pair;
          int holder = leftOfRight[right];
          if (holder >= 0) {
            open.add(holder);
          }
        }
      }
    }
    turn(start, end());
  }

  /// The gain up to a left that has to give its right away.
  private long given(int left) {
    int pair = pairOfLeft[left];
    return gains[rights[pair]] - scores[pair];
  }

  /// The right where the best path ends: it is free, or whoever holds it is left alone; -1 when
  /// nothing is gained.
  private int end() {
    long best = 0;
    int end = -1;
    for (int right = 0; right < gains.length; right++) {
      if (gains[right] != UNREACHED) {
        int holder = leftOfRight[right];
        long gain = holder < 0 ? gains[right] : given(holder);
        if (gain > best) {
          best = gain;
          end = right;
        }
      }
    }
    return end;
  }

  private void turn(int start, int end) {
    if (end < 0) {
      return;
    }
    int holder = leftOfRight[end];
    if (holder >= 0) {
      pairOfLeft[holder] = -1;
    }
    int right = end;
    while (true) {
      int pair = reachedBy[right];
      int left = lefts[pair];
      int given = left == start ? -1 : rights[pairOfLeft[left]];
      pairOfLeft[left] = pair;
      leftOfRight[right] = left;
      if (given < 0) {
        return;
      }
      right = given;
    }
  }
}
