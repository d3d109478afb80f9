package org.lacis.query.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Transform;
import org.apache.jena.sparql.algebra.op.OpExt;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.NodeIsomorphismMap;
import org.apache.jena.tdb2.solver.BindingTDB;
import org.apache.jena.tdb2.store.NodeId;

/// For each row of its input the solutions of an operation, those that agree in some variables
/// once.
///
/// Unlike a DISTINCT, which Jena feeds with rows of a left neighbour and which then takes equal
/// rows of that for one, it keeps the number of its input's rows. Other variables of the operation
/// are hidden ones, and keep one of their values.
public final class OpOnce extends OpExt {
  private final Op sub;
  private final List<Var> variables;

  OpOnce(Op sub, List<Var> variables) {
    super("once");
    this.sub = sub;
    this.variables = List.copyOf(variables);
  }

  public Op sub() {
    return sub;
  }

  List<Var> variables() {
    return variables;
  }

  /// The same over another operation with the same solutions.
  public OpOnce over(Op other) {
    return new OpOnce(other, variables);
  }

  @Override
  public Op effectiveOp() {
    return sub;
  }

  @Override
  public QueryIterator eval(QueryIterator input, ExecutionContext context) {
    return new Rows(input, context);
  }

  private final class Rows extends QueryIterRepeatApply {
    Rows(QueryIterator input, ExecutionContext context) {
      super(input, context);
    }

    @Override
    protected QueryIterator nextStage(Binding row) {
      ExecutionContext context = getExecContext();
      Set<List<Object>> seen = new HashSet<>();
      QueryIterator all = QC.execute(sub, QueryIterSingleton.create(row, context), context);
      Iterator<Binding> fresh =
          org.apache.jena.atlas.iterator.Iter.filter(all, found -> seen.add(key(found)));
      return new QueryIterPlainWrapper(fresh, context) {
        @Override
        protected void closeIterator() {
          all.close();
          super.closeIterator();
        }

        @Override
        protected void requestCancel() {
          all.cancel();
          super.requestCancel();
        }
      };
    }
  }

  /// The store's numbers where it has them: terms need not be read to be compared.
  private List<Object> key(Binding row) {
    List<Object> key = new ArrayList<>(variables.size());
    for (Var variable : variables) {
      NodeId id = row instanceof BindingTDB numbered ? numbered.getNodeId(variable) : null;
      key.add(id != null && !NodeId.isDoesNotExist(id) ? id : row.get(variable));
    }
    return key;
  }

  @Override
  public Op apply(Transform transform) {
    return this;
  }

  @Override
  public void outputArgs(IndentedWriter out, SerializationContext context) {
    out.println(" " + variables);
    sub.output(out, context);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sub, variables);
  }

  @Override
  public boolean equalTo(Op other, NodeIsomorphismMap labels) {
    return other instanceof OpOnce once
        && once.variables.equals(variables)
        && once.sub.equalTo(sub, labels);
  }
}
