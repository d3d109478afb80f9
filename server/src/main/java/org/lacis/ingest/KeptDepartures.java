package org.lacis.ingest;

import java.time.InstantSource;
import java.util.Optional;
import org.lacis.store.Delta;
import org.lacis.store.Follower;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.TwinIris;

/// Notes of departed things in step with a store: whatever takes away the last statement about a
/// thing leaves one in the same commit (see [Departures]). A change that touches more than the
/// store takes note of leaves none; builds leave theirs themselves.
public final class KeptDepartures implements Follower, AutoCloseable {
  private final TwinIris iris;
  private final InstantSource clock;

  private KeptDepartures(TwinIris iris, InstantSource clock) {
    this.iris = iris;
    this.clock = clock;
  }

  /// Begins to follow a store. Those who keep links and inferences come after, so that they see the
  /// notes.
  public static KeptDepartures follow(TwinStore store, TwinIris iris) {
    KeptDepartures kept = new KeptDepartures(iris, InstantSource.system());
    store.follow(kept);
    return kept;
  }

  @Override
  public void follow(WriteView view, long base, Optional<Delta> touched) {
    touched.ifPresent(delta -> note(view, delta));
  }

  private void note(WriteView view, Delta delta) {
    Departures departures = new Departures(iris);
    NodeIds ids = view.ids();
    long[] quads = delta.quads();
    long graph = NodeIds.ABSENT;
    long subject = NodeIds.ABSENT;
    boolean said = false;
    for (int i = 0; i < quads.length; i += 4) {
      if (quads[i] != graph) {
        graph = quads[i];
        said = departures.isSaidIn(ids.node(graph));
        subject = NodeIds.ABSENT;
      }
      if (said && quads[i + 1] != subject) {
        subject = quads[i + 1];
        departures.touch(ids.node(subject));
      }
    }
    departures.settle(view, clock.instant(), Optional.empty());
  }

  @Override
  public void committed(long version) {}

  @Override
  public void withdrawn() {}

  /// Nothing is to be given back: a store forgets those who follow it when it is closed.
  @Override
  public void close() {}
}
