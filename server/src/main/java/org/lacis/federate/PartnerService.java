package org.lacis.federate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterConcat;
import org.apache.jena.sparql.engine.iterator.QueryIterNullIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPeek;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.service.bulk.ChainingServiceExecutorBulk;
import org.apache.jena.sparql.service.bulk.ServiceExecutorBulk;

/// SERVICE of a partner: many rows in a request. Nobody else is asked, whatever address a query
/// names.
final class PartnerService implements ChainingServiceExecutorBulk {
  private final Federation federation;

  PartnerService(Federation federation) {
    this.federation = federation;
  }

  @Override
  public QueryIterator createExecution(
      OpService op, QueryIterator input, ExecutionContext context, ServiceExecutorBulk chain) {
    Inquiry inquiry = context.getContext().get(Inquiry.SYMBOL);
    if (inquiry == null) {
      throw new IllegalStateException("SERVICE without an inquiry");
    }
    return Var.isVar(op.getService())
        ? each(op, input, context, inquiry)
        : one(op, op.getService(), input, context, inquiry);
  }

  private QueryIterator one(
      OpService op, Node service, QueryIterator input, ExecutionContext context, Inquiry inquiry) {
    Optional<Remote> partner = federation.partner(service);
    if (partner.isEmpty()) {
      if (op.getSilent()) {
        return input; // SPARQL 1.1 Federated Query, section 3.1: as if it had said nothing new
      }
      throw federation.unknown(service);
    }
    inquiry.note("SERVICE of " + partner.get().name());
    return new BoundJoin(ServicePart.of(op, partner.get()), inquiry, input, context);
  }

  /// Rows that name their service themselves.
  private QueryIterator each(
      OpService op, QueryIterator input, ExecutionContext context, Inquiry inquiry) {
    Var variable = Var.alloc(op.getService());
    QueryIterPeek peeked = QueryIterPeek.create(input, context);
    if (!peeked.hasNext()) {
      return QueryIterNullIterator.create(context);
    }
    Map<Node, List<Binding>> rows = new LinkedHashMap<>();
    while (peeked.hasNext()) {
      Binding row = peeked.next();
      Node service = row.get(variable);
      if (service == null || !service.isURI()) {
        throw FederateException.of(
            "unknown-partner",
            "query, SERVICE " + variable,
            service == null ? "no value" : service.toString(),
            "the IRI of a partner",
            "Give the variable a value before, as with VALUES.");
      }
      rows.computeIfAbsent(service, _ -> new ArrayList<>()).add(row);
    }
    QueryIterConcat all = new QueryIterConcat(context);
    rows.forEach((service, some) ->
        all.add(
            FederatedExecutor.started(
                one(
                    op,
                    service,
                    QueryIterPlainWrapper.create(some.iterator(), context),
                    context,
                    inquiry))));
    return all;
  }
}
