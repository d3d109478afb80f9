package org.lacis.serve.sparql;

import java.util.List;
import java.util.function.Supplier;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;

/// Rows that tell when they were cut off by the time limit. Fuseki swallows that exception once it
/// has begun to write, and would end the answer as if it were whole.
record WatchedRows(RowSet rows, Runnable cancelled) implements RowSet {
  @Override
  public boolean hasNext() {
    return watch(rows::hasNext);
  }

  @Override
  public Binding next() {
    return watch(rows::next);
  }

  private <T> T watch(Supplier<T> step) {
    try {
      return step.get();
    } catch (QueryCancelledException e) {
      cancelled.run();
      throw e;
    }
  }

  @Override
  public List<Var> getResultVars() {
    return rows.getResultVars();
  }

  @Override
  public long getRowNumber() {
    return rows.getRowNumber();
  }

  @Override
  public void close() {
    rows.close();
  }
}
