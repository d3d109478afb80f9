package org.lacis.link;

import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lacis.link.rule.Match;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Finds the pairs of two layers that a match accepts.
///
/// One layer is put into a packed R-tree, each thing of the other is held against what its box
/// meets there. Tasks run side by side; the pairs come out in no order that matters and are sorted
/// by the caller.
final class PairSearch {
  // Enough tasks that both ends of the work are even, few enough that a task is worth its while.
  private static final int TASKS = 64;
  private static final int LARGEST_TASK = 1024;
  private static final int SLICES = 8;

  private final Layer sources;
  private final Layer targets;
  private final Workers workers;

  PairSearch(Layer sources, Layer targets, Workers workers) {
    this.sources = sources;
    this.targets = targets;
    this.workers = workers;
  }

  /// @param pairs accepted
  /// @param candidates how many were looked at
  record Found(Pairs pairs, long candidates) {}

  /// Things `from` to `to` of the probing layer, and of the candidates of each every one whose
  /// number leaves `slice` when divided by `slices`.
  private record Task(int from, int to, int slice, int slices) {}

  Found find(Match.Topological match) {
    return find(probeSources -> new PairJudge(sources, targets, probeSources, match));
  }

  Found find(Match.Identity match) {
    return find(probeSources -> new PairJudge(sources, targets, probeSources, match));
  }

  @FunctionalInterface
  private interface Judges {
    PairJudge judge(boolean probeSources);
  }

  private Found find(Judges judges) {
    // The fewer things are mostly the larger ones (communes, flood zones): each is prepared once
    // and held against many.
    boolean probeSources = sources.size() <= targets.size();
    Layer probes = probeSources ? sources : targets;
    HPRtree tree = tree(probeSources ? targets : sources);
    Pairs pairs = new Pairs();
    long[] candidates = {0};
    Iterator<Task> tasks = tasks(probes.size());
    workers.inOrder(
        new Iterator<Callable<PairJudge>>() {
          @Override
          public boolean hasNext() {
            return tasks.hasNext();
          }

          @Override
          public Callable<PairJudge> next() {
            Task task = tasks.next();
            return () -> run(task, probes, tree, judges.judge(probeSources));
          }
        },
        judge -> {
          pairs.addAll(judge.accepted());
          candidates[0] += judge.candidates();
        });
    return new Found(pairs, candidates[0]);
  }

  private static PairJudge run(Task task, Layer probes, HPRtree tree, PairJudge judge) {
    int[] number = {0};
    for (int i = task.from; i < task.to; i++) {
      judge.probe(i);
      tree.query(
          probes.box(i),
          item -> {
            if (number[0]++ % task.slices == task.slice) {
              judge.candidate((Integer) item);
            }
          });
    }
    return judge;
  }

  /// A tree of a layer's boxes; its items are positions in the layer. Safe for several readers.
  static HPRtree tree(Layer layer) {
    HPRtree tree = new HPRtree();
    for (int i = 0; i < layer.size(); i++) {
      tree.insert(layer.box(i), i);
    }
    // Built here and now: the first query would do it, and queries come from several threads.
    tree.build();
    return tree;
  }

  private static Iterator<Task> tasks(int probes) {
    if (probes < TASKS) {
      return IntStream.range(0, probes * SLICES)
          .mapToObj(i -> new Task(i / SLICES, i / SLICES + 1, i % SLICES, SLICES))
          .iterator();
    }
    int size = Math.clamp(probes / TASKS, 1, LARGEST_TASK);
    return IntStream.iterate(0, from -> from < probes, from -> from + size)
        .mapToObj(from -> new Task(from, Math.min(probes, from + size), 0, 1))
        .iterator();
  }
}
