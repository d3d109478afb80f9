package org.lacis.query.join;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.jena.query.QueryCancelledException;

/// The threads that exact tests of geometries run on, one a core. Safe for threads.
///
/// A relation or a distance of two large shapes is one call into a library, takes seconds, and
/// cannot be stopped. Who waits for one here goes away when the query is cancelled; the call goes
/// on to its end, and until then another thread takes the place of its own, so that those who come
/// next have as many as before.
final class Crew {
  /// How long to wait between two looks at the signal to stop.
  private static final long WAIT_MILLIS = 10;

  /// No more threads than this stand in for those that are left behind; then the next ones wait.
  private static final int MOST_LEFT = 32;

  private final int size = Runtime.getRuntime().availableProcessors();
  private final ThreadPoolExecutor pool;
  private int leftBehind;

  Crew() {
    pool =
        new ThreadPoolExecutor(
            size,
            size,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("spatial-", 1).factory());
    pool.allowCoreThreadTimeOut(true);
  }

  /// Work that somebody waits for.
  final class Task<T> extends FutureTask<T> {
    private boolean running;
    private boolean left;

    private Task(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      begin(this);
      try {
        super.run();
      } finally {
        end(this);
      }
    }

    /// Nobody waits for it any more.
    void leave() {
      cancel(false);
      leaveBehind(this);
    }

    /// Waits for the result.
    ///
    /// @throws QueryCancelledException as soon as the query is not wanted any more
    T result(Cancel cancel) {
      while (true) {
        if (cancel.isSet()) {
          leave();
          throw new QueryCancelledException();
        }
        try {
          return get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          // Then it is asked again whether to go on.
        } catch (InterruptedException _) {
          leave();
          Thread.currentThread().interrupt();
          throw new QueryCancelledException();
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    }
  }

  <T> Task<T> start(Callable<T> work) {
    Task<T> task = new Task<>(work);
    pool.execute(task);
    return task;
  }

  private synchronized void begin(Task<?> task) {
    task.running = true;
  }

  private synchronized void end(Task<?> task) {
    task.running = false;
    if (task.left) {
      leftBehind--;
      fit();
    }
  }

  private synchronized void leaveBehind(Task<?> task) {
    if (task.running && !task.left && leftBehind < MOST_LEFT) {
      task.left = true;
      leftBehind++;
      fit();
    }
  }

  private void fit() {
    int threads = size + leftBehind;
    if (threads > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(threads);
      pool.setCorePoolSize(threads);
    } else {
      pool.setCorePoolSize(threads);
      pool.setMaximumPoolSize(threads);
    }
  }

  /// How many calls go on that nobody waits for.
  synchronized int leftBehind() {
    return leftBehind;
  }
}
