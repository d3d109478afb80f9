package org.lacis.link;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.lacis.link.relate.Crew;

/// Runs tasks side by side and hands their results on in the order of the tasks, with few of them
/// in flight.
///
/// The caller's thread works too: it runs the oldest task itself where nobody has begun it, so a
/// pool that is busy, or is the caller's own, slows the work and never stops it.
///
/// @param executor runs tasks, bounded by its owner
/// @param width how many threads the work may use
record Workers(Executor executor, int width) implements Crew {

  @Override
  public <T> void inOrder(Iterator<? extends Callable<T>> tasks, Consumer<T> results) {
    Queue<FutureTask<T>> flying = new ArrayDeque<>();
    try {
      while (tasks.hasNext() || !flying.isEmpty()) {
        while (tasks.hasNext() && flying.size() < 2 * width) {
          FutureTask<T> task = new FutureTask<>(tasks.next());
          flying.add(task);
          if (width > 1) {
            executor.execute(task);
          }
        }
        FutureTask<T> oldest = flying.remove();
        oldest.run();
        results.accept(result(oldest));
      }
    } finally {
      flying.forEach(task -> task.cancel(true));
    }
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("linking was interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
