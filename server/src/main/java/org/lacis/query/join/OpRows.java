package org.lacis.query.join;

import java.util.function.IntFunction;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Transform;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.NodeIsomorphismMap;
import org.apache.jena.tdb2.store.GraphTDB;
import org.lacis.store.TwinDataset;

/// Rows of patterns, found by where their geometries lie and read by numbers. Where something is
/// bound already, another operator that means the same takes its place.
abstract sealed class OpRows extends OpExt permits OpSelection, OpNearest {
  private final Op otherwise;
  private final Sides.WholeRead readable;
  private final ExprList filters;
  private final Sides sides;
  private final TwinDataset twin;

  OpRows(
      String name,
      Op otherwise,
      Sides.WholeRead readable,
      ExprList filters,
      Sides sides,
      TwinDataset twin) {
    super(name);
    this.otherwise = otherwise;
    this.readable = readable;
    this.filters = filters;
    this.sides = sides;
    this.twin = twin;
  }

  final Sides.WholeRead readable() {
    return readable;
  }

  final Sides sides() {
    return sides;
  }

  final TwinDataset twin() {
    return twin;
  }

  /// What tells it from others over the same patterns, for a reader.
  abstract String words();

  /// The rows, with columns named as in [Sides.WholeRead].
  abstract QueryIterator found(ExecutionContext context);

  @Override
  public final Op effectiveOp() {
    return otherwise;
  }

  @Override
  public final QueryIterator eval(QueryIterator input, ExecutionContext context) {
    return new QueryIterRepeatApply(input, context) {
      @Override
      protected QueryIterator nextStage(Binding row) {
        ExecutionContext now = getExecContext();
        return row.isEmpty() && now.getActiveGraph() instanceof GraphTDB
            ? found(now)
            : QC.execute(otherwise, QueryIterSingleton.create(row, now), now);
      }
    };
  }

  /// The rows of a table that pass the filters, in its order.
  final QueryIterator rows(IdTable table, ExecutionContext context) {
    IntFunction<Binding> row =
        JoinRows.single(new Rows.Numbers(table, readable.names(table)), twin);
    java.util.stream.Stream<Binding> rows =
        java.util.stream.IntStream.range(0, table.size()).mapToObj(row);
    return QueryIterPlainWrapper.create(
        rows.filter(each -> passes(each, context)).iterator(), context);
  }

  final boolean passes(Binding row, ExecutionContext context) {
    return filters.isEmpty() || filters.isSatisfied(row, context);
  }

  /// What patterns give for some literals, by look-ups.
  final IdTable lookedUp(long[] literals, Cancel cancel) {
    IdTable start = new IdTable(java.util.List.of(readable.literal()));
    for (long literal : literals) {
      start.add(0, literal);
    }
    return sides.reader(twin, cancel).read(start, readable.patterns());
  }

  @Override
  public final Op apply(Transform transform) {
    return this;
  }

  @Override
  public final void outputArgs(IndentedWriter out, SerializationContext context) {
    out.print(" " + words());
    out.println();
    out.incIndent();
    otherwise.output(out, context);
    out.decIndent();
  }

  @Override
  public final int hashCode() {
    return java.util.Objects.hash(words(), otherwise);
  }

  @Override
  public final boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpRows rows
        && rows.words().equals(words())
        && rows.otherwise.equalTo(otherwise, labels);
  }
}
