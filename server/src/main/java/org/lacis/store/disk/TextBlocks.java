package org.lacis.store.disk;

import java.util.Arrays;

/// Blocks of text in fewer bytes: what stood before is named by its place, and digits with what
/// stands between them take half a byte each. Made for terms of RDF, in which IRIs repeat and
/// geometries are written in digits. Belongs to one thread.
///
/// A packed block is a row of pieces. The first byte of a piece tells what follows: `00nnnnnn` n+1
/// bytes as they are; `01nnnnnn` n+1 signs of [#SIGNS], two a byte, the first in the higher half;
/// `1nnnnnnn` n+[#LEAST] bytes that stand elsewhere, at the place that two more bytes tell, from 0
/// in the dictionary and from [#BLOCK] in this block. A copy does not cross from one to the other.
final class TextBlocks {
  /// Bytes of a block, unpacked; also of the dictionary.
  static final int BLOCK = 4096;

  /// Bytes that a packed block can take at most.
  static final int MOST_PACKED = BLOCK + BLOCK / 16 + 16;

  private static final byte[] SIGNS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ', ',', '-', '(', ')'
  };
  private static final byte[] SIGN_NUMBERS = numbers();

  private static final int MOST_RUN = 64;
  private static final int SIGN_PIECE = 0x40;
  private static final int COPY_PIECE = 0x80;

  /// A shorter copy gains nothing.
  private static final int LEAST = 6;

  private static final int MOST_COPY = 127 + LEAST;

  /// Copies of digits only gain when they are longer than this.
  private static final int FEW_SIGNS = 10;

  /// A shorter run of signs stays among the other bytes.
  private static final int LEAST_SIGNS = 4;

  private static final int TABLE_BITS = 12;

  /// Dictionary and block, one after the other.
  private final byte[] text = new byte[2 * BLOCK];

  private final short[] ofDictionary = new short[1 << TABLE_BITS];
  private final short[] places = new short[1 << TABLE_BITS];

  private byte[] packed = new byte[0];
  private int used;

  private static byte[] numbers() {
    byte[] numbers = new byte[256];
    Arrays.fill(numbers, (byte) -1);
    for (int i = 0; i < SIGNS.length; i++) {
      numbers[SIGNS[i]] = (byte) i;
    }
    return numbers;
  }

  /// Packs a block.
  ///
  /// @param block its bytes, from 0
  /// @param length at most [#BLOCK]
  /// @param target room for [#MOST_PACKED]
  /// @return bytes of the packed block
  int pack(byte[] block, int length, byte[] target) {
    packed = target;
    used = 0;
    System.arraycopy(block, 0, text, BLOCK, length);
    System.arraycopy(ofDictionary, 0, places, 0, places.length);
    int end = BLOCK + length;
    int told = BLOCK;
    boolean sign = false;
    for (int at = BLOCK; at + LEAST <= end; ) {
      boolean within = sign;
      sign = isSign(text[at]);
      // Within digits there is hardly anything to find, and most of a geometry is digits.
      int found = within && sign ? 0 : look(at);
      int size = found == 0 ? 0 : same(found, at, end);
      if (size < LEAST || (size < FEW_SIGNS && sign && isSign(text[at + size - 1]))) {
        at++;
        continue;
      }
      bytes(told, at);
      packed[used++] = (byte) (COPY_PIECE | (size - LEAST));
      packed[used++] = (byte) (found >>> 8);
      packed[used++] = (byte) found;
      at += size;
      told = at;
      sign = false;
    }
    bytes(told, end);
    return used;
  }

  /// Makes a block the dictionary of all that are packed from now on.
  void dictionary(byte[] block) {
    System.arraycopy(block, 0, text, 0, BLOCK);
    for (int at = 1; at + LEAST <= BLOCK; at++) {
      ofDictionary[hash(at)] = (short) at;
    }
  }

  private static boolean isSign(byte value) {
    return SIGN_NUMBERS[value & 0xFF] >= 0;
  }

  private int hash(int at) {
    int four =
        (text[at] & 0xFF)
            | (text[at + 1] & 0xFF) << 8
            | (text[at + 2] & 0xFF) << 16
            | (text[at + 3] & 0xFF) << 24;
    int two = (text[at + 4] & 0xFF) | (text[at + 5] & 0xFF) << 8;
    return (four * 0x9E3779B1 + two * 0x85EBCA6B) >>> (Integer.SIZE - TABLE_BITS);
  }

  /// @return where these bytes may have stood before; 0 for nowhere
  private int look(int at) {
    int hash = hash(at);
    int before = places[hash];
    places[hash] = (short) at;
    return before;
  }

  private int same(int before, int at, int end) {
    int most = Math.min(MOST_COPY, end - at);
    if (before < BLOCK) {
      most = Math.min(most, BLOCK - before);
    }
    int size = 0;
    while (size < most && text[before + size] == text[at + size]) {
      size++;
    }
    return size;
  }

  /// Writes bytes that stood nowhere before.
  private void bytes(int from, int to) {
    int told = from;
    int at = from;
    while (at < to) {
      int run = at;
      while (run < to && isSign(text[run])) {
        run++;
      }
      if (run - at >= LEAST_SIGNS) {
        plain(told, at);
        signs(at, run);
        told = run;
      }
      at = Math.max(run, at + 1);
    }
    plain(told, to);
  }

  private void plain(int from, int to) {
    for (int at = from; at < to; at += MOST_RUN) {
      int count = Math.min(MOST_RUN, to - at);
      packed[used++] = (byte) (count - 1);
      System.arraycopy(text, at, packed, used, count);
      used += count;
    }
  }

  private void signs(int from, int to) {
    for (int at = from; at < to; at += MOST_RUN) {
      int count = Math.min(MOST_RUN, to - at);
      packed[used++] = (byte) (SIGN_PIECE | (count - 1));
      for (int i = 0; i < count; i += 2) {
        int high = SIGN_NUMBERS[text[at + i]];
        int low = i + 1 < count ? SIGN_NUMBERS[text[at + i + 1]] : 0;
        packed[used++] = (byte) (high << 4 | low);
      }
    }
  }

  /// Unpacks a block. Safe for threads.
  ///
  /// @param dictionary [#BLOCK] bytes
  /// @param length of the block, unpacked
  /// @throws IndexOutOfBoundsException when `packed` is no packed block of this length
  static byte[] unpack(byte[] packed, byte[] dictionary, int length) {
    byte[] block = new byte[length];
    int to = 0;
    int at = 0;
    while (at < packed.length) {
      int head = packed[at++] & 0xFF;
      if (head >= COPY_PIECE) {
        int size = (head & 0x7F) + LEAST;
        int from = (packed[at] & 0xFF) << 8 | (packed[at + 1] & 0xFF);
        at += 2;
        if (from < BLOCK) {
          System.arraycopy(dictionary, from, block, to, size);
        } else {
          copy(block, from - BLOCK, to, size);
        }
        to += size;
      } else if (head >= SIGN_PIECE) {
        int count = head - SIGN_PIECE + 1;
        for (int i = 0; i < count; i += 2) {
          int two = packed[at++];
          block[to + i] = SIGNS[(two >>> 4) & 0xF];
          if (i + 1 < count) {
            block[to + i + 1] = SIGNS[two & 0xF];
          }
        }
        to += count;
      } else {
        System.arraycopy(packed, at, block, to, head + 1);
        at += head + 1;
        to += head + 1;
      }
    }
    if (to != length) {
      throw new IndexOutOfBoundsException(to + " bytes instead of " + length);
    }
    return block;
  }

  private static void copy(byte[] block, int from, int to, int size) {
    if (to - from >= size) {
      System.arraycopy(block, from, block, to, size);
      return;
    }
    // What is copied may be part of the copy.
    for (int i = 0; i < size; i++) {
      block[to + i] = block[from + i];
    }
  }
}
