package org.lacis.lift.plain;

import java.util.Arrays;
import org.lacis.lift.SeenLines;
import org.lacis.source.plain.NotPlainException;

/// The subjects of a parent triples map by the values they are joined on, each once a key. Filled
/// under a lock; read only afterwards.
///
/// Keys are told apart by 128 bits of hash.
final class Subjects {
  private static final int MOST = 1 << 28;
  private static final long HIGH = 0x51_7C_C1_B7_27_22_0A_95L;
  private static final long LOW = 0x2545F4914F6CDD1DL;

  private final int[] columns;
  private final SeenLines pairs = new SeenLines();
  private final Bytes scratch = new Bytes(256);
  private final Bytes arena = new Bytes(1 << 12);

  private long[] slots = new long[64];
  private int[] heads = new int[32];
  private int keys;

  private int[] next = new int[32];
  private int[] from = new int[33];
  private int count;

  /// @param columns of the parent, one a condition
  Subjects(int[] columns) {
    this.columns = columns.clone();
  }

  /// The parent's columns.
  int[] columns() {
    return columns;
  }

  synchronized void add(Bytes key, byte[] subject, int start, int end) throws NotPlainException {
    scratch.end = 0;
    scratch.put(key.array, 0, key.end);
    scratch.put(subject, start, end);
    long one = Bytes.hash(scratch.array, 0, scratch.end, HIGH + key.end);
    long other = Bytes.hash(scratch.array, 0, scratch.end, LOW - key.end);
    if (!pairs.add(one, other)) {
      return;
    }
    if ((long) arena.end + end - start > MOST) {
      throw new NotPlainException("more subjects to join with than memory holds");
    }
    if (count + 1 == from.length) {
      from = Arrays.copyOf(from, 2 * from.length);
      next = Arrays.copyOf(next, 2 * from.length);
    }
    arena.put(subject, start, end);
    int slot = slot(key);
    next[count] = heads[slot];
    heads[slot] = ++count;
    from[count] = arena.end;
  }

  private int slot(Bytes key) {
    long high = Bytes.hash(key.array, 0, key.end, HIGH);
    long low = Bytes.hash(key.array, 0, key.end, LOW) | 1;
    int slot = find(high, low);
    if (heads[slot] == 0) {
      slots[2 * slot] = high;
      slots[2 * slot + 1] = low;
      if (++keys * 2 > heads.length) {
        grow();
        slot = find(high, low);
      }
    }
    return slot;
  }

  private int find(long high, long low) {
    int mask = heads.length - 1;
    int slot = (int) (high >>> 32) & mask;
    while (slots[2 * slot + 1] != 0 && (slots[2 * slot] != high || slots[2 * slot + 1] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] before = slots;
    int[] first = heads;
    slots = new long[2 * before.length];
    heads = new int[2 * first.length];
    for (int i = 0; i < first.length; i++) {
      if (before[2 * i + 1] != 0) {
        int slot = find(before[2 * i], before[2 * i + 1]);
        slots[2 * slot] = before[2 * i];
        slots[2 * slot + 1] = before[2 * i + 1];
        heads[slot] = first[i];
      }
    }
  }

  /// @return the first subject of a key; 0 when there is none
  int first(Bytes key) {
    long high = Bytes.hash(key.array, 0, key.end, HIGH);
    long low = Bytes.hash(key.array, 0, key.end, LOW) | 1;
    return heads[find(high, low)];
  }

  /// @return the one after; 0 when there is none
  int after(int subject) {
    return next[subject - 1];
  }

  void put(int subject, Bytes out) {
    out.put(arena.array, from[subject - 1], from[subject]);
  }
}
