package org.lacis.federate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/// What all members say, as a graph, for what Jena may look up statement by statement. Each look-up
/// is a request to those who have something of the kind.
final class FederatedGraph extends GraphBase {
  private static final Var SUBJECT = Var.alloc("s");
  private static final Var PREDICATE = Var.alloc("p");
  private static final Var OBJECT = Var.alloc("o");

  private final Node name;
  private final Asked asked;

  /// @param name of a graph, or [Pattern#UNION]
  FederatedGraph(Node name, Asked asked) {
    this.name = name;
    this.asked = asked;
  }

  Node name() {
    return name;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple wanted) {
    Triple open =
        Triple.create(
            open(wanted.getSubject(), SUBJECT),
            open(wanted.getPredicate(), PREDICATE),
            open(wanted.getObject(), OBJECT));
    Pattern pattern = new Pattern(name, open);
    Optional<List<Group>> plan =
        Plan.of(asked.sources(List.of(pattern)), java.util.Set.of(), new ExprList());
    if (plan.isEmpty()) {
      return WrappedIterator.emptyIterator();
    }
    ExecutionContext context = ExecutionContext.create(Context.emptyContext());
    List<Triple> found = new ArrayList<>();
    QueryIterator rows =
        new BoundJoin(
            plan.get().getFirst(), asked.inquiry(), QueryIterRoot.create(context), context);
    while (rows.hasNext()) {
      Binding row = rows.next();
      found.add(
          Triple.create(
              value(open.getSubject(), row),
              value(open.getPredicate(), row),
              value(open.getObject(), row)));
    }
    return WrappedIterator.create(found.iterator());
  }

  private static Node open(Node node, Var variable) {
    return node.isConcrete() ? node : variable;
  }

  private static Node value(Node node, Binding row) {
    return Var.isVar(node) ? row.get(Var.alloc(node)) : node;
  }
}
