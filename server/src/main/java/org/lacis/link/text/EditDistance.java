package org.lacis.link.text;

import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;

/// How many single letters must be put in, taken out or exchanged to make one text the other.
///
/// Sixty-four cells of the table at once (Myers 1999, in the form of Hyyrö 2003), so that two texts
/// of the greatest length are held against each other in some tens of milliseconds; a label takes
/// about as long as it takes to read.
final class EditDistance {
  private static final int WORD = Long.SIZE;

  private EditDistance() {}

  /// Levenshtein's distance.
  static int levenshtein(int[] one, int[] other) {
    return distance(one, other, false);
  }

  /// The same, with the exchange of two neighbours counted as one (optimal string alignment: no
  /// part is edited twice).
  static int damerau(int[] one, int[] other) {
    return distance(one, other, true);
  }

  private static int distance(int[] one, int[] other, boolean swaps) {
    int[] pattern = one.length <= other.length ? one : other;
    int[] text = one.length <= other.length ? other : one;
    if (pattern.length == 0) {
      return text.length;
    }
    return new Columns(pattern, swaps).distance(text);
  }

  /// The table's columns, one after the other, each as differences from cell to cell in bits.
  private static final class Columns {
    private final int length;
    private final int blocks;
    private final boolean swaps;
    private final Int2IntMap rows;
    private final long[] places;
    private final long[] up;
    private final long[] down;
    private final long[] zero;

    Columns(int[] pattern, boolean swaps) {
      this.length = pattern.length;
      this.blocks = (length + WORD - 1) / WORD;
      this.swaps = swaps;
      this.rows = new Int2IntOpenHashMap();
      // Row 0 is that of letters which the pattern does not have.
      rows.defaultReturnValue(0);
      for (int code : pattern) {
        rows.putIfAbsent(code, rows.size() + 1);
      }
      this.places = new long[(rows.size() + 1) * blocks];
      for (int i = 0; i < length; i++) {
        places[rows.get(pattern[i]) * blocks + i / WORD] |= 1L << i % WORD;
      }
      this.up = new long[blocks];
      this.down = new long[blocks];
      this.zero = new long[blocks];
      Arrays.fill(up, -1L);
    }

    int distance(int[] text) {
      int score = length;
      int before = 0;
      for (int code : text) {
        int row = rows.get(code);
        score += column(row, before);
        before = row;
      }
      return score;
    }

    /// @return what the last cell gains, -1, 0 or 1
    private int column(int row, int before) {
      // The first row of the table grows by one from column to column.
      long plusIn = 1;
      long minusIn = 0;
      long swapIn = 0;
      int gain = 0;
      for (int block = 0; block < blocks; block++) {
        long match = places[row * blocks + block];
        long swap = 0;
        if (swaps) {
          long earlier = places[before * blocks + block];
          long late = ~zero[block] & match;
          swap = ((late << 1) | swapIn) & earlier;
          swapIn = late >>> (WORD - 1);
        }
        long withCarry = match | minusIn;
        long sum = (withCarry & up[block]) + up[block];
        long diagonal = (sum ^ up[block]) | withCarry | down[block] | swap;
        long plus = down[block] | ~(diagonal | up[block]);
        long minus = up[block] & diagonal;
        if (block == blocks - 1) {
          long last = 1L << (length - 1) % WORD;
          gain = ((plus & last) == 0 ? 0 : 1) - ((minus & last) == 0 ? 0 : 1);
        }
        long plusShifted = (plus << 1) | plusIn;
        long minusShifted = (minus << 1) | minusIn;
        plusIn = plus >>> (WORD - 1);
        minusIn = minus >>> (WORD - 1);
        zero[block] = diagonal;
        up[block] = minusShifted | ~(diagonal | plusShifted);
        down[block] = plusShifted & diagonal;
      }
      return gain;
    }
  }
}
