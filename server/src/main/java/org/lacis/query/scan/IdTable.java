package org.lacis.query.scan;

import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;

/// Rows of the store's numbers, a column a variable, every row with all of them. Not changed once
/// it is handed out, and then safe for threads.
public final class IdTable {
  private static final int LEAST = 16;

  private final List<Var> variables;
  private final long[][] columns;
  private int size;

  /// Rows that follow those of the columns; null: none.
  private final @Nullable IdTable more;

  public IdTable(List<Var> variables) {
    this.variables = List.copyOf(variables);
    this.columns = new long[variables.size()][LEAST];
    this.more = null;
  }

  /// A table of one column.
  ///
  /// @param ids its values, not copied
  public IdTable(Var variable, long[] ids) {
    this.variables = List.of(variable);
    this.columns = new long[][] {ids};
    this.size = ids.length;
    this.more = null;
  }

  private IdTable(IdTable alone) {
    this.variables = alone.variables;
    this.columns = alone.columns;
    this.size = alone.size;
    this.more = null;
  }

  private IdTable(IdTable first, IdTable more) {
    this.variables = first.variables;
    this.columns = first.columns;
    this.size = first.size;
    this.more = more;
  }

  /// The rows of a table, then those of another with the same columns; copies neither.
  ///
  /// @param first has no other table's rows behind its own
  public static IdTable of(IdTable first, IdTable more) {
    return new IdTable(first, more);
  }

  /// The rows before those that follow from another table.
  public IdTable first() {
    return more == null ? this : new IdTable(this);
  }

  public List<Var> variables() {
    return variables;
  }

  /// @return -1 when there is no such column
  public int column(Var variable) {
    return variables.indexOf(variable);
  }

  public int width() {
    return columns.length;
  }

  public int size() {
    return more == null ? size : size + more.size();
  }

  public long id(int column, int row) {
    return more == null || row < size ? columns[column][row] : more.id(column, row - size);
  }

  /// Tells the rows that have one of some values in a column.
  public void rowsWith(int column, LongSet values, IntConsumer row) {
    long[] all = columns[column];
    long one = values.iterator().nextLong();
    boolean alone = values.size() == 1;
    for (int i = 0; i < size; i++) {
      if (alone ? all[i] == one : values.contains(all[i])) {
        row.accept(i);
      }
    }
    if (more != null) {
      more.rowsWith(column, values, i -> row.accept(size + i));
    }
  }

  /// All values of a column.
  public long[] values(int column) {
    long[] values = Arrays.copyOf(columns[column], size());
    for (int row = size; row < values.length; row++) {
      values[row] = id(column, row);
    }
    return values;
  }

  /// Adds a row.
  ///
  /// @param row its values, in the order of the columns
  public void add(long[] row) {
    room(size + 1);
    for (int column = 0; column < columns.length; column++) {
      columns[column][size] = row[column];
    }
    size++;
  }

  /// Adds a row of a table with the same columns.
  public void add(IdTable other, int row) {
    room(size + 1);
    for (int column = 0; column < columns.length; column++) {
      columns[column][size] = other.id(column, row);
    }
    size++;
  }

  void addAll(long[][] from, int count) {
    room(size + count);
    for (int column = 0; column < columns.length; column++) {
      System.arraycopy(from[column], 0, columns[column], size, count);
    }
    size += count;
  }

  private void room(int rows) {
    if (columns.length > 0 && rows > columns[0].length) {
      int room = Math.max(rows, 2 * columns[0].length);
      for (int column = 0; column < columns.length; column++) {
        columns[column] = Arrays.copyOf(columns[column], room);
      }
    }
  }

  /// Gives back the room that was taken for more rows.
  public void trim() {
    for (int column = 0; column < columns.length; column++) {
      if (columns[column].length > size) {
        columns[column] = Arrays.copyOf(columns[column], size);
      }
    }
  }

  /// The rows that a list names, in its order.
  public IdTable rows(IntList rows) {
    IdTable some = new IdTable(variables);
    some.room(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      some.add(this, rows.getInt(i));
    }
    return some;
  }

  /// Rows from one on, for an operator.
  long[][] slice(int from, int to) {
    long[][] slice = new long[columns.length][];
    for (int column = 0; column < columns.length; column++) {
      slice[column] = Arrays.copyOfRange(columns[column], from, to);
    }
    return slice;
  }

  public long bytes() {
    long own = columns.length == 0 ? 0 : 8L * columns[0].length * columns.length;
    return more == null ? own : own + more.bytes();
  }
}
