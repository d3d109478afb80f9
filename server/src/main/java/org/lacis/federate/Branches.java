package org.lacis.federate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter1;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.main.QC;

/// A union whose branches are given many rows at once, and are under way together.
final class Branches extends QueryIter1 {
  private static final int LARGEST = 1_024;

  private final List<Op> branches;
  private final Deque<QueryIterator> open = new ArrayDeque<>();

  Branches(List<Op> branches, QueryIterator input, ExecutionContext context) {
    super(input, context);
    this.branches = List.copyOf(branches);
  }

  @Override
  protected boolean hasNextBinding() {
    while (true) {
      while (!open.isEmpty()) {
        if (open.peek().hasNext()) {
          return true;
        }
        open.remove().close();
      }
      if (!getInput().hasNext()) {
        return false;
      }
      boolean root = getInput().isJoinIdentity();
      List<Binding> rows = new ArrayList<>();
      while (rows.size() < LARGEST && getInput().hasNext()) {
        rows.add(getInput().next());
      }
      for (Op branch : branches) {
        QueryIterator given =
            root
                ? QueryIterRoot.create(getExecContext())
                : QueryIterPlainWrapper.create(rows.iterator(), getExecContext());
        open.add(FederatedExecutor.started(QC.execute(branch, given, getExecContext())));
      }
    }
  }

  @Override
  protected Binding moveToNextBinding() {
    return open.element().next();
  }

  @Override
  protected void closeSubIterator() {
    open.forEach(QueryIterator::close);
    open.clear();
  }

  @Override
  protected void requestSubCancel() {}
}
