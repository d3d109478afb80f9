package org.lacis.query.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.tdb2.solver.BindingTDB;
import org.apache.jena.tdb2.store.GraphTDB;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinDataset;

/// What stands on one side of a spatial join.
public sealed interface Operand {

  /// What the query engine could put in its place.
  Op op();

  /// A geometry that is known beforehand.
  record Constant(Placed value) implements Operand {
    @Override
    public Op op() {
      return OpTable.unit();
    }
  }

  /// Rows of an operator.
  ///
  /// @param op gives the rows
  /// @param literal the variable of the geometry
  /// @param readable the same without its filters, if it is made of patterns alone
  /// @param filters that the rows must pass; part of `op` too
  record Matches(Op op, Var literal, Optional<Sides.WholeRead> readable, ExprList filters)
      implements Operand {}

  /// Reads a side.
  ///
  /// @param row what is bound already
  default Side read(Sides sides, TwinDataset twin, Binding row, ExecutionContext context) {
    return switch (this) {
      case Constant constant ->
          Side.of(new Rows.Bindings(List.of(row)), List.of(Optional.of(constant.value())));
      case Matches matches ->
          row.isEmpty()
                  && matches.readable().isPresent()
                  && context.getActiveGraph() instanceof GraphTDB
              ? numbers(matches, sides, twin, context)
              : bindings(matches, twin, row, context);
    };
  }

  private static Side numbers(
      Matches matches, Sides sides, TwinDataset twin, ExecutionContext context) {
    Side whole = sides.read(matches.readable().orElseThrow(), twin, context);
    return matches.filters().isEmpty() ? whole : whole.filtered(matches, twin, context);
  }

  private static Side bindings(
      Matches matches, TwinDataset twin, Binding row, ExecutionContext context) {
    List<Binding> rows = new ArrayList<>();
    QueryIterator found =
        QC.execute(matches.op(), QueryIterSingleton.create(row, context), context);
    try {
      found.forEachRemaining(rows::add);
    } finally {
      found.close();
    }
    NodeIds ids = twin.ids();
    long[] literals = new long[rows.size()];
    boolean stored = true;
    for (int i = 0; i < literals.length; i++) {
      literals[i] = id(rows.get(i), matches.literal(), ids);
      stored &= literals[i] != NodeIds.ABSENT;
    }
    return stored
        ? Side.of(new Rows.Bindings(rows), literals, twin.spatial(), ids, Cancel.of(context))
        : Side.of(
            new Rows.Bindings(rows),
            rows.stream()
                .map(each -> Optional.ofNullable(each.get(matches.literal())).flatMap(Placed::of))
                .toList());
  }

  private static long id(Binding row, Var literal, NodeIds ids) {
    if (row instanceof BindingTDB numbered) {
      long id = IdRow.id(numbered.getNodeId(literal));
      if (id != NodeIds.ABSENT) {
        return id;
      }
    }
    Node node = row.get(literal);
    return node == null ? NodeIds.ABSENT : ids.id(node);
  }

  /// The row that binds nothing.
  static Binding nothing() {
    return BindingFactory.empty();
  }
}
