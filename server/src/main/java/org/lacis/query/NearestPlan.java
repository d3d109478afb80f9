package org.lacis.query;

import java.util.List;
import java.util.Optional;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprList;
import org.lacis.geometry.LengthUnit;
import org.lacis.query.join.OpNearest;
import org.lacis.query.join.Placed;
import org.lacis.query.join.Sides;

/// Finds in `ORDER BY geof:distance(?g, known, unit) LIMIT k` what a walk of the spatial index from
/// the nearest on can answer. The distance may have been given a name before.
record NearestPlan(Planning planning, ConditionReader reader) {

  /// What is sorted by.
  ///
  /// @param expr the function
  private record Distance(
      Expr expr, Var literal, Placed constant, boolean first, LengthUnit unit) {}

  /// What is asked for.
  ///
  /// @param rows how many
  /// @param alone whether nothing but the distance says which and in what order
  private record Wanted(int rows, boolean alone) {
    /// The same without the index.
    Op sorted(Op op, Distance distance) {
      return new OpTopN(op, rows, List.of(new SortCondition(distance.expr, Query.ORDER_ASCENDING)));
    }
  }

  Optional<Op> apply(OpTopN top) {
    SortCondition condition = top.getConditions().getFirst();
    boolean alone = top.getConditions().size() == 1;
    if (condition.getDirection() == Query.ORDER_DESCENDING || planning.use() == IndexUse.NONE) {
      return Optional.empty();
    }
    return distance(condition.getExpression(), top.getSubOp())
        .flatMap(distance -> nearest(top.getSubOp(), distance, new Wanted(top.getLimit(), alone)))
        // Rows keep the order in which the walk gives them.
        .map(rows -> alone ? new OpSlice(rows, Query.NOLIMIT, top.getLimit()) : top.copy(rows));
  }

  private Optional<Distance> distance(Expr expr, Op below) {
    if (expr.isVariable()) {
      for (Op op = below; op instanceof OpExtend extend; op = extend.getSubOp()) {
        Expr meant = extend.getVarExprList().getExpr(expr.asVar());
        if (meant != null) {
          return distance(meant, extend.getSubOp());
        }
      }
      return Optional.empty();
    }
    if (!(expr instanceof E_Function function)) {
      return Optional.empty();
    }
    LengthUnit unit = reader.unit(function).orElse(null);
    if (unit == null) {
      return Optional.empty();
    }
    Expr a = function.getArg(1);
    Expr b = function.getArg(2);
    boolean first = a.isVariable();
    Expr other = first ? b : a;
    Expr variable = first ? a : b;
    return variable.isVariable() && !other.isVariable()
        ? reader
            .geometry(other)
            .filter(placed -> !placed.value().shape().isEmpty())
            .map(value -> new Distance(function, variable.asVar(), value, first, unit))
        : Optional.empty();
  }

  /// The operator with its patterns cut down to the nearest rows; empty when that is not possible.
  private Optional<Op> nearest(Op op, Distance distance, Wanted wanted) {
    return switch (op) {
      case OpExtend extend when !extend.getVarExprList().contains(distance.literal()) ->
          nearest(extend.getSubOp(), distance, wanted)
              .map(sub -> OpExtend.create(sub, extend.getVarExprList()));
      // Every row of the left side gives at least one.
      case OpConditional optional ->
          nearest(optional.getLeft(), distance, wanted)
              .map(left -> new OpConditional(left, optional.getRight()));
      case OpLeftJoin optional ->
          nearest(optional.getLeft(), distance, wanted)
              .map(left -> OpLeftJoin.create(left, optional.getRight(), optional.getExprs()));
      default -> patterns(op, distance, wanted);
    };
  }

  private Optional<Op> patterns(Op op, Distance distance, Wanted wanted) {
    Pieces pieces = Pieces.of(op).orElse(null);
    if (pieces == null
        || !planning.byNumbers()
        || !pieces.tables().isEmpty()
        || !pieces.first().isEmpty()
        || pieces.pieces().size() != 1) {
      return Optional.empty();
    }
    Pieces.Piece piece = pieces.pieces().getFirst();
    List<Expr> filters = pieces.filters();
    return Sides.WholeRead.of(piece.patterns(), distance.literal(), planning.twin())
        .map(readable -> {
          planning.note(() ->
              "spatial index: the "
                  + wanted.rows
                  + " nearest "
                  + distance.literal()
                  + ", outwards");
          return planning.timed(
              new OpNearest(
                  wanted.alone ? wanted.sorted(op, distance) : op,
                  readable,
                  wanted.rows,
                  !wanted.alone,
                  distance.constant(),
                  distance.first(),
                  distance.unit(),
                  new ExprList(filters),
                  planning.sides(),
                  planning.twin()),
              "nearest " + distance.literal());
        });
  }
}
