package org.lacis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.vocabulary.FindingSink;

/// All geometry literals that quads use, each once: found and read on the thread of a transaction,
/// worked on by other threads.
final class GeometryScan {
  private static final int BATCH = 512;
  private static final int WAITING = 4;

  private final Quads quads;
  private final BlockingQueue<List<Literal>> batches = new ArrayBlockingQueue<>(WAITING);
  private volatile @Nullable Throwable failure;

  /// A geometry literal with its number.
  record Literal(long id, Node node) {}

  GeometryScan(Quads quads) {
    this.quads = quads;
  }

  /// Works on every literal.
  ///
  /// @param workers each is called by a thread of its own
  void run(List<? extends Consumer<Literal>> workers) {
    List<Thread> threads = new ArrayList<>();
    for (Consumer<Literal> worker : workers) {
      threads.add(Thread.ofPlatform().daemon().name("geometries").start(() -> work(worker)));
    }
    try {
      List<Literal> batch = new ArrayList<>();
      quads.objects(id -> {
        Node node = quads.readNode(id);
        if (GeometryLiterals.isGeometry(node)) {
          batch.add(new Literal(id, node));
          if (batch.size() == BATCH) {
            hand(List.copyOf(batch));
            batch.clear();
          }
        }
      });
      hand(List.copyOf(batch));
    } finally {
      threads.forEach(_ -> hand(List.of()));
      threads.forEach(GeometryScan::join);
    }
    Throwable why = failure;
    if (why != null) {
      throw new IllegalStateException("a worker of the spatial index failed", why);
    }
  }

  /// What the index of all these literals is made of, prepared by two threads.
  ///
  /// @param findings told of literals that are no geometry
  Entries entries(FindingSink findings) {
    FindingSink one =
        finding -> {
          synchronized (this) {
            findings.report(finding);
          }
        };
    List<Entries> parts = List.of(new Entries(), new Entries());
    run(parts.stream().<Consumer<Literal>>map(part -> literal -> add(part, literal, one)).toList());
    parts.getFirst().addAll(parts.getLast(), 0);
    return parts.getFirst();
  }

  private static void add(Entries entries, Literal literal, FindingSink findings) {
    try {
      entries.add(literal.id(), literal.node(), GeometryLiterals.parse(literal.node()), findings);
    } catch (GeometryException e) {
      findings.report(e.finding());
    }
  }

  private void work(Consumer<Literal> worker) {
    try {
      for (List<Literal> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
        batch.forEach(worker);
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void hand(List<Literal> batch) {
    try {
      // A worker that failed takes nothing more.
      while (!batches.offer(batch, 100, TimeUnit.MILLISECONDS)) {
        if (failure != null) {
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
