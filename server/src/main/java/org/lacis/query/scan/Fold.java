package org.lacis.query.scan;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.AggAvg;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMax;
import org.apache.jena.sparql.expr.aggregate.AggMaxDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMin;
import org.apache.jena.sparql.expr.aggregate.AggMinDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSample;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// One aggregate over all groups.
abstract class Fold {
  enum Kind {
    COUNT_ROWS,
    COUNT,
    COUNT_DISTINCT,
    SUM,
    AVERAGE,
    LEAST,
    MOST,
    SAMPLE
  }

  /// An aggregate that is folded here.
  ///
  /// @param of what is aggregated; null for COUNT(*)
  record Call(Kind kind, @Nullable Var of, Var result, Aggregator aggregator) {}

  /// @return empty when the aggregate is left to Jena
  static Optional<Call> call(ExprAggregator expr) {
    Aggregator aggregator = expr.getAggregator();
    Kind kind =
        switch (aggregator) {
          case AggCount _ -> Kind.COUNT_ROWS;
          case AggCountVar _ -> Kind.COUNT;
          case AggCountVarDistinct _ -> Kind.COUNT_DISTINCT;
          case AggSum _ -> Kind.SUM;
          case AggAvg _ -> Kind.AVERAGE;
          case AggMin _ -> Kind.LEAST;
          case AggMinDistinct _ -> Kind.LEAST;
          case AggMax _ -> Kind.MOST;
          case AggMaxDistinct _ -> Kind.MOST;
          case AggSample _ -> Kind.SAMPLE;
          default -> null;
        };
    if (kind == null) {
      return Optional.empty();
    }
    if (kind == Kind.COUNT_ROWS) {
      return Optional.of(new Call(kind, null, expr.getVar(), aggregator));
    }
    return aggregator.getExprList().size() == 1 && aggregator.getExprList().get(0).isVariable()
        ? Optional.of(
            new Call(kind, aggregator.getExprList().get(0).asVar(), expr.getVar(), aggregator))
        : Optional.empty();
  }

  static Fold of(Kind kind, Words words) {
    return switch (kind) {
      case COUNT_ROWS -> new Count(true);
      case COUNT -> new Count(false);
      case COUNT_DISTINCT -> new CountDistinct();
      case SUM -> new Total(words, false);
      case AVERAGE -> new Total(words, true);
      case LEAST -> new Extreme(words, 1);
      case MOST -> new Extreme(words, -1);
      case SAMPLE -> new Sample(words);
    };
  }

  /// @param group counted from 0; a new one is the next
  abstract void add(int group, long id);

  /// @return null: unbound
  abstract @Nullable Node result(int group);

  private static final class Count extends Fold {
    private final boolean unboundToo;
    private final LongArrayList counts = new LongArrayList();

    Count(boolean unboundToo) {
      this.unboundToo = unboundToo;
    }

    @Override
    void add(int group, long id) {
      if (group == counts.size()) {
        counts.add(0);
      }
      if (unboundToo || Inline.isBound(id)) {
        counts.set(group, counts.getLong(group) + 1);
      }
    }

    @Override
    Node result(int group) {
      return NodeValue.makeInteger(counts.getLong(group)).asNode();
    }
  }

  private static final class CountDistinct extends Fold {
    private final Count count = new Count(false);
    private final Table seen = new Table(2, 2);
    private final long[][] key = new long[2][1];

    @Override
    void add(int group, long id) {
      key[0][0] = group;
      key[1][0] = Inline.canonical(id);
      int before = seen.size();
      boolean again = Inline.isBound(id) && seen.place(key, 0) < before;
      count.add(group, again ? NodeIds.ABSENT : id);
    }

    @Override
    Node result(int group) {
      return count.result(group);
    }
  }

  private static final class Total extends Fold {
    private final Words words;
    private final boolean average;
    private final List<Sum> sums = new ArrayList<>();

    Total(Words words, boolean average) {
      this.words = words;
      this.average = average;
    }

    @Override
    void add(int group, long id) {
      if (group == sums.size()) {
        sums.add(new Sum());
      }
      sums.get(group).add(id, words);
    }

    @Override
    @Nullable Node result(int group) {
      Sum sum = sums.get(group);
      NodeValue total = sum.total(words);
      if (total == null) {
        return null;
      }
      return (average ? XSDFuncOp.numDivide(total, NodeValue.makeInteger(sum.count())) : total)
          .asNode();
    }
  }

  private static final class Extreme extends Fold {
    private final Words words;
    private final ValueOrder order;
    private final int sign;
    private final LongArrayList best = new LongArrayList();
    private final LongArrayList failed = new LongArrayList();

    Extreme(Words words, int sign) {
      this.words = words;
      this.order = new ValueOrder(words);
      this.sign = sign;
    }

    @Override
    void add(int group, long id) {
      if (group == best.size()) {
        best.add(id);
        failed.add(0);
      }
      if (!Inline.isBound(id)) {
        failed.set(group, 1);
      } else if (!Inline.isBound(best.getLong(group))
          || sign * order.compare(best.getLong(group), id) > 0) {
        best.set(group, id);
      }
    }

    @Override
    @Nullable Node result(int group) {
      return failed.getLong(group) == 1 ? null : words.node(best.getLong(group));
    }
  }

  private static final class Sample extends Fold {
    private final Words words;
    private final LongArrayList samples = new LongArrayList();

    Sample(Words words) {
      this.words = words;
    }

    @Override
    void add(int group, long id) {
      if (group == samples.size()) {
        samples.add(id);
      } else if (!Inline.isBound(samples.getLong(group))) {
        samples.set(group, id);
      }
    }

    @Override
    @Nullable Node result(int group) {
      long id = samples.getLong(group);
      return Inline.isBound(id) ? words.node(id) : null;
    }
  }
}
