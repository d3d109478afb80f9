package org.lacis.ingest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.lacis.reason.Amendment;
import org.lacis.reason.Closure;
import org.lacis.reason.Explanation;
import org.lacis.reason.Inferences;
import org.lacis.reason.ReasonException;
import org.lacis.reason.Reasoner;
import org.lacis.store.Delta;
import org.lacis.store.Difference;
import org.lacis.store.Follower;
import org.lacis.store.NodeIds;
import org.lacis.store.Replacement;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The graph of inferences of a store, in step with every commit: what follows from a change is
/// part of the commit that makes it, so that no reader and no crash ever sees one without the
/// other.
///
/// What follows is kept in memory. It is read from the store when it is first needed, about a
/// second for a million statements, and after a commit that failed; a commit that changes more than
/// the store takes note of is worked out anew. When more follows than can be held, the graph is
/// left empty until less does. Safe for threads.
public final class KeptInferences implements Follower, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptInferences.class);

  private final TwinStore store;
  private final TwinIris iris;
  private final Reasoner reasoner;
  private final KeptReviews reviews;

  /// Held from when a commit is followed until it is known what became of it.
  private final ReentrantLock lock = new ReentrantLock();

  /// What follows from one version of the data; null when it is to be read.
  private @Nullable Closure closure;

  private long version;
  private int contradictions;
  private @Nullable Thread reader;

  /// Whether the closure has seen anything of the commit that is followed.
  private boolean taken;

  /// Who may change the graph of inferences.
  private volatile @Nullable Thread mending;

  private KeptInferences(TwinStore store, TwinIris iris, Reasoner reasoner) {
    this.store = store;
    this.iris = iris;
    this.reasoner = reasoner;
    this.reviews = new KeptReviews(store, iris);
  }

  /// Keeps the inferences of a store from now on.
  public static KeptInferences of(TwinStore store, TwinIris iris, Reasoner reasoner) {
    KeptInferences kept = new KeptInferences(store, iris, reasoner);
    store.follow(kept);
    return kept;
  }

  /// Reads what follows now rather than when it is first needed. Commits wait for it meanwhile. A
  /// graph of inferences that is not as it should be, as after a change of rules, is mended.
  public void ready() {
    boolean differs =
        locked(() -> store.<Boolean>read(view -> differs(view, read(view).inferences())));
    if (differs) {
      LOG.info("The graph of inferences is brought in step with what was said.");
      mending = Thread.currentThread();
      try {
        store.<Boolean>write(view -> {
          replace(view, reasoner.closure(view).inferences());
          return true;
        });
      } finally {
        mending = null;
      }
    }
  }

  /// Whether the graph holds anything else than what follows. As many statements may still be other
  /// ones, as when a rule was changed.
  private boolean differs(View view, Inferences inferences) {
    NodeIds ids = view.ids();
    long graph = ids.id(iris.inferredGraph());
    long there =
        graph == NodeIds.ABSENT
            ? 0
            : ids.count(graph, NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT, Long.MAX_VALUE);
    if (there != inferences.size()) {
      return true;
    }
    boolean[] misses = {false};
    inferences.forEach(each ->
        misses[0] =
            misses[0]
                || !view.dataset()
                    .contains(
                        iris.inferredGraph(),
                        each.getSubject(),
                        each.getPredicate(),
                        each.getObject()));
    return misses[0];
  }

  /// As [#ready], by a thread of its own.
  public void readyLater() {
    reader =
        Thread.ofPlatform()
            .name("inferences")
            .start(() -> {
              try {
                ready();
              } catch (LacisException e) {
                LOG.warn("{}", e.finding().sentence());
              } catch (RuntimeException e) {
                LOG.error("What follows could not be read; it is read when it is needed.", e);
              }
            });
  }

  /// Waits for what [#readyLater] began.
  @Override
  public void close() {
    Thread reading = reader;
    boolean interrupted = false;
    while (reading != null && reading.isAlive()) {
      try {
        reading.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// What follows from the version that a reading transaction sees; the lock is held.
  private Closure read(View view) {
    long now = store.dataset().committedVersion().orElseThrow();
    Closure known = closure;
    if (known == null || version != now) {
      known = reasoner.closure(view);
      known.settled();
      closure = known;
      version = now;
      contradictions = known.countContradictions();
    }
    return known;
  }

  /// Works with what follows from the newest version of the data.
  private <T> T with(Function<View, Function<Closure, T>> work) {
    return locked(() -> store.read(view -> work.apply(view).apply(read(view))));
  }

  /// Why a statement holds in the newest version of the data.
  ///
  /// @return empty when nobody said it and it does not follow
  public Optional<Explanation> why(Triple statement) {
    return with(view -> known -> known.why(view, statement));
  }

  /// The contradictions in the newest version of the data.
  public List<Finding> contradictions() {
    return with(_ -> Closure::contradictions);
  }

  // ---- following

  @Override
  public void follow(WriteView view, long base, Optional<Delta> touched) {
    lock.lock();
    taken = false;
    reviews.require(view, touched);
    boolean removed = requireInferred(view, touched);
    taken = true;
    if (mending == Thread.currentThread() && version == base) {
      // Nothing was said, and what follows is what it was.
      return;
    }
    try {
      int found = keep(view, base, touched, removed);
      if (found > contradictions) {
        LOG.warn("{} contradictions in what is said, {} before", found, contradictions);
      }
      contradictions = found;
    } catch (ReasonException e) {
      if (!isTooMuch(e)) {
        throw e;
      }
      // As in a build: none is kept, and all the rest is done.
      LOG.warn("{}", e.finding().sentence());
      closure = null;
      replace(view, Inferences.NONE);
    }
  }

  /// Whether more follows than can be held.
  static boolean isTooMuch(ReasonException e) {
    return e.finding().code().startsWith("reason.too-");
  }

  /// @return how many contradictions there are
  private int keep(WriteView view, long base, Optional<Delta> touched, boolean removed) {
    Closure known = closure;
    if (known != null && version == base && touched.isPresent()) {
      Amendment amendment = known.follow(view, touched.orElseThrow());
      apply(view, removed ? new Amendment.Whole(known.inferences()) : amendment);
    } else {
      known = reasoner.closure(view);
      known.settled();
      closure = known;
      replace(view, known.inferences());
    }
    return known.countContradictions();
  }

  /// What follows is ours to say: what others say in its graph is refused, what they remove from it
  /// comes back.
  ///
  /// @return whether something was removed
  private boolean requireInferred(View view, Optional<Delta> touched) {
    NodeIds ids = view.ids();
    long ours = ids.id(iris.inferredGraph());
    long[] quads = touched.map(Delta::quads).orElse(new long[0]);
    boolean removed = false;
    for (int i = 0; i < quads.length; i += 4) {
      if (quads[i] != ours || mending == Thread.currentThread()) {
        continue;
      }
      if (ids.count(ours, quads[i + 1], quads[i + 2], quads[i + 3], 1) == 0) {
        removed = true;
        continue;
      }
      throw new WorkspaceException(
          Finding.violation(
              "reason.graph-of-inferences",
              Place.of(iris.inferredGraph().getURI()),
              "a change of what is inferred",
              "changes of what is said",
              "Change a graph of your own: what follows from it is worked out"));
    }
    return removed;
  }

  private void apply(WriteView view, Amendment amendment) {
    switch (amendment) {
      case Amendment.Few few -> {
        few.gone()
            .forEach(each ->
                view.delete(
                    iris.inferredGraph(),
                    each.getSubject(),
                    each.getPredicate(),
                    each.getObject()));
        few.come()
            .forEach(each ->
                view.add(
                    iris.inferredGraph(),
                    each.getSubject(),
                    each.getPredicate(),
                    each.getObject()));
      }
      case Amendment.Whole whole -> replace(view, whole.inferences());
    }
  }

  private void replace(WriteView view, Inferences inferences) {
    replace(view, iris.inferredGraph(), inferences);
  }

  /// Makes inferences the content of a graph; only what differs is written.
  static void replace(WriteView view, Node graph, Inferences inferences) {
    try (Replacement content = view.replace(graph)) {
      inferences.forEach(
          each -> content.add(each.getSubject(), each.getPredicate(), each.getObject()));
      content.finish(Difference.UNHEARD);
    }
  }

  @Override
  public void committed(long now) {
    version = now;
    lock.unlock();
  }

  @Override
  public void withdrawn() {
    if (taken) {
      closure = null;
    }
    if (lock.isHeldByCurrentThread()) {
      lock.unlock();
    }
  }
}
