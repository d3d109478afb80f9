package org.lacis.serve.features;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.NamedQuery;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The collections of a store that others write to. Working them out reads every located thing, so
/// it is done in the background; readers take the newest that is known, from which a
/// [org.lacis.query.feature.FeatureReader] still reads the data of its own moment. Where it takes
/// long it is not begun again before nine times as long has passed. Safe for threads.
public final class CollectionBook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectionBook.class);

  /// How long a request waits for the newest, where older ones are known.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /// How long a request waits for the first.
  private static final Duration FIRST = Duration.ofSeconds(60);

  private static final int REST = 9;

  private final TwinStore store;
  private final TwinIris iris;
  private final List<NamedQuery> queries;
  private volatile boolean closed;

  private @Nullable Collections newest;
  private long version = -1;
  private @Nullable CompletableFuture<Collections> running;
  private long restUntil = System.nanoTime();

  /// @param queries questions that are collections
  public CollectionBook(TwinStore store, TwinIris iris, List<NamedQuery> queries) {
    this.store = store;
    this.iris = iris;
    this.queries = List.copyOf(queries);
  }

  /// Begins to work them out, for whoever comes first.
  public void begin() {
    var _ = refresh();
  }

  /// The newest collections that are known, of this very moment where that takes no long.
  ///
  /// @throws ServeException 503 when the first ones are not ready yet
  public Collections collections() {
    CompletableFuture<Collections> working = refresh();
    Collections known = known();
    try {
      Duration patience = known == null ? FIRST : PATIENCE;
      return working.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      if (known != null) {
        return known;
      }
    } catch (ExecutionException e) {
      if (known != null) {
        return known; // what failed was logged
      }
      throw new IllegalStateException("the collections could not be worked out", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Finding finding =
        Finding.violation(
            "features.not-ready",
            Place.of("collections"),
            "not read yet since the start",
            "",
            "Ask again in some seconds.");
    throw new ServeException(503, finding, Map.of("Retry-After", "5"), Map.of());
  }

  private synchronized @Nullable Collections known() {
    return newest;
  }

  private synchronized CompletableFuture<Collections> refresh() {
    CompletableFuture<Collections> before = running;
    if (before != null && (!before.isDone() || closed)) {
      return before;
    }
    Collections known = newest;
    boolean fresh = known != null && version == store.version();
    boolean resting = known != null && System.nanoTime() - restUntil < 0;
    if (known != null && (fresh || resting)) {
      return CompletableFuture.completedFuture(known);
    }
    CompletableFuture<Collections> next = new CompletableFuture<>();
    running = next;
    Thread _ = Thread.ofVirtual().name("collections").start(() -> work(next));
    return next;
  }

  private void work(CompletableFuture<Collections> next) {
    long began = System.nanoTime();
    try {
      long now = store.version(); // read first, so that a newer state is seen to be newer
      Collections made =
          store.read(view ->
              Collections.of(
                  view,
                  iris,
                  queries,
                  () -> closed,
                  finding -> LOG.warn("{}", finding.sentence())));
      long took = System.nanoTime() - began;
      synchronized (this) {
        newest = made;
        version = now;
        restUntil = System.nanoTime() + REST * took;
      }
      next.complete(made);
    } catch (CancellationException e) {
      next.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      LOG.error("the collections could not be worked out", e);
      next.completeExceptionally(e);
    }
  }

  /// Stops working, and waits for that: the store may be closed afterwards.
  @Override
  public void close() {
    closed = true;
    CompletableFuture<Collections> working;
    synchronized (this) {
      working = running;
    }
    if (working != null) {
      boolean _ = working.handle((_, _) -> true).join();
    }
  }
}
