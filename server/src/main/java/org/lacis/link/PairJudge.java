package org.lacis.link;

import org.lacis.link.relate.Candidates;
import org.lacis.link.relate.CommonArea;
import org.lacis.link.relate.Matrix;
import org.lacis.link.relate.PairRelate;
import org.lacis.link.rule.Match;

/// Judges pairs by their shapes.
///
/// A pair costs at most one DE-9IM matrix and one common area. What the boxes alone rule out costs
/// neither; where one shape covers the other the intersection is the smaller one. One judge a task,
/// never shared between threads.
final class PairJudge implements Candidates.Visitor {
  // Boxes and areas round differently; a pair is ruled out only where this cannot matter.
  private static final double SLACK = 1 + 1e-9;

  private final Layer sources;
  private final Layer targets;
  private final Match match;
  private final PairRelate relate;
  private final CommonArea commonArea;
  private final Pairs accepted = new Pairs();
  private long candidates;

  PairJudge(Layer sources, Layer targets, Match match) {
    this.sources = sources;
    this.targets = targets;
    this.match = match;
    this.relate = new PairRelate(sources.shapes(), targets.shapes());
    this.commonArea = new CommonArea(sources.shapes(), targets.shapes());
  }

  @Override
  public void pair(int source, int target) {
    // A thing is no counterpart of itself.
    if (sources.iri(source).equals(targets.iri(target))) {
      return;
    }
    candidates++;
    switch (match) {
      case Match.Topological topological -> judge(topological, source, target);
      case Match.Identity identity -> judge(identity, source, target);
      case Match.Key _, Match.Nearest _, Match.Judged _ ->
          throw new IllegalStateException("not judged by the shapes of a pair: " + match);
    }
  }

  Pairs accepted() {
    return accepted;
  }

  long candidates() {
    return candidates;
  }

  private void judge(Match.Topological match, int source, int target) {
    double area = sources.area(source);
    double most = sources.commonBox(source, targets, target) * SLACK;
    if (match.minimumShare() > 0 && (area == 0 || most < match.minimumShare() * area)) {
      return;
    }
    int matrix = relate.matrix(source, target);
    if (!Matrix.meet(matrix)
        || match
            .holding(Matrix.unpacked(matrix), sources.dimension(source), targets.dimension(target))
            .isEmpty()) {
      return;
    }
    double common = intersection(matrix, source, target);
    double share = area > 0 ? Math.min(1, common / area) : 0;
    if (share >= match.minimumShare()) {
      boolean areas = sources.dimension(source) == 2 && targets.dimension(target) == 2;
      accept(source, target, areas && common > 0 ? share : 1, common, matrix);
    }
  }

  private void judge(Match.Identity match, int source, int target) {
    double sourceArea = sources.area(source);
    double targetArea = targets.area(target);
    if (sourceArea == 0 || targetArea == 0) {
      return;
    }
    double most =
        Math.min(
            Math.min(sourceArea, targetArea), sources.commonBox(source, targets, target) * SLACK);
    if (most <= match.minimumArea()
        || match.measure().of(sourceArea, targetArea, most) < match.threshold()) {
      return;
    }
    int matrix = relate.matrix(source, target);
    double common = intersection(matrix, source, target);
    double score = Math.min(1, match.measure().of(sourceArea, targetArea, common));
    if (common > match.minimumArea() && common > 0 && score >= match.threshold()) {
      accept(source, target, score, common, matrix);
    }
  }

  private void accept(int source, int target, double score, double area, int matrix) {
    accepted.add(source, target, score, area, Double.NaN, matrix, 0);
  }

  private double intersection(int matrix, int source, int target) {
    if (!Matrix.overlap(matrix)) {
      return 0;
    }
    if (Matrix.coveredBy(matrix)) {
      return sources.area(source);
    }
    if (Matrix.covers(matrix)) {
      return targets.area(target);
    }
    return commonArea.of(source, target);
  }
}
