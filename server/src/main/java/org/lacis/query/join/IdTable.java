package org.lacis.query.join;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.sparql.core.Var;

/// Rows of the store's numbers, a column a variable, every row with all of them. Not changed once
/// it is handed out, and then safe for threads.
final class IdTable {
  private final List<Var> variables;
  private final List<LongArrayList> columns = new ArrayList<>();

  IdTable(List<Var> variables) {
    this.variables = List.copyOf(variables);
    variables.forEach(_ -> columns.add(new LongArrayList()));
  }

  List<Var> variables() {
    return variables;
  }

  /// @return -1 when there is no such column
  int column(Var variable) {
    return variables.indexOf(variable);
  }

  int width() {
    return variables.size();
  }

  int size() {
    return columns.isEmpty() ? 0 : columns.getFirst().size();
  }

  long id(int column, int row) {
    return columns.get(column).getLong(row);
  }

  /// All values of a column.
  long[] column(int column) {
    return columns.get(column).toLongArray();
  }

  /// Adds a value to a column; a row is there when each column has got one.
  void add(int column, long id) {
    columns.get(column).add(id);
  }

  void trim() {
    columns.forEach(LongArrayList::trim);
  }

  /// The rows that a list names, in its order.
  IdTable rows(it.unimi.dsi.fastutil.ints.IntList rows) {
    IdTable some = new IdTable(variables);
    for (int column = 0; column < columns.size(); column++) {
      for (int i = 0; i < rows.size(); i++) {
        some.add(column, id(column, rows.getInt(i)));
      }
    }
    return some;
  }

  long bytes() {
    return 8L * size() * columns.size();
  }
}
