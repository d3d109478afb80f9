package org.lacis.federate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDatasetNames;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterConvert;
import org.apache.jena.sparql.engine.iterator.QueryIterFilterExpr;
import org.apache.jena.sparql.engine.iterator.QueryIterNullIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPeek;
import org.apache.jena.sparql.engine.main.OpExecutor;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprList;

/// Jena's algebra over several members: patterns are joined by [BoundJoin], optional parts, unions
/// and EXISTS are worked out for many rows at once, everything else is Jena's own.
final class FederatedExecutor extends OpExecutor {
  private final Asked asked;

  FederatedExecutor(ExecutionContext context, Asked asked) {
    super(context);
    this.asked = asked;
  }

  @Override
  protected QueryIterator execute(OpBGP op, QueryIterator input) {
    return patterns(patterns(Pattern.UNION, op.getPattern().getList()), new ExprList(), input);
  }

  @Override
  protected QueryIterator execute(OpQuadPattern op, QueryIterator input) {
    return patterns(patterns(op), new ExprList(), input);
  }

  static List<Pattern> patterns(OpQuadPattern op) {
    return patterns(
        Quad.isDefaultGraph(op.getGraphNode()) || Quad.isUnionGraph(op.getGraphNode())
            ? Pattern.UNION
            : op.getGraphNode(),
        op.getBasicPattern().getList());
  }

  private static List<Pattern> patterns(org.apache.jena.graph.Node graph, List<Triple> triples) {
    return triples.stream().map(triple -> new Pattern(graph, triple)).toList();
  }

  /// Conditions on patterns are tested as soon as their variables have values, and by the members
  /// where they can.
  private QueryIterator patterns(List<Pattern> patterns, ExprList filters, QueryIterator given) {
    QueryIterator input = given;
    if (patterns.isEmpty()) {
      return filtered(input, filters);
    }
    Set<Var> bound = new HashSet<>();
    if (!input.isJoinIdentity()) {
      QueryIterPeek peeked = QueryIterPeek.create(input, execCxt);
      if (!peeked.hasNext()) {
        return peeked;
      }
      peeked.peek().vars().forEachRemaining(bound::add);
      input = peeked;
    }
    Map<Pattern, List<Member>> sources = asked.sources(patterns);
    Optional<List<Group>> plan = Plan.of(sources, bound, filters);
    if (plan.isEmpty()) {
      input.close();
      return QueryIterNullIterator.create(execCxt);
    }
    Set<Expr> open = new LinkedHashSet<>(filters.getList());
    for (Group group : plan.get()) {
      asked.inquiry().note(group.toString());
      input = new BoundJoin(group, asked.inquiry(), input, execCxt);
      bound.addAll(group.variables());
      for (Expr filter : List.copyOf(open)) {
        if (bound.containsAll(filter.getVarsMentioned())) {
          open.remove(filter);
          input = new QueryIterFilterExpr(input, filter, execCxt);
        }
      }
    }
    for (Expr filter : open) {
      input = new QueryIterFilterExpr(input, filter, execCxt);
    }
    return input;
  }

  private QueryIterator filtered(QueryIterator rows, ExprList filters) {
    QueryIterator kept = rows;
    for (Expr filter : filters) {
      kept = new QueryIterFilterExpr(kept, filter, execCxt);
    }
    return kept;
  }

  @Override
  protected QueryIterator execute(OpFilter op, QueryIterator input) {
    ExprList plain = new ExprList();
    List<Existence> existences = new ArrayList<>();
    for (Expr expr : op.getExprs()) {
      Optional<Existence> existence = Existence.of(expr);
      if (existence.isPresent() && RowWise.holds(existence.get().pattern())) {
        existences.add(existence.get());
      } else {
        plain.add(expr);
      }
    }
    QueryIterator rows =
        switch (op.getSubOp()) {
          case OpQuadPattern quads -> patterns(patterns(quads), plain, input);
          default -> filtered(exec(op.getSubOp(), input), plain);
        };
    for (Existence existence : existences) {
      rows =
          new RowWise(
              rows,
              existence.pattern(),
              existence.wanted() ? RowWise.Kind.WITH : RowWise.Kind.WITHOUT,
              execCxt);
    }
    return rows;
  }

  @Override
  protected QueryIterator execute(OpConditional op, QueryIterator input) {
    return RowWise.holds(op.getRight())
        ? new RowWise(exec(op.getLeft(), input), op.getRight(), RowWise.Kind.OPTIONAL, execCxt)
        : super.execute(op, input);
  }

  @Override
  protected QueryIterator execute(OpUnion op, QueryIterator input) {
    List<Op> branches = flattenUnion(op);
    if (!branches.stream().allMatch(RowWise::holds)) {
      return super.execute(op, input);
    }
    return new Branches(branches, input, execCxt);
  }

  // both sides begin before either is waited for

  @Override
  protected QueryIterator execute(OpJoin op, QueryIterator input) {
    QueryIterator left = started(exec(op.getLeft(), input));
    QueryIterator right = started(exec(op.getRight(), root()));
    return org.apache.jena.sparql.engine.join.Join.join(left, right, execCxt);
  }

  @Override
  protected QueryIterator execute(OpLeftJoin op, QueryIterator input) {
    QueryIterator left = started(exec(op.getLeft(), input));
    QueryIterator right = started(exec(op.getRight(), root()));
    return org.apache.jena.sparql.engine.join.Join.leftJoin(left, right, op.getExprs(), execCxt);
  }

  static QueryIterator started(QueryIterator rows) {
    return rows instanceof BoundJoin join ? join.started() : rows;
  }

  @Override
  protected QueryIterator execute(OpProject op, QueryIterator input) {
    if (!op.getVars().contains(Provenance.COLUMN)) {
      return super.execute(op, input);
    }
    QueryIterator rows = exec(op.getSubOp(), input);
    return org.apache.jena.sparql.engine.iterator.QueryIterProject.create(
        new QueryIterConvert(rows, Provenance::told, execCxt), op.getVars(), execCxt);
  }

  @Override
  protected QueryIterator execute(OpPath op, QueryIterator input) {
    org.apache.jena.graph.Node name =
        execCxt.getActiveGraph() instanceof FederatedGraph graph ? graph.name() : Pattern.UNION;
    return new PathRows(op.getTriplePath(), name, asked, input, execCxt);
  }

  /// Paths within one graph.
  @Override
  protected QueryIterator execute(OpGraph op, QueryIterator input) {
    if (Var.isVar(op.getNode())) {
      throw notHere("a path of any length in a graph that is a variable", "the IRI of a graph");
    }
    Graph graph =
        new FederatedGraph(Quad.isDefaultGraph(op.getNode()) ? Pattern.UNION : op.getNode(), asked);
    ExecutionContext inside = ExecutionContext.copyChangeActiveGraph(execCxt, graph);
    return new FederatedExecutor(inside, asked).executeOp(op.getSubOp(), input);
  }

  @Override
  protected QueryIterator execute(OpDatasetNames op, QueryIterator input) {
    throw notHere("the names of all graphs", "a pattern within GRAPH");
  }

  private static FederateException notHere(String found, String expected) {
    return FederateException.of(
        "not-asked-here",
        "query",
        found,
        expected,
        "Ask one twin for it: within SERVICE, or at its own endpoint.");
  }
}
