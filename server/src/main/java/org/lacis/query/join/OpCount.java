package org.lacis.query.join;

import java.util.Objects;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Transform;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterGroup;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.NodeIsomorphismMap;

/// `COUNT(*)` of a spatial join, from its pairs of shapes alone.
public final class OpCount extends OpExt {
  private final OpGroup group;
  private final OpSpatialJoin join;
  private final Var variable;

  /// @param group what is replaced
  /// @param variable the number's
  public OpCount(OpGroup group, OpSpatialJoin join, Var variable) {
    super("spatial-count");
    this.group = group;
    this.join = join;
    this.variable = variable;
  }

  @Override
  public Op effectiveOp() {
    return group;
  }

  @Override
  public QueryIterator eval(QueryIterator input, ExecutionContext context) {
    if (!input.isJoinIdentity()) {
      return new QueryIterGroup(
          join.eval(input, context), group.getGroupVars(), group.getAggregators(), context);
    }
    // Counted when it is asked for: a query's time begins after its operators are put together.
    return new QueryIterRepeatApply(input, context) {
      @Override
      protected QueryIterator nextStage(Binding row) {
        NodeValue count = NodeValue.makeInteger(join.count(getExecContext()));
        return QueryIterSingleton.create(
            BindingFactory.binding(variable, count.asNode()), getExecContext());
      }
    };
  }

  @Override
  public Op apply(Transform transform) {
    return this;
  }

  @Override
  public void outputArgs(IndentedWriter out, SerializationContext context) {
    out.print(" " + variable + " ");
    join.output(out, context);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(group);
  }

  @Override
  public boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpCount count && count.group.equalTo(group, labels);
  }
}
