package org.lacis.federate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.PlanOp;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.engine.main.QueryEngineMain;
import org.apache.jena.sparql.util.Context;

/// Answers queries of a [FederatedDataset]: by one member where only that one has anything of them,
/// else by [FederatedExecutor] or FedX.
final class FederatedEngine extends QueryEngineMain {
  private final Asked asked;

  private FederatedEngine(
      Query query, DatasetGraph dataset, Binding input, Context context, Asked asked) {
    super(query, dataset, input, context);
    this.asked = asked;
  }

  /// Patterns know their graph, since partners are asked for it.
  @Override
  protected Op createOp(Query query) {
    return Algebra.toQuadForm(super.createOp(query));
  }

  // conditions stay around the patterns they belong to: members are asked for several together
  @Override
  protected Op modifyOp(Op op) {
    context.set(ARQ.optFilterPlacementBGP, false);
    context.set(ARQ.optReorderBGP, false);
    QC.setFactory(context, execution -> new FederatedExecutor(execution, asked));
    return super.modifyOp(op);
  }

  @Override
  public QueryIterator eval(Op op, DatasetGraph dataset, Binding input, Context context) {
    FederatedGraph all = new FederatedGraph(Pattern.UNION, asked);
    ExecutionContext execution = ExecutionContext.create(dataset, all, context);
    QueryIterator root =
        org.apache.jena.sparql.engine.iterator.QueryIterRoot.create(input, execution);
    return new Ending(QC.execute(op, root, execution), asked.inquiry());
  }

  /// Takes queries of a [FederatedDataset].
  static final class Factory implements QueryEngineFactory {
    @Override
    public boolean accept(Query query, DatasetGraph dataset, Context context) {
      return dataset instanceof FederatedDataset;
    }

    @Override
    public Plan create(Query query, DatasetGraph dataset, Binding input, Context given) {
      FederatedDataset federated = (FederatedDataset) dataset;
      Federation federation = federated.federation();
      Context context = given.copy();
      Inquiry inquiry = context.get(Inquiry.SYMBOL);
      if (inquiry == null) {
        throw new IllegalStateException("a federated query without an inquiry");
      }
      if (query.hasDatasetDescription()) {
        throw FederateException.of(
            "not-asked-here",
            "query",
            "FROM",
            "a query of all that twins say",
            "Name graphs with GRAPH, or ask one twin.");
      }
      Asked asked = federation.asked(federated.twin(), inquiry);
      Reach reach = Reach.of(query);
      if (inquiry.wishes().engine() != Inquiry.Engine.OWN && !inquiry.wishes().sources()) {
        if (inquiry.wishes().engine() == Inquiry.Engine.FEDX) {
          inquiry.note("FedX");
          return plan(federation.byFedx(query, asked), query);
        }
        Map<Pattern, List<Member>> sources = asked.sources(reach.patterns());
        Optional<Member> only = reach.only(sources);
        if (only.isPresent() && only.get().isOwn()) {
          inquiry.note("all of it of " + Own.NAME);
          inquiry.contributed(only.get());
          return own(query, federated, input, context);
        }
        if (only.isPresent() && reach.isPlain() && input.isEmpty()) {
          inquiry.note("all of it of " + only.get().name());
          return plan(Whole.asked(query, only.get(), inquiry), query);
        }
      }
      return new FederatedEngine(query, dataset, input, context, asked).getPlan();
    }

    /// The twin's own engine has its indexes.
    private static Plan own(Query query, FederatedDataset dataset, Binding input, Context context) {
      return QueryEngineRegistry.findFactory(query, dataset.twin(), context)
          .create(query, dataset.twin(), input, context);
    }

    private static Plan plan(List<Binding> rows, Query query) {
      Context context = Context.emptyContext().copy();
      ExecutionContext execution = ExecutionContext.create(context);
      QueryIterator all = QueryIterPlainWrapper.create(rows.iterator(), execution);
      return new PlanOp(Algebra.compile(query), null, all);
    }

    @Override
    public boolean accept(Op op, DatasetGraph dataset, Context context) {
      return false;
    }

    @Override
    public Plan create(Op op, DatasetGraph dataset, Binding input, Context context) {
      throw new UnsupportedOperationException("queries are asked, not their algebra");
    }
  }
}
