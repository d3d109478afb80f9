package org.lacis.query.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.jena.graph.Node;
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

  /// Rows that a subject is expected to have for a property, or for any property.
  private static final double PER_SUBJECT = 1;

  private static final double PER_TERM = 10;

  private final Relation relation;
  private final Sources sources;
  private final List<Expr> filters;
  private final List<Step> left = new ArrayList<>();
  private final StringJoiner order = new StringJoiner(" → ");

  /// A pattern that is not joined yet.
  ///
  /// @param ids of its terms by column
  /// @param size keys that it meets, read whole within `ranges`, about
  @SuppressWarnings("ArrayRecordComponent") // made once, changed by nobody
  private record Step(
      Pattern pattern, long[] ids, PatternReader reader, Ranges ranges, long size, double share) {}

  JoinPlan(Relation relation, Sources sources) {
    this.relation = relation;
    this.sources = sources;
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
    Step smallest = left.getFirst();
    for (Step step : left) {
      smallest = step.size < smallest.size ? step : smallest;
    }
    left.remove(smallest);
    Operator rows = filtered(new PatternScan(sources, smallest.reader, smallest.ranges));
    note(smallest.pattern, smallest.size);
    double count = smallest.size;
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
      note(next.pattern, (long) count);
    }
    for (Pattern pattern : relation.optionals()) {
      Step step = step(pattern, false);
      rows = step == null ? new Unbound(rows, pattern) : joined(rows, step, count, true);
      order.add("optional " + pattern.terms().subList(1, 4));
    }
    return filters.isEmpty() ? rows : new Filter(rows, tests(filters, rows.variables()));
  }

  /// In words, after the operator was made: patterns in their order with what they were thought to
  /// give.
  String words() {
    return order.toString();
  }

  private void note(Pattern pattern, long rows) {
    order.add(pattern.terms().subList(pattern.union() ? 1 : 0, 4) + " ≈ " + rows);
  }

  private Operator joined(Operator rows, Step step, double count, boolean optional) {
    boolean shares = step.pattern.variables().stream().anyMatch(rows.variables()::contains);
    if (!shares && !optional) {
      return new HashJoin(rows, new PatternScan(sources, step.reader, step.ranges), false);
    }
    return new AdaptiveJoin(
        rows,
        new AdaptiveJoin.Parts(
            new PatternReader(sources, step.pattern, step.ids, rows.variables()),
            new PatternScan(sources, step.reader, step.ranges),
            step.size,
            count),
        optional);
  }

  private @Nullable Step step(Pattern pattern, boolean restricted) {
    long[] ids = new long[4];
    Arrays.fill(ids, NodeIds.ABSENT);
    for (int column = pattern.union() ? 1 : 0; column < 4; column++) {
      if (!pattern.isVariable(column)) {
        Node term = pattern.terms().get(column);
        ids[column] = sources.words().ids().id(term);
        if (ids[column] == NodeIds.ABSENT) {
          return null;
        }
      }
    }
    PatternReader reader = new PatternReader(sources, pattern, ids, List.of());
    long size = reader.estimate(Ranges.ALL);
    Ranges ranges = Ranges.ALL;
    double share = 1;
    if (restricted && size > WORTH_RANGES) {
      ranges = ranges(reader);
      if (!ranges.equals(Ranges.ALL)) {
        long smaller = reader.estimate(ranges);
        share = Math.min(1, smaller / (double) size);
        size = smaller;
      }
    }
    return new Step(pattern, ids, reader, ranges, size, share);
  }

  private Ranges ranges(PatternReader reader) {
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
      return (object || !step.pattern.isVariable(3) ? 0.9 : 1) * rows * step.share;
    }
    if (object) {
      return predicate && step.reader.isNext(Var.alloc(step.pattern.terms().get(3)))
          ? Math.min(step.reader.each(SAMPLES), (double) step.size)
          : Math.min(PER_TERM, (double) step.size);
    }
    return step.pattern.variables().stream().anyMatch(known::contains)
        ? Math.max(PER_TERM, step.size / PER_TERM)
        : 1000.0 * step.size;
  }

  private static boolean isKnown(Pattern pattern, int column, List<Var> known) {
    return pattern.isVariable(column) && known.contains(Var.alloc(pattern.terms().get(column)));
  }

  private Operator filtered(Operator rows) {
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
