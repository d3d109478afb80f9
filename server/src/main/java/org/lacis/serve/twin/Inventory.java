package org.lacis.serve.twin;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Lacis;

/// How many things of which kind each twin describes. Counting reads every type statement, so it is
/// done in the background, once for each version of the store, and nobody waits for it longer than
/// [#PATIENCE]. Safe for several threads.
public final class Inventory implements AutoCloseable {
  /// How long a visitor waits for the first count.
  static final Duration PATIENCE = Duration.ofMillis(300);

  private static final Count NONE = new Count(List.of(), 0, false);

  private final Speakers speakers;
  private final PerVersion<Count> kept;

  /// @param classes kinds with their numbers, most frequent first
  /// @param links links between things
  /// @param done whether anything was counted yet
  public record Count(List<Kind> classes, long links, boolean done) {
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
    this.speakers = speakers;
    this.kept = new PerVersion<>("inventory", store, (view, _, stopped) -> count(view, stopped));
  }

  /// The numbers of this moment where they are known or soon found, else those of a while ago, else
  /// none (see [Count#done]).
  public Count count() {
    return kept.now(PATIENCE).map(PerVersion.Known::value).orElse(NONE);
  }

  /// Begins to count in the background unless the numbers are of the newest version, or being
  /// counted already.
  public CompletableFuture<Count> refresh() {
    return kept.refresh().thenApply(PerVersion.Known::value);
  }

  /// Stops counting, and waits for that: the store may be closed afterwards.
  @Override
  public void close() {
    kept.close();
  }

  private Count count(View view, BooleanSupplier stopped) {
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
                stopped,
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
            find(stopped, ids, graph, type, link, _ -> links[0]++);
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
    return new Count(sorted, links[0], true);
  }

  private static void find(
      BooleanSupplier stopped, NodeIds ids, Node graph, long type, long kind, LongConsumer found) {
    ids.find(
        ids.id(graph),
        NodeIds.ABSENT,
        type,
        kind,
        (_, _, _, object) -> {
          if (stopped.getAsBoolean()) {
            throw new CancellationException("the server stops");
          }
          found.accept(object);
        });
  }
}
