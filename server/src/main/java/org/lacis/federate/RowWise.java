package org.lacis.federate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIter1;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.main.QC;

/// What Jena works out row by row, for many rows at once: OPTIONAL, EXISTS and NOT EXISTS. Each row
/// is given a number that comes back with what it leads to.
final class RowWise extends QueryIter1 {
  // the joins within take their windows from it, several at a time
  private static final int WINDOW = 1_024;
  private static final String NUMBER = ".row";

  /// Which rows leave.
  enum Kind {
    /// each with all it leads to, or as it is
    OPTIONAL,
    /// those that lead to something, as they are
    WITH,
    /// those that lead to nothing
    WITHOUT
  }

  private final Op pattern;
  private final Kind kind;
  private final Var number;
  private Iterator<Binding> ready = Collections.emptyIterator();

  RowWise(QueryIterator input, Op pattern, Kind kind, ExecutionContext context) {
    super(input, context);
    this.pattern = pattern;
    this.kind = kind;
    // one within another has to have a number of its own
    this.number = Var.alloc(NUMBER + depth(pattern));
  }

  /// Whether a pattern gives for many rows what it gives for each: it hands on what a row has, and
  /// cuts, groups and sorts nothing.
  static boolean holds(Op op) {
    return switch (op) {
      case OpBGP _, OpQuadPattern _, OpTable _, OpPath _ -> true;
      case OpService service -> service.getService().isURI() || Var.isVar(service.getService());
      case OpFilter filter ->
          holds(filter.getSubOp())
              && filter.getExprs().getList().stream()
                  .map(Existence::of)
                  .flatMap(java.util.Optional::stream)
                  .allMatch(inner -> holds(inner.pattern()));
      case OpExtend extend -> holds(extend.getSubOp());
      case OpGraph graph -> holds(graph.getSubOp());
      case OpSequence sequence -> sequence.getElements().stream().allMatch(RowWise::holds);
      case OpUnion union -> holds(union.getLeft()) && holds(union.getRight());
      case OpConditional optional -> holds(optional.getLeft()) && holds(optional.getRight());
      default -> false;
    };
  }

  private static int depth(Op op) {
    return switch (op) {
      case OpFilter filter ->
          Math.max(
              depth(filter.getSubOp()),
              filter.getExprs().getList().stream()
                  .map(Existence::of)
                  .flatMap(java.util.Optional::stream)
                  .mapToInt(inner -> 1 + depth(inner.pattern()))
                  .max()
                  .orElse(0));
      case OpExtend extend -> depth(extend.getSubOp());
      case OpGraph graph -> depth(graph.getSubOp());
      case OpSequence sequence ->
          sequence.getElements().stream().mapToInt(RowWise::depth).max().orElse(0);
      case OpUnion union -> Math.max(depth(union.getLeft()), depth(union.getRight()));
      case OpConditional optional ->
          1 + Math.max(depth(optional.getLeft()), depth(optional.getRight()));
      default -> 0;
    };
  }

  @Override
  protected boolean hasNextBinding() {
    while (!ready.hasNext()) {
      List<Binding> rows = new ArrayList<>();
      while (rows.size() < WINDOW && getInput().hasNext()) {
        rows.add(getInput().next());
      }
      if (rows.isEmpty()) {
        return false;
      }
      ready = answered(rows).iterator();
    }
    return true;
  }

  @Override
  protected Binding moveToNextBinding() {
    return ready.next();
  }

  private List<Binding> answered(List<Binding> rows) {
    List<List<Binding>> found = new ArrayList<>();
    List<Binding> numbered = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      found.add(new ArrayList<>());
      numbered.add(BindingFactory.binding(rows.get(i), number, Keys.number(i)));
    }
    QueryIterator all =
        QC.execute(
            pattern,
            QueryIterPlainWrapper.create(numbered.iterator(), getExecContext()),
            getExecContext());
    try {
      while (all.hasNext()) {
        Binding row = all.next();
        found.get(Keys.of(row.get(number))).add(row);
      }
    } finally {
      all.close();
    }
    List<Binding> answer = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      switch (kind) {
        case OPTIONAL -> {
          if (found.get(i).isEmpty()) {
            answer.add(rows.get(i));
          } else {
            found.get(i).forEach(row -> answer.add(without(row)));
          }
        }
        case WITH -> addIf(answer, rows.get(i), found.get(i), list -> !list.isEmpty());
        case WITHOUT -> addIf(answer, rows.get(i), found.get(i), List::isEmpty);
      }
    }
    return answer;
  }

  private static void addIf(
      List<Binding> answer, Binding row, List<Binding> found, Predicate<List<Binding>> test) {
    if (test.test(found)) {
      answer.add(row);
    }
  }

  private Binding without(Binding row) {
    var builder = BindingFactory.builder();
    row.forEach((variable, value) -> {
      if (!variable.equals(number)) {
        builder.add(variable, value);
      }
    });
    return builder.build();
  }

  @Override
  protected void closeSubIterator() {}

  @Override
  protected void requestSubCancel() {}
}
