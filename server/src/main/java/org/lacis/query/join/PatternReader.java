package org.lacis.query.join;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// Matches patterns that hang together, as columns of numbers: the rarest first, each next one
/// either looked up row by row or, where that would be many look-ups, read whole and joined by
/// hash.
record PatternReader(NodeIds ids, Counts counts, Cancel cancel) {
  /// Counts the matches of a pattern, no farther than a number.
  @FunctionalInterface
  interface Counts {
    long count(Pattern pattern, long most);
  }

  /// Which of two patterns is rarer makes no difference beyond this.
  private static final long MANY = 1_000_000;

  /// A look-up costs about as much as reading so many quads in a row.
  static final int QUADS_PER_LOOKUP = 24;

  /// @param patterns at least one; each shares a variable with another
  IdTable read(List<Pattern> patterns) {
    return read(null, patterns);
  }

  /// @param start rows that are there already, which share a variable with the patterns; null: none
  IdTable read(@Nullable IdTable start, List<Pattern> patterns) {
    List<Pattern> left = new ArrayList<>(patterns);
    if (left.stream().anyMatch(Pattern::hopeless)) {
      return new IdTable(variables(patterns));
    }
    left.sort((a, b) -> Long.compare(counts.count(a, MANY), counts.count(b, MANY)));
    IdTable table = start;
    while (!left.isEmpty()) {
      Pattern next = next(left, table);
      left.remove(next);
      table = table == null ? all(next) : new Step(table, next).joined();
    }
    Objects.requireNonNull(table).trim();
    return table;
  }

  /// The rarest pattern that shares a variable with what is there.
  private static Pattern next(List<Pattern> left, @Nullable IdTable table) {
    if (table != null) {
      for (Pattern pattern : left) {
        if (variables(List.of(pattern)).stream().anyMatch(table.variables()::contains)) {
          return pattern;
        }
      }
    }
    return left.getFirst();
  }

  private static List<Var> variables(List<Pattern> patterns) {
    SequencedSet<Var> all = new LinkedHashSet<>();
    for (Pattern pattern : patterns) {
      for (int slot = 0; slot < 4; slot++) {
        Var variable = pattern.variable(slot);
        if (variable != null) {
          all.add(variable);
        }
      }
    }
    return List.copyOf(all);
  }

  private IdTable all(Pattern pattern) {
    IdTable unit = new IdTable(variables(List.of(pattern)));
    int[] slots = slots(unit, pattern);
    scan(
        pattern,
        pattern.ids(),
        quad -> {
          if (same(pattern, quad)) {
            for (int column = 0; column < slots.length; column++) {
              unit.add(column, quad[slots[column]]);
            }
          }
        });
    return unit;
  }

  private static int[] columns(IdTable table, Pattern pattern) {
    int[] columns = new int[4];
    for (int slot = 0; slot < 4; slot++) {
      Var variable = pattern.variable(slot);
      columns[slot] = variable == null ? -1 : table.column(variable);
    }
    return columns;
  }

  /// The slot of the pattern that fills each column, -1 where there is none.
  private static int[] slots(IdTable table, Pattern pattern) {
    int[] slots = new int[table.variables().size()];
    Arrays.fill(slots, -1);
    for (int slot = 3; slot >= 0; slot--) {
      Var variable = pattern.variable(slot);
      if (variable != null && table.column(variable) >= 0) {
        slots[table.column(variable)] = slot;
      }
    }
    return slots;
  }

  /// Whether a variable that stands twice in a pattern has one value.
  private static boolean same(Pattern pattern, long[] quad) {
    for (int a = 0; a < 4; a++) {
      for (int b = a + 1; b < 4; b++) {
        Var variable = pattern.variable(a);
        if (variable != null && variable.equals(pattern.variable(b)) && quad[a] != quad[b]) {
          return false;
        }
      }
    }
    return true;
  }

  @FunctionalInterface
  private interface Taker {
    /// @param quad used again for the next
    void take(long[] quad);
  }

  /// Every match of a pattern, a triple once where graphs make no difference.
  private void scan(Pattern pattern, List<Long> slots, Taker taker) {
    long[] last = {NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT};
    int[] seen = {0};
    ids.find(
        slots.get(0),
        slots.get(1),
        slots.get(2),
        slots.get(3),
        (g, s, p, o) -> {
          if ((++seen[0] & 0xFFF) == 0) {
            cancel.check();
          }
          if (pattern.union() && last[1] == s && last[2] == p && last[3] == o) {
            return;
          }
          last[0] = g;
          last[1] = s;
          last[2] = p;
          last[3] = o;
          taker.take(last);
        });
  }

  /// A table joined with one more pattern.
  private final class Step {
    private final IdTable table;
    private final Pattern pattern;
    private final IdTable joined;
    private final int[] known;
    private final int[] slots;
    private final int key;

    Step(IdTable table, Pattern pattern) {
      this.table = table;
      this.pattern = pattern;
      this.known = columns(table, pattern);
      SequencedSet<Var> all = new LinkedHashSet<>(table.variables());
      all.addAll(variables(List.of(pattern)));
      this.joined = new IdTable(List.copyOf(all));
      this.slots = slots(joined, pattern);
      int slot = 1;
      while (slot < 4 && known[slot] < 0) {
        slot++;
      }
      this.key = slot == 4 ? 0 : slot;
    }

    IdTable joined() {
      if (known[key] < 0) {
        throw new IllegalArgumentException("patterns that share no variable: " + pattern);
      }
      long most = (long) QUADS_PER_LOOKUP * table.size();
      if (counts.count(pattern, most + 1) > most) {
        lookUp();
      } else {
        hash();
      }
      return joined;
    }

    private void lookUp() {
      for (int row = 0; row < table.size(); row++) {
        List<Long> slots = new ArrayList<>(pattern.ids());
        for (int slot = 0; slot < 4; slot++) {
          if (known[slot] >= 0) {
            slots.set(slot, table.id(known[slot], row));
          }
        }
        if ((row & 0xFF) == 0) {
          cancel.check();
        }
        int at = row;
        scan(pattern, slots, quad -> take(at, quad));
      }
    }

    private void hash() {
      int[] next = new int[table.size()];
      Long2IntOpenHashMap first = new Long2IntOpenHashMap(table.size());
      first.defaultReturnValue(-1);
      // Backwards, so that each chain has the order of the rows.
      for (int row = table.size() - 1; row >= 0; row--) {
        next[row] = first.put(table.id(known[key], row), row);
      }
      scan(
          pattern,
          pattern.ids(),
          quad -> {
            for (int row = first.get(quad[key]); row >= 0; row = next[row]) {
              take(row, quad);
            }
          });
    }

    private void take(int row, long[] quad) {
      for (int slot = 0; slot < 4; slot++) {
        if (known[slot] >= 0 && table.id(known[slot], row) != quad[slot]) {
          return;
        }
      }
      if (!same(pattern, quad)) {
        return;
      }
      int width = table.variables().size();
      for (int column = 0; column < width; column++) {
        joined.add(column, table.id(column, row));
      }
      for (int column = width; column < slots.length; column++) {
        joined.add(column, quad[slots[column]]);
      }
    }
  }
}
