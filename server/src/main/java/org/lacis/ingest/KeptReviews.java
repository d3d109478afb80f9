package org.lacis.ingest;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.lacis.link.review.ReviewGraph;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// Keeps the decisions of people as they were made: nobody takes one away or adds to it, by
/// whatever door. New ones may come, as when a copy of a twin is filled.
public final class KeptReviews {
  private final TwinStore store;
  private final Node graph;

  public KeptReviews(TwinStore store, TwinIris iris) {
    this.store = store;
    this.graph = ReviewGraph.graph(iris);
  }

  /// Looks at a transaction that is about to be committed; costs nothing where it leaves the
  /// decisions alone.
  ///
  /// @param touched as a [org.lacis.store.Follower] hears it
  /// @throws WorkspaceException `link.kept-reviews`
  public void require(WriteView view, Optional<Delta> touched) {
    if (touched.isPresent()) {
      few(view, touched.orElseThrow());
    } else {
      many(view);
    }
  }

  private void few(View view, Delta delta) {
    NodeIds ids = view.ids();
    long ours = ids.id(graph);
    long[] quads = delta.quads();
    LongSet added = new LongOpenHashSet();
    for (int i = 0; ours != NodeIds.ABSENT && i < quads.length; i += 4) {
      if (quads[i] == ours) {
        if (ids.count(ours, quads[i + 1], quads[i + 2], quads[i + 3], 1) == 0) {
          throw refused();
        }
        added.add(quads[i + 1]);
      }
    }
    for (long subject : added) {
      if (news(quads, ours, subject)
          < ids.count(ours, subject, NodeIds.ABSENT, NodeIds.ABSENT, Long.MAX_VALUE)) {
        throw refused();
      }
    }
  }

  /// How many different statements of a subject are touched.
  private static int news(long[] quads, long graph, long subject) {
    Set<List<Long>> seen = new HashSet<>();
    for (int i = 0; i < quads.length; i += 4) {
      if (quads[i] == graph && quads[i + 1] == subject) {
        seen.add(List.of(quads[i + 2], quads[i + 3]));
      }
    }
    return seen.size();
  }

  /// More was touched than was taken note of: what stood before is read beside it.
  private void many(View view) {
    Set<Quad> before = before();
    Set<Node> subjects = new HashSet<>();
    for (Quad quad : before) {
      subjects.add(quad.getSubject());
      if (!view.dataset().contains(quad)) {
        throw refused();
      }
    }
    Iterator<Quad> now = view.dataset().find(graph, Node.ANY, Node.ANY, Node.ANY);
    while (!before.isEmpty() && now.hasNext()) {
      Quad quad = now.next();
      if (subjects.contains(quad.getSubject()) && !before.contains(quad)) {
        throw refused();
      }
    }
  }

  /// The decisions as of the last commit. Another thread reads them, since this one writes.
  private Set<Quad> before() {
    Set<Quad> before = new HashSet<>();
    Thread reader =
        Thread.ofPlatform()
            .name("reviews")
            .start(() ->
                store.<Boolean>read(view -> {
                  view.dataset()
                      .find(graph, Node.ANY, Node.ANY, Node.ANY)
                      .forEachRemaining(before::add);
                  return true;
                }));
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return before;
  }

  private WorkspaceException refused() {
    return new WorkspaceException(
        Finding.violation(
            "link.kept-reviews",
            Place.of(graph.getURI()),
            "a change of what people decided",
            "decisions as they were made",
            "Decide anew: a later decision replaces an earlier one, and both stay."));
  }
}
