package org.lacis.bench.link;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.lacis.link.relate.Crew;

/// Some threads of their own; the caller's only waits.
final class Pool implements Crew, AutoCloseable {
  private final int width;
  private final ExecutorService threads;

  Pool(int width) {
    this.width = width;
    this.threads = Executors.newFixedThreadPool(width);
  }

  @Override
  public <T> void inOrder(Iterator<? extends Callable<T>> tasks, Consumer<T> results) {
    Queue<Future<T>> flying = new ArrayDeque<>();
    while (tasks.hasNext() || !flying.isEmpty()) {
      while (tasks.hasNext() && flying.size() < 4 * width) {
        flying.add(threads.submit(tasks.next()));
      }
      try {
        results.accept(flying.remove().get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
