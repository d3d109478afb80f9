package org.lacis.lift.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Which of many things came more than once, by two bits each in one word of two tables; a few that
/// came once may be held to have come twice, never the other way round. Safe for threads while it
/// is filled; read only afterwards.
final class Repeats {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  /// Bits a thing, at least: a few in a hundred are held to be repeated by chance.
  private static final int ROOM = 8;

  private static final long LEAST = 1 << 12;
  private static final long MOST = 1L << 29;

  private final long mask;
  private final long[] once;
  private final long[] again;

  /// @param expected how many things there will be, about
  Repeats(long expected) {
    long bits = Math.clamp(Long.highestOneBit(Math.max(1, ROOM * expected - 1)) << 1, LEAST, MOST);
    mask = bits - 1;
    once = new long[(int) (bits >>> 6)];
    again = new long[(int) (bits >>> 6)];
  }

  void add(long hash) {
    int word = word(hash);
    long bits = bits(hash);
    if (((long) WORD.getOpaque(once, word) & bits) == bits
        || ((long) WORD.getAndBitwiseOr(once, word, bits) & bits) == bits) {
      repeat(hash);
    }
  }

  /// Takes note of one more of what was there before.
  void repeat(long hash) {
    int word = word(hash);
    long bits = bits(hash);
    if (((long) WORD.getOpaque(again, word) & bits) != bits) {
      WORD.getAndBitwiseOr(again, word, bits);
    }
  }

  boolean repeated(long hash) {
    long bits = bits(hash);
    return (again[word(hash)] & bits) == bits;
  }

  private int word(long hash) {
    return (int) ((hash & mask) >>> 6);
  }

  private static long bits(long hash) {
    return 1L << hash | 1L << (hash >>> 58);
  }
}
