package org.lacis.query.scan;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterConcat;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.NodeIsomorphismMap;
import org.jspecify.annotations.Nullable;
import org.lacis.store.TwinDataset;

/// Operations of a query that run column by column. Fed with rows, instead of starting a query, it
/// steps back and lets Jena do as it would have done.
final class OpColumns extends OpExt {
  private final Op original;
  private final Shape shape;
  private final TwinDataset twin;

  OpColumns(Op original, Shape shape, TwinDataset twin) {
    super("columns");
    this.original = original;
    this.shape = shape;
    this.twin = twin;
  }

  Op original() {
    return original;
  }

  Shape shape() {
    return shape;
  }

  @Override
  public Op effectiveOp() {
    return original;
  }

  @Override
  public QueryIterator eval(QueryIterator input, ExecutionContext context) {
    if (!input.hasNext()) {
      return input;
    }
    Binding first = input.next();
    if (first.isEmpty() && !input.hasNext()) {
      input.close();
      return QueryIterPlainWrapper.create(new Rows(new Answer(shape, twin, context)), context);
    }
    QueryIterConcat whole = new QueryIterConcat(context);
    whole.add(QueryIterSingleton.create(first, context));
    whole.add(input);
    return QC.execute(original, whole, context);
  }

  /// Begins when the first row is asked for.
  private static final class Rows implements Iterator<Binding> {
    private final Answer answer;
    private @Nullable List<Binding> ready;
    private int at;

    Rows(Answer answer) {
      this.answer = answer;
    }

    @Override
    public boolean hasNext() {
      List<Binding> rows = ready;
      while (rows == null || at == rows.size()) {
        rows = answer.next();
        ready = rows;
        at = 0;
        if (rows.isEmpty()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Binding next() {
      List<Binding> rows = ready;
      if (!hasNext() || (rows = ready) == null) {
        throw new NoSuchElementException();
      }
      return rows.get(at++);
    }
  }

  @Override
  public Op apply(org.apache.jena.sparql.algebra.Transform transform) {
    return this;
  }

  @Override
  public void outputArgs(IndentedWriter out, SerializationContext context) {
    out.println();
    original.output(out, context);
  }

  @Override
  public int hashCode() {
    return original.hashCode();
  }

  @Override
  public boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpColumns columns && columns.original.equalTo(original, labels);
  }

  /// The variables of the rows, for those who ask before there are any.
  List<Var> variables() {
    List<Var> projected = shape.project();
    return projected == null ? List.copyOf(shape.relation().variables()) : projected;
  }
}
