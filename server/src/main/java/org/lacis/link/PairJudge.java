package org.lacis.link;

import org.jspecify.annotations.Nullable;
import org.lacis.link.rule.Match;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.IntersectionMatrix;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.relateng.RelateNG;

/// Judges pairs by their shapes: one probe, held against its candidates, then the next.
///
/// A pair costs at most one DE-9IM matrix and one overlay. What the boxes alone rule out costs
/// neither; where one shape covers the other the intersection is the smaller one, without overlay.
/// One judge a task, never shared between threads.
final class PairJudge {
  // Boxes and overlays round differently; a pair is ruled out only where this cannot matter.
  private static final double SLACK = 1 + 1e-9;

  private final Layer sources;
  private final Layer targets;
  private final boolean probeSources;
  private final Match match;
  private final WKBReader reader = new WKBReader();
  private final Pairs accepted = new Pairs();
  private long candidates;
  private int probe;
  private @Nullable Prepared prepared;

  private record Prepared(Geometry shape, RelateNG relate) {}

  PairJudge(Layer sources, Layer targets, boolean probeSources, Match match) {
    this.sources = sources;
    this.targets = targets;
    this.probeSources = probeSources;
    this.match = match;
  }

  void probe(int thing) {
    probe = thing;
    prepared = null;
  }

  void candidate(int thing) {
    int source = probeSources ? probe : thing;
    int target = probeSources ? thing : probe;
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
    Geometry other = other(source, target);
    IntersectionMatrix matrix = matrix(other);
    if (!match.relation().holds(matrix, sources.dimension(source), targets.dimension(target))) {
      return;
    }
    double common = intersection(matrix, source, target, other);
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
    Geometry other = other(source, target);
    IntersectionMatrix matrix = matrix(other);
    double common = intersection(matrix, source, target, other);
    double score = Math.min(1, match.measure().of(sourceArea, targetArea, common));
    if (common > match.minimumArea() && common > 0 && score >= match.threshold()) {
      accept(source, target, score, common, matrix);
    }
  }

  private void accept(
      int source, int target, double score, double area, IntersectionMatrix matrix) {
    accepted.add(source, target, score, area, Double.NaN, Pairs.packed(matrix), 0);
  }

  private Geometry other(int source, int target) {
    return probeSources ? targets.shape(target, reader) : sources.shape(source, reader);
  }

  private IntersectionMatrix matrix(Geometry other) {
    IntersectionMatrix matrix = prepared().relate.evaluate(other);
    return probeSources ? matrix : matrix.transpose();
  }

  private double intersection(IntersectionMatrix matrix, int source, int target, Geometry other) {
    if (matrix.get(Location.INTERIOR, Location.INTERIOR) != 2) {
      return 0;
    }
    if (matrix.isCoveredBy()) {
      return sources.area(source);
    }
    if (matrix.isCovers()) {
      return targets.area(target);
    }
    // Source first whichever side probes, so that the figure does not hang on the choice.
    Geometry first = probeSources ? prepared().shape : other;
    Geometry second = probeSources ? other : prepared().shape;
    return OverlayNGRobust.overlay(first, second, OverlayNG.INTERSECTION).getArea();
  }

  private Prepared prepared() {
    Prepared ready = prepared;
    if (ready == null) {
      Geometry shape = probeSources ? sources.shape(probe, reader) : targets.shape(probe, reader);
      ready = new Prepared(shape, RelateNG.prepare(shape));
      prepared = ready;
    }
    return ready;
  }
}
