package org.lacis.query.scan;

import it.unimi.dsi.fastutil.longs.Long2BooleanOpenHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.E_BNode;
import org.apache.jena.sparql.expr.E_Call;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Random;
import org.apache.jena.sparql.expr.E_StrUUID;
import org.apache.jena.sparql.expr.E_UUID;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.lacis.store.NodeIds;

/// Makes tests of filters. What they mean is what Jena's expressions say: these are asked for every
/// value that a test of ours does not decide by itself.
final class Conditions {
  private Conditions() {}

  /// Whether an expression says the same each time it is asked with the same values, and is made of
  /// SPARQL's own functions.
  static boolean supported(Expr expr) {
    return switch (expr) {
      case NodeValue _ -> true;
      case ExprVar _ -> true;
      case ExprAggregator _ -> false;
      case ExprFunctionOp _ -> false;
      case E_Function _ -> false;
      case E_Call _ -> false;
      case E_Random _ -> false;
      case E_UUID _ -> false;
      case E_StrUUID _ -> false;
      case E_BNode _ -> false;
      case ExprFunction function -> function.getArgs().stream().allMatch(Conditions::supported);
      default -> false;
    };
  }

  /// @param variables of the columns; all of the expression's are among them
  static RowTest test(Expr expr, List<Var> variables, Sources sources) {
    Set<Var> mentioned = expr.getVarsMentioned();
    if (mentioned.size() != 1) {
      return new Rowwise(expr, variables, sources);
    }
    int column = variables.indexOf(mentioned.iterator().next());
    RowTest each = new Remembered(expr, variables.get(column), column, sources);
    Optional<Comparison> comparison = Comparison.of(expr);
    if (comparison.isPresent()) {
      Comparison some = comparison.orElseThrow();
      if (some.isNumber()) {
        return new NumberTest(column, some, each);
      }
      long clock = clock(some, sources);
      if (clock != NodeIds.ABSENT) {
        return new ClockTest(column, some.sign(), clock, each);
      }
    }
    return each;
  }

  /// Where the values of a variable lie that may pass a filter.
  static Ranges ranges(Expr expr, Var variable, Sources sources) {
    Optional<Comparison> found =
        Comparison.of(expr)
            .filter(comparison -> comparison.variable().equals(variable))
            .filter(comparison -> comparison.sign() != Comparison.Sign.OTHER);
    if (found.isEmpty()) {
      return Ranges.ALL;
    }
    Comparison comparison = found.orElseThrow();
    RowTest never = (_, _) -> false;
    if (comparison.isNumber()) {
      return new NumberTest(-1, comparison, never).ranges();
    }
    long clock = clock(comparison, sources);
    return clock == NodeIds.ABSENT
        ? Ranges.ALL
        : new ClockTest(-1, comparison.sign(), clock, never).ranges();
  }

  private static long clock(Comparison comparison, Sources sources) {
    NodeValue constant = comparison.constant();
    if (!constant.isDateTime() && !constant.isDate()) {
      return NodeIds.ABSENT;
    }
    long id = sources.words().ids().id(constant.asNode());
    return Inline.sameClock(id, id) ? id : NodeIds.ABSENT;
  }

  /// Asks Jena once for each value, as long as values come again.
  private static final class Remembered implements RowTest {
    private static final int TRIAL = 1 << 13;

    private final Expr expr;
    private final Var variable;
    private final int column;
    private final Sources sources;
    private final Long2BooleanOpenHashMap known = new Long2BooleanOpenHashMap();
    private long asked;

    Remembered(Expr expr, Var variable, int column, Sources sources) {
      this.expr = expr;
      this.variable = variable;
      this.column = column;
      this.sources = sources;
    }

    @Override
    public boolean passes(long[][] columns, int row) {
      long id = columns[column][row];
      asked++;
      if (known.containsKey(id)) {
        return known.get(id);
      }
      boolean passes = ask(id);
      if (known.size() < TRIAL || 2L * known.size() < asked) {
        known.put(id, passes);
      }
      return passes;
    }

    private boolean ask(long id) {
      return expr.isSatisfied(
          Inline.isBound(id)
              ? BindingFactory.binding(variable, sources.words().node(id))
              : BindingFactory.empty(),
          sources.context());
    }
  }

  /// Asks Jena for each row.
  private static final class Rowwise implements RowTest {
    private final Expr expr;
    private final Var[] mentioned;
    private final int[] columns;
    private final Sources sources;

    Rowwise(Expr expr, List<Var> variables, Sources sources) {
      this.expr = expr;
      this.mentioned = expr.getVarsMentioned().toArray(Var[]::new);
      this.columns = expr.getVarsMentioned().stream().mapToInt(variables::indexOf).toArray();
      this.sources = sources;
    }

    @Override
    public boolean passes(long[][] all, int row) {
      long[][] mine = new long[columns.length][];
      for (int i = 0; i < mine.length; i++) {
        mine[i] = all[columns[i]];
      }
      return expr.isSatisfied(sources.words().binding(mentioned, mine, row), sources.context());
    }
  }
}
