package org.lacis.query.scan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.lacis.store.TwinDataset;

/// Reads patterns that hang together as tables of numbers, for those who go on with numbers.
///
/// @param context of the execution, which may be cancelled
public record PatternTables(TwinDataset twin, ExecutionContext context) {

  /// Every match.
  ///
  /// @param patterns at least one; each shares a variable with another
  public IdTable all(List<Pattern> patterns) {
    return read(new JoinPlan(relation(patterns), sources()), patterns, List.of());
  }

  /// The matches that fit to rows that are there already.
  ///
  /// @param start shares a variable with the patterns
  /// @return rows with the columns of `start` first
  public IdTable after(IdTable start, List<Pattern> patterns) {
    JoinPlan plan = new JoinPlan(relation(patterns), sources(), start);
    return read(plan, patterns, start.variables());
  }

  private Sources sources() {
    return Sources.of(twin, context);
  }

  private static Relation relation(List<Pattern> patterns) {
    return new Relation(patterns, List.of(), List.of());
  }

  private static IdTable read(JoinPlan plan, List<Pattern> patterns, List<Var> first) {
    Operator rows = plan.operator();
    if (rows == null) {
      SequencedSet<Var> variables = new LinkedHashSet<>(first);
      patterns.forEach(pattern -> variables.addAll(pattern.variables()));
      return new IdTable(List.copyOf(variables));
    }
    IdTable table = new IdTable(rows.variables());
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      table.addAll(batch.columns(), batch.size());
    }
    table.trim();
    return table;
  }

  /// About how many quads a pattern matches: exact when they are on one page of an index, else
  /// within a few times the truth; what no index has at the beginning of its keys counts for
  /// nothing. A few looks into an index, whatever the answer.
  public static long estimate(TwinDataset twin, Pattern pattern) {
    Optional<long[]> ids = pattern.ids(twin.ids());
    return ids.isEmpty()
        ? 0
        : new PatternReader(twin.sortedQuads(), pattern, ids.orElseThrow(), List.of())
            .estimate(Ranges.ALL);
  }
}
