package org.lacis.source.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Looks through bytes, eight at a time.
final class Scan {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long BEYOND_ASCII = 0x8080808080808080L;

  private Scan() {}

  /// Where the mark of byte order ends, if the bytes begin with one.
  static int mark(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  /// The first place of a byte; `to` when it is not there.
  static int find(byte[] bytes, int from, int to, char wanted) {
    long eight = wanted * ONES;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long differs = (long) LONG.get(bytes, i) ^ eight;
      long equal = (differs - ONES) & ~differs & BEYOND_ASCII;
      if (equal != 0) {
        return i + (Long.numberOfTrailingZeros(equal) >>> 3);
      }
    }
    while (i < to && bytes[i] != wanted) {
      i++;
    }
    return i;
  }

  /// Writes a character in UTF-8.
  ///
  /// @return behind it
  static int put(int c, byte[] bytes, int at) {
    int end = at;
    if (c < 0x80) {
      bytes[end++] = (byte) c;
    } else if (c < 0x800) {
      bytes[end++] = (byte) (0xC0 | (c >> 6));
      bytes[end++] = (byte) (0x80 | (c & 63));
    } else if (c < 0x10000) {
      bytes[end++] = (byte) (0xE0 | (c >> 12));
      bytes[end++] = (byte) (0x80 | ((c >> 6) & 63));
      bytes[end++] = (byte) (0x80 | (c & 63));
    } else {
      bytes[end++] = (byte) (0xF0 | (c >> 18));
      bytes[end++] = (byte) (0x80 | ((c >> 12) & 63));
      bytes[end++] = (byte) (0x80 | ((c >> 6) & 63));
      bytes[end++] = (byte) (0x80 | (c & 63));
    }
    return end;
  }

  /// @throws NotPlainException when the bytes are no UTF-8
  static void requireText(byte[] bytes, int from, int to) throws NotPlainException {
    int i = from;
    while (i + 8 <= to && ((long) LONG.get(bytes, i) & BEYOND_ASCII) == 0) {
      i += 8;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    if (i == to) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, to - i));
    } catch (CharacterCodingException e) {
      throw new NotPlainException("bytes that are no UTF-8");
    }
  }
}
