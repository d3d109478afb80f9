package org.lacis.link;

import it.unimi.dsi.fastutil.doubles.DoubleList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lacis.link.rule.ContextMetric;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Metric;

/// Fills in what a pair is among the other candidates of its two things. Every candidate counts,
/// whatever will be decided of it, so that a figure hangs on shapes alone.
final class Context {
  private final Side sources;
  private final Side targets;
  private final List<Criterion> criteria;
  private final Pairs pairs;
  private final double[] commons;
  private final double[] overlaps;

  /// @param pairs all that were measured, ordered by source, then target
  /// @param commons area in common of each, square metres; NaN without shapes
  Context(Side sources, Side targets, List<Criterion> criteria, Pairs pairs, DoubleList commons) {
    this.sources = sources;
    this.targets = targets;
    this.criteria = criteria;
    this.pairs = pairs;
    this.commons = commons.toDoubleArray();
    this.overlaps = new double[pairs.size()];
    for (int i = 0; i < overlaps.length; i++) {
      double smaller = Math.min(sources.area(pairs.source(i)), targets.area(pairs.target(i)));
      overlaps[i] = smaller > 0 ? Math.min(1, this.commons[i] / smaller) : 0;
    }
  }

  void fill() {
    boolean neighbours =
        criteria.stream()
            .map(Criterion::metric)
            .anyMatch(metric ->
                metric instanceof Metric.Context(ContextMetric kind) && looksAround(kind));
    Figures ofSources = new Figures(IntStream.range(0, pairs.size()).toArray(), true, neighbours);
    // A stable order: pairs of one target stay in the order of their sources.
    int[] byTarget =
        IntStream.range(0, pairs.size())
            .boxed()
            .sorted(java.util.Comparator.comparingInt(pairs::target))
            .mapToInt(Integer::intValue)
            .toArray();
    Figures ofTargets = new Figures(byTarget, false, neighbours);
    for (int c = 0; c < criteria.size(); c++) {
      if (criteria.get(c).metric() instanceof Metric.Context(ContextMetric kind)) {
        for (int i = 0; i < pairs.size(); i++) {
          pairs.value(
              i,
              c,
              switch (kind) {
                case SOURCE_COVERAGE -> ofSources.coverage[i];
                case TARGET_COVERAGE -> ofTargets.coverage[i];
                case SOURCE_RANK -> ofSources.rank[i];
                case TARGET_RANK -> ofTargets.rank[i];
                case BEST_RIVAL -> Math.max(ofSources.rival[i], ofTargets.rival[i]);
                case MUTUAL_BEST -> ofSources.rank[i] == 1 && ofTargets.rank[i] == 1 ? 1 : 0;
                // The sources of one target touch each other, or do not.
                case SOURCE_NEIGHBOUR -> ofTargets.part[i] * ofSources.free[i];
                case TARGET_NEIGHBOUR -> ofSources.part[i] * ofTargets.free[i];
                case NEIGHBOUR ->
                    Math.max(
                        ofTargets.part[i] * ofSources.free[i],
                        ofSources.part[i] * ofTargets.free[i]);
              });
        }
      }
    }
  }

  private static boolean looksAround(ContextMetric kind) {
    return switch (kind) {
      case SOURCE_NEIGHBOUR, TARGET_NEIGHBOUR, NEIGHBOUR -> true;
      case SOURCE_COVERAGE, TARGET_COVERAGE, SOURCE_RANK, TARGET_RANK, BEST_RIVAL, MUTUAL_BEST ->
          false;
    };
  }

  /// Of each pair, among those that share one of its ends.
  private final class Figures {
    private final double[] coverage = new double[pairs.size()];
    private final int[] rank = new int[pairs.size()];
    private final double[] rival = new double[pairs.size()];
    private final double[] part = new double[pairs.size()];
    private final double[] free = new double[pairs.size()];
    private final boolean ofSource;
    private final Optional<Neighbours> neighbours;

    /// @param order positions of pairs, those of one thing one after the other
    /// @param looksAround whether it is asked what the other ends touch
    Figures(int[] order, boolean ofSource, boolean looksAround) {
      this.ofSource = ofSource;
      this.neighbours =
          looksAround
              ? Optional.of(new Neighbours(ofSource ? targets : sources))
              : Optional.empty();
      for (int from = 0; from < order.length; ) {
        int thing = thing(order[from]);
        int to = from;
        while (to < order.length && thing(order[to]) == thing) {
          to++;
        }
        one(
            Arrays.copyOfRange(order, from, to),
            ofSource ? sources.area(thing) : targets.area(thing));
        from = to;
      }
    }

    /// Intersection over union.
    private double congruence(int pair) {
      double all =
          sources.area(pairs.source(pair)) + targets.area(pairs.target(pair)) - commons[pair];
      return all > 0 ? Math.min(1, commons[pair] / all) : 0;
    }

    private int thing(int pair) {
      return ofSource ? pairs.source(pair) : pairs.target(pair);
    }

    private int otherEnd(int pair) {
      return ofSource ? pairs.target(pair) : pairs.source(pair);
    }

    private void one(int[] candidates, double area) {
      double covered = 0;
      for (int pair : candidates) {
        covered += Double.isNaN(commons[pair]) ? 0 : commons[pair];
      }
      for (int pair : candidates) {
        coverage[pair] = area > 0 ? Math.min(1, covered / area) : Double.NaN;
        double others = covered - (Double.isNaN(commons[pair]) ? 0 : commons[pair]);
        free[pair] = area > 0 ? Math.clamp(1 - others / area, 0, 1) : 0;
        rank[pair] = 1;
        for (int other : candidates) {
          if (other != pair) {
            rival[pair] = Math.max(rival[pair], overlaps[other]);
            if (overlaps[other] > overlaps[pair]) {
              rank[pair]++;
            }
            if (neighbours.isPresent()
                && overlaps[other] > 0
                && neighbours.get().touch(otherEnd(pair), otherEnd(other))) {
              part[pair] = Math.max(part[pair], overlaps[other] * (1 - congruence(other)));
            }
          }
        }
      }
    }
  }
}
