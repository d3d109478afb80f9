package org.lacis.serve.twin;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongIterator;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Envelope;

/// What is counted of every graph of a twin, for its description in VoID and DCAT. A graph is read
/// once, about five million statements a second; after a commit only those graphs are read again
/// that it touched. In the background; see [PerVersion].
public final class Figures implements AutoCloseable {
  /// Distinct objects of a graph beyond which they are not told.
  private static final int MOST_OBJECTS = 8_000_000;

  private final TwinStore store;
  private final TwinIris iris;
  private final Speakers speakers;
  private final PerVersion<Map<Node, GraphFigures>> kept;

  public Figures(TwinStore store, TwinIris iris) {
    this.store = store;
    this.iris = iris;
    this.speakers = new Speakers(iris.base());
    this.kept = new PerVersion<>("figures", store, this::count);
  }

  /// The figures by graph, ordered by name; see [PerVersion#now].
  public Optional<Map<Node, GraphFigures>> now(Duration patience) {
    return kept.now(patience).map(PerVersion.Known::value);
  }

  /// Begins to count in the background.
  public void refresh() {
    var _ = kept.refresh();
  }

  /// Counts a view at once, without keeping anything.
  public Map<Node, GraphFigures> count(View view) {
    return count(view, Optional.empty(), () -> false);
  }

  @Override
  public void close() {
    kept.close();
  }

  private Map<Node, GraphFigures> count(
      View view,
      Optional<PerVersion.Known<Map<Node, GraphFigures>>> before,
      BooleanSupplier stopped) {
    Map<Node, GraphFigures> old = before.map(known -> untouched(view, known)).orElse(Map.of());
    List<Node> graphs = new ArrayList<>();
    view.dataset().listGraphNodes().forEachRemaining(graphs::add);
    graphs.sort(Comparator.comparing(Node::toString));
    Map<Node, GraphFigures> figures = new LinkedHashMap<>();
    for (Node graph : graphs) {
      GraphFigures known = old.get(graph);
      figures.put(graph, known == null ? new Count(view, graph, stopped).figures() : known);
    }
    return java.util.Collections.unmodifiableMap(figures);
  }

  /// The figures of graphs that no commit has touched since.
  private Map<Node, GraphFigures> untouched(
      View view, PerVersion.Known<Map<Node, GraphFigures>> known) {
    TwinDataset data = store.dataset();
    Set<Node> touched = new HashSet<>();
    return data.changesSince(known.version())
        .map(delta -> {
          long[] quads = delta.quads();
          for (int i = 0; i < quads.length; i += 4) {
            touched.add(view.ids().node(quads[i]));
          }
          Map<Node, GraphFigures> left = new HashMap<>(known.value());
          left.keySet().removeAll(touched);
          return left;
        })
        .orElse(new HashMap<>());
  }

  /// One graph being counted.
  private final class Count {
    private final View view;
    private final NodeIds ids;
    private final Node graph;
    private final BooleanSupplier stopped;
    private final long type;
    private final Set<Long> geometries = new HashSet<>();
    private final Long2LongOpenHashMap properties = new Long2LongOpenHashMap();
    private final Long2LongOpenHashMap classes = new Long2LongOpenHashMap();
    private final LongOpenHashSet subjects = new LongOpenHashSet();
    private final LongOpenHashSet typed = new LongOpenHashSet();
    private final LongOpenHashSet objects = new LongOpenHashSet();
    private final Envelope lonLat = new Envelope();
    private boolean manyObjects;
    private long triples;
    private long lastSubject = NodeIds.ABSENT;

    private Count(View view, Node graph, BooleanSupplier stopped) {
      this.view = view;
      this.ids = view.ids();
      this.graph = graph;
      this.stopped = stopped;
      this.type = ids.id(RDF.type.asNode());
      for (Node form : List.of(Geo.AS_WKT, Geo.AS_GML, Geo.AS_GEOJSON, Geo.AS_KML)) {
        geometries.add(ids.id(form));
      }
    }

    private GraphFigures figures() {
      SpatialIndex spatial = view.spatial();
      ids.find(
          ids.id(graph),
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          (_, s, p, o) -> {
            if ((++triples & 0xFFF) == 0 && stopped.getAsBoolean()) {
              throw new CancellationException("the server stops");
            }
            if (s != lastSubject) {
              subjects.add(s);
              lastSubject = s;
            }
            properties.addTo(p, 1);
            if (p == type) {
              classes.addTo(o, 1);
              typed.add(s);
            } else if (geometries.contains(p)) {
              lonLat.expandToInclude(spatial.box(o));
            }
            if (!manyObjects && objects.add(o) && objects.size() > MOST_OBJECTS) {
              manyObjects = true;
              objects.clear();
              objects.trim();
            }
          });
      Entities entities = entities();
      return new GraphFigures(
          graph,
          triples,
          entities.count,
          subjects.size(),
          manyObjects ? OptionalLong.empty() : OptionalLong.of(objects.size()),
          byFrequency(classes),
          byFrequency(properties),
          entities.common,
          entities.example,
          lonLat,
          speakers.of(graph) instanceof Speakers.Speaker.LinkRule ? links() : List.of());
    }

    private Map<Node, Long> byFrequency(Long2LongMap counts) {
      Map<Node, Long> sorted = new LinkedHashMap<>();
      counts.long2LongEntrySet().stream()
          .sorted((a, b) -> Long.compare(b.getLongValue(), a.getLongValue()))
          .forEach(entry -> sorted.put(ids.node(entry.getLongKey()), entry.getLongValue()));
      return sorted;
    }

    private Entities entities() {
      Entities entities = new Entities();
      for (LongIterator each = typed.iterator(); each.hasNext(); ) {
        if (stopped.getAsBoolean()) {
          throw new CancellationException("the server stops");
        }
        entities.take(ids.nodeOnce(each.nextLong()));
      }
      return entities;
    }

    /// What the things of a graph have in common.
    private final class Entities {
      private final String head = iris.base() + "id/";
      private long count;
      private String common = "";
      private Optional<Node> example = Optional.empty();

      private void take(Node node) {
        if (!node.isURI() || !node.getURI().startsWith(head)) {
          return;
        }
        String iri = node.getURI();
        count++;
        if (count == 1) {
          common = iri.substring(0, iri.lastIndexOf('/') + 1);
        }
        while (!iri.startsWith(common)) {
          common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
        }
        // The shortest is a thing rather than a part of one; of these the first by name, so that
        // each count tells the same.
        if (example.isEmpty()
            || Comparator.<String>comparingInt(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(iri, example.get().getURI())
                < 0) {
          example = Optional.of(node);
        }
      }
    }

    private List<GraphFigures.Links> links() {
      Set<Node> predicates = new HashSet<>();
      view.dataset()
          .findNG(graph, Node.ANY, Lacis.LINK_PREDICATE, Node.ANY)
          .forEachRemaining(quad -> predicates.add(quad.getObject()));
      Long2LongOpenHashMap homes = new Long2LongOpenHashMap();
      Map<List<Long>, Long> counts = new HashMap<>();
      for (Node predicate : predicates) {
        long id = ids.id(predicate);
        if (id == NodeIds.ABSENT) {
          continue;
        }
        List<long[]> ends = new ArrayList<>();
        ids.find(
            ids.id(graph),
            NodeIds.ABSENT,
            id,
            NodeIds.ABSENT,
            (_, s, _, o) -> ends.add(new long[] {s, o}));
        for (long[] pair : ends) {
          if (stopped.getAsBoolean()) {
            throw new CancellationException("the server stops");
          }
          counts.merge(List.of(id, home(pair[0], homes), home(pair[1], homes)), 1L, Long::sum);
        }
      }
      List<GraphFigures.Links> links = new ArrayList<>();
      counts.forEach((key, count) ->
          links.add(
              new GraphFigures.Links(
                  ids.node(key.get(0)), named(key.get(1)), named(key.get(2)), count)));
      links.sort(Comparator.comparing(Object::toString));
      return links;
    }

    private Optional<Node> named(long home) {
      return home == NodeIds.ABSENT ? Optional.empty() : Optional.of(ids.node(home));
    }

    /// The dataset that gives a thing its kind.
    private long home(long thing, Long2LongOpenHashMap known) {
      if (known.containsKey(thing)) {
        return known.get(thing);
      }
      long home = NodeIds.ABSENT;
      Iterator<org.apache.jena.sparql.core.Quad> quads =
          view.dataset().findNG(Node.ANY, ids.nodeOnce(thing), RDF.type.asNode(), Node.ANY);
      while (quads.hasNext()) {
        Node said = quads.next().getGraph();
        if (speakers.of(said) instanceof Speakers.Speaker.Twin) {
          home = ids.id(said);
          break;
        }
      }
      known.put(thing, home);
      return home;
    }
  }
}
