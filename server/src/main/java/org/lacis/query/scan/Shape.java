package org.lacis.query.scan;

import java.util.List;
import java.util.Optional;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpReduced;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;

/// What is done here of a query: a relation, and then, in this order, one of grouping and sorting,
/// projection, leaving out of duplicates, and a slice; all but the relation may be absent.
///
/// @param top how many rows to keep of the sorted ones; -1: all
record Shape(
    Relation relation,
    @Nullable Grouping grouping,
    List<SortCondition> sort,
    long top,
    @Nullable List<Var> project,
    boolean distinct,
    long offset,
    long limit) {

  Shape {
    sort = List.copyOf(sort);
  }

  private boolean sliced() {
    return offset != Query.NOLIMIT || limit != Query.NOLIMIT;
  }

  /// @return empty when the operation is left to Jena, as a whole
  static Optional<Shape> of(Op op) {
    return switch (op) {
      case OpProject project ->
          of(project.getSubOp()).flatMap(shape -> shape.projected(project.getVars()));
      case OpDistinct distinct -> of(distinct.getSubOp()).flatMap(Shape::once);
      case OpReduced reduced -> of(reduced.getSubOp()).flatMap(Shape::once);
      case OpSlice slice ->
          of(slice.getSubOp()).flatMap(shape -> shape.cut(slice.getStart(), slice.getLength()));
      case OpTopN top ->
          of(top.getSubOp()).flatMap(shape -> shape.sorted(top.getConditions(), top.getLimit()));
      case OpOrder order ->
          of(order.getSubOp()).flatMap(shape -> shape.sorted(order.getConditions(), -1));
      case OpGroup group ->
          of(group.getSubOp())
              .filter(Shape::isBare)
              .flatMap(shape -> Grouping.of(group).map(shape::grouped));
      default ->
          Relation.of(op)
              .map(relation ->
                  new Shape(
                      relation, null, List.of(), -1, null, false, Query.NOLIMIT, Query.NOLIMIT));
    };
  }

  private boolean isBare() {
    return grouping == null && sort.isEmpty() && project == null && !distinct && !sliced();
  }

  private Shape grouped(Grouping by) {
    return new Shape(relation, by, sort, top, project, distinct, offset, limit);
  }

  private Optional<Shape> projected(List<Var> variables) {
    return project == null && grouping == null && !distinct && !sliced()
        ? Optional.of(
            new Shape(
                relation, grouping, sort, top, List.copyOf(variables), distinct, offset, limit))
        : Optional.empty();
  }

  private Optional<Shape> once() {
    return grouping == null && !sliced()
        ? Optional.of(new Shape(relation, grouping, sort, top, project, true, offset, limit))
        : Optional.empty();
  }

  private Optional<Shape> cut(long start, long length) {
    return grouping == null && !sliced()
        ? Optional.of(new Shape(relation, grouping, sort, top, project, distinct, start, length))
        : Optional.empty();
  }

  private Optional<Shape> sorted(List<SortCondition> conditions, long first) {
    boolean plain = conditions.stream().allMatch(c -> c.getExpression().isVariable());
    return plain && isBare()
        ? Optional.of(
            new Shape(relation, grouping, conditions, first, project, distinct, offset, limit))
        : Optional.empty();
  }
}
