package org.lacis.lift;

/// Remembers lines by a 128-bit hash: 16 bytes a line and free slots, in place of the line.
///
/// Two of a billion different lines have the same hash with a probability below 10^-20, which is
/// less than that of a broken memory cell.
public final class SeenLines {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final int FIRST = 1 << 8;

  private long[] slots = new long[FIRST];
  private int size;

  /// Whether the line was not there before; it is now.
  ///
  /// @param high a good hash
  /// @param low another, independent of the first
  public boolean add(long high, long low) {
    long one = high == 0 && low == 0 ? MULTIPLIER : high;
    if (size * 3L > slots.length) {
      grow();
    }
    return put(one, low);
  }

  /// Whether the line is there.
  public boolean has(long high, long low) {
    long one = high == 0 && low == 0 ? MULTIPLIER : high;
    int at = place(one, low);
    return slots[at] == one && slots[at + 1] == low;
  }

  public int size() {
    return size;
  }

  /// Where the line is, or would be.
  private int place(long high, long low) {
    int mask = slots.length - 1;
    int at = ((int) (high >>> 31) * 2) & mask;
    while ((slots[at] != 0 || slots[at + 1] != 0) && (slots[at] != high || slots[at + 1] != low)) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private boolean put(long high, long low) {
    int at = place(high, low);
    if (slots[at] != 0 || slots[at + 1] != 0) {
      return false;
    }
    slots[at] = high;
    slots[at + 1] = low;
    size++;
    return true;
  }

  private void grow() {
    if (slots.length >= 1 << 30) {
      throw new IllegalStateException(
          "more than 300 million different quads in one file: split the mapping");
    }
    long[] before = slots;
    slots = new long[before.length * 2];
    size = 0;
    for (int i = 0; i < before.length; i += 2) {
      if (before[i] != 0 || before[i + 1] != 0) {
        put(before[i], before[i + 1]);
      }
    }
  }
}
