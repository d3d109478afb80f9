package org.lacis.serve.twin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that is worked out of the whole store, once for each version of it, in the background;
/// while that goes on, what is known of the version before is told. Safe for several threads.
///
/// @param <T> what is worked out
public final class PerVersion<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PerVersion.class);

  private final String name;
  private final TwinStore store;
  private final Work<T> work;
  private final AtomicReference<Optional<Known<T>>> last = new AtomicReference<>(Optional.empty());
  private final AtomicReference<CompletableFuture<Known<T>>> running = new AtomicReference<>();
  private volatile boolean closed;

  /// @param version of the store at least, when it was worked out
  public record Known<T>(T value, long version) {}

  /// How it is worked out.
  public interface Work<T> {
    /// @param before what was worked out last
    /// @param stopped whether nobody wants to know any more; ask it often, and throw
    ///   [CancellationException] then
    T of(View view, Optional<Known<T>> before, BooleanSupplier stopped);
  }

  /// @param name for the log
  public PerVersion(String name, TwinStore store, Work<T> work) {
    this.name = name;
    this.store = store;
    this.work = work;
  }

  /// What holds now where it is known or soon found, else what held a while ago, else nothing.
  ///
  /// @param patience how long the first one is waited for
  public Optional<Known<T>> now(Duration patience) {
    CompletableFuture<Known<T>> counting = refresh();
    if (last.get().isPresent() && !counting.isDone()) {
      return last.get();
    }
    try {
      return Optional.of(counting.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException | CancellationException _) {
      return last.get(); // one that failed has logged it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return last.get();
    }
  }

  /// Begins to work it out unless it is known of the newest version, or being worked out already.
  public CompletableFuture<Known<T>> refresh() {
    CompletableFuture<Known<T>> before = running.get();
    boolean known = last.get().filter(one -> one.version() == store.version()).isPresent();
    if (before != null && (closed || !before.isDone() || known)) {
      return before;
    }
    CompletableFuture<Known<T>> next = new CompletableFuture<>();
    if (closed || !running.compareAndSet(before, next)) {
      CompletableFuture<Known<T>> other = running.get();
      return other == null ? CompletableFuture.failedFuture(new CancellationException()) : other;
    }
    Thread _ = Thread.ofVirtual().name(name).start(() -> fill(next));
    return next;
  }

  private void fill(CompletableFuture<Known<T>> next) {
    try {
      long version =
          store.version(); // read first: a newer state under an older number is counted again
      Known<T> fresh =
          store.read(view -> new Known<>(work.of(view, last.get(), () -> closed), version));
      last.set(Optional.of(fresh));
      next.complete(fresh);
    } catch (CancellationException e) {
      next.completeExceptionally(e);
    } catch (RuntimeException e) {
      LOG.error("{} could not be worked out", name, e);
      next.completeExceptionally(e);
    }
  }

  /// Stops, and waits for that: the store may be closed afterwards.
  @Override
  public void close() {
    closed = true;
    CompletableFuture<Known<T>> going = running.get();
    if (going != null) {
      boolean _ = going.handle((_, _) -> true).join();
    }
  }
}
