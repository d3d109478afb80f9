package org.lacis.link;

import org.lacis.link.relate.Candidates;
import org.lacis.link.rule.Match;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Finds the pairs of two layers that a match accepts.
///
/// Pairs whose boxes meet are judged in pieces of work, side by side; the pairs come out in no
/// order that matters and are sorted by the caller.
final class PairSearch {
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

  /// @param match by the shapes of a pair
  Found find(Match match) {
    Pairs pairs = new Pairs();
    long[] candidates = {0};
    Candidates.visit(
        sources.shapes(),
        targets.shapes(),
        0,
        workers,
        () -> new PairJudge(sources, targets, match),
        judge -> {
          pairs.addAll(judge.accepted());
          candidates[0] += judge.candidates();
        });
    return new Found(pairs, candidates[0]);
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
}
