package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.tdb2.solver.BindingNodeId;
import org.apache.jena.tdb2.solver.BindingTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinDataset;

/// The rows of a shape as Jena's rows, some at a time.
final class Answer {
  private final Shape shape;
  private final TwinDataset twin;
  private final ExecutionContext context;
  private boolean begun;
  private boolean over;
  private @Nullable Sources sources;
  private @Nullable Operator rows;
  private Var[] variables = {};
  private int[] places = {};
  private long skip;
  private long left;
  private @Nullable Table seen;

  Answer(Shape shape, TwinDataset twin, ExecutionContext context) {
    this.shape = shape;
    this.twin = twin;
    this.context = context;
    this.skip = shape.offset() == Query.NOLIMIT ? 0 : shape.offset();
    this.left = shape.limit() == Query.NOLIMIT ? Long.MAX_VALUE : shape.limit();
  }

  /// @return none at the end
  List<Binding> next() {
    if (over) {
      return List.of();
    }
    if (!begun) {
      begun = true;
      List<Binding> grouped = begin();
      if (grouped != null) {
        over = true;
        return grouped;
      }
    }
    Operator from = rows;
    Sources words = sources;
    while (from != null && words != null && left > 0) {
      Batch batch = from.next();
      if (batch == null) {
        break;
      }
      List<Binding> some = bindings(batch, words.words());
      if (!some.isEmpty()) {
        return some;
      }
    }
    over = true;
    return List.of();
  }

  private @Nullable List<Binding> begin() {
    Sources from = Sources.of(twin, context);
    sources = from;
    Operator relation = new JoinPlan(shape.relation(), from).operator();
    Grouping grouping = shape.grouping();
    if (grouping != null) {
      return grouping.rows(relation, from);
    }
    if (relation != null) {
      rows =
          shape.sort().isEmpty()
              ? relation
              : new Sorting(relation, from, shape.sort(), shape.top());
      columns(relation);
    }
    return null;
  }

  private void columns(Operator relation) {
    List<Var> wanted = shape.project();
    List<Var> kept = new ArrayList<>(wanted == null ? relation.variables() : wanted);
    kept.retainAll(relation.variables());
    variables = kept.toArray(Var[]::new);
    places = kept.stream().mapToInt(relation::column).toArray();
    seen = shape.distinct() ? new Table(places.length, places.length) : null;
  }

  private List<Binding> bindings(Batch batch, Words words) {
    long[][] columns = new long[places.length][];
    for (int i = 0; i < places.length; i++) {
      columns[i] = batch.columns()[places[i]];
    }
    List<Binding> some = new ArrayList<>();
    for (int row = 0; row < batch.size() && left > 0; row++) {
      if (isNew(columns, row)) {
        if (skip > 0) {
          skip--;
        } else {
          left--;
          some.add(
              shape.project() == null
                  ? late(columns, row)
                  : words.binding(variables, columns, row));
        }
      }
    }
    return some;
  }

  private boolean isNew(long[][] columns, int row) {
    Table known = seen;
    if (known == null) {
      return true;
    }
    long[][] key = new long[columns.length][1];
    for (int i = 0; i < key.length; i++) {
      key[i][0] = Inline.canonical(columns[i][row]);
    }
    int before = known.size();
    known.place(key, 0);
    return known.size() > before;
  }

  /// A row whose terms are looked up when they are asked for: Jena goes on with it, and need not
  /// want all of them.
  private Binding late(long[][] columns, int row) {
    NodeTable nodes = twin.storage().getQuadTable().getNodeTupleTable().getNodeTable();
    BindingNodeId numbers = new BindingNodeId();
    for (int i = 0; i < variables.length; i++) {
      long id = columns[i][row];
      if (Inline.isBound(id)) {
        numbers.put(variables[i], nodeId(id));
      }
    }
    return new BindingTDB(numbers, nodes);
  }

  private static NodeId nodeId(long id) {
    if (id >= 0 || id == NodeIds.ABSENT) {
      return NodeIdFactory.createPtr(id);
    }
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (id >>> (56 - 8 * i));
    }
    return NodeIdFactory.get(bytes, 0);
  }
}
