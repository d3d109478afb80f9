package org.lacis.query;

import java.util.function.Supplier;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.jspecify.annotations.Nullable;
import org.lacis.query.join.Cancel;

/// Rows whose making begins when the first is asked for.
///
/// Jena starts to count a query's time after its operators are put together, and TDB2 looks at the
/// first row when it puts its own together: what comes before that row would be nobody's time.
final class Deferred extends QueryIter {
  private final Supplier<QueryIterator> start;
  private @Nullable QueryIterator rows;

  Deferred(Supplier<QueryIterator> start, ExecutionContext context) {
    super(context);
    this.start = start;
  }

  private QueryIterator rows() {
    QueryIterator begun = rows;
    if (begun == null) {
      begun = start.get();
      rows = begun;
      if (Cancel.of(getExecContext()).isSet()) {
        throw new QueryCancelledException();
      }
    }
    return begun;
  }

  @Override
  protected boolean hasNextBinding() {
    return rows().hasNext();
  }

  @Override
  protected Binding moveToNextBinding() {
    return rows().next();
  }

  @Override
  protected void closeIterator() {
    performClose(rows);
  }

  @Override
  protected void requestCancel() {
    performRequestCancel(rows);
  }
}
