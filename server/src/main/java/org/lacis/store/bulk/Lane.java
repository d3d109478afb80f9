package org.lacis.store.bulk;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands pieces of work, in order, to a thread of its own; a full lane makes the giver wait, which
/// bounds memory. One thread gives.
///
/// What the worker throws is thrown to the giver, at the next piece or at the end.
public final class Lane<T> implements AutoCloseable {
  private static final long MOMENT = 50;

  private final BlockingQueue<T> queue;
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  /// @param name of the thread
  /// @param places pieces that may wait
  public Lane(String name, int places, Consumer<? super T> work) {
    queue = new ArrayBlockingQueue<>(places);
    thread = Thread.ofPlatform().name(name).daemon().start(() -> work(work));
  }

  private void work(Consumer<? super T> work) {
    try {
      while (!stopped) {
        T piece = queue.poll(MOMENT, TimeUnit.MILLISECONDS);
        if (piece != null) {
          work.accept(piece);
        } else if (ended && queue.isEmpty()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      failure = e;
    } catch (Throwable e) {
      failure = e;
    }
  }

  /// @throws RuntimeException what the worker threw before
  public void give(T piece) {
    try {
      do {
        rethrow();
      } while (!queue.offer(piece, MOMENT, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Waits until all that was given is done.
  ///
  /// @throws RuntimeException what the worker threw
  public void finish() {
    ended = true;
    join();
    rethrow();
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RuntimeException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while loading", e);
  }

  private void rethrow() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /// Gives up what is not done yet, and waits for the piece that is being worked on.
  @Override
  public void close() {
    stopped = true;
    join();
  }
}
