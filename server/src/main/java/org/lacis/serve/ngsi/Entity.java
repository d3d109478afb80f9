package org.lacis.serve.ngsi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// A thing as an entity: what was said and linked of it, attribute by attribute. Where datasets say
/// different things under one name, each has an instance of its own.
///
/// @param types classes that it is said to be of
/// @param attributes instances by IRI of the predicate
/// @param places its geometries in CRS84, the default ones, with the dataset that tells them
record Entity(
    Node node,
    List<Node> types,
    SequencedMap<String, List<Instance>> attributes,
    SequencedMap<String, GeometryValue> places) {

  /// What one dataset says under one name, or several that agree.
  ///
  /// @param dataset IRI of its graph; empty where nobody says otherwise
  /// @param observed moment of the observation, as ISO 8601; empty where none is told
  /// @param unit of the value; empty where it is that of the attribute
  record Instance(
      String dataset, List<Node> values, Optional<String> observed, Optional<String> unit) {
    Instance {
      values = List.copyOf(values);
    }
  }

  private static final Set<String> SILENT = Set.of("inferred", "catalogue", "reviews", "ontology/");
  private static final List<Node> SERIALIZATIONS =
      List.of(Geo.AS_WKT, Geo.AS_GML, Geo.AS_GEOJSON, Geo.AS_KML);

  /// Whether a graph tells of things: no inferences, ontologies, reviews or catalogue.
  static boolean tells(Node graph, TwinIris iris) {
    String head = iris.base() + "graph/";
    if (!graph.isURI() || !graph.getURI().startsWith(head)) {
      return true;
    }
    String rest = graph.getURI().substring(head.length());
    return SILENT.stream()
        .noneMatch(silent -> silent.endsWith("/") ? rest.startsWith(silent) : rest.equals(silent));
  }

  /// Predicates that make an entity rather than say something of it.
  static boolean structure(Node predicate) {
    return predicate.equals(RDF.type.asNode())
        || predicate.equals(Geo.HAS_DEFAULT_GEOMETRY)
        || predicate.equals(Geo.HAS_GEOMETRY)
        || predicate.equals(Lacis.SOLID_GEOMETRY);
  }

  /// @param wanted predicates to read; the geometry is [Geo#HAS_DEFAULT_GEOMETRY]
  /// @return empty when nothing is said of the node, or it has no type
  static Optional<Entity> read(
      DatasetGraph data, TwinIris iris, Node node, Predicate<String> wanted) {
    Set<Node> types = new LinkedHashSet<>();
    Map<String, Map<String, Set<Node>>> said = new TreeMap<>();
    Map<String, Set<Node>> geometries = new TreeMap<>();
    Map<String, Set<Node>> others = new TreeMap<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, node, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (!tells(quad.getGraph(), iris)) {
        continue;
      }
      String graph = quad.getGraph().isURI() ? quad.getGraph().getURI() : "";
      Node predicate = quad.getPredicate();
      if (predicate.equals(RDF.type.asNode())) {
        types.add(quad.getObject());
      } else if (predicate.equals(Geo.HAS_DEFAULT_GEOMETRY)) {
        geometries.computeIfAbsent(graph, _ -> new LinkedHashSet<>()).add(quad.getObject());
      } else if (predicate.equals(Geo.HAS_GEOMETRY)) {
        others.computeIfAbsent(graph, _ -> new LinkedHashSet<>()).add(quad.getObject());
      } else if (!structure(predicate) && wanted.test(predicate.getURI())) {
        said.computeIfAbsent(predicate.getURI(), _ -> new TreeMap<>())
            .computeIfAbsent(graph, _ -> new LinkedHashSet<>())
            .add(quad.getObject());
      }
    }
    types.removeIf(type -> !type.isURI());
    if (types.isEmpty()) {
      return Optional.empty();
    }
    SequencedMap<String, List<Instance>> attributes = new LinkedHashMap<>();
    said.forEach((predicate, graphs) -> attributes.put(predicate, instances(graphs)));
    SequencedMap<String, GeometryValue> places = new LinkedHashMap<>();
    if (wanted.test(Geo.HAS_DEFAULT_GEOMETRY.getURI())) {
      (geometries.isEmpty() ? others : geometries)
          .forEach((graph, nodes) ->
              place(data, nodes).ifPresent(shape -> places.putIfAbsent(graph, shape)));
    }
    return Optional.of(new Entity(node, List.copyOf(types), attributes, once(places)));
  }

  /// One instance where all agree, else one for each that differs from those before.
  private static List<Instance> instances(Map<String, Set<Node>> graphs) {
    Map<Set<Node>, String> different = new LinkedHashMap<>();
    graphs.forEach((graph, values) -> different.putIfAbsent(new HashSet<>(values), graph));
    List<Instance> instances = new ArrayList<>();
    boolean one = different.size() == 1;
    different.forEach((values, graph) ->
        instances.add(
            new Instance(one ? "" : graph, ordered(values), Optional.empty(), Optional.empty())));
    return instances;
  }

  private static List<Node> ordered(Collection<Node> values) {
    return values.stream().sorted(java.util.Comparator.comparing(Node::toString)).toList();
  }

  private static SequencedMap<String, GeometryValue> once(
      SequencedMap<String, GeometryValue> places) {
    SequencedMap<String, GeometryValue> different = new LinkedHashMap<>();
    places.forEach((graph, shape) -> {
      if (different.values().stream().noneMatch(other -> other.shape().equals(shape.shape()))) {
        different.put(graph, shape);
      }
    });
    if (different.size() == 1) {
      GeometryValue shape = different.firstEntry().getValue();
      different.clear();
      different.put("", shape);
    }
    return different;
  }

  private static Optional<GeometryValue> place(DatasetGraph data, Set<Node> nodes) {
    for (Node node : nodes) {
      for (Node serialization : SERIALIZATIONS) {
        Iterator<Quad> quads = data.findNG(Node.ANY, node, serialization, Node.ANY);
        while (quads.hasNext()) {
          Node literal = quads.next().getObject();
          if (literal.isLiteral()) {
            try {
              return Optional.of(
                  GeometryLiteral.parse(
                          literal.getLiteralLexicalForm(), literal.getLiteralDatatypeURI())
                      .to(Crs.CRS84));
            } catch (GeometryException _) {
              // bad data were told of when they were built; the next text may be sound
            }
          }
        }
      }
    }
    return Optional.empty();
  }
}
