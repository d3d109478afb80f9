package org.lacis.link;

import it.unimi.dsi.fastutil.longs.Long2BooleanMap;
import it.unimi.dsi.fastutil.longs.Long2BooleanOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Selection;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// Reads from a view which things a selection means and what they carry, as the view's numbers.
///
/// Every question is one scan of one property of the selected graphs, joined in memory; none is
/// asked thing by thing. Used on the thread that the view was given to.
final class Selector {
  private final View view;
  private final NodeIds ids;
  private final TwinIris iris;

  Selector(View view, TwinIris iris) {
    this.view = view;
    this.ids = view.ids();
    this.iris = iris;
  }

  /// Things and the graphs they were found in.
  ///
  /// @param things ids, in no order
  /// @param graphs ids, or [NodeIds#ABSENT] alone for every graph
  /// @param missing names of graphs that the view does not hold
  record Selected(LongSet things, LongList graphs, List<String> missing) {}

  Selected select(Selection selection) {
    List<String> missing = new ArrayList<>();
    LongList graphs = graphs(selection.graphs(), missing);
    LongSet things = new LongOpenHashSet();
    for (long type : classes(selection.type())) {
      scan(graphs, RDF.type.asNode(), type, (_, thing, _, _) -> things.add(thing));
    }
    selection.where().forEach((property, wanted) -> keep(things, graphs, property, wanted));
    return new Selected(things, graphs, missing);
  }

  /// The geometry literal of each thing that has one. Where there are several, the one whose text
  /// comes first is taken, and `several` hears of the thing.
  Long2LongMap literals(Selected selected, LinkRule.Shape shape, LongConsumer several) {
    Node path =
        switch (shape) {
          case DEFAULT, OUTLINE -> Geo.HAS_DEFAULT_GEOMETRY;
          case SOLID -> Lacis.SOLID_GEOMETRY;
        };
    LongSet crowded = new LongOpenHashSet();
    Long2LongMap geometries = objects(selected.graphs(), path, selected.things(), crowded);
    LongSet nodes = new LongOpenHashSet(geometries.values());
    LongSet crowdedNodes = new LongOpenHashSet();
    Long2LongMap texts = objects(selected.graphs(), Geo.AS_WKT, nodes, crowdedNodes);
    Long2LongMap literals = new Long2LongOpenHashMap(geometries.size());
    geometries
        .long2LongEntrySet()
        .forEach(entry -> {
          if (crowdedNodes.contains(entry.getLongValue())) {
            crowded.add(entry.getLongKey());
          }
          if (texts.containsKey(entry.getLongValue())) {
            literals.put(entry.getLongKey(), texts.get(entry.getLongValue()));
          }
        });
    crowded.forEach(several);
    return literals;
  }

  /// Tells each value of a property of the things, once for each graph that says it.
  void values(Selected selected, Node property, ThingValue value) {
    scan(
        selected.graphs(),
        property,
        NodeIds.ABSENT,
        (_, thing, _, object) -> {
          if (selected.things().contains(thing)) {
            value.value(thing, object);
          }
        });
  }

  /// Takes a thing and a value, as ids.
  @FunctionalInterface
  interface ThingValue {
    void value(long thing, long value);
  }

  private Long2LongMap objects(LongList graphs, Node property, LongSet of, LongSet crowded) {
    Long2LongMap objects = new Long2LongOpenHashMap(of.size());
    scan(
        graphs,
        property,
        NodeIds.ABSENT,
        (_, thing, _, object) -> {
          if (of.contains(thing)) {
            if (!objects.containsKey(thing)) {
              objects.put(thing, object);
            } else if (objects.get(thing) != object) {
              crowded.add(thing);
              objects.put(thing, first(objects.get(thing), object));
            }
          }
        });
    return objects;
  }

  // By text: ids follow the order of loading, which must not decide.
  private long first(long a, long b) {
    return ids.node(a).toString().compareTo(ids.node(b).toString()) <= 0 ? a : b;
  }

  private void keep(LongSet things, LongList graphs, Node property, List<Selection.Wanted> wanted) {
    Long2BooleanMap verdicts = new Long2BooleanOpenHashMap();
    LongSet kept = new LongOpenHashSet();
    scan(
        graphs,
        property,
        NodeIds.ABSENT,
        (_, thing, _, object) -> {
          if (things.contains(thing)
              && verdicts.computeIfAbsent(
                  object, (long id) -> wanted.stream().anyMatch(one -> one.meets(ids.node(id))))) {
            kept.add(thing);
          }
        });
    things.retainAll(kept);
  }

  private void scan(LongList graphs, Node property, long object, NodeIds.QuadIds quad) {
    long predicate = ids.id(property);
    if (predicate == NodeIds.ABSENT) {
      return;
    }
    for (long graph : graphs) {
      ids.find(graph, NodeIds.ABSENT, predicate, object, quad);
    }
  }

  /// A class and what the view states to be below it, as far as the view knows them.
  private LongList classes(Node type) {
    LongList found = new LongArrayList();
    LongSet seen = new LongOpenHashSet();
    long top = ids.id(type);
    if (top != NodeIds.ABSENT) {
      found.add(top);
      seen.add(top);
    }
    long below = ids.id(RDFS.subClassOf.asNode());
    for (int i = 0; below != NodeIds.ABSENT && i < found.size(); i++) {
      ids.find(
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          below,
          found.getLong(i),
          (_, subclass, _, _) -> {
            if (seen.add(subclass)) {
              found.add(subclass);
            }
          });
    }
    return found;
  }

  private LongList graphs(List<String> names, List<String> missing) {
    LongList graphs = new LongArrayList();
    if (names.isEmpty()) {
      graphs.add(NodeIds.ABSENT);
    }
    for (String name : names) {
      LongList found = name.contains("*") || name.contains("?") ? glob(name) : named(name);
      if (found.isEmpty()) {
        missing.add(name);
      }
      found.forEach((long graph) -> {
        if (!graphs.contains(graph)) {
          graphs.add(graph);
        }
      });
    }
    return graphs;
  }

  private LongList named(String name) {
    long graph = ids.id(name.contains(":") ? NodeFactory.createURI(name) : iris.datasetGraph(name));
    return graph == NodeIds.ABSENT ? LongList.of() : LongList.of(graph);
  }

  private LongList glob(String name) {
    Pattern pattern = pattern(name.contains(":") ? name : iris.datasetGraph(name).getURI());
    LongList found = new LongArrayList();
    for (Iterator<Node> all = view.dataset().listGraphNodes(); all.hasNext(); ) {
      Node graph = all.next();
      if (graph.isURI() && pattern.matcher(graph.getURI()).matches()) {
        found.add(ids.id(graph));
      }
    }
    return found;
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
