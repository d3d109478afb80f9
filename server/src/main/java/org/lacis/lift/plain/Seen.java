package org.lacis.lift.plain;

import org.lacis.lift.SeenLines;

/// The lines that may come again, by 128 bits of hash. Safe for threads.
final class Seen {
  private static final int STRIPES = 64;

  private final SeenLines[] stripes = new SeenLines[STRIPES];

  Seen() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new SeenLines();
    }
  }

  /// Whether these bytes were not there before; they are now.
  ///
  /// @param kind keeps what is not the same apart
  boolean add(byte[] bytes, int from, int to, long kind) {
    long high = Bytes.hash(bytes, from, to, 0x9AE16A3B2F90404FL + kind);
    long low = Bytes.hash(bytes, from, to, 0xC3A5C85C97CB3127L ^ kind);
    SeenLines stripe = stripes[(int) (low & (STRIPES - 1))];
    synchronized (stripe) {
      return stripe.add(high, low);
    }
  }
}
