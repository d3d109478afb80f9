package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.BindingComparator;
import org.jspecify.annotations.Nullable;

/// The rows of its input in the order of some variables, all or the first of them. Rows that the
/// variables do not tell apart come in the order that Jena gives them.
final class Sorting extends Operator {
  private final Operator input;
  private final Sources sources;
  private final List<SortCondition> conditions;
  private final long limit;
  private @Nullable List<long[]> sorted;
  private int at;

  /// @param conditions on variables
  /// @param limit -1: all
  Sorting(Operator input, Sources sources, List<SortCondition> conditions, long limit) {
    super(input.variables());
    this.input = input;
    this.sources = sources;
    this.conditions = List.copyOf(conditions);
    this.limit = limit;
  }

  @Override
  @Nullable Batch next() {
    List<long[]> rows = sorted;
    if (rows == null) {
      Comparator<long[]> order = order();
      rows = limit < 0 ? all(order) : first(order);
      sorted = rows;
    }
    int size = Math.min(Batch.MOST, rows.size() - at);
    long[][] columns = new long[variables().size()][size];
    for (int i = 0; i < size; i++) {
      long[] row = rows.get(at++);
      for (int j = 0; j < row.length; j++) {
        columns[j][i] = row[j];
      }
    }
    return size == 0 ? null : new Batch(columns, size);
  }

  private List<long[]> all(Comparator<long[]> order) {
    List<long[]> rows = new ArrayList<>();
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      for (int i = 0; i < batch.size(); i++) {
        rows.add(row(batch, i));
      }
    }
    rows.sort(order);
    return rows;
  }

  private List<long[]> first(Comparator<long[]> order) {
    PriorityQueue<long[]> best = new PriorityQueue<>(order.reversed());
    long[] candidate = new long[variables().size()];
    for (Batch batch = input.next(); batch != null && limit > 0; batch = input.next()) {
      for (int i = 0; i < batch.size(); i++) {
        for (int j = 0; j < candidate.length; j++) {
          candidate[j] = batch.columns()[j][i];
        }
        if (best.size() < limit) {
          best.add(candidate.clone());
        } else if (order.compare(candidate, best.element()) < 0) {
          best.remove();
          best.add(candidate.clone());
        }
      }
    }
    List<long[]> rows = new ArrayList<>(best);
    rows.sort(order);
    return rows;
  }

  private static long[] row(Batch batch, int row) {
    long[] values = new long[batch.columns().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.columns()[i][row];
    }
    return values;
  }

  private Comparator<long[]> order() {
    ValueOrder values = new ValueOrder(sources.words());
    int[] places = conditions.stream().mapToInt(c -> column(c.getExpression().asVar())).toArray();
    boolean[] down = new boolean[places.length];
    for (int i = 0; i < down.length; i++) {
      down[i] = conditions.get(i).getDirection() == Query.ORDER_DESCENDING;
    }
    Var[] variables = variables().toArray(Var[]::new);
    return (a, b) -> {
      for (int i = 0; i < places.length; i++) {
        if (places[i] >= 0) {
          int order = values.compare(a[places[i]], b[places[i]]);
          if (order != 0) {
            return down[i] ? -order : order;
          }
        }
      }
      return ties(variables, a, b);
    };
  }

  private int ties(Var[] variables, long[] a, long[] b) {
    return BindingComparator.compareBindingsSyntactic(
        sources.words().binding(variables, turned(a), 0),
        sources.words().binding(variables, turned(b), 0));
  }

  private static long[][] turned(long[] row) {
    long[][] columns = new long[row.length][1];
    for (int i = 0; i < row.length; i++) {
      columns[i][0] = row[i];
    }
    return columns;
  }
}
