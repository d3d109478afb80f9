package org.lacis.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.jena.sparql.core.Quad;

/// Carries quads in batches from a thread that makes them to the thread that stores them, so that
/// both cores work; a full pipe makes the maker wait, which bounds memory.
final class QuadPipe {
  private static final int BATCH = 4_096;
  private static final int BATCHES = 16;

  /// Makes quads.
  interface Maker {
    void make(Consumer<Quad> sink);
  }

  private final BlockingQueue<List<Quad>> queue = new ArrayBlockingQueue<>(BATCHES);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /// Set when the storing side has failed and takes no more.
  private volatile boolean closed;

  private static final List<Quad> END = List.of();

  private QuadPipe() {}

  /// Runs the maker on a thread of its own and stores on the caller's.
  ///
  /// @throws RuntimeException what the maker, or the store, threw
  static void run(Maker maker, Consumer<List<Quad>> store) {
    new QuadPipe().carry(maker, store);
  }

  private void carry(Maker maker, Consumer<List<Quad>> store) {
    Thread thread = Thread.ofPlatform().name("lift").start(() -> fill(maker));
    try {
      for (List<Quad> batch = take(); !batch.isEmpty(); batch = take()) {
        store.accept(batch);
      }
    } finally {
      closed = true;
      queue.clear();
      join(thread);
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void fill(Maker maker) {
    List<Quad> batch = new ArrayList<>(BATCH);
    List<List<Quad>> current = new ArrayList<>(List.of(batch));
    try {
      maker.make(quad -> {
        List<Quad> filling = current.getFirst();
        filling.add(quad);
        if (filling.size() == BATCH) {
          put(filling);
          current.set(0, new ArrayList<>(BATCH));
        }
      });
      if (!current.getFirst().isEmpty()) {
        put(current.getFirst());
      }
    } catch (StoppedException _) {
      // the storing side has failed, and tells why itself
    } catch (Throwable e) {
      failure.set(e);
    }
    if (!closed) {
      put(END);
    }
  }

  private void put(List<Quad> batch) {
    try {
      while (!queue.offer(batch, 100, TimeUnit.MILLISECONDS)) {
        if (closed) {
          throw new StoppedException();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private List<Quad> take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while storing", e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Nobody takes what is made any more.
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
