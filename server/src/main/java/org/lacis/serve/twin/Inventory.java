package org.lacis.serve.twin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Lacis;

/// How many things of which kind each twin describes. Counted once a minute at most: counting reads
/// every type statement. Safe for several threads.
public final class Inventory {
  private static final long KEPT = Duration.ofMinutes(1).toNanos();

  private final TwinStore store;
  private final Speakers speakers;
  private final AtomicReference<Count> last =
      new AtomicReference<>(new Count(List.of(), 0, 0, false));

  /// @param classes kinds with their numbers, most frequent first
  /// @param links links between things
  /// @param moment when it was counted, as of the machine's clock
  /// @param done whether anything was counted yet
  public record Count(List<Kind> classes, long links, long moment, boolean done) {
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

  /// The numbers, at most a minute old.
  public Count count() {
    Count known = last.get();
    if (known.done() && System.nanoTime() - known.moment() < KEPT) {
      return known;
    }
    Count fresh = store.read(view -> count(view.dataset()));
    last.set(fresh);
    return fresh;
  }

  private Count count(DatasetGraph data) {
    Map<Node, Map<String, Long>> kinds = new HashMap<>();
    long links = 0;
    Iterator<Node> graphs = data.listGraphNodes();
    while (graphs.hasNext()) {
      Node graph = graphs.next();
      switch (speakers.of(graph)) {
        case Speakers.Speaker.Twin twin -> count(data, graph, twin.key(), kinds);
        case Speakers.Speaker.LinkRule _ ->
            links += size(data.findNG(graph, Node.ANY, RDF.type.asNode(), Lacis.LINK));
        case Speakers.Speaker.Reasoner _, Speakers.Speaker.Other _ -> {}
      }
    }
    List<Kind> sorted =
        kinds.entrySet().stream()
            .map(entry -> new Kind(entry.getKey(), entry.getValue()))
            .sorted(java.util.Comparator.comparingLong(Kind::total).reversed())
            .toList();
    return new Count(sorted, links, System.nanoTime(), true);
  }

  private static void count(
      DatasetGraph data, Node graph, String twin, Map<Node, Map<String, Long>> kinds) {
    Iterator<Quad> types = data.findNG(graph, Node.ANY, RDF.type.asNode(), Node.ANY);
    types.forEachRemaining(quad ->
        kinds.computeIfAbsent(quad.getObject(), _ -> new HashMap<>()).merge(twin, 1L, Long::sum));
  }

  private static long size(Iterator<Quad> quads) {
    long n = 0;
    for (; quads.hasNext(); quads.next()) {
      n++;
    }
    return n;
  }
}
