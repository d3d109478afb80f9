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
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Selection;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// Reads from a view which things a selection means and what they carry, as the view's numbers.
///
/// For many things a question is one scan of one property of the selected graphs, joined in memory;
/// few are asked for one by one. Used on the thread that the view was given to.
final class Selector {
  /// As many things are asked for one by one; a scan of a property costs about what as many
  /// look-ups do in a small twin, and more in a large one.
  private static final int FEW = 2000;

  /// Of more graphs a thing's statements are sorted out, rather than asked for graph by graph.
  private static final int MANY_GRAPHS = 4;

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
  /// @param graphs ids
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

  /// Those of some things that the selection means.
  ///
  /// @param among few; each is asked for
  Selected select(Selection selection, LongSet among) {
    List<String> missing = new ArrayList<>();
    LongList graphs = graphs(selection.graphs(), missing);
    LongSet classes = new LongOpenHashSet(classes(selection.type()));
    LongSet things = new LongOpenHashSet();
    each(
        graphs,
        RDF.type.asNode(),
        among,
        (_, thing, _, type) -> {
          if (classes.contains(type)) {
            things.add(thing);
          }
        });
    selection.where().forEach((property, wanted) -> keep(things, graphs, property, wanted));
    return new Selected(things, graphs, missing);
  }

  /// The geometry literal of each thing that has one. Where there are several, the one whose text
  /// comes first is taken, and `several` hears of the thing.
  Long2LongMap literals(Selected selected, LinkRule.Shape shape, LongConsumer several) {
    Node path = geometryPath(shape);
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

  /// The property that leads from a thing to the geometry that is compared.
  static Node geometryPath(LinkRule.Shape shape) {
    return switch (shape) {
      case DEFAULT, OUTLINE -> Geo.HAS_DEFAULT_GEOMETRY;
      case SOLID -> Lacis.SOLID_GEOMETRY;
    };
  }

  /// Tells each value of a property of the things, once for each graph that says it.
  void values(Selected selected, Node property, ThingValue value) {
    of(
        selected.graphs(),
        property,
        selected.things(),
        (_, thing, _, object) -> value.value(thing, object));
  }

  /// Tells where one step of a path leads to from some things.
  void step(LongList graphs, Path.Step step, LongSet from, ThingValue value) {
    if (!step.backwards()) {
      of(graphs, step.property(), from, (_, thing, _, object) -> value.value(thing, object));
    } else if (from.size() <= FEW) {
      from.forEach((long thing) ->
          scan(graphs, step.property(), thing, (_, subject, _, _) -> value.value(thing, subject)));
    } else {
      scan(
          graphs,
          step.property(),
          NodeIds.ABSENT,
          (_, subject, _, object) -> {
            if (from.contains(object)) {
              value.value(object, subject);
            }
          });
    }
  }

  /// The statements of a property about some things: asked for one by one when they are few, else
  /// found in one scan of the property.
  private void of(LongList graphs, Node property, LongSet things, NodeIds.QuadIds quad) {
    if (things.size() <= FEW) {
      each(graphs, property, things, quad);
    } else {
      scan(
          graphs,
          property,
          NodeIds.ABSENT,
          (graph, thing, predicate, object) -> {
            if (things.contains(thing)) {
              quad.quad(graph, thing, predicate, object);
            }
          });
    }
  }

  private void each(LongList graphs, Node property, LongSet things, NodeIds.QuadIds quad) {
    long predicate = ids.id(property);
    if (predicate == NodeIds.ABSENT) {
      return;
    }
    LongSet wanted = new LongOpenHashSet(graphs);
    for (long thing : things) {
      if (graphs.size() <= MANY_GRAPHS) {
        graphs.forEach((long graph) -> ids.find(graph, thing, predicate, NodeIds.ABSENT, quad));
      } else {
        ids.find(
            NodeIds.ABSENT,
            thing,
            predicate,
            NodeIds.ABSENT,
            (graph, subject, said, object) -> {
              if (wanted.contains(graph)) {
                quad.quad(graph, subject, said, object);
              }
            });
      }
    }
  }

  /// Takes a thing and a value, as ids.
  @FunctionalInterface
  interface ThingValue {
    void value(long thing, long value);
  }

  private Long2LongMap objects(LongList graphs, Node property, LongSet of, LongSet crowded) {
    Long2LongMap objects = new Long2LongOpenHashMap(of.size());
    of(
        graphs,
        property,
        of,
        (_, thing, _, object) -> {
          if (!objects.containsKey(thing)) {
            objects.put(thing, object);
          } else if (objects.get(thing) != object) {
            crowded.add(thing);
            objects.put(thing, first(objects.get(thing), object));
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
    of(
        graphs,
        property,
        things,
        (_, thing, _, object) -> {
          if (verdicts.computeIfAbsent(
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
      return said();
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

  /// Every graph but those that are worked out from others: a link must not rest on links, nor on
  /// what follows from them, or it would hang on what was there before.
  private LongList said() {
    String links = iris.linkGraph("").getURI();
    LongList graphs = new LongArrayList();
    for (Iterator<Node> all = view.dataset().listGraphNodes(); all.hasNext(); ) {
      Node graph = all.next();
      boolean ours =
          graph.equals(iris.inferredGraph()) || (graph.isURI() && graph.getURI().startsWith(links));
      if (!ours) {
        graphs.add(ids.id(graph));
      }
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
