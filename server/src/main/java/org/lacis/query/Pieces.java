package org.lacis.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpAssign;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpReduced;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.util.VarUtils;

/// Patterns that all have to match, in pieces that share no variable, so that the pieces can be
/// matched in any order; with the filters that stood among them.
///
/// @param tables rows that are known beforehand: VALUES, and BIND of constants
/// @param known variables that have one value in every row, by BIND
/// @param first what is no pattern (a subquery, a UNION, a computed BIND); at most one, which gives
///   its rows before the patterns are matched
/// @param pieces in the order of the query
/// @param filters of the patterns
record Pieces(
    List<Op> tables,
    Map<Var, NodeValue> known,
    List<Op> first,
    List<Piece> pieces,
    List<Expr> filters) {

  /// @param op quad patterns and basic patterns in a row
  /// @param patterns triples with the graph they are looked for in
  record Piece(Op op, List<Quad> patterns, Set<Var> variables) {
    boolean hasObject(Var variable) {
      return patterns.stream().anyMatch(pattern -> pattern.getObject().equals(variable));
    }

    /// The patterns one after the other, from one that has the variable along shared variables.
    /// TDB2 orders what is in one pattern, and may begin with a whole class.
    Op from(Var variable) {
      if (!(op instanceof OpQuadPattern) || patterns.size() == 1) {
        return op;
      }
      Set<Node> known = new HashSet<>(Set.of(variable));
      List<Quad> left = new ArrayList<>(patterns);
      List<Op> steps = new ArrayList<>();
      while (!left.isEmpty()) {
        Quad next = left.getFirst();
        for (Quad quad : left) {
          if (unknown(quad, known) < unknown(next, known)) {
            next = quad;
          }
        }
        left.remove(next);
        BasicPattern one = new BasicPattern();
        one.add(next.asTriple());
        steps.add(new OpQuadPattern(next.getGraph(), one));
        known.addAll(List.of(next.getSubject(), next.getPredicate(), next.getObject()));
      }
      return row(steps);
    }

    /// How little of a pattern is known: nothing that hangs together comes last.
    private static int unknown(Quad quad, Set<Node> known) {
      boolean subject = known.contains(quad.getSubject()) || quad.getSubject().isConcrete();
      boolean object = known.contains(quad.getObject());
      int open = subject ? 0 : object ? 1 : 4;
      return open + (object || quad.getObject().isConcrete() ? 0 : 1);
    }
  }

  /// @return empty when the operator is made in another way
  static Optional<Pieces> of(Op op) {
    Pieces flat =
        new Pieces(
            new ArrayList<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    return flat.flatten(op) && !flat.pieces.isEmpty()
        ? Optional.of(flat.connected())
        : Optional.empty();
  }

  private boolean flatten(Op op) {
    return switch (op) {
      case OpQuadPattern quads -> split(quads.getGraphNode(), quads.getBasicPattern(), true);
      case OpBGP triples -> split(Quad.defaultGraphNodeGenerated, triples.getPattern(), false);
      case OpSequence sequence -> sequence.getElements().stream().allMatch(this::flatten);
      case OpJoin join -> flatten(join.getLeft()) && flatten(join.getRight());
      case OpFilter filter -> {
        filters.addAll(filter.getExprs().getList());
        yield flatten(filter.getSubOp());
      }
      case OpTable table -> tables.add(table);
      case OpExtend extend when isConstant(extend.getVarExprList()) -> {
        tables.add(OpExtend.create(OpTable.unit(), extend.getVarExprList()));
        extend
            .getVarExprList()
            .forEachVarExpr((variable, value) -> known.put(variable, value.getConstant()));
        yield flatten(extend.getSubOp());
      }
      case OpAssign assign when isConstant(assign.getVarExprList()) -> {
        tables.add(OpExtend.create(OpTable.unit(), assign.getVarExprList()));
        assign
            .getVarExprList()
            .forEachVarExpr((variable, value) -> known.put(variable, value.getConstant()));
        yield flatten(assign.getSubOp());
      }
      default -> first.isEmpty() && standsAlone(op) && first.add(op);
    };
  }

  private static boolean isConstant(VarExprList list) {
    return list.getExprs().values().stream().allMatch(Expr::isConstant);
  }

  /// Whether an operator means the same before the patterns it is joined with as after them.
  private static boolean standsAlone(Op op) {
    return switch (op) {
      case OpProject _, OpUnion _, OpGroup _, OpDistinct _, OpReduced _ -> true;
      case OpSlice _, OpTopN _, OpOrder _ -> true;
      case OpExtend extend -> standsAlone(extend.getSubOp());
      default -> false;
    };
  }

  private boolean split(Node graph, BasicPattern pattern, boolean quads) {
    for (Triple triple : pattern) {
      BasicPattern one = new BasicPattern();
      one.add(triple);
      Quad quad = new Quad(graph, triple);
      Set<Var> variables = new HashSet<>();
      VarUtils.addVar(variables, graph);
      VarUtils.addVarsFromTriple(variables, triple);
      pieces.add(
          new Piece(
              quads ? new OpQuadPattern(graph, one) : new OpBGP(one), List.of(quad), variables));
    }
    return true;
  }

  private Pieces connected() {
    List<Piece> whole = new ArrayList<>();
    for (Piece piece : pieces) {
      List<Piece> touched =
          whole.stream().filter(other -> meet(other.variables, piece.variables)).toList();
      whole.removeAll(touched);
      List<Piece> together = new ArrayList<>(touched);
      together.add(piece);
      whole.add(joined(together));
    }
    return new Pieces(tables, known, first, whole, filters);
  }

  private static boolean meet(Set<Var> some, Set<Var> others) {
    return some.stream().anyMatch(others::contains);
  }

  private static Piece joined(List<Piece> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    List<Quad> patterns = new ArrayList<>();
    Set<Var> variables = new HashSet<>();
    Op op = null;
    for (Piece part : parts) {
      patterns.addAll(part.patterns);
      variables.addAll(part.variables);
      op = op == null ? part.op : after(op, part.op);
    }
    return new Piece(java.util.Objects.requireNonNull(op), patterns, variables);
  }

  /// One pattern where the graph is the same, since TDB2 orders what is in one pattern.
  private static Op after(Op first, Op second) {
    List<Op> steps = new ArrayList<>(steps(first));
    for (Op step : steps(second)) {
      Op last = steps.getLast();
      if (last instanceof OpQuadPattern a
          && step instanceof OpQuadPattern b
          && a.getGraphNode().equals(b.getGraphNode())) {
        steps.set(
            steps.size() - 1,
            new OpQuadPattern(a.getGraphNode(), both(a.getBasicPattern(), b.getBasicPattern())));
      } else if (last instanceof OpBGP a && step instanceof OpBGP b) {
        steps.set(steps.size() - 1, new OpBGP(both(a.getPattern(), b.getPattern())));
      } else {
        steps.add(step);
      }
    }
    return row(steps);
  }

  private static List<Op> steps(Op op) {
    return op instanceof OpSequence sequence ? sequence.getElements() : List.of(op);
  }

  private static BasicPattern both(BasicPattern first, BasicPattern second) {
    BasicPattern both = new BasicPattern(first);
    both.addAll(second);
    return both;
  }

  /// Steps one after the other, each fed with the rows of the one before.
  static Op row(List<Op> steps) {
    if (steps.size() == 1) {
      return steps.getFirst();
    }
    OpSequence sequence = OpSequence.create();
    steps.forEach(sequence::add);
    return sequence;
  }
}
