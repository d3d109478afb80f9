package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.jspecify.annotations.Nullable;

/// GROUP BY of variables, with aggregates of variables.
record Grouping(List<Var> keys, List<Fold.Call> calls) {
  Grouping {
    keys = List.copyOf(keys);
    calls = List.copyOf(calls);
  }

  /// @return empty when an aggregate, or a key that is an expression, is left to Jena
  static Optional<Grouping> of(OpGroup group) {
    Map<Var, ?> computed = group.getGroupVars().getExprs();
    if (!computed.isEmpty() || group.getAggregators().isEmpty()) {
      return Optional.empty();
    }
    List<Fold.Call> calls = new ArrayList<>();
    for (ExprAggregator expr : group.getAggregators()) {
      Optional<Fold.Call> call = Fold.call(expr);
      if (call.isEmpty()) {
        return Optional.empty();
      }
      calls.add(call.orElseThrow());
    }
    return Optional.of(new Grouping(group.getGroupVars().getVars(), calls));
  }

  /// @param rows null: none
  List<Binding> rows(@Nullable Operator rows, Sources sources) {
    Words words = sources.words();
    List<Fold> folds = calls.stream().map(call -> Fold.of(call.kind(), words)).toList();
    Table groups = new Table(keys.size(), keys.size());
    if (rows != null) {
      fold(rows, folds, groups);
    }
    if (groups.size() == 0) {
      return keys.isEmpty() ? List.of(empty()) : List.of();
    }
    List<Binding> found = new ArrayList<>(groups.size());
    Var[] variables = keys.toArray(Var[]::new);
    for (int group = 0; group < groups.size(); group++) {
      BindingBuilder row =
          BindingFactory.builder(words.binding(variables, groups.columns(), group));
      for (int i = 0; i < folds.size(); i++) {
        Node result = folds.get(i).result(group);
        if (result != null) {
          row.add(calls.get(i).result(), result);
        }
      }
      found.add(row.build());
    }
    return found;
  }

  private void fold(Operator rows, List<Fold> folds, Table groups) {
    int[] key = keys.stream().mapToInt(rows::column).toArray();
    int[] values =
        calls.stream().mapToInt(call -> call.of() == null ? -1 : rows.column(call.of())).toArray();
    long[][] columns = new long[key.length][Batch.MOST];
    int[] group = new int[Batch.MOST];
    long[] unbound = new long[Batch.MOST];
    java.util.Arrays.fill(unbound, org.lacis.store.NodeIds.ABSENT);
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      int size = batch.size();
      for (int i = 0; i < key.length; i++) {
        long[] from = key[i] < 0 ? unbound : batch.columns()[key[i]];
        for (int row = 0; row < size; row++) {
          columns[i][row] = Inline.canonical(from[row]);
        }
      }
      for (int row = 0; row < size; row++) {
        group[row] = groups.place(columns, row);
      }
      for (int i = 0; i < values.length; i++) {
        long[] from = values[i] < 0 ? unbound : batch.columns()[values[i]];
        Fold fold = folds.get(i);
        for (int row = 0; row < size; row++) {
          fold.add(group[row], from[row]);
        }
      }
    }
  }

  /// The one row where there is nothing to group.
  private Binding empty() {
    BindingBuilder row = BindingFactory.builder();
    for (Fold.Call call : calls) {
      Node value = call.aggregator().getValueEmpty();
      if (value != null) {
        row.add(call.result(), value);
      }
    }
    return row.build();
  }
}
