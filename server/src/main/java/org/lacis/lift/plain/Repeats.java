package org.lacis.lift.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Which of many things came more than once, by two bits a place; a few that came once may be held
/// to have come twice, never the other way round. Safe for threads while it is filled; read only
/// afterwards.
final class Repeats {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  /// Bits a thing: one in sixteen is held to be repeated by chance.
  private static final int ROOM = 16;

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
    long place = hash & mask;
    int word = (int) (place >>> 6);
    long bit = 1L << place;
    if (((long) WORD.getAndBitwiseOr(once, word, bit) & bit) != 0) {
      WORD.getAndBitwiseOr(again, word, bit);
    }
  }

  boolean repeated(long hash) {
    long place = hash & mask;
    return (again[(int) (place >>> 6)] & (1L << place)) != 0;
  }
}
