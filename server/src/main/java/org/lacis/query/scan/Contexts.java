package org.lacis.query.scan;

import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.util.Context;
import org.lacis.store.TwinDataset;

/// What expressions are asked in when nothing is executed.
final class Contexts {
  private Contexts() {}

  static ExecutionContext plain(TwinDataset twin) {
    Context context = ARQ.getContext().copy();
    context.putAll(twin.getContext());
    return ExecutionContext.create(twin, context);
  }
}
