package org.lacis.link;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Verdict;
import org.lacis.link.text.TextBlocking;
import org.locationtech.jts.geom.Envelope;

/// Measures the pairs that blocking proposes and decides on each.
///
/// Measured side by side; where a criterion looks at the other candidates of a thing, all pairs are
/// measured before the first is decided. Memory: 8 bytes a criterion and pair.
final class JudgedSearch {
  /// As many candidates of one source are looked at, the nearest ones: a block of a million things
  /// on one point, or of one word, must not make the work quadratic.
  static final int MOST = 1000;

  private static final int TASK = 128;
  private static final int[] NONE = {};

  private final Side sources;
  private final Side targets;
  private final Match.Judged match;
  private final Workers workers;
  private final boolean inContext;

  JudgedSearch(Side sources, Side targets, Match.Judged match, Workers workers) {
    this.sources = sources;
    this.targets = targets;
    this.match = match;
    this.workers = workers;
    this.inContext =
        match.criteria().stream().anyMatch(one -> one.metric() instanceof Metric.Context);
  }

  /// @param pairs accepted and to be reviewed, in order, with their values
  /// @param candidates how many were measured
  /// @param crowded sources that had more candidates than are looked at
  /// @param frequent words that so many things carry that they proposed nothing
  record Found(
      Pairs pairs, long candidates, IntArrayList crowded, List<TextBlocking.Frequent> frequent) {}

  /// What a task has measured.
  private record Part(
      Pairs pairs, DoubleArrayList commons, long candidates, IntArrayList crowded) {}

  Found find() {
    Proposer proposer = Proposer.of(match.blocking(), sources, targets);
    Pairs pairs = new Pairs(match.criteria().size());
    DoubleArrayList commons = new DoubleArrayList();
    long[] candidates = {0};
    IntArrayList crowded = new IntArrayList();
    workers.inOrder(
        IntStream.iterate(0, from -> from < sources.size(), from -> from + TASK)
            .<Callable<Part>>mapToObj(
                from -> () -> part(from, Math.min(sources.size(), from + TASK), proposer))
            .iterator(),
        part -> {
          pairs.addAll(part.pairs);
          commons.addAll(part.commons);
          candidates[0] += part.candidates;
          crowded.addAll(part.crowded);
        });
    if (inContext) {
      new Context(sources, targets, match.criteria(), pairs, commons).fill();
      pairs.judge(match.decision());
      relate(pairs);
    }
    return new Found(pairs, candidates[0], crowded, proposer.frequent());
  }

  /// The matrices of what was kept: while all candidates were measured none was needed.
  private void relate(Pairs pairs) {
    PairMeasures measures = new PairMeasures(sources, targets, match.criteria());
    int source = -1;
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.source(i) != source) {
        source = pairs.source(i);
        measures.source(source);
      }
      measures.target(pairs.target(i));
      pairs.matrix(i, measures.packedMatrix());
    }
  }

  private Part part(int from, int to, Proposer proposer) {
    Pairs pairs = new Pairs(match.criteria().size());
    DoubleArrayList commons = new DoubleArrayList();
    IntArrayList crowded = new IntArrayList();
    PairMeasures measures = new PairMeasures(sources, targets, match.criteria());
    long candidates = 0;
    for (int source = from; source < to; source++) {
      int[] proposed = candidates(source, proposer, crowded);
      if (proposed.length == 0) {
        continue;
      }
      candidates += proposed.length;
      measures.source(source);
      for (int target : proposed) {
        double[] values = new double[match.criteria().size()];
        measures.target(target);
        measures.measure(values, 0);
        if (inContext) {
          commons.add(measures.common());
          pairs.add(source, target, values, measures.common(), Pairs.NO_MATRIX);
        } else {
          Decision.Judgement judgement = match.decision().judge(values);
          if (judgement.verdict() != Verdict.REJECT) {
            pairs.add(source, target, values, measures.common(), measures.packedMatrix());
            pairs.decide(pairs.size() - 1, judgement.verdict(), judgement.confidence());
          }
        }
      }
    }
    return new Part(pairs, commons, candidates, crowded);
  }

  /// In order; a thing is no candidate of itself.
  private int[] candidates(int source, Proposer proposer, IntArrayList crowded) {
    IntSet proposed = new IntOpenHashSet();
    proposer.propose(source, proposed::add);
    if (proposed.isEmpty()) {
      return NONE;
    }
    String iri = sources.things().iris().get(source);
    int[] all =
        proposed
            .intStream()
            .filter(target -> !targets.things().iris().get(target).equals(iri))
            .sorted()
            .toArray();
    if (all.length <= MOST) {
      return all;
    }
    crowded.add(source);
    int[] nearest =
        Arrays.stream(all)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer target) -> apart(source, target))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST)
            .mapToInt(Integer::intValue)
            .toArray();
    Arrays.sort(nearest);
    return nearest;
  }

  /// Between the middles of the boxes, metres; things without a shape come last.
  private double apart(int source, int target) {
    if (!sources.hasShape(source) || !targets.hasShape(target)) {
      return Double.POSITIVE_INFINITY;
    }
    Envelope one = sources.layer().box(sources.shapes()[source]);
    Envelope other = targets.layer().box(targets.shapes()[target]);
    return Math.hypot(
        one.getMinX() + one.getMaxX() - other.getMinX() - other.getMaxX(),
        one.getMinY() + one.getMaxY() - other.getMinY() - other.getMaxY());
  }
}
