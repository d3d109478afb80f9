package org.lacis.lift.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that grow.
final class Bytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  byte[] array;
  int end;

  Bytes(int room) {
    array = new byte[room];
  }

  void room(int more) {
    if (array.length - end < more) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, end + more));
    }
  }

  void put(byte[] some) {
    put(some, 0, some.length);
  }

  void put(byte[] some, int from, int to) {
    int length = to - from;
    room(length);
    System.arraycopy(some, from, array, end, length);
    end += length;
  }

  /// A hash of a part; different seeds give independent ones.
  static long hash(byte[] bytes, int from, int to, long seed) {
    long hash = seed ^ ((to - from) * 0x9E3779B97F4A7C15L);
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = (hash ^ (long) LONG.get(bytes, i)) * 0x9FB21C651E98DF25L;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = (rest << 8) | (bytes[i] & 0xFF);
    }
    hash = (hash ^ rest) * 0xD6E8FEB86659FD93L;
    hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return hash ^ (hash >>> 29);
  }
}
