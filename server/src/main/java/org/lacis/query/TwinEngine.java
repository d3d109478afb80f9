package org.lacis.query;

import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpLib;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.tdb2.solver.QC2;
import org.apache.jena.tdb2.solver.QueryEngineTDB;
import org.lacis.query.rewrite.RelationRewrite;
import org.lacis.query.scan.ColumnPlan;
import org.lacis.store.TwinDataset;

/// TDB2's query engine, which looks into the spatial index where that pays.
final class TwinEngine extends QueryEngineTDB {
  private final TwinDataset twin;

  private TwinEngine(Query query, TwinDataset twin, Binding input, Context context) {
    super(query, twin.storage(), input, context);
    this.twin = twin;
  }

  private TwinEngine(Op op, TwinDataset twin, Binding input, Context context) {
    super(op, twin.storage(), input, context);
    this.twin = twin;
  }

  /// TDB2 would put the union in the place of what `FROM` names, since the store's context asks for
  /// it; the union is for queries that name nothing.
  @Override
  protected DatasetGraph dynamicDataset(
      DatasetDescription description, DatasetGraph dataset, boolean union) {
    return DynamicDatasets.dynamicDataset(description, dataset, union);
  }

  @Override
  public QueryIterator eval(Op op, DatasetGraph dataset, Binding input, Context context) {
    // TDB2 does the same to the whole; the parts that we put aside have to be done before.
    Op union = isDynamicDataset() ? op : OpLib.unionDefaultGraphQuads(op);
    Op rewritten = context.isTrue(QuerySetup.WITHOUT_REWRITE) ? union : rewritten(union, twin);
    Op planned =
        context.isTrue(QuerySetup.WITHOUT_INDEX)
            ? rewritten
            : new SpatialPlan(twin, context).apply(rewritten);
    return super.eval(columns(planned, context), dataset, input, context);
  }

  /// What is left of the operations runs on numbers, where that is possible.
  private Op columns(Op op, Context context) {
    boolean plain =
        isDynamicDataset()
            || context.isTrue(QuerySetup.WITHOUT_COLUMNS)
            || QC2.getFilter(context) != null;
    return plain ? op : new ColumnPlan(twin).apply(op);
  }

  /// The operations TDB2 would execute, before the spatial index comes in.
  static Op prepared(Query query, TwinDataset twin, Binding input, Context context) {
    TwinEngine engine = new TwinEngine(query, twin, input, context);
    return rewritten(OpLib.unionDefaultGraphQuads(engine.modifyOp(engine.createOp(query))), twin);
  }

  private static Op rewritten(Op op, TwinDataset twin) {
    return RelationRewrite.apply(
        op, (subject, predicate) -> twin.contains(Node.ANY, subject, predicate, Node.ANY));
  }

  /// Takes every query over the store's dataset.
  static final class Factory implements QueryEngineFactory {
    @Override
    public boolean accept(Query query, DatasetGraph dataset, Context context) {
      return dataset instanceof TwinDataset;
    }

    @Override
    public Plan create(Query query, DatasetGraph dataset, Binding input, Context context) {
      return new TwinEngine(query, (TwinDataset) dataset, input, context).getPlan();
    }

    @Override
    public boolean accept(Op op, DatasetGraph dataset, Context context) {
      return dataset instanceof TwinDataset;
    }

    @Override
    public Plan create(Op op, DatasetGraph dataset, Binding input, Context context) {
      return new TwinEngine(op, (TwinDataset) dataset, input, context).getPlan();
    }
  }
}
