package org.lacis.query.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.jspecify.annotations.Nullable;
import org.lacis.query.scan.IdTable;
import org.lacis.query.scan.Names;
import org.lacis.store.TwinDataset;

/// The rows of a spatial join, pair after pair of shapes.
final class JoinRows extends QueryIter {
  private final SpatialJoin join;
  private final Side left;
  private final Side right;
  private final boolean leftOuter;
  private final Merge merge;

  /// Pairs of rows of empty geometries, which the join does not see.
  private final boolean nothingHolds;

  private SpatialJoin.@Nullable Pairs pairs;
  private int pair;
  private int leftRow;
  private int rightRow;
  private boolean pairsDone;
  private int emptyLeft;
  private int emptyRight;
  private @Nullable Binding next;

  JoinRows(
      SpatialJoin join,
      Side left,
      Side right,
      boolean leftOuter,
      Rule rule,
      TwinDataset twin,
      ExecutionContext context) {
    super(context);
    this.join = join;
    this.left = left;
    this.right = right;
    this.leftOuter = leftOuter;
    this.nothingHolds = rule.holdsOfNothing();
    this.merge = merge(left.rows(), right.rows(), twin, context);
  }

  @Override
  protected boolean hasNextBinding() {
    while (next == null && !pairsDone) {
      advance();
    }
    while (next == null && nothingHolds && nextNothing()) {
      // Rows that do not fit together are passed over.
    }
    return next != null;
  }

  private void advance() {
    SpatialJoin.Pairs now = pairs;
    if (now == null || pair == now.size()) {
      pairs = join.next();
      pair = 0;
      pairsDone = pairs == null;
      return;
    }
    int a = leftOuter ? now.outer()[pair] : now.inner()[pair];
    int b = leftOuter ? now.inner()[pair] : now.outer()[pair];
    next = merge.row(left.row(a, leftRow), right.row(b, rightRow));
    if (++rightRow == right.rowCount(b)) {
      rightRow = 0;
      if (++leftRow == left.rowCount(a)) {
        leftRow = 0;
        pair++;
      }
    }
  }

  private boolean nextNothing() {
    if (emptyLeft == left.empty().length || right.empty().length == 0) {
      return false;
    }
    next = merge.row(left.empty()[emptyLeft], right.empty()[emptyRight]);
    if (++emptyRight == right.empty().length) {
      emptyRight = 0;
      emptyLeft++;
    }
    return true;
  }

  @Override
  protected Binding moveToNextBinding() {
    Binding row = Objects.requireNonNull(next);
    next = null;
    return row;
  }

  @Override
  protected void closeIterator() {
    join.stop();
  }

  @Override
  protected void requestCancel() {
    // May come on any thread; the one that reads sees it.
    join.cancel();
  }

  /// Makes one row of two.
  @FunctionalInterface
  private interface Merge {
    /// @return null when they do not fit together
    @Nullable Binding row(int left, int right);
  }

  private static Merge merge(Rows left, Rows right, TwinDataset twin, ExecutionContext context) {
    if (left instanceof Rows.Numbers a
        && right instanceof Rows.Numbers b
        && Collections.disjoint(a.names(), b.names())) {
      List<Var> names = new ArrayList<>(a.names());
      names.addAll(b.names());
      IdRow.Heading both = heading(a.table(), b.table(), names, twin, context);
      return (l, r) -> new IdRow(both, l, r);
    }
    IntFunction<Binding> lefts = single(left, twin, context);
    IntFunction<Binding> rights = single(right, twin, context);
    return (l, r) -> {
      Binding one = lefts.apply(l);
      Binding other = rights.apply(r);
      // Merging copies terms, which are better left where they are.
      return one.isEmpty() ? other : other.isEmpty() ? one : Algebra.merge(one, other);
    };
  }

  /// The rows of one side as the query engine wants them.
  static IntFunction<Binding> single(Rows rows, TwinDataset twin, ExecutionContext context) {
    return switch (rows) {
      case Rows.Bindings bindings -> bindings.list()::get;
      case Rows.Numbers numbers -> {
        IdRow.Heading heading = heading(numbers.table(), null, numbers.names(), twin, context);
        yield row -> new IdRow(heading, row, 0);
      }
    };
  }

  private static IdRow.Heading heading(
      IdTable left,
      @Nullable IdTable right,
      List<Var> names,
      TwinDataset twin,
      ExecutionContext context) {
    NodeTable nodes = twin.storage().getQuadTable().getNodeTupleTable().getNodeTable();
    return new IdRow.Heading(left, right, names, Names.of(context.getContext(), twin), nodes);
  }
}
