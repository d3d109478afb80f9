package org.lacis.query;

import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Transform;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.NodeIsomorphismMap;

/// An operator that counts its rows and measures the time until each is there, that of the steps it
/// is fed by included.
final class OpTimed extends OpExt {
  private final Op op;
  private final String words;
  private long rows;
  private long nanos;

  OpTimed(Op op, String words) {
    super("timed");
    this.op = op;
    this.words = words;
  }

  Op op() {
    return op;
  }

  String words() {
    return words;
  }

  long rows() {
    return rows;
  }

  double millis() {
    return nanos / 1e6;
  }

  @Override
  public Op effectiveOp() {
    return op;
  }

  @Override
  public QueryIterator eval(QueryIterator input, ExecutionContext context) {
    long start = System.nanoTime();
    QueryIterator found = QC.execute(op, input, context);
    nanos += System.nanoTime() - start;
    return new QueryIteratorWrapper(found) {
      @Override
      protected boolean hasNextBinding() {
        long from = System.nanoTime();
        boolean has = super.hasNextBinding();
        nanos += System.nanoTime() - from;
        return has;
      }

      @Override
      protected Binding moveToNextBinding() {
        rows++;
        return super.moveToNextBinding();
      }
    };
  }

  @Override
  public Op apply(Transform transform) {
    return this;
  }

  @Override
  public void outputArgs(IndentedWriter out, SerializationContext context) {
    out.print(" ");
    op.output(out, context);
  }

  @Override
  public int hashCode() {
    return op.hashCode();
  }

  @Override
  public boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpTimed timed && timed.op.equalTo(op, labels);
  }
}
