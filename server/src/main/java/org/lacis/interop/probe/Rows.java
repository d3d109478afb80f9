package org.lacis.interop.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

/// The answer to a SELECT or ASK.
///
/// @param exchange that it came by
/// @param variables in the order of the answer
/// @param rows empty for an ASK
/// @param truth of an ASK
/// @param problem why it is no answer
public record Rows(
    Exchange exchange,
    List<Var> variables,
    List<Binding> rows,
    Optional<Boolean> truth,
    Optional<String> problem) {

  public Rows {
    variables = List.copyOf(variables);
    rows = List.copyOf(rows);
  }

  /// Whether it is an answer.
  public boolean ok() {
    return problem.isEmpty();
  }

  /// The values of a variable, where it is bound.
  public List<Node> column(String variable) {
    Var var = Var.alloc(variable);
    List<Node> values = new ArrayList<>();
    for (Binding row : rows) {
      if (row.contains(var)) {
        values.add(row.get(var));
      }
    }
    return values;
  }

  /// What a variable is bound to in a row.
  public static Optional<Node> get(Binding row, String variable) {
    return Optional.ofNullable(row.get(Var.alloc(variable)));
  }
}
