package org.lacis.query.join;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.lacis.query.scan.IdTable;
import org.lacis.query.scan.Pattern;
import org.lacis.query.scan.PatternTables;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinDataset;

/// Carries what was read in one state of the store on to another, from what lies between them.
///
/// A quad that was touched can make or break only rows that agree with it in the pattern it
/// matches. So those rows are taken out, and what the patterns give now for the same values is put
/// in; whether the quad came or went need not be known, nor which of the two states is the older.
record Carrying(TwinDataset twin, ExecutionContext context) {
  /// Of more rows that came or went, a side is better put in order anew; when one step brings as
  /// many, read anew.
  private static final int MOST = 4_000;

  /// Likewise of more than this part of its rows.
  private static final int SHARE = 8;

  /// Values of the variables of one pattern, by touched quads that match it.
  private record Touched(List<Var> variables, Set<List<Long>> values) {}

  /// @return empty when reading it anew is less work
  Optional<Side> carried(Side side, List<Pattern> patterns, Var literal, Delta delta) {
    List<Touched> touched = new ArrayList<>();
    int values = 0;
    for (Pattern pattern : patterns) {
      Touched by = touched(pattern, delta, twin.ids());
      if (!by.values.isEmpty()) {
        if (by.variables.isEmpty()) {
          return Optional.empty();
        }
        touched.add(by);
        values += by.values.size();
      }
    }
    if (touched.isEmpty()) {
      return Optional.of(side);
    }
    IdTable table = ((Rows.Numbers) side.rows()).table();
    int most = Math.min(MOST, 100 + table.size() / SHARE);
    if (values > most) {
      return Optional.empty();
    }
    IntOpenHashSet out = new IntOpenHashSet();
    for (Touched by : touched) {
      agreeing(table, by, side, out);
    }
    IdTable in = now(table.variables(), touched, patterns, most);
    if (in == null) {
      return Optional.empty();
    }
    int column = table.column(literal);
    Cancel cancel = Cancel.of(context);
    Side changed = side.changed(out, in, column, twin, cancel);
    return Optional.of(changed.changes() > most ? changed.whole(column, twin, cancel) : changed);
  }

  /// Whether a property gave only literals of the index, before and after.
  ///
  /// @param before what was found before
  /// @return empty when it has to be looked up
  Optional<Boolean> placed(boolean before, Pattern pattern, Delta delta) {
    long[] ids = pattern.ids(twin.ids()).orElse(null);
    if (ids == null) {
      return Optional.of(before);
    }
    for (int at = 0; at < delta.quads().length; at += 4) {
      if (matches(ids, delta.quads(), at)) {
        long object = delta.quads()[at + 3];
        if (twin.spatial().box(object).isNull()) {
          if (!before || twin.ids().count(ids[0], ids[1], ids[2], object, 1) > 0) {
            return before ? Optional.of(false) : Optional.empty();
          }
        }
      }
    }
    return Optional.of(before);
  }

  private static boolean matches(long[] ids, long[] quads, int at) {
    for (int place = 0; place < 4; place++) {
      if (ids[place] != NodeIds.ABSENT && ids[place] != quads[at + place]) {
        return false;
      }
    }
    return true;
  }

  private static Touched touched(Pattern pattern, Delta delta, NodeIds store) {
    List<Var> variables = List.copyOf(new LinkedHashSet<>(pattern.variables()));
    Set<List<Long>> values = new HashSet<>();
    long[] ids = pattern.ids(store).orElse(null);
    for (int at = 0; ids != null && at < delta.quads().length; at += 4) {
      if (matches(ids, delta.quads(), at)) {
        Long[] value = new Long[variables.size()];
        boolean one = true;
        for (int place = 0; place < 4; place++) {
          if (pattern.isVariable(place)) {
            int column = variables.indexOf(Var.alloc(pattern.terms().get(place)));
            long id = delta.quads()[at + place];
            one &= value[column] == null || value[column] == id;
            value[column] = id;
          }
        }
        if (one) {
          values.add(List.of(value));
        }
      }
    }
    return new Touched(variables, values);
  }

  /// Adds the rows that agree with a touched quad.
  private static void agreeing(IdTable table, Touched by, Side side, IntOpenHashSet rows) {
    int[] columns = by.variables.stream().mapToInt(table::column).toArray();
    LongOpenHashSet first = new LongOpenHashSet();
    by.values.forEach(value -> first.add((long) value.getFirst()));
    table.rowsWith(
        columns[0],
        first,
        row -> {
          Long[] found = new Long[columns.length];
          for (int i = 0; i < found.length; i++) {
            found[i] = table.id(columns[i], row);
          }
          if (by.values.contains(List.of(found)) && !side.isGone(row)) {
            rows.add(row);
          }
        });
  }

  /// The rows that there are now for what was touched, each once.
  private @org.jspecify.annotations.Nullable IdTable now(
      List<Var> variables, List<Touched> touched, List<Pattern> patterns, int most) {
    IdTable all = new IdTable(variables);
    Set<List<Long>> seen = new HashSet<>();
    for (Touched by : touched) {
      IdTable start = new IdTable(by.variables);
      by.values.forEach(value -> start.add(value.stream().mapToLong(id -> id).toArray()));
      IdTable found = new PatternTables(twin, context).after(start, patterns);
      int[] order = variables.stream().mapToInt(found::column).toArray();
      if (found.size() > most) {
        return null;
      }
      for (int row = 0; row < found.size(); row++) {
        long[] values = new long[order.length];
        for (int column = 0; column < order.length; column++) {
          values[column] = found.id(order[column], row);
        }
        if (seen.add(Arrays.stream(values).boxed().toList())) {
          all.add(values);
        }
      }
    }
    return all;
  }
}
