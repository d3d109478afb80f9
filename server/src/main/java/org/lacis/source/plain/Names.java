package org.lacis.source.plain;

import java.util.Arrays;

/// The names that stand in records, as they come: the next is guessed from the one before, since
/// records are much alike. Belongs to one thread.
final class Names {
  private static final int MOST = 1 << 10;

  private final byte[][] wanted;
  private byte[][] names = new byte[16][];
  private int[] columns = new int[16];
  private int count;
  private int guess;

  /// @param wanted the names of the columns, in UTF-8
  Names(byte[][] wanted) {
    this.wanted = wanted;
  }

  /// A record begins.
  void begin() {
    guess = 0;
  }

  /// If the bytes from `at` on are the name that came here before and then `behind`, its length,
  /// else 0; [#guessed()] is its column.
  int match(byte[] bytes, int at, int limit, char behind) {
    if (guess < count) {
      byte[] name = names[guess];
      int end = at + name.length;
      if (end < limit
          && bytes[end] == behind
          && Arrays.equals(bytes, at, end, name, 0, name.length)) {
        return name.length;
      }
    }
    return 0;
  }

  /// The column of the name that matched; -1 when nobody wants it.
  int guessed() {
    return columns[guess++];
  }

  /// The column of a name; -1 when nobody wants it.
  int column(byte[] bytes, int from, int to) {
    for (int i = 0; i < count; i++) {
      if (Arrays.equals(bytes, from, to, names[i], 0, names[i].length)) {
        guess = i + 1;
        return columns[i];
      }
    }
    int column = -1;
    for (int i = 0; i < wanted.length; i++) {
      if (Arrays.equals(bytes, from, to, wanted[i], 0, wanted[i].length)) {
        column = i;
      }
    }
    if (count < MOST) {
      learn(Arrays.copyOfRange(bytes, from, to), column);
    }
    return column;
  }

  private void learn(byte[] name, int column) {
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      columns = Arrays.copyOf(columns, 2 * count);
    }
    names[count] = name;
    columns[count] = column;
    count++;
    guess = count;
  }
}
