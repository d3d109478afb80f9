package org.lacis.query;

import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpLib;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.core.Substitute;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.function.FunctionEnvBase;
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
    super(OneGraph.asked(query, twin), twin.storage(), input, context);
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
    return new Deferred(
        () -> super.eval(planned(op, context), dataset, input, context),
        ExecutionContext.create(dataset, context));
  }

  /// The plan, step by step: the union has a name, properties become functions, functions start
  /// from the spatial index, and what is left runs on columns of numbers.
  private Op planned(Op op, Context context) {
    Op united = united(op);
    Op spatial = ColumnPlan.isPlain(united) ? united : spatial(rewritten(united, context), context);
    return columns(spatial, context);
  }

  /// TDB2 does the same to the whole; the parts that we put aside have to be done before.
  private Op united(Op op) {
    return isDynamicDataset() ? op : OpLib.unionDefaultGraphQuads(op);
  }

  private Op rewritten(Op op, Context context) {
    return context.isTrue(QuerySetup.WITHOUT_REWRITE)
        ? op
        : RelationRewrite.apply(
            op, (subject, predicate) -> twin.contains(Node.ANY, subject, predicate, Node.ANY));
  }

  private Op spatial(Op op, Context context) {
    IndexUse use = context.get(QuerySetup.INDEX_USE, IndexUse.ESTIMATED);
    if (use == IndexUse.NONE) {
      return op;
    }
    Planning planning =
        new Planning(
            twin,
            QuerySetup.sides(context),
            use,
            !isDynamicDataset() && QC2.getFilter(context) == null,
            context.get(QuerySetup.NOTES),
            context.get(QuerySetup.MEASURED));
    return new SpatialPlan(planning, new FunctionEnvBase(context)).apply(op);
  }

  private Op columns(Op op, Context context) {
    boolean plain =
        isDynamicDataset()
            || context.isTrue(QuerySetup.WITHOUT_COLUMNS)
            || QC2.getFilter(context) != null;
    if (plain) {
      return op;
    }
    ColumnPlan plan = new ColumnPlan(twin);
    Op planned = plan.apply(op);
    Set<String> notes = context.get(QuerySetup.NOTES);
    if (notes != null) {
      notes.addAll(plan.notes());
    }
    return planned;
  }

  /// The operations before the spatial index and the columns come in.
  static Op prepared(Query query, TwinDataset twin, Binding input, Context context) {
    TwinEngine engine = new TwinEngine(query, twin, input, context);
    return engine.rewritten(
        engine.united(engine.modifyOp(engine.createOp(OneGraph.asked(query, twin)))), context);
  }

  /// What would be executed.
  static Op planned(Query query, TwinDataset twin, Binding input, Context context) {
    TwinEngine engine = new TwinEngine(query, twin, input, context);
    Op op =
        Substitute.substitute(engine.modifyOp(engine.createOp(OneGraph.asked(query, twin))), input);
    return engine.planned(op, context);
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
