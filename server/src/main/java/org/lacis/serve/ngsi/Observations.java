package org.lacis.serve.ngsi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.query.feature.Interval;
import org.lacis.vocabulary.TwinIris;

/// What was observed of an entity (SOSA): observations that have it as their feature of interest,
/// or were made by it. An observation with a simple result tells of its observed property, else of
/// what its sensor observes; numbers and truths under other names tell of these.
final class Observations {
  private static final String SOSA = "http://www.w3.org/ns/sosa/";
  private static final Node FEATURE = sosa("hasFeatureOfInterest");
  private static final Node SENSOR = sosa("madeBySensor");
  private static final Node PROPERTY = sosa("observedProperty");
  private static final Node OBSERVES = sosa("observes");
  private static final Node SIMPLE = sosa("hasSimpleResult");
  private static final Node RESULT = sosa("hasResult");
  static final Node RESULT_TIME = sosa("resultTime");
  static final Node PHENOMENON_TIME = sosa("phenomenonTime");
  private static final Node NUMBER =
      NodeFactory.createURI("http://qudt.org/schema/qudt/numericValue");
  private static final Node UNIT = NodeFactory.createURI("http://qudt.org/schema/qudt/unit");

  /// IRIs that have short names whether or not a type is known to use them.
  static final List<String> VOCABULARY =
      List.of(SIMPLE.getURI(), FEATURE.getURI(), SENSOR.getURI(), RESULT_TIME.getURI());

  /// One value at one moment.
  ///
  /// @param attribute IRI of what was observed
  /// @param observation IRI of the observation; empty for a blank node
  /// @param time as it was told, in ISO 8601 with time and zone
  record Observed(
      String attribute,
      Node value,
      Instant at,
      String time,
      String observation,
      String dataset,
      Optional<String> unit) {}

  private final DatasetGraph data;
  private final TwinIris iris;

  Observations(DatasetGraph data, TwinIris iris) {
    this.data = data;
    this.iris = iris;
  }

  /// What is observed, as far as sensors and the first observations tell: IRIs.
  static Set<String> properties(DatasetGraph data, int most) {
    Set<String> properties = new LinkedHashSet<>();
    for (Node predicate : List.of(OBSERVES, PROPERTY)) {
      Iterator<Quad> quads = data.findNG(Node.ANY, Node.ANY, predicate, Node.ANY);
      for (int i = 0; i < most && quads.hasNext(); i++) {
        Node property = quads.next().getObject();
        if (property.isURI()) {
          properties.add(property.getURI());
        }
      }
    }
    return properties;
  }

  private static Node sosa(String name) {
    return NodeFactory.createURI(SOSA + name);
  }

  /// The observations of a thing, earliest first.
  ///
  /// @param most how many observations to read at most
  /// @return empty when there are more
  Optional<List<Observed>> of(Node thing, int most) {
    Set<Node> observations = new LinkedHashSet<>();
    for (Node predicate : List.of(FEATURE, SENSOR)) {
      Iterator<Quad> quads = data.findNG(Node.ANY, Node.ANY, predicate, thing);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        if (Entity.tells(quad.getGraph(), iris)
            && observations.add(quad.getSubject())
            && observations.size() > most) {
          return Optional.empty();
        }
      }
    }
    List<Observed> observed = new ArrayList<>();
    observations.forEach(observation -> read(observation, observed));
    observed.sort(
        Comparator.comparing(Observed::at)
            .thenComparing(Observed::attribute)
            .thenComparing(Observed::observation));
    return Optional.of(observed);
  }

  private void read(Node observation, List<Observed> out) {
    Map<Node, List<Quad>> said = new HashMap<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, observation, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (Entity.tells(quad.getGraph(), iris)) {
        said.computeIfAbsent(quad.getPredicate(), _ -> new ArrayList<>()).add(quad);
      }
    }
    Optional<Node> time = first(said, RESULT_TIME).or(() -> first(said, PHENOMENON_TIME));
    Optional<Instant> at = time.flatMap(Interval::of).map(Interval::from);
    if (at.isEmpty()) {
      return;
    }
    String told = at.get().toString();
    String name = observation.isURI() ? observation.getURI() : "";
    said.forEach((predicate, quad) -> {
      for (Quad one : quad) {
        String dataset = one.getGraph().isURI() ? one.getGraph().getURI() : "";
        if (predicate.equals(SIMPLE)) {
          out.add(
              new Observed(
                  property(said).orElse(SIMPLE.getURI()),
                  one.getObject(),
                  at.get(),
                  told,
                  name,
                  dataset,
                  Optional.empty()));
        } else if (predicate.equals(RESULT)) {
          value(one.getObject(), NUMBER)
              .ifPresent(number ->
                  out.add(
                      new Observed(
                          property(said).orElse(SIMPLE.getURI()),
                          number,
                          at.get(),
                          told,
                          name,
                          dataset,
                          value(one.getObject(), UNIT).filter(Node::isURI).map(Node::getURI))));
        } else if (measured(one.getObject())) {
          out.add(
              new Observed(
                  predicate.getURI(),
                  one.getObject(),
                  at.get(),
                  told,
                  name,
                  dataset,
                  Optional.empty()));
        }
      }
    });
  }

  private static boolean measured(Node value) {
    return value.isLiteral()
        && switch (org.lacis.query.feature.Property.Kind.of(value)) {
          case INTEGER, NUMBER, BOOLEAN -> true;
          case DATE, DATE_TIME, TEXT, THING -> false;
        };
  }

  private Optional<String> property(Map<Node, List<Quad>> said) {
    return first(said, PROPERTY)
        .or(() -> first(said, SENSOR).flatMap(sensor -> value(sensor, OBSERVES)))
        .filter(Node::isURI)
        .map(Node::getURI);
  }

  private static Optional<Node> first(Map<Node, List<Quad>> said, Node predicate) {
    return said.getOrDefault(predicate, List.of()).stream().map(Quad::getObject).findFirst();
  }

  private Optional<Node> value(Node subject, Node predicate) {
    Iterator<Quad> quads = data.findNG(Node.ANY, subject, predicate, Node.ANY);
    return quads.hasNext() ? Optional.of(quads.next().getObject()) : Optional.empty();
  }
}
