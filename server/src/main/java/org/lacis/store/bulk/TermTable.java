package org.lacis.store.bulk;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.SplittableRandom;

/// From the text of a term to its number, outside the heap: 16 bytes a place, of which a third to
/// two thirds are taken.
///
/// A place keeps 88 bits of a hash and 40 of a number; texts are not compared. Two of a hundred
/// million terms meet with a probability of about 10^-11, and the hash is seeded anew for each
/// table, so that nobody can prepare terms that do. Belongs to one thread.
final class TermTable implements AutoCloseable {
  static final long ABSENT = -1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int PARTS = 16;
  private static final int FIRST_PLACES = 1 << 12;
  private static final int NUMBER_BITS = 40;
  private static final long NUMBER = (1L << NUMBER_BITS) - 1;
  private static final int PLACE = 16;

  private final Part[] parts = new Part[PARTS];
  private final long seed1;
  private final long seed2;
  private long hash1;
  private long hash2;

  TermTable(SplittableRandom random) {
    seed1 = random.nextLong();
    seed2 = random.nextLong();
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part(FIRST_PLACES);
    }
  }

  /// Looks a term up, and remembers it for [#put].
  ///
  /// @return its number, or [#ABSENT]
  long find(TermText text) {
    hash(text.bytes(), text.length());
    return part().find(hash1, hash2);
  }

  /// Adds the term that was looked up last and not found.
  void put(long number) {
    if (number >= NUMBER) {
      throw new IllegalStateException("more text than a store holds: " + number + " bytes");
    }
    Part part = part();
    if (part.count * 3 >= part.places * 2) {
      part = part.grown();
      parts[(int) (hash1 >>> 60)] = part;
    }
    part.put(hash1, (hash2 & ~NUMBER) | (number + 1));
    part.count++;
  }

  private Part part() {
    return parts[(int) (hash1 >>> 60)];
  }

  /// Two chains of 64-bit multiplications folded to their halves.
  private void hash(byte[] text, int length) {
    long a = seed1 ^ length;
    long b = seed2 + length;
    int at = 0;
    for (; at + 16 <= length; at += 16) {
      long x = (long) LONG.get(text, at);
      long y = (long) LONG.get(text, at + 8);
      a = fold(a ^ x, 0x9E3779B97F4A7C15L ^ y);
      b = fold(b ^ y, 0xC2B2AE3D27D4EB4FL + x);
    }
    long x = 0;
    long y = 0;
    for (int i = 0; at + i < length; i++) {
      if (i < 8) {
        x |= (text[at + i] & 0xFFL) << (8 * i);
      } else {
        y |= (text[at + i] & 0xFFL) << (8 * (i - 8));
      }
    }
    a = fold(a ^ x, 0x9E3779B97F4A7C15L ^ y);
    b = fold(b ^ y, 0xC2B2AE3D27D4EB4FL + x);
    hash1 = fold(a ^ 0xD6E8FEB86659FD93L, b ^ seed1);
    hash2 = fold(b ^ 0xA0761D6478BD642FL, a ^ seed2);
  }

  private static long fold(long a, long b) {
    return Math.unsignedMultiplyHigh(a, b) ^ (a * b);
  }

  @Override
  public void close() {
    for (Part part : parts) {
      if (part.arena.scope().isAlive()) {
        part.arena.close();
      }
    }
  }

  private static final class Part {
    final Arena arena = Arena.ofShared();
    final int places;

    /// Two a place. A view of longs: less code to compile than a segment's, which counts for a
    /// process that loads once.
    final LongBuffer memory;

    int count;

    Part(int places) {
      this.places = places;
      this.memory =
          arena
              .allocate((long) places * PLACE, PLACE)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asLongBuffer();
    }

    long find(long hash1, long hash2) {
      for (int place = (int) hash1 & (places - 1); ; place = (place + 1) & (places - 1)) {
        long second = memory.get(2 * place + 1);
        if (second == 0) {
          return ABSENT;
        }
        if ((second & ~NUMBER) == (hash2 & ~NUMBER) && memory.get(2 * place) == hash1) {
          return (second & NUMBER) - 1;
        }
      }
    }

    void put(long first, long second) {
      int place = (int) first & (places - 1);
      while (memory.get(2 * place + 1) != 0) {
        place = (place + 1) & (places - 1);
      }
      memory.put(2 * place, first);
      memory.put(2 * place + 1, second);
    }

    Part grown() {
      Part next = new Part(2 * places);
      for (int place = 0; place < places; place++) {
        long second = memory.get(2 * place + 1);
        if (second != 0) {
          next.put(memory.get(2 * place), second);
        }
      }
      next.count = count;
      arena.close();
      return next;
    }
  }
}
