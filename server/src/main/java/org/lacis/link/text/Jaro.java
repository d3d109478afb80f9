package org.lacis.link.text;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;

/// Jaro's measure of two words, and Winkler's reward for a common beginning.
///
/// A letter meets the first like letter of the other word that is free and not farther away than
/// half the longer word; found by keeping, for each letter, where it comes next, so the work is
/// that of reading both words once. The shorter word (of two as long, the first in order) is held
/// against the longer, which makes the measure symmetric.
final class Jaro {
  private static final double REWARD = 0.1;
  private static final int BEGINNING = 4;
  // As Winkler has it: a common beginning makes like words more alike, not strange ones.
  private static final double ALIKE = 0.7;

  private Jaro() {}

  static double winkler(int[] one, int[] other) {
    double jaro = of(one, other);
    if (jaro < ALIKE) {
      return jaro;
    }
    int same = Arrays.mismatch(one, other);
    int beginning = Math.min(BEGINNING, same < 0 ? BEGINNING : same);
    return jaro + beginning * REWARD * (1 - jaro);
  }

  static double of(int[] one, int[] other) {
    if (Arrays.equals(one, other)) {
      return 1;
    }
    boolean first =
        one.length < other.length || (one.length == other.length && Arrays.compare(one, other) < 0);
    int[] a = first ? one : other;
    int[] b = first ? other : one;
    if (a.length == 0) {
      return 0;
    }
    int window = Math.max(0, b.length / 2 - 1);
    // Where each letter stands in b: the first place of a letter, and after each place the next.
    Int2IntOpenHashMap next = new Int2IntOpenHashMap(b.length);
    next.defaultReturnValue(b.length);
    int[] after = new int[b.length];
    for (int j = b.length - 1; j >= 0; j--) {
      after[j] = next.put(b[j], j);
    }
    boolean[] met = new boolean[b.length];
    int[] meeting = new int[a.length];
    int common = 0;
    for (int i = 0; i < a.length; i++) {
      int j = next.get(a[i]);
      while (j < i - window) {
        j = after[j];
      }
      if (j <= i + window && j < b.length) {
        met[j] = true;
        meeting[common++] = a[i];
        next.put(a[i], after[j]);
      } else if (j < b.length) {
        next.put(a[i], j);
      }
    }
    if (common == 0) {
      return 0;
    }
    int displaced = 0;
    int k = 0;
    for (int j = 0; j < b.length; j++) {
      if (met[j] && meeting[k++] != b[j]) {
        displaced++;
      }
    }
    double shared = common;
    return (shared / a.length + shared / b.length + (shared - displaced / 2.0) / shared) / 3;
  }
}
