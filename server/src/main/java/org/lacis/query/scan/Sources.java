package org.lacis.query.scan;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.jspecify.annotations.Nullable;
import org.lacis.store.SortedQuads;
import org.lacis.store.TwinDataset;

/// What one execution reads from.
///
/// @param tables the indexes of the transaction
/// @param context for expressions that are left to Jena
record Sources(List<SortedQuads> tables, Words words, ExecutionContext context) {
  static Sources of(TwinDataset twin, ExecutionContext context) {
    return new Sources(
        twin.sortedQuads(), new Words(twin.ids(), Names.of(context.getContext(), twin)), context);
  }

  /// @throws QueryCancelledException when nobody waits for the answer any more
  void check() {
    AtomicBoolean cancel = cancelSignal();
    if (cancel != null && cancel.get()) {
      throw new QueryCancelledException();
    }
  }

  private @Nullable AtomicBoolean cancelSignal() {
    return context.getCancelSignal();
  }
}
