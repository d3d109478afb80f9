package org.lacis.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.lacis.query.join.OpSelection;
import org.lacis.query.join.OpSpatialJoin;
import org.lacis.query.join.Operand;
import org.lacis.query.join.Sides;
import org.lacis.query.scan.Pattern;
import org.lacis.query.scan.PatternTables;

/// Puts the pieces of a pattern into a row: the smallest first, then those that the spatial index
/// ties to what is already there, by a look-up for each row or by one join.
final class PieceOrder {
  /// Nobody counts farther than this to find out that a pattern is large.
  private static final long MANY = 1_000_000;

  /// Fewer rows are looked up one after the other.
  private static final long FEW = 50;

  /// A row that is looked up costs about as much as reading so many rows of the other side.
  private static final long ROWS_PER_LOOKUP = 64;

  /// What is assumed of an operator that cannot be counted.
  private static final long UNKNOWN = 10_000;

  private final Planning planning;
  private final List<Pieces.Piece> left;
  private final List<Condition> conditions;
  private final List<Expr> filters;
  private final List<Op> steps = new ArrayList<>();
  private final Set<Var> bound;
  private final boolean alone;

  /// About how many literals each condition leaves.
  private final IdentityHashMap<Condition.Fixed, Long> estimates = new IdentityHashMap<>();

  /// About how many rows the steps so far give.
  private long rows;

  PieceOrder(
      Planning planning,
      Pieces pieces,
      Set<Var> before,
      List<Condition> conditions,
      List<Expr> others) {
    this.planning = planning;
    this.left = new ArrayList<>(pieces.pieces());
    this.conditions = new ArrayList<>(conditions);
    this.filters = new ArrayList<>(others);
    this.bound = new HashSet<>(before);
    this.alone = before.isEmpty() && pieces.tables().isEmpty();
    this.rows = alone && pieces.first().isEmpty() ? 0 : 1;
    for (Op table : pieces.tables()) {
      steps.add(table);
      bound.addAll(OpVars.fixedVars(table));
    }
    for (Op op : pieces.first()) {
      steps.add(op);
      bound.addAll(OpVars.fixedVars(op));
      rows = UNKNOWN;
    }
  }

  Op arranged() {
    filterEarly();
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
          Pieces.Piece piece = pieceOf(variable).orElse(null);
          if (piece != null && bound.contains(pair.other(variable))) {
            if (joinPays(piece, variable)) {
              join(pair, variable, piece);
            } else {
              lookUp(pair, variable, piece);
            }
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

  /// Whether it is less work to read all of a piece than to look it up for each row so far.
  private boolean joinPays(Pieces.Piece piece, Var variable) {
    if (!alone || steps.isEmpty() || planning.use() != IndexUse.ESTIMATED) {
      return alone && !steps.isEmpty() && planning.use() == IndexUse.JOINS;
    }
    boolean there =
        readable(piece, variable)
            .filter(readable -> planning.sides().has(readable, planning.twin()))
            .isPresent();
    if (there || rows < FEW) {
      return there;
    }
    Optional<Condition.Fixed> start = fixed(piece);
    long other = Math.min(rows(piece), start.map(this::estimate).orElse(Long.MAX_VALUE));
    return rows * ROWS_PER_LOOKUP > other;
  }

  private void join(Condition.Pair pair, Var variable, Pieces.Piece piece) {
    conditions.remove(pair);
    long before = rows;
    Operand one = matches(Pieces.row(steps), pair.other(variable));
    steps.clear();
    // The other side is ordered on its own, as if nothing were there before.
    Set<Var> boundBefore = Set.copyOf(bound);
    bound.clear();
    rows = 0;
    placeFirst(piece);
    Operand other = matches(Pieces.row(steps), variable);
    boolean otherFirst = pair.first().equals(variable);
    long others = rows;
    planning.note(() ->
        String.format(
            Locale.ROOT,
            "spatial join: %s and %s (%s), about %d and %d rows, each side read once",
            pair.first(),
            pair.second(),
            pair.rule().words(),
            otherFirst ? others : before,
            otherFirst ? before : others));
    steps.clear();
    steps.add(
        planning.timed(
            new OpSpatialJoin(
                otherFirst ? other : one,
                otherFirst ? one : other,
                pair.rule(),
                planning.sides(),
                planning.twin()),
            "spatial join of " + pair.first() + " and " + pair.second()));
    bound.addAll(boundBefore);
    rows = Math.max(before, rows);
  }

  /// What a side of a join is read from.
  private Operand.Matches matches(Op op, Var literal) {
    ExprList own = new ExprList();
    Op inner = op;
    while (inner instanceof OpFilter || inner instanceof OpTimed) {
      if (inner instanceof OpFilter filter) {
        own.addAll(filter.getExprs());
        inner = filter.getSubOp();
      } else if (inner instanceof OpTimed timed) {
        inner = timed.op();
      }
    }
    return new Operand.Matches(op, literal, readable(inner, literal), own);
  }

  private Optional<Sides.WholeRead> readable(Op op, Var literal) {
    return Pieces.of(op)
        .filter(pieces ->
            pieces.tables().isEmpty()
                && pieces.first().isEmpty()
                && pieces.filters().isEmpty()
                && pieces.pieces().size() == 1)
        .flatMap(pieces -> readable(pieces.pieces().getFirst(), literal));
  }

  private Optional<Sides.WholeRead> readable(Pieces.Piece piece, Var literal) {
    return planning.byNumbers()
        ? Sides.WholeRead.of(piece.patterns(), literal, planning.twin())
        : Optional.empty();
  }

  private void lookUp(Condition.Pair pair, Var variable, Pieces.Piece piece) {
    planning.note(() ->
        "spatial index: for each "
            + pair.other(variable)
            + " look up "
            + variable
            + " ("
            + pair.rule().words()
            + ")");
    start(piece, pair, variable);
  }

  private void placeSmallest() {
    Pieces.Piece smallest = left.getFirst();
    long least = Long.MAX_VALUE;
    for (Pieces.Piece piece : left) {
      long count = fixed(piece).map(this::estimate).orElse(Long.MAX_VALUE);
      count = left.size() == 1 ? 0 : Math.min(rows(piece), count);
      if (count < least) {
        least = count;
        smallest = piece;
      }
    }
    placeFirst(smallest);
  }

  /// Places a piece that nothing ties to what is there, from the index if that is less work.
  private void placeFirst(Pieces.Piece piece) {
    Condition.Fixed start = fixed(piece).orElse(null);
    if (start == null) {
      // Who counts is asked only where a join may follow.
      boolean tied = conditions.stream().anyMatch(Condition.Pair.class::isInstance);
      rows = Math.max(rows, tied ? rows(piece) : 0);
      add(piece);
      return;
    }
    long literals = estimate(start);
    if (select(piece, start, literals)) {
      return;
    }
    long others = rows(piece, literals + 1);
    if (literals <= 8 * others || planning.use() != IndexUse.ESTIMATED) {
      planning.note(() ->
          String.format(
              Locale.ROOT,
              "spatial index: start from %s (%s), about %d literals",
              start.variable(),
              start.rule().words(),
              literals));
      rows = Math.max(rows, Math.min(literals, others));
      lookUpAll(piece, start);
      return;
    }
    planning.note(() ->
        String.format(
            Locale.ROOT,
            "no spatial index for %s: other patterns match %d times only, the index %d",
            start.variable(),
            others,
            literals));
    rows = Math.max(rows, others);
    add(piece);
  }

  /// Selects from a side that was read as a whole, if it was, or if so many look-ups were made that
  /// it should be now.
  private boolean select(Pieces.Piece piece, Condition.Fixed start, long literals) {
    if (!alone || !steps.isEmpty() || planning.use() == IndexUse.LOOK_UPS) {
      return false;
    }
    Sides.WholeRead readable = readable(piece, start.variable()).orElse(null);
    if (readable == null
        || !(planning.use() == IndexUse.JOINS
            || planning.sides().has(readable, planning.twin())
            || planning.sides().worthwhile(readable, planning.twin(), literals))) {
      return false;
    }
    planning.note(() ->
        String.format(
            Locale.ROOT,
            "spatial index of one pattern: select %s (%s), about %d literals in all",
            start.variable(),
            start.rule().words(),
            literals));
    conditions.remove(start);
    Operand constant = new Operand.Constant(start.constant());
    Operand some =
        new Operand.Matches(piece.op(), start.variable(), Optional.of(readable), new ExprList());
    Op selection =
        planning.timed(
            new OpSpatialJoin(
                start.variableFirst() ? some : constant,
                start.variableFirst() ? constant : some,
                start.rule(),
                planning.sides(),
                planning.twin()),
            "selection of " + start.variable());
    rows = Math.max(rows, literals);
    ExprList own = placed(piece);
    steps.add(own.isEmpty() ? selection : OpFilter.filterBy(own, selection));
    return true;
  }

  /// The candidates of a known geometry, and the patterns for them alone.
  private void lookUpAll(Pieces.Piece piece, Condition.Fixed start) {
    Sides.WholeRead readable =
        alone && steps.isEmpty() ? readable(piece, start.variable()).orElse(null) : null;
    if (readable == null) {
      start(piece, start, start.variable());
      return;
    }
    conditions.remove(start);
    ExprList own = placed(piece);
    ExprList all = ExprList.copy(own);
    all.add(start.expr());
    steps.add(
        planning.timed(
            new OpSelection(
                OpFilter.filterBy(all, piece.op()),
                readable,
                start.rule(),
                start.constant(),
                start.variableFirst(),
                own,
                planning.sides(),
                planning.twin()),
            "selection of " + start.variable()));
  }

  private void start(Pieces.Piece piece, Condition condition, Var variable) {
    steps.add(
        planning.timed(
            new OpCandidates(condition, variable, planning.sides(), planning.twin()),
            "candidates for " + variable));
    // Nothing equals nothing, and the index has no empty geometries: those rows pass it by.
    if (condition instanceof Condition.Fixed || !condition.rule().holdsOfNothing()) {
      conditions.remove(condition);
    }
    bound.add(variable);
    ExprList own = placed(piece);
    Op op = piece.from(variable);
    steps.add(
        planning.timed(
            own.isEmpty() ? op : OpFilter.filterBy(own, op), "patterns of " + names(piece)));
  }

  private void add(Pieces.Piece piece) {
    ExprList own = placed(piece);
    Op op = own.isEmpty() ? piece.op() : OpFilter.filterBy(own, piece.op());
    steps.add(planning.timed(op, "patterns of " + names(piece)));
  }

  private static String names(Pieces.Piece piece) {
    return String.join(
        " ", piece.variables().stream().map(Var::toString).sorted().limit(6).toList());
  }

  /// @return the filters that speak of nothing else
  private ExprList placed(Pieces.Piece piece) {
    left.remove(piece);
    bound.addAll(piece.variables());
    ExprList own = new ExprList();
    filters.removeIf(filter -> takeReady(filter, piece.variables(), own));
    return own;
  }

  /// Tests what can be tested before more rows are looked up.
  private void filterEarly() {
    ExprList ready = new ExprList();
    filters.removeIf(filter -> takeReady(filter, bound, ready));
    conditions.removeIf(condition -> takeReady(condition.expr(), bound, ready));
    if (!ready.isEmpty() && !steps.isEmpty()) {
      Op row = OpFilter.filterBy(ready, Pieces.row(steps));
      steps.clear();
      steps.add(row);
    } else {
      ready.getList().forEach(filters::add);
    }
  }

  private static boolean takeReady(Expr expr, Set<Var> there, ExprList ready) {
    boolean is = there.containsAll(expr.getVarsMentioned()) && !looksAround(expr);
    if (is) {
      ready.add(expr);
    }
    return is;
  }

  /// Whether there is an EXISTS in an expression, which may depend on all that is bound by then.
  private static boolean looksAround(Expr expr) {
    boolean[] found = {false};
    Walker.walk(
        expr,
        new ExprVisitorBase() {
          @Override
          public void visit(ExprFunctionOp exists) {
            found[0] = true;
          }
        });
    return found[0];
  }

  /// The condition with the fewest candidates for a piece.
  private Optional<Condition.Fixed> fixed(Pieces.Piece piece) {
    Condition.Fixed best = null;
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Fixed fixed
          && piece.hasObject(fixed.variable())
          && !bound.contains(fixed.variable())
          && !fixed.constant().value().shape().isEmpty()
          && (best == null || estimate(fixed) < estimate(best))) {
        best = fixed;
      }
    }
    return Optional.ofNullable(best);
  }

  private long estimate(Condition.Fixed condition) {
    return estimates.computeIfAbsent(
        condition,
        fixed -> planning.twin().spatial().estimate(fixed.rule().around(fixed.constant().box())));
  }

  private long rows(Pieces.Piece piece) {
    return rows(piece, MANY);
  }

  /// The matches of the rarest pattern.
  private long rows(Pieces.Piece piece, long most) {
    long least = most;
    boolean readable = !planning.twin().sortedQuads().isEmpty();
    for (Quad quad : piece.patterns()) {
      Optional<Pattern> pattern = readable ? Pattern.of(quad) : Optional.empty();
      if (pattern.isPresent()) {
        least = Math.min(least, PatternTables.estimate(planning.twin(), pattern.orElseThrow()));
      }
    }
    return least;
  }
}
