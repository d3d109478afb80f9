package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;
import org.lacis.store.RangeScan;
import org.lacis.store.SortedQuads;

/// Reads what matches a pattern, once or for each row of an input, from the index that knows most
/// of the pattern beforehand.
final class PatternReader {
  private final SortedQuads table;
  private final boolean union;
  private final int prefix;

  /// By place of the key: a constant; or the column of the input that tells it, else -1.
  private final long[] constants = new long[SortedQuads.WIDTH];

  private final int[] inputs = new int[SortedQuads.WIDTH];

  /// By place of the key: the new variable that is read there, else -1; whether what is read has to
  /// be compared with what is known.
  private final int[] outputs = new int[SortedQuads.WIDTH];

  private final boolean[] checked = new boolean[SortedQuads.WIDTH];
  private final int[] repeats = new int[SortedQuads.WIDTH];
  private boolean anyChecked;

  private final List<Var> fresh = new ArrayList<>();
  private final long[] @Nullable [] places = new long[SortedQuads.WIDTH][];
  private final long[] low = new long[SortedQuads.WIDTH];
  private final long[] high = new long[SortedQuads.WIDTH];
  private final RangeScan scan;
  private boolean exhausted;

  /// @param tables the indexes of the transaction
  /// @param ids of the pattern's terms by column, [NodeIds#ABSENT] for variables
  /// @param known variables of the input, in the order of its columns
  PatternReader(List<SortedQuads> tables, Pattern pattern, long[] ids, List<Var> known) {
    this.union = pattern.union();
    boolean[] told = told(pattern, ids, known);
    this.table = choose(tables, pattern, ids, told);
    this.prefix = prefix(table, told);
    this.scan = table.scan();
    Arrays.fill(inputs, -1);
    Arrays.fill(outputs, -1);
    Arrays.fill(repeats, -1);
    for (int place = 0; place < SortedQuads.WIDTH; place++) {
      int column = table.column(place);
      if (union && column == 0) {
        continue;
      }
      Node term = pattern.terms().get(column);
      constants[place] = ids[column];
      if (Var.isVar(term)) {
        variable(place, Var.alloc(term), known);
      } else {
        checked[place] = place >= prefix;
      }
      anyChecked |= checked[place];
    }
  }

  private void variable(int place, Var variable, List<Var> known) {
    inputs[place] = known.indexOf(variable);
    if (inputs[place] >= 0) {
      checked[place] = place >= prefix;
    } else if (fresh.contains(variable)) {
      repeats[place] = fresh.indexOf(variable);
      checked[place] = true;
    } else {
      outputs[place] = fresh.size();
      fresh.add(variable);
    }
  }

  /// The index whose key begins with most of what is known; of equal ones, that with the fewest
  /// keys to read.
  private static SortedQuads choose(
      List<SortedQuads> tables, Pattern pattern, long[] ids, boolean[] told) {
    SortedQuads best = null;
    int longest = -1;
    for (SortedQuads table : tables) {
      if (pattern.union() && !table.endsWithGraph()) {
        continue;
      }
      int prefix = prefix(table, told);
      if (best == null
          || prefix > longest
          || (prefix == longest && !pattern.union() && smaller(table, best, prefix, ids))) {
        best = table;
        longest = prefix;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no index for " + pattern);
    }
    return best;
  }

  private static boolean smaller(SortedQuads some, SortedQuads other, int prefix, long[] ids) {
    return count(some, prefix, ids) < count(other, prefix, ids);
  }

  private static long count(SortedQuads table, int prefix, long[] ids) {
    long[] low = new long[SortedQuads.WIDTH];
    long[] high = new long[SortedQuads.WIDTH];
    Arrays.fill(high, -1);
    for (int place = 0; place < prefix; place++) {
      long id = ids[table.column(place)];
      if (id == NodeIds.ABSENT) {
        break;
      }
      low[place] = id;
      high[place] = id;
    }
    return table.estimate(low, high);
  }

  private static int prefix(SortedQuads table, boolean[] told) {
    int prefix = 0;
    while (prefix < SortedQuads.WIDTH && told[table.column(prefix)]) {
      prefix++;
    }
    return prefix;
  }

  /// What of a pattern is known before anything is read.
  private static boolean[] told(Pattern pattern, long[] ids, List<Var> known) {
    boolean[] told = new boolean[SortedQuads.WIDTH];
    for (int column = 0; column < told.length; column++) {
      told[column] = ids[column] != NodeIds.ABSENT || known.contains(pattern.terms().get(column));
    }
    return told;
  }

  /// The variables that the pattern adds to those of the input.
  List<Var> fresh() {
    return fresh;
  }

  /// Whether the keys of a reading are in the order of this variable, so that ranges of it can be
  /// read alone.
  boolean isNext(Var variable) {
    return prefix < SortedQuads.WIDTH
        && outputs[prefix] >= 0
        && fresh.get(outputs[prefix]).equals(variable);
  }

  String index() {
    return table.name();
  }

  /// About how many keys a reading without input meets.
  long estimate(Ranges ranges) {
    long sum = 0;
    for (Ranges.Range range : ranges.ranges()) {
      aim(null, 0, range);
      sum += table.estimate(low, high);
    }
    return sum;
  }

  /// About how many keys one value of a variable meets, by a few samples; the variable follows the
  /// constants in the key.
  double each(int most) {
    aim(null, 0, Ranges.ALL.ranges().getFirst());
    List<long[]> samples = table.samples(low, high, most);
    double sum = 0;
    for (long[] sample : samples) {
      long[] from = low.clone();
      long[] to = high.clone();
      from[prefix] = sample[prefix];
      to[prefix] = sample[prefix];
      sum += table.estimate(from, to);
    }
    return samples.isEmpty() ? 0 : sum / samples.size();
  }

  /// Goes to what matches.
  ///
  /// @param input columns of the row of the input; null when the pattern needs none
  /// @param range of the first place of the key that is not known
  void open(long @Nullable [][] input, int row, Ranges.Range range) {
    aim(input, row, range);
    scan.range(low, high);
    exhausted = false;
  }

  private void aim(long @Nullable [][] input, int row, Ranges.Range range) {
    for (int place = 0; place < SortedQuads.WIDTH; place++) {
      if (place < prefix) {
        long id =
            input != null && inputs[place] >= 0 ? input[inputs[place]][row] : constants[place];
        low[place] = id;
        high[place] = id;
      } else {
        low[place] = place == prefix ? range.low() : 0;
        high[place] = place == prefix ? range.high() : -1;
      }
    }
  }

  /// Whether the last reading came to the end of what was opened.
  boolean exhausted() {
    return exhausted;
  }

  /// Reads on.
  ///
  /// @param out the columns of the new variables begin at `column`
  /// @param from first row to write
  /// @return rows written; may be 0 before the end
  int read(long[][] out, int column, int from, int most, long @Nullable [][] input, int row) {
    for (int place = 0; place < SortedQuads.WIDTH; place++) {
      if (outputs[place] >= 0) {
        places[place] = out[column + outputs[place]];
      } else if (checked[place]) {
        places[place] = scratch(place, from + most);
      }
    }
    int count = scan.read(places, from, most, union);
    exhausted = count < most;
    return anyChecked ? kept(out, column, from, count, input, row) : count;
  }

  private long[] scratch(int place, int size) {
    long[] known = places[place];
    return known != null && known.length >= size ? known : new long[size];
  }

  private int kept(
      long[][] out, int column, int from, int count, long @Nullable [][] input, int row) {
    int to = from;
    for (int i = from; i < from + count; i++) {
      if (passes(out, column, i, input, row)) {
        if (to < i) {
          for (int j = 0; j < fresh.size(); j++) {
            out[column + j][to] = out[column + j][i];
          }
        }
        to++;
      }
    }
    return to - from;
  }

  private boolean passes(long[][] out, int column, int at, long @Nullable [][] input, int row) {
    for (int place = 0; place < SortedQuads.WIDTH; place++) {
      long[] found = places[place];
      if (!checked[place] || found == null) {
        continue;
      }
      long wanted =
          repeats[place] >= 0
              ? out[column + repeats[place]][at]
              : input != null && inputs[place] >= 0 ? input[inputs[place]][row] : constants[place];
      if (found[at] != wanted) {
        return false;
      }
    }
    return true;
  }
}
