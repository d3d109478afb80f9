package org.lacis.query.join;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.jspecify.annotations.Nullable;

/// Asks whether the query is still wanted. Safe for threads.
public record Cancel(@Nullable AtomicBoolean signal) {

  public static Cancel of(ExecutionContext context) {
    return new Cancel(context.getCancelSignal());
  }

  public boolean isSet() {
    return signal != null && signal.get();
  }

  /// @throws QueryCancelledException when it is not wanted any more
  public void check() {
    if (isSet()) {
      throw new QueryCancelledException();
    }
  }
}
