package org.lacis.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.Op2;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLateral;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpN;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.ExprTransformer;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.util.Context;
import org.lacis.query.join.OpCount;
import org.lacis.query.join.OpSpatialJoin;
import org.lacis.query.rewrite.OpOnce;
import org.lacis.store.TwinDataset;
import org.lacis.store.View;

/// Rewrites a prepared query so that its spatial conditions start from the spatial index: at the
/// top, in OPTIONAL, UNION, GRAPH, subqueries and in the patterns of EXISTS.
///
/// A FILTER over patterns is cut into pieces that share no variable; a piece with a condition
/// against a known geometry starts with the literals that the index finds, and a piece tied to
/// another by a condition between two geometries is joined with it, or looked up for each of its
/// rows where those are few or where they come from outside. What has another shape (`disjoint`) is
/// left as it is and answered by looking at every row.
final class SpatialPlan {
  private final Planning planning;
  private final ConditionReader reader;

  SpatialPlan(Planning planning, FunctionEnv environment) {
    this.planning = planning;
    this.reader = new ConditionReader(environment, Map.of());
  }

  Op apply(Op op) {
    return plan(op, Set.of());
  }

  /// @param bound what each row has bound when it comes to the operator
  private Op plan(Op op, Set<Var> bound) {
    return switch (op) {
      case OpFilter filter -> filter(filter, bound);
      case OpSequence sequence -> sequence(sequence, bound);
      case OpConditional optional ->
          new OpConditional(
              plan(optional.getLeft(), bound),
              plan(optional.getRight(), with(bound, optional.getLeft())));
      case OpLeftJoin optional ->
          OpLeftJoin.create(
              plan(optional.getLeft(), bound),
              plan(optional.getRight(), Set.of()),
              optional.getExprs());
      case OpUnion union ->
          OpUnion.create(plan(union.getLeft(), bound), plan(union.getRight(), bound));
      case OpLateral lateral ->
          OpLateral.create(
              plan(lateral.getLeft(), bound),
              plan(lateral.getRight(), with(bound, lateral.getLeft())));
      // Their right sides are matched on their own.
      case OpJoin join ->
          OpJoin.create(plan(join.getLeft(), bound), plan(join.getRight(), Set.of()));
      case OpTopN top when bound.isEmpty() ->
          new NearestPlan(planning, reader)
              .apply(top)
              .orElseGet(() -> top.copy(plan(top.getSubOp(), bound)));
      case OpGroup group -> counted(group, plan(group.getSubOp(), bound));
      case OpService service -> service;
      case OpOnce once -> once.over(plan(once.sub(), bound));
      case OpExt other -> other;
      case Op1 one -> one.copy(plan(one.getSubOp(), bound));
      case Op2 two -> two.copy(plan(two.getLeft(), bound), plan(two.getRight(), Set.of()));
      case OpN many -> {
        List<Op> parts = many.getElements().stream().map(part -> plan(part, bound)).toList();
        yield many.copy(new ArrayList<>(parts));
      }
      default -> op;
    };
  }

  /// A join that is only counted makes no rows.
  private static Op counted(OpGroup group, Op sub) {
    List<ExprAggregator> aggregators = group.getAggregators();
    return sub instanceof OpSpatialJoin join
            && group.getGroupVars().isEmpty()
            && aggregators.size() == 1
            && aggregators.getFirst().getAggregator() instanceof AggCount
        ? new OpCount(group, join, aggregators.getFirst().getVar())
        : group.copy(sub);
  }

  private static Set<Var> with(Set<Var> bound, Op op) {
    Set<Var> more = new HashSet<>(bound);
    more.addAll(OpVars.fixedVars(op));
    return more;
  }

  private Op sequence(OpSequence sequence, Set<Var> bound) {
    OpSequence planned = OpSequence.create();
    Set<Var> there = bound;
    for (Op step : sequence.getElements()) {
      planned.add(plan(step, there));
      there = with(there, step);
    }
    return planned;
  }

  private Op filter(OpFilter filter, Set<Var> bound) {
    Optional<Op> arranged = arranged(filter, bound);
    if (arranged.isPresent()) {
      return arranged.orElseThrow();
    }
    Op sub = filter.getSubOp();
    ExprList exprs = exprs(filter.getExprs(), with(bound, sub));
    if (exprs.getList().stream().noneMatch(this::isSpatial)) {
      return OpFilter.filterBy(exprs, plan(sub, bound));
    }
    return switch (sub) {
      case OpUnion union ->
          OpUnion.create(
              plan(OpFilter.filterBy(filter.getExprs(), union.getLeft()), bound),
              plan(OpFilter.filterBy(filter.getExprs(), union.getRight()), bound));
      case OpConditional optional ->
          pushed(filter, optional.getLeft(), bound)
              .map(inner -> {
                Op left = plan(inner.sub(), bound);
                Op right = plan(optional.getRight(), with(bound, optional.getLeft()));
                return filtered(inner.rest(), new OpConditional(left, right), bound);
              })
              .orElseGet(() -> rowByRow(exprs, sub, bound));
      case OpLeftJoin optional ->
          pushed(filter, optional.getLeft(), bound)
              .map(inner -> {
                Op left = plan(inner.sub(), bound);
                Op right = plan(optional.getRight(), Set.of());
                return filtered(
                    inner.rest(), OpLeftJoin.create(left, right, optional.getExprs()), bound);
              })
              .orElseGet(() -> rowByRow(exprs, sub, bound));
      default -> rowByRow(exprs, sub, bound);
    };
  }

  private Op rowByRow(ExprList exprs, Op sub, Set<Var> bound) {
    planning.note(() -> "the patterns under FILTER " + exprs + " are answered row by row");
    return OpFilter.filterBy(exprs, plan(sub, bound));
  }

  private Op filtered(ExprList rest, Op op, Set<Var> bound) {
    return rest.isEmpty() ? op : OpFilter.filterBy(exprs(rest, with(bound, op)), op);
  }

  /// A filter cut in two.
  ///
  /// @param sub the left side with what speaks of its variables alone
  /// @param rest what does not
  private record Pushed(Op sub, ExprList rest) {}

  private Optional<Pushed> pushed(OpFilter filter, Op left, Set<Var> bound) {
    Set<Var> there = with(bound, left);
    ExprList inner = new ExprList();
    ExprList rest = new ExprList();
    for (Expr expr : filter.getExprs()) {
      boolean mine = isSpatial(expr) && there.containsAll(expr.getVarsMentioned());
      (mine ? inner : rest).add(expr);
    }
    return inner.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pushed(OpFilter.filterBy(inner, left), rest));
  }

  private boolean isSpatial(Expr expr) {
    return reader.read(expr).isPresent();
  }

  /// Patterns in a row that starts from the index, if there is a condition that it knows.
  private Optional<Op> arranged(OpFilter filter, Set<Var> bound) {
    Pieces pieces = Pieces.of(filter).orElse(null);
    if (pieces == null) {
      return Optional.empty();
    }
    Map<Var, NodeValue> known = pieces.known();
    ConditionReader informed = new ConditionReader(reader.environment(), known);
    List<Condition> conditions = new ArrayList<>();
    List<Expr> others = new ArrayList<>();
    Set<Var> inner = with(bound, filter);
    for (Expr expr : pieces.filters()) {
      informed.read(expr).ifPresentOrElse(conditions::add, () -> others.add(expr(expr, inner)));
    }
    if (conditions.isEmpty()) {
      return Optional.empty();
    }
    List<Op> first = pieces.first().stream().map(op -> plan(op, bound)).toList();
    Pieces planned = new Pieces(pieces.tables(), known, first, pieces.pieces(), pieces.filters());
    return Optional.of(new PieceOrder(planning, planned, bound, conditions, others).arranged());
  }

  private ExprList exprs(ExprList exprs, Set<Var> bound) {
    return new ExprList(exprs.getList().stream().map(expr -> expr(expr, bound)).toList());
  }

  /// An expression with the patterns of its EXISTS planned.
  private Expr expr(Expr expr, Set<Var> bound) {
    return ExprTransformer.transform(
        new ExprTransformCopy() {
          @Override
          public Expr transform(ExprFunctionOp exists, ExprList args, Op pattern) {
            return exists.copy(args, plan(exists.getGraphPattern(), bound));
          }
        },
        expr);
  }

  static String explain(View view, Question question) {
    if (!(view.dataset() instanceof TwinDataset twin)) {
      return "No spatial index: this state of the twin is no stored one.\n";
    }
    Context context = ARQ.getContext().copy();
    context.putAll(twin.getContext());
    Set<String> notes = new LinkedHashSet<>();
    context.set(QuerySetup.NOTES, notes);
    BindingBuilder values = BindingFactory.builder();
    question.values().forEach((name, node) -> values.add(Var.alloc(name), node));
    Op planned = TwinEngine.planned(question.query(), twin, values.build(), context);
    StringBuilder words = new StringBuilder();
    if (notes.isEmpty()) {
      words.append("The spatial index is not used: no condition it could help with.\n");
    }
    notes.forEach(note -> words.append(note).append('\n'));
    return words.append('\n').append(planned).toString();
  }
}
