package org.lacis.federate;

import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.service.ServiceExecutorRegistry;
import org.apache.jena.sparql.util.Context;
import org.lacis.store.TwinDataset;

/// The twin and its partners as a dataset of Jena, for protocol code. Its transactions are those of
/// the twin; a query of it needs an [Inquiry] in its context.
public final class FederatedDataset extends DatasetGraphWrapper {
  private final TwinDataset twin;
  private final Federation federation;

  FederatedDataset(TwinDataset twin, Federation federation) {
    super(twin, context(twin, federation));
    this.twin = twin;
    this.federation = federation;
  }

  private static Context context(TwinDataset twin, Federation federation) {
    Context context = twin.getContext().copy();
    QueryEngineRegistry engines = QueryEngineRegistry.get(context).copy();
    engines.add(new FederatedEngine.Factory());
    QueryEngineRegistry.set(context, engines);
    ServiceExecutorRegistry services = new ServiceExecutorRegistry();
    services.addBulkLink(new PartnerService(federation));
    ServiceExecutorRegistry.set(context, services);
    return context;
  }

  TwinDataset twin() {
    return twin;
  }

  Federation federation() {
    return federation;
  }
}
