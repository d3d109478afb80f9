package org.lacis.query;

import java.util.Objects;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.NodeIsomorphismMap;
import org.lacis.query.join.Sides;
import org.lacis.store.TwinDataset;

/// Binds a variable to each literal that the spatial index finds for a condition, so that the
/// patterns after it start from there.
final class OpCandidates extends OpExt {
  private final Condition condition;
  private final Var variable;
  private final Sides sides;
  private final TwinDataset twin;

  OpCandidates(Condition condition, Var variable, Sides sides, TwinDataset twin) {
    super("spatial-index");
    this.condition = condition;
    this.variable = variable;
    this.sides = sides;
    this.twin = twin;
  }

  @Override
  public Op effectiveOp() {
    BasicPattern any = new BasicPattern();
    any.add(Triple.create(Var.alloc(".subject"), Var.alloc(".predicate"), variable));
    return new OpBGP(any);
  }

  @Override
  public QueryIterator eval(QueryIterator input, ExecutionContext context) {
    return new CandidateIterator(input, context, condition, variable, sides, twin);
  }

  @Override
  public Op apply(org.apache.jena.sparql.algebra.Transform transform) {
    return this;
  }

  @Override
  public void outputArgs(IndentedWriter out, SerializationContext context) {
    out.print(" " + variable + " " + condition.expr());
  }

  @Override
  public int hashCode() {
    return Objects.hash(condition.expr(), variable);
  }

  @Override
  public boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpCandidates candidates
        && candidates.variable.equals(variable)
        && candidates.condition.equals(condition);
  }
}
