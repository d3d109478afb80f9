package org.lacis.serve.twin;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Lacis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many things of which kind each twin describes. Counting reads every type statement, so it is
/// done in the background, once for each version of the store, and nobody waits for it longer than
/// [#PATIENCE]. Safe for several threads.
public final class Inventory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

  /// How long a visitor waits for the first count.
  static final Duration PATIENCE = Duration.ofMillis(300);

  private final TwinStore store;
  private final Speakers speakers;
  private final AtomicReference<Count> last =
      new AtomicReference<>(new Count(List.of(), 0, -1, false));
  private final AtomicReference<CompletableFuture<Count>> running =
      new AtomicReference<>(CompletableFuture.completedFuture(last.get()));
  private volatile boolean closed;

  /// @param classes kinds with their numbers, most frequent first
  /// @param links links between things
  /// @param version of the store at least, when it was counted
  /// @param done whether anything was counted yet
  public record Count(List<Kind> classes, long links, long version, boolean done) {
    public Count {
      classes = List.copyOf(classes);
    }
  }

  /// @param twins how many things of this kind each twin describes, by key
  public record Kind(Node node, Map<String, Long> twins) {
    public Kind {
      twins = Map.copyOf(twins);
    }

    public long total() {
      return twins.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  public Inventory(TwinStore store, Speakers speakers) {
    this.store = store;
    this.speakers = speakers;
  }

  /// The numbers of this moment where they are known or soon found, else those of a while ago, else
  /// none (see [Count#done]).
  public Count count() {
    CompletableFuture<Count> counting = refresh();
    if (last.get().done() && !counting.isDone()) {
      return last.get();
    }
    try {
      return counting.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return last.get(); // one that failed has logged it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return last.get();
    }
  }

  /// Begins to count in the background unless the numbers are of the newest version, or being
  /// counted already.
  public CompletableFuture<Count> refresh() {
    CompletableFuture<Count> before = running.get();
    if (closed || !before.isDone() || last.get().version() == store.version()) {
      return before;
    }
    CompletableFuture<Count> next = new CompletableFuture<>();
    if (!running.compareAndSet(before, next)) {
      return running.get();
    }
    Thread _ = Thread.ofVirtual().name("inventory").start(() -> fill(next));
    return next;
  }

  private void fill(CompletableFuture<Count> next) {
    try {
      long version =
          store.version(); // read first: a newer state under an older number is counted again
      Count fresh = store.read(view -> count(view, version));
      last.set(fresh);
      next.complete(fresh);
    } catch (CancellationException e) {
      next.completeExceptionally(e);
    } catch (RuntimeException e) {
      LOG.error("the kinds of things could not be counted", e);
      next.completeExceptionally(e);
    }
  }

  /// Stops counting, and waits for that: the store may be closed afterwards.
  @Override
  public void close() {
    closed = true;
    boolean _ = running.get().handle((_, _) -> true).join();
  }

  private Count count(View view, long version) {
    NodeIds ids = view.ids();
    long type = ids.id(RDF.type.asNode());
    long link = ids.id(Lacis.LINK);
    Map<Long, Map<String, Long>> kinds = new HashMap<>();
    long[] links = {0};
    Iterator<Node> graphs = view.dataset().listGraphNodes();
    while (type != NodeIds.ABSENT && graphs.hasNext()) {
      Node graph = graphs.next();
      switch (speakers.of(graph)) {
        case Speakers.Speaker.Twin twin ->
            find(
                ids,
                graph,
                type,
                NodeIds.ABSENT,
                kind ->
                    kinds
                        .computeIfAbsent(kind, _ -> new HashMap<>())
                        .merge(twin.key(), 1L, Long::sum));
        case Speakers.Speaker.LinkRule _ -> {
          if (link != NodeIds.ABSENT) {
            find(ids, graph, type, link, _ -> links[0]++);
          }
        }
        case Speakers.Speaker.Reasoner _, Speakers.Speaker.Other _ -> {}
      }
    }
    List<Kind> sorted =
        kinds.entrySet().stream()
            .map(entry -> new Kind(ids.node(entry.getKey()), entry.getValue()))
            .sorted(Comparator.comparingLong(Kind::total).reversed())
            .toList();
    return new Count(sorted, links[0], version, true);
  }

  private void find(NodeIds ids, Node graph, long type, long kind, LongConsumer found) {
    ids.find(
        ids.id(graph),
        NodeIds.ABSENT,
        type,
        kind,
        (_, _, _, object) -> {
          if (closed) {
            throw new CancellationException("the server stops");
          }
          found.accept(object);
        });
  }
}
