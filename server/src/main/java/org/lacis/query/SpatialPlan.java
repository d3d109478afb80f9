package org.lacis.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.core.Substitute;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.function.FunctionEnvBase;
import org.apache.jena.sparql.util.Context;
import org.lacis.query.rewrite.OpOnce;
import org.lacis.query.scan.ColumnPlan;
import org.lacis.store.TwinDataset;
import org.lacis.store.View;

/// Rewrites a prepared query so that its spatial conditions start from the spatial index.
///
/// A FILTER over patterns is cut into pieces that share no variable; a piece with a condition
/// against a known geometry starts with the literals that the index finds, and a piece tied to
/// another by a condition between two geometries is looked up for each row of that other one. What
/// has another shape (a geometry made by BIND, OPTIONAL inside the patterns, `disjoint`) is left as
/// it is and answered by looking at every row.
final class SpatialPlan extends TransformCopy {
  private final TwinDataset twin;
  private final ConditionReader reader;
  private final SequencedSet<String> notes = new LinkedHashSet<>();

  SpatialPlan(TwinDataset twin, Context context) {
    this.twin = twin;
    this.reader = new ConditionReader(new FunctionEnvBase(context));
  }

  Op apply(Op op) {
    return Transformer.transform(this, op);
  }

  @Override
  public Op transform(OpFilter filter, Op sub) {
    if (filter.getExprs().getList().stream().noneMatch(expr -> reader.read(expr).isPresent())) {
      return super.transform(filter, sub);
    }
    // Filters further in, which were rewritten already, are taken up again here.
    Optional<Pieces> pieces = Pieces.of(filter);
    if (pieces.isEmpty()) {
      notes.add("the patterns under FILTER " + filter.getExprs() + " are answered row by row");
      return super.transform(filter, sub);
    }
    List<Condition> conditions = new ArrayList<>();
    List<Expr> others = new ArrayList<>();
    for (Expr expr : pieces.orElseThrow().filters()) {
      reader.read(expr).ifPresentOrElse(conditions::add, () -> others.add(expr));
    }
    return new PieceOrder(twin, pieces.orElseThrow(), conditions, others, notes).arranged();
  }

  @Override
  public Op transform(OpExt op) {
    return op instanceof OpOnce once ? once.over(apply(once.sub())) : super.transform(op);
  }

  static String explain(View view, Question question) {
    if (!(view.dataset() instanceof TwinDataset twin)) {
      return "No spatial index: this state of the twin is no stored one.\n";
    }
    Context context = ARQ.getContext().copy();
    context.putAll(twin.getContext());
    BindingBuilder values = BindingFactory.builder();
    question.values().forEach((name, node) -> values.add(Var.alloc(name), node));
    Binding binding = values.build();
    Op prepared =
        Substitute.substitute(
            TwinEngine.prepared(question.query(), twin, binding, context), binding);
    SpatialPlan plan = new SpatialPlan(twin, context);
    ColumnPlan columns = new ColumnPlan(twin);
    Op planned = columns.apply(plan.apply(prepared));
    StringBuilder words = new StringBuilder();
    if (plan.notes.isEmpty()) {
      words.append("The spatial index is not used: no condition it could help with.\n");
    }
    plan.notes.forEach(note -> words.append(note).append('\n'));
    columns.notes().forEach(note -> words.append(note).append('\n'));
    return words.append('\n').append(planned).toString();
  }
}
