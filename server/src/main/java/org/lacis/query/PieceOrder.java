package org.lacis.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprList;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinDataset;

/// Puts the pieces of a pattern into a row: the smallest first, then those that the spatial index
/// can look up from what is already there.
final class PieceOrder {
  /// Nobody counts farther than this to find out that a pattern is large.
  private static final long MANY = 50_000;

  private final TwinDataset twin;
  private final SpatialIndex index;
  private final List<Pieces.Piece> left;
  private final List<Condition> conditions;
  private final List<Expr> filters;
  private final SequencedSet<String> notes;
  private final List<Op> steps = new ArrayList<>();
  private final Set<Var> bound = new HashSet<>();

  PieceOrder(
      TwinDataset twin,
      Pieces pieces,
      List<Condition> conditions,
      List<Expr> others,
      SequencedSet<String> notes) {
    this.twin = twin;
    this.index = twin.spatial();
    this.left = new ArrayList<>(pieces.pieces());
    this.conditions = new ArrayList<>(conditions);
    this.filters = new ArrayList<>(others);
    this.notes = notes;
    for (Op table : pieces.tables()) {
      steps.add(table);
      bound.addAll(OpVars.fixedVars(table));
    }
  }

  Op arranged() {
    while (!left.isEmpty()) {
      if (!placeTied()) {
        placeSmallest();
      }
      filterEarly();
    }
    ExprList rest = new ExprList();
    conditions.forEach(condition -> rest.add(condition.expr()));
    filters.forEach(rest::add);
    Op row = Pieces.row(steps);
    return rest.isEmpty() ? row : OpFilter.filterBy(rest, row);
  }

  /// Places a piece that a condition ties to what is there already.
  private boolean placeTied() {
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Pair pair) {
        for (Var variable : List.of(pair.first(), pair.second())) {
          Optional<Pieces.Piece> piece = pieceOf(variable);
          if (bound.contains(pair.other(variable)) && piece.isPresent()) {
            notes.add(
                "spatial index: for each "
                    + pair.other(variable)
                    + " look up "
                    + variable
                    + " ("
                    + pair.rule().words()
                    + ")");
            place(piece.orElseThrow(), pair, variable);
            return true;
          }
        }
      }
    }
    return false;
  }

  private Optional<Pieces.Piece> pieceOf(Var variable) {
    return left.stream().filter(piece -> piece.hasObject(variable)).findFirst();
  }

  private void placeSmallest() {
    Pieces.Piece smallest = left.getFirst();
    long least = Long.MAX_VALUE;
    for (Pieces.Piece piece : left) {
      long rows = Math.min(rows(piece), fixed(piece).map(this::estimate).orElse(Long.MAX_VALUE));
      if (rows < least) {
        least = rows;
        smallest = piece;
      }
    }
    Optional<Condition.Fixed> start = fixed(smallest);
    long rows = rows(smallest);
    if (start.isPresent() && estimate(start.orElseThrow()) <= 2 * rows) {
      Condition.Fixed condition = start.orElseThrow();
      notes.add(
          String.format(
              Locale.ROOT,
              "spatial index: start from %s (%s), about %d literals",
              condition.variable(),
              condition.rule().words(),
              estimate(condition)));
      place(smallest, condition, condition.variable());
      return;
    }
    start.ifPresent(condition ->
        notes.add(
            String.format(
                Locale.ROOT,
                "no spatial index for %s: other patterns match %d times only, the index %d",
                condition.variable(),
                rows,
                estimate(condition))));
    add(smallest);
  }

  private void place(Pieces.Piece piece, Condition condition, Var variable) {
    Op candidates = new OpCandidates(condition, variable, twin);
    // Of a distance the index knows only the envelopes.
    boolean exact = ruleOf(condition).relation().isPresent();
    steps.add(exact ? candidates : OpFilter.filter(condition.expr(), candidates));
    conditions.remove(condition);
    bound.add(variable);
    add(piece);
  }

  private static Condition.Rule ruleOf(Condition condition) {
    return switch (condition) {
      case Condition.Fixed fixed -> fixed.rule();
      case Condition.Pair pair -> pair.rule();
    };
  }

  private void add(Pieces.Piece piece) {
    left.remove(piece);
    bound.addAll(piece.variables());
    ExprList own = new ExprList();
    filters.removeIf(filter -> {
      boolean mine = piece.variables().containsAll(filter.getVarsMentioned());
      if (mine) {
        own.add(filter);
      }
      return mine;
    });
    steps.add(own.isEmpty() ? piece.op() : OpFilter.filterBy(own, piece.op()));
  }

  /// Tests what can be tested before more rows are looked up.
  private void filterEarly() {
    ExprList ready = new ExprList();
    filters.removeIf(filter -> takeReady(filter, ready));
    conditions.removeIf(condition -> takeReady(condition.expr(), ready));
    if (!ready.isEmpty()) {
      Op row = OpFilter.filterBy(ready, Pieces.row(steps));
      steps.clear();
      steps.add(row);
    }
  }

  private boolean takeReady(Expr expr, ExprList ready) {
    boolean is = bound.containsAll(expr.getVarsMentioned());
    if (is) {
      ready.add(expr);
    }
    return is;
  }

  /// The condition with the fewest candidates for a piece.
  private Optional<Condition.Fixed> fixed(Pieces.Piece piece) {
    Condition.Fixed best = null;
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Fixed fixed
          && piece.hasObject(fixed.variable())
          && !bound.contains(fixed.variable())
          && (best == null || estimate(fixed) < estimate(best))) {
        best = fixed;
      }
    }
    return Optional.ofNullable(best);
  }

  private long estimate(Condition.Fixed condition) {
    return index.estimate(
        Reach.around(condition.constant().lonLatEnvelope(), condition.rule().reach()));
  }

  /// The matches of the rarest pattern, counted up to [#MANY].
  private long rows(Pieces.Piece piece) {
    long least = MANY;
    for (Quad pattern : piece.patterns()) {
      least = Math.min(least, count(pattern, least));
    }
    return least;
  }

  private long count(Quad pattern, long most) {
    Node graph = Quad.isDefaultGraph(pattern.getGraph()) ? Node.ANY : wild(pattern.getGraph());
    Iterator<?> found =
        twin.storage()
            .getQuadTable()
            .getNodeTupleTable()
            .findAsNodeIds(
                Quad.isUnionGraph(graph) ? Node.ANY : graph,
                wild(pattern.getSubject()),
                wild(pattern.getPredicate()),
                wild(pattern.getObject()));
    long count = 0;
    while (found != null && count < most && found.hasNext()) {
      found.next();
      count++;
    }
    return count;
  }

  private static Node wild(Node node) {
    return node.isConcrete() ? node : Node.ANY;
  }
}
