package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import java.util.Iterator;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.TwinIris;

/// One moment of a twin as the checks see it: which graphs hold what somebody says, and short ways
/// to ask them by number. What was inferred, linked, catalogued or defined by an ontology is not
/// data. For one thread, that of the view.
final class Ground {
  private final View view;
  private final TwinIris iris;
  private final NodeIds ids;
  private final Long2ObjectMap<String> data = new Long2ObjectOpenHashMap<>();
  private final LongList links = new LongArrayList();
  private final long type;
  private @Nullable CommuneRegister communes;

  Ground(View view, TwinIris iris) {
    this.view = view;
    this.iris = iris;
    this.ids = view.ids();
    this.type = ids.id(RDF.type.asNode());
    Iterator<Node> graphs = view.dataset().listGraphNodes();
    while (graphs.hasNext()) {
      Node graph = graphs.next();
      String name = graph.isURI() ? graph.getURI() : "";
      String head = iris.base() + "graph/";
      String rest = name.startsWith(head) ? name.substring(head.length()) : "";
      if (rest.startsWith("links/")) {
        links.add(ids.id(graph));
      } else if (!rest.equals("inferred")
          && !rest.equals("catalogue")
          && !rest.startsWith("ontology/")) {
        int slash = rest.indexOf('/');
        data.put(ids.id(graph), slash < 0 ? name : rest.substring(0, slash));
      }
    }
  }

  View view() {
    return view;
  }

  NodeIds ids() {
    return ids;
  }

  TwinIris iris() {
    return iris;
  }

  /// The communes that the twin knows of; read when first asked for.
  CommuneRegister communes() {
    CommuneRegister known = communes;
    if (known == null) {
      known = CommuneRegister.read(this);
      communes = known;
    }
    return known;
  }

  /// Whether a graph holds what somebody says.
  boolean isData(long graph) {
    return data.containsKey(graph);
  }

  /// Which twin a graph of data belongs to: its key, or the IRI of a graph that is of none.
  String twin(long graph) {
    return data.get(graph);
  }

  /// @return [NodeIds#ABSENT] when the store does not know it
  long id(Node node) {
    return ids.id(node);
  }

  Node node(long id) {
    return ids.node(id);
  }

  /// Every statement of a property in the graphs of data.
  void said(Node property, Said each) {
    long predicate = ids.id(property);
    if (predicate != NodeIds.ABSENT) {
      ids.find(
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          predicate,
          NodeIds.ABSENT,
          (graph, subject, _, object) -> {
            if (isData(graph)) {
              each.statement(graph, subject, object);
            }
          });
    }
  }

  /// Every statement of a property in the graphs of links.
  void linked(Node property, Said each) {
    long predicate = ids.id(property);
    if (predicate != NodeIds.ABSENT) {
      for (long graph : links) {
        ids.find(
            graph,
            NodeIds.ABSENT,
            predicate,
            NodeIds.ABSENT,
            (_, subject, _, object) -> each.statement(graph, subject, object));
      }
    }
  }

  /// The objects of a property of one subject, in one graph or, with [NodeIds#ABSENT], in all of
  /// data.
  LongList objects(long graph, long subject, Node property) {
    return objects(graph, subject, ids.id(property));
  }

  private LongList objects(long graph, long subject, long predicate) {
    LongList objects = new LongArrayList();
    if (predicate != NodeIds.ABSENT && subject != NodeIds.ABSENT) {
      ids.find(
          graph,
          subject,
          predicate,
          NodeIds.ABSENT,
          (g, _, _, object) -> {
            if (isData(g) && !objects.contains(object)) {
              objects.add(object);
            }
          });
    }
    return objects;
  }

  /// The classes that a graph gives a thing; with [NodeIds#ABSENT] those of all graphs of data.
  LongList types(long graph, long subject) {
    return objects(graph, subject, type);
  }

  /// Whether somebody says something of this.
  boolean isDescribed(long thing) {
    boolean[] found = {false};
    if (thing != NodeIds.ABSENT) {
      ids.find(
          NodeIds.ABSENT,
          thing,
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          (graph, _, _, _) -> found[0] |= isData(graph));
    }
    return found[0];
  }

  /// The number of the geometry literal of a thing, its default one: the first that is a geometry.
  Optional<GeometryValue> geometry(long thing) {
    for (long geometry : objects(NodeIds.ABSENT, thing, Geo.HAS_DEFAULT_GEOMETRY)) {
      for (long literal : objects(NodeIds.ABSENT, geometry, Geo.AS_WKT)) {
        try {
          if (!view.spatial().box(literal).isNull()) {
            return Optional.of(view.spatial().geometry(literal));
          }
        } catch (GeometryException _) {
          // told by the check of places
        }
      }
    }
    return Optional.empty();
  }

  /// Takes a statement as numbers.
  @FunctionalInterface
  interface Said {
    void statement(long graph, long subject, long object);
  }
}
