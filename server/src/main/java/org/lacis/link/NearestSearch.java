package org.lacis.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lacis.link.rule.Match;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Finds the targets that lie nearest to each source, in the plane of the working CRS.
record NearestSearch(Layer sources, Layer targets, Match.Nearest match, Workers workers) {
  private static final int TASK = 256;

  /// A target by its box: the box is never farther than the shape in it.
  private record Candidate(int target, double boxDistance) {}

  private record Near(int target, double distance) {}

  private record Part(Pairs pairs, long candidates) {}

  PairSearch.Found find() {
    HPRtree tree = PairSearch.tree(targets);
    Pairs pairs = new Pairs();
    long[] candidates = {0};
    workers.inOrder(
        IntStream.iterate(0, from -> from < sources.size(), from -> from + TASK)
            .<Callable<Part>>mapToObj(
                from -> () -> part(from, Math.min(sources.size(), from + TASK), tree))
            .iterator(),
        part -> {
          pairs.addAll(part.pairs);
          candidates[0] += part.candidates;
        });
    return new PairSearch.Found(pairs, candidates[0]);
  }

  private Part part(int from, int to, HPRtree tree) {
    Pairs pairs = new Pairs();
    long seen = 0;
    for (int source = from; source < to; source++) {
      List<Candidate> candidates = candidates(source, tree);
      seen += candidates.size();
      List<Near> nearest = nearest(source, candidates);
      for (int rank = 0; rank < nearest.size(); rank++) {
        Near near = nearest.get(rank);
        double score = match.within() > 0 ? 1 - near.distance / match.within() : 1;
        pairs.add(source, near.target, score, 0, near.distance, Pairs.NO_MATRIX, rank + 1);
      }
    }
    return new Part(pairs, seen);
  }

  private List<Candidate> candidates(int source, HPRtree tree) {
    Envelope box = sources.box(source);
    Envelope around = new Envelope(box);
    around.expandBy(match.within());
    List<Candidate> candidates = new ArrayList<>();
    tree.query(
        around,
        item -> {
          int target = (Integer) item;
          if (!sources.iri(source).equals(targets.iri(target))) {
            candidates.add(new Candidate(target, box.distance(targets.box(target))));
          }
        });
    candidates.sort(
        Comparator.comparingDouble(Candidate::boxDistance).thenComparingInt(Candidate::target));
    return candidates;
  }

  private List<Near> nearest(int source, List<Candidate> candidates) {
    List<Near> best = new ArrayList<>();
    if (candidates.isEmpty()) {
      return best;
    }
    Geometry shape = sources.shape(source);
    for (Candidate candidate : candidates) {
      if (best.size() == match.count() && candidate.boxDistance > best.getLast().distance) {
        break;
      }
      double distance = shape.distance(targets.shape(candidate.target));
      if (distance <= match.within()) {
        best.add(new Near(candidate.target, distance));
        best.sort(Comparator.comparingDouble(Near::distance).thenComparingInt(Near::target));
        if (best.size() > match.count()) {
          best.removeLast();
        }
      }
    }
    return best;
  }
}
