package org.lacis.query;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;

/// The whole answer of a SELECT.
///
/// @param columns variable names, in the order of the query
/// @param rows in the order of the query
public record Table(List<String> columns, List<Binding> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// @return empty where the row leaves the column unbound
  public Optional<Node> value(int row, String column) {
    return Optional.ofNullable(rows.get(row).get(column));
  }
}
