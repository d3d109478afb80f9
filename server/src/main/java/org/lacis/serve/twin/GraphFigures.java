package org.lacis.serve.twin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.graph.Node;
import org.locationtech.jts.geom.Envelope;

/// What was counted of one graph.
///
/// @param triples all of its statements
/// @param entities things below the base of the twin that have a kind here
/// @param subjects distinct ones
/// @param objects distinct ones; empty when they are more than are counted
/// @param classes statements of a kind, by kind, the most frequent first
/// @param properties statements, by property, the most frequent first
/// @param uriSpace what the IRIs of all entities begin with; empty when there are none
/// @param example one of the entities
/// @param lonLat where its geometries lie, degrees; a null envelope when it has none
/// @param links of a graph of links: how many of which kind between which graphs
public record GraphFigures(
    Node graph,
    long triples,
    long entities,
    long subjects,
    OptionalLong objects,
    Map<Node, Long> classes,
    Map<Node, Long> properties,
    String uriSpace,
    Optional<Node> example,
    Envelope lonLat,
    List<Links> links) {

  /// Links of one kind between two graphs.
  ///
  /// @param from the graph that gives the subjects their kind, likewise `to` the objects; empty
  ///   when none does
  public record Links(Node predicate, Optional<Node> from, Optional<Node> to, long count) {}

  public GraphFigures {
    classes = ordered(classes);
    properties = ordered(properties);
    links = List.copyOf(links);
    lonLat = new Envelope(lonLat);
  }

  private static Map<Node, Long> ordered(Map<Node, Long> counts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  @Override
  public Envelope lonLat() {
    return new Envelope(lonLat);
  }
}
