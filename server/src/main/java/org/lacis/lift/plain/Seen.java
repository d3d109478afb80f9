package org.lacis.lift.plain;

import org.lacis.lift.SeenLines;

/// The lines that may come again, by 128 bits of hash, as many as memory is given for. Safe for
/// threads.
final class Seen {
  static final long HIGH = 0x9AE16A3B2F90404FL;
  static final long LOW = 0xC3A5C85C97CB3127L;

  /// Heap that a line takes at most while the table grows.
  private static final int BYTES_A_LINE = 80;

  private static final int STRIPES = 64;

  private final SeenLines[] stripes = new SeenLines[STRIPES];
  private final long most;

  /// What is known of a line.
  enum Answer {
    /// It was not there before; it is now.
    NEW,
    KNOWN,
    /// It is not there, and there is no room for it.
    UNKNOWN
  }

  /// @param most how many lines are kept, about
  Seen(long most) {
    this.most = most / STRIPES;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new SeenLines();
    }
  }

  /// How many lines a quarter of the heap takes.
  static long most() {
    return Runtime.getRuntime().maxMemory() / 4 / BYTES_A_LINE;
  }

  /// @param kind keeps what is not the same apart
  Answer add(byte[] bytes, int from, int to, long kind) {
    long high = Bytes.hash(bytes, from, to, HIGH + kind);
    long low = Bytes.hash(bytes, from, to, LOW ^ kind);
    SeenLines stripe = stripes[(int) (low & (STRIPES - 1))];
    synchronized (stripe) {
      if (stripe.size() < most) {
        return stripe.add(high, low) ? Answer.NEW : Answer.KNOWN;
      }
      return stripe.has(high, low) ? Answer.KNOWN : Answer.UNKNOWN;
    }
  }
}
