package org.lacis.query.join;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
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
import org.lacis.query.scan.IdTable;
import org.lacis.query.scan.PatternTables;
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
    int[] all = new int[table.size()];
    Arrays.setAll(all, row -> row);
    return QueryIterPlainWrapper.create(rows(table, all, context).iterator(), context);
  }

  /// Some rows of a table, in the order given, that pass the filters.
  final Stream<Binding> rows(IdTable table, int[] order, ExecutionContext context) {
    IntFunction<Binding> row =
        JoinRows.single(new Rows.Numbers(table, readable.names(table)), twin, context);
    Stream<Binding> rows = Arrays.stream(order).mapToObj(row);
    return filters.isEmpty() ? rows : rows.filter(each -> filters.isSatisfied(each, context));
  }

  /// What patterns give for some literals, by look-ups.
  final IdTable lookedUp(long[] literals, ExecutionContext context) {
    IdTable start = new IdTable(readable.literal(), literals);
    return new PatternTables(twin, context).after(start, readable.patterns());
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
    return Objects.hash(words(), otherwise);
  }

  @Override
  public final boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpRows rows
        && rows.words().equals(words())
        && rows.otherwise.equalTo(otherwise, labels);
  }
}
