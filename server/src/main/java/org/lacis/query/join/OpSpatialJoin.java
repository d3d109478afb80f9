package org.lacis.query.join;

import java.util.Objects;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Transform;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.NodeIsomorphismMap;
import org.lacis.store.TwinDataset;

/// Two sides joined by how their geometries lie, as one operator: both are read as a whole, their
/// envelopes joined in packed trees, and what is left tested exactly on all cores.
public final class OpSpatialJoin extends OpExt {
  private final Operand left;
  private final Operand right;
  private final Rule rule;
  private final Sides sides;
  private final TwinDataset twin;

  /// @param left the first argument of the rule
  /// @param right the second argument; the sides share no variable
  public OpSpatialJoin(Operand left, Operand right, Rule rule, Sides sides, TwinDataset twin) {
    super("spatial-join");
    this.left = left;
    this.right = right;
    this.rule = rule;
    this.sides = sides;
    this.twin = twin;
  }

  @Override
  public Op effectiveOp() {
    return OpJoin.create(left.op(), right.op());
  }

  @Override
  public QueryIterator eval(QueryIterator input, ExecutionContext context) {
    return new QueryIterRepeatApply(input, context) {
      @Override
      protected QueryIterator nextStage(Binding row) {
        return rows(row, getExecContext());
      }
    };
  }

  private QueryIterator rows(Binding row, ExecutionContext context) {
    Side a = left.read(sides, twin, row, context);
    Side b = right.read(sides, twin, row, context);
    boolean leftOuter = a.shapes() <= b.shapes();
    SpatialJoin join = join(a, b, leftOuter, context);
    return new JoinRows(join, a, b, leftOuter, rule, twin, context);
  }

  private SpatialJoin join(Side a, Side b, boolean leftOuter, ExecutionContext context) {
    return new SpatialJoin(
        leftOuter ? a : b,
        leftOuter ? b : a,
        leftOuter,
        rule,
        twin.spatial(),
        twin.committedVersion().isPresent(),
        sides.crew(),
        Cancel.of(context));
  }

  /// How many rows there are, without making them.
  public long count(ExecutionContext context) {
    Side a = left.read(sides, twin, Operand.nothing(), context);
    Side b = right.read(sides, twin, Operand.nothing(), context);
    boolean leftOuter = a.shapes() <= b.shapes();
    SpatialJoin join = join(a, b, leftOuter, context);
    Side outer = leftOuter ? a : b;
    Side inner = leftOuter ? b : a;
    long count = rule.holdsOfNothing() ? (long) a.empty().length * b.empty().length : 0;
    for (SpatialJoin.Pairs pairs = join.next(); pairs != null; pairs = join.next()) {
      for (int i = 0; i < pairs.size(); i++) {
        count += (long) outer.rowCount(pairs.outer()[i]) * inner.rowCount(pairs.inner()[i]);
      }
    }
    return count;
  }

  @Override
  public Op apply(Transform transform) {
    return this;
  }

  @Override
  public void outputArgs(IndentedWriter out, SerializationContext context) {
    out.println(" " + rule.words());
    out.incIndent();
    left.op().output(out, context);
    out.println();
    right.op().output(out, context);
    out.decIndent();
  }

  @Override
  public int hashCode() {
    return Objects.hash(left.op(), right.op(), rule);
  }

  @Override
  public boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpSpatialJoin join
        && join.rule.equals(rule)
        && join.left.op().equalTo(left.op(), labels)
        && join.right.op().equalTo(right.op(), labels);
  }
}
