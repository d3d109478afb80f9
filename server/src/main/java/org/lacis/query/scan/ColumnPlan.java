package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.OpAssign;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpReduced;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.jspecify.annotations.Nullable;
import org.lacis.store.TwinDataset;
import org.lacis.vocabulary.Geo;

/// Puts column-wise operations in the place of what they can take over of a query, the largest
/// parts first.
public final class ColumnPlan {
  /// Its properties that are functions begin so.
  private static final String JENA = "http://jena.";

  private final TwinDataset twin;
  private final List<OpColumns> made = new ArrayList<>();

  public ColumnPlan(TwinDataset twin) {
    this.twin = twin;
  }

  /// Whether a query is made of patterns alone, none of which is about geometry: then nobody else
  /// need look at it. Small questions are answered in the time of a few such looks.
  public static boolean isPlain(Op op) {
    return switch (op) {
      case OpProject project -> isPlain(project.getSubOp());
      case OpDistinct distinct -> isPlain(distinct.getSubOp());
      case OpSlice slice -> isPlain(slice.getSubOp());
      case OpQuadPattern quads ->
          quads.getBasicPattern().getList().stream().allMatch(ColumnPlan::isPlain);
      default -> false;
    };
  }

  private static boolean isPlain(Triple triple) {
    Node predicate = triple.getPredicate();
    return predicate.isURI()
        && !predicate.getURI().startsWith(Geo.NS)
        && !predicate.getURI().startsWith(JENA);
  }

  /// @param op quad patterns and what is done with them, optimised, the default graph named as the
  ///   union that it is
  public Op apply(Op op) {
    Op planned = rewritten(op);
    return made.isEmpty() || !twin.sortedQuads().isEmpty() ? planned : op;
  }

  private Op rewritten(Op op) {
    Optional<Shape> shape = Shape.of(op);
    if (shape.isPresent()) {
      OpColumns columns = new OpColumns(op, shape.orElseThrow(), twin);
      made.add(columns);
      return columns;
    }
    // Only where the operation below starts from nothing, as the whole does.
    return switch (op) {
      case OpProject one -> below(one);
      case OpDistinct one -> below(one);
      case OpReduced one -> below(one);
      case OpSlice one -> below(one);
      case OpOrder one -> below(one);
      case OpTopN one -> below(one);
      case OpExtend one -> below(one);
      case OpAssign one -> below(one);
      case OpGroup one -> below(one);
      // TDB2 puts such a filter among the patterns below it.
      case OpFilter one -> Relation.of(one.getSubOp()).isPresent() ? one : below(one);
      case OpConditional two -> new OpConditional(rewritten(two.getLeft()), two.getRight());
      case OpJoin two -> OpJoin.create(rewritten(two.getLeft()), rewritten(two.getRight()));
      case OpLeftJoin two ->
          OpLeftJoin.create(rewritten(two.getLeft()), rewritten(two.getRight()), two.getExprs());
      case OpMinus two -> OpMinus.create(rewritten(two.getLeft()), rewritten(two.getRight()));
      case OpUnion two -> new OpUnion(rewritten(two.getLeft()), rewritten(two.getRight()));
      default -> op;
    };
  }

  private Op below(Op1 op) {
    Op before = op.getSubOp();
    Op after = rewritten(before);
    return after.equals(before) ? op : op.copy(after);
  }

  /// What runs column by column, in words, one part a line, with the order of its patterns and how
  /// many rows each was thought to give.
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (OpColumns columns : made) {
      notes.add("column by column: " + words(columns.shape()));
    }
    return notes;
  }

  private String words(Shape shape) {
    @Nullable String done =
        shape.grouping() == null ? null : "grouped by " + shape.grouping().keys();
    Sources sources = Sources.of(twin, Contexts.plain(twin));
    JoinPlan plan = new JoinPlan(shape.relation(), sources);
    String order =
        plan.operator() == null ? "no row, since a term is not in the store" : plan.words();
    return order
        + (done == null ? "" : ", " + done)
        + (shape.sort().isEmpty() ? "" : ", sorted by " + shape.sort())
        + (shape.distinct() ? ", each row once" : "");
  }
}
