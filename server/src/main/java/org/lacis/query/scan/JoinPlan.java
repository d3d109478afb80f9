package org.lacis.query.scan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// Puts the patterns of a relation in an order, by how much of the indexes they meet: the smallest
/// first, then whichever adds the fewest rows.
final class JoinPlan {
  private static final int SAMPLES = 4;

  /// Ranges of a variable cost a lookup each; below this many keys it is cheaper to read all.
  private static final long WORTH_RANGES = 2_000;

  private static final long FEW = 64;

  /// Rows that a subject is expected to have for a property, or for any property.
  private static final double PER_SUBJECT = 1;

  private static final double PER_TERM = 10;

  private final Relation relation;
  private final Sources sources;
  private final List<Expr> filters;
  private final List<Step> left = new ArrayList<>();
  private final List<Joined> order = new ArrayList<>();
  private final @Nullable IdTable start;

  /// @param rows that there were thought to be with it
  private record Joined(Pattern pattern, long rows, boolean optional) {}

  /// A pattern that is not joined yet.
  private final class Step {
    final Pattern pattern;

    /// Its terms by column.
    final long[] ids;

    private final boolean restricted;
    private @Nullable PatternReader reader;
    private long size = -1;
    private double share = 1;
    private Ranges ranges = Ranges.ALL;

    /// @param restricted whether filters may keep parts of the index from being read
    Step(Pattern pattern, long[] ids, boolean restricted) {
      this.pattern = pattern;
      this.ids = ids;
      this.restricted = restricted;
    }

    /// Reads it by itself.
    PatternReader reader() {
      PatternReader made = reader;
      if (made == null) {
        made = new PatternReader(sources.tables(), pattern, ids, List.of());
        reader = made;
      }
      return made;
    }

    /// Keys that it meets, read whole within [#ranges()], about. Asks the index, once.
    long size() {
      if (size < 0) {
        size = reader().estimate(Ranges.ALL);
        if (restricted && size > WORTH_RANGES) {
          ranges = rangesOf(reader());
          if (!ranges.equals(Ranges.ALL)) {
            long smaller = reader().estimate(ranges);
            share = Math.min(1, smaller / (double) size);
            size = smaller;
          }
        }
      }
      return size;
    }

    Ranges ranges() {
      size();
      return ranges;
    }

    /// The part of the pattern that filters leave.
    double share() {
      if (!filters.isEmpty()) {
        size();
      }
      return share;
    }

    int constants() {
      int constants = 0;
      for (long id : ids) {
        constants += id == NodeIds.ABSENT ? 0 : 1;
      }
      return constants;
    }
  }

  JoinPlan(Relation relation, Sources sources) {
    this(relation, sources, null);
  }

  /// @param start rows that are there already; null: none
  JoinPlan(Relation relation, Sources sources, @Nullable IdTable start) {
    this.relation = relation;
    this.sources = sources;
    this.start = start;
    this.filters = new ArrayList<>(relation.filters());
  }

  /// @return null when a term is not in the store, so that there can be no row
  @Nullable Operator operator() {
    for (Pattern pattern : relation.patterns()) {
      Step step = step(pattern, true);
      if (step == null) {
        return null;
      }
      left.add(step);
    }
    Operator rows;
    double count;
    if (start == null) {
      Step smallest = smallest();
      left.remove(smallest);
      rows = filtered(new PatternScan(sources, smallest.reader(), smallest.ranges()));
      order.add(new Joined(smallest.pattern, smallest.size(), false));
      count = smallest.size();
    } else {
      rows = new Given(start);
      count = start.size();
    }
    while (!left.isEmpty()) {
      Step next = left.getFirst();
      double fewest = Double.POSITIVE_INFINITY;
      for (Step step : left) {
        double each = each(step, rows.variables());
        if (each < fewest) {
          fewest = each;
          next = step;
        }
      }
      left.remove(next);
      rows = filtered(joined(rows, next, count, false));
      count = Math.max(1, count * fewest);
      order.add(new Joined(next.pattern, (long) count, false));
    }
    for (Pattern pattern : relation.optionals()) {
      Step step = step(pattern, false);
      rows = step == null ? new Unbound(rows, pattern) : joined(rows, step, count, true);
      order.add(new Joined(pattern, (long) count, true));
    }
    return filters.isEmpty() ? rows : new Filter(rows, tests(filters, rows.variables()));
  }

  /// Patterns with more constants are asked first: when one of them meets few keys, the others need
  /// not be asked at all.
  private Step smallest() {
    Step smallest = null;
    for (int constants = 4; constants >= 0; constants--) {
      for (Step step : left) {
        if (step.constants() == constants && (smallest == null || step.size() < smallest.size())) {
          smallest = step;
        }
      }
      if (smallest != null && smallest.size() <= FEW) {
        break;
      }
    }
    return requireNonNull(smallest);
  }

  /// In words, after the operator was made: patterns in their order with what they were thought to
  /// give.
  String words() {
    StringJoiner words = new StringJoiner(" → ");
    for (Joined joined : order) {
      Pattern pattern = joined.pattern;
      words.add(
          (joined.optional ? "optional " : "")
              + pattern.terms().subList(pattern.union() ? 1 : 0, 4)
              + " ≈ "
              + joined.rows);
    }
    return words.toString();
  }

  private Operator joined(Operator rows, Step step, double count, boolean optional) {
    if (!optional && !step.pattern.mentionsAny(rows.variables())) {
      return new HashJoin(
          sources, rows, new PatternScan(sources, step.reader(), step.ranges()), false);
    }
    return new AdaptiveJoin(
        sources,
        rows,
        new AdaptiveJoin.Parts(
            new PatternReader(sources.tables(), step.pattern, step.ids, rows.variables()),
            new Whole(step),
            step::size,
            count),
        optional);
  }

  private @Nullable Step step(Pattern pattern, boolean restricted) {
    return pattern
        .ids(sources.words().ids())
        .map(ids -> new Step(pattern, ids, restricted))
        .orElse(null);
  }

  private Ranges rangesOf(PatternReader reader) {
    Ranges ranges = Ranges.ALL;
    for (Expr filter : filters) {
      Set<Var> mentioned = filter.getVarsMentioned();
      if (mentioned.size() == 1 && reader.isNext(mentioned.iterator().next())) {
        ranges = ranges.and(Conditions.ranges(filter, mentioned.iterator().next(), sources));
      }
    }
    return ranges;
  }

  /// Rows that a pattern gives for each row that there is, about.
  private double each(Step step, List<Var> known) {
    boolean predicate = !step.pattern.isVariable(2);
    boolean subject = isKnown(step.pattern, 1, known);
    boolean object = isKnown(step.pattern, 3, known);
    if (subject) {
      // A test comes before what adds rows.
      double rows = predicate ? PER_SUBJECT : PER_TERM;
      return (object || !step.pattern.isVariable(3) ? 0.9 : 1) * rows * step.share();
    }
    if (object) {
      return predicate && step.reader().isNext(Var.alloc(step.pattern.terms().get(3)))
          ? Math.min(step.reader().each(SAMPLES), (double) step.size())
          : Math.min(PER_TERM, (double) step.size());
    }
    return step.pattern.mentionsAny(known)
        ? Math.max(PER_TERM, step.size() / PER_TERM)
        : 1000.0 * step.size();
  }

  private static boolean isKnown(Pattern pattern, int column, List<Var> known) {
    return pattern.isVariable(column) && known.contains(pattern.terms().get(column));
  }

  private Operator filtered(Operator rows) {
    if (filters.isEmpty()) {
      return rows;
    }
    // What is optional may change what a filter sees only if the filter speaks of it.
    List<Expr> now =
        filters.stream().filter(f -> rows.variables().containsAll(f.getVarsMentioned())).toList();
    if (now.isEmpty()) {
      return rows;
    }
    filters.removeAll(now);
    return new Filter(rows, tests(now, rows.variables()));
  }

  private List<RowTest> tests(List<Expr> some, List<Var> variables) {
    return some.stream().map(filter -> Conditions.test(filter, variables, sources)).toList();
  }

  /// A pattern that is read whole, if at all.
  private final class Whole extends Operator {
    private final Step step;
    private @Nullable PatternScan scan;

    Whole(Step step) {
      super(List.copyOf(step.pattern.variables()));
      this.step = step;
    }

    @Override
    @Nullable Batch next() {
      PatternScan reading = scan;
      if (reading == null) {
        reading = new PatternScan(sources, step.reader(), step.ranges());
        scan = reading;
      }
      Batch rows = reading.next();
      if (rows == null) {
        return null;
      }
      long[][] columns = new long[variables().size()][];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = rows.columns()[reading.column(variables().get(i))];
      }
      return new Batch(columns, rows.size());
    }
  }

  /// Rows with the variables of an optional pattern that nothing can match.
  private static final class Unbound extends Operator {
    private final Operator input;
    private final long[] unbound = new long[Batch.MOST];

    Unbound(Operator input, Pattern pattern) {
      super(
          LookupJoin.both(
              input.variables(),
              pattern.variables().stream().filter(v -> !input.variables().contains(v)).toList()));
      this.input = input;
    }

    @Override
    @Nullable Batch next() {
      Batch rows = input.next();
      if (rows == null) {
        return null;
      }
      Arrays.fill(unbound, NodeIds.ABSENT);
      long[][] columns = Arrays.copyOf(rows.columns(), variables().size());
      for (int i = rows.columns().length; i < columns.length; i++) {
        columns[i] = unbound;
      }
      return new Batch(columns, rows.size());
    }
  }
}
