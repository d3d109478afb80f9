package org.lacis.query.join;

import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.lacis.query.scan.IdTable;

/// The rows of one side of a join.
sealed interface Rows {

  int size();

  long bytes();

  /// Rows of numbers.
  ///
  /// @param names of the columns in the query at hand
  record Numbers(IdTable table, List<Var> names) implements Rows {
    @Override
    public int size() {
      return table.size();
    }

    @Override
    public long bytes() {
      return table.bytes();
    }
  }

  /// Rows as the query engine made them.
  record Bindings(List<Binding> list) implements Rows {
    @Override
    public int size() {
      return list.size();
    }

    @Override
    public long bytes() {
      return 500L * list.size();
    }
  }
}
