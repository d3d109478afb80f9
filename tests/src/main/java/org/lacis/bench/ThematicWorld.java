package org.lacis.bench;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/// Communes, their buildings, sensors on these and what the sensors measured, each in a named graph
/// of its own; a fifth graph repeats a part of what the others say. The same for the same seed.
///
/// @param buildings there are 3.5 communes, 20 sensors and 200 observations to 100 buildings, and
///   20 statements a building altogether
record ThematicWorld(int buildings, long seed) {
  static final String NS = "http://example.org/ns#";
  private static final String ID = "http://example.org/id/";

  private static final List<String> USAGES =
      List.of("dwelling", "trade", "industry", "farm", "sport", "worship", "annex", "unknown");
  private static final List<String> STREETS =
      List.of("Mill", "Church", "Station", "Market", "Garden", "River", "School", "Castle");
  private static final List<String> KINDS = List.of("temperature", "humidity", "noise", "dust");

  static Node property(String name) {
    return NodeFactory.createURI(NS + name);
  }

  static Node thing(String kind, int number) {
    return NodeFactory.createURI(ID + kind + "/" + number);
  }

  static Node reference(int building) {
    return string(String.format(Locale.ROOT, "BAT%09d", building));
  }

  static Node street(int number) {
    return string(STREETS.get(number % STREETS.size()) + " Street " + number % 40);
  }

  static Node time(LocalDateTime time) {
    return literal(time + (time.getSecond() == 0 ? ":00Z" : "Z"), XSDDatatype.XSDdateTime);
  }

  int communes() {
    return Math.max(10, buildings * 348 / 10_000);
  }

  int sensors() {
    return Math.max(10, buildings / 5);
  }

  int observations() {
    return buildings * 2;
  }

  void write(Consumer<Quad> quads) {
    Random random = new Random(seed);
    Graph communes = new Graph("communes", quads);
    for (int i = 0; i < communes(); i++) {
      Node commune = thing("commune", i);
      communes.add(commune, RDF.type.asNode(), property("Commune"));
      communes.add(commune, RDFS.label.asNode(), NodeFactory.createLiteralLang("Ville " + i, "fr"));
      communes.add(commune, property("population"), integer(100 + random.nextInt(90_000)));
    }
    Graph inferred = new Graph("inferred", quads);
    Graph built = new Graph("buildings", quads);
    for (int i = 0; i < buildings; i++) {
      building(i, random, built, inferred);
    }
    Graph sensors = new Graph("sensors", quads);
    for (int i = 0; i < sensors(); i++) {
      Node sensor = thing("sensor", i);
      sensors.add(sensor, RDF.type.asNode(), property("Sensor"));
      sensors.add(sensor, property("on"), thing("building", random.nextInt(buildings)));
      sensors.add(sensor, property("kind"), string(KINDS.get(random.nextInt(KINDS.size()))));
      sensors.add(
          sensor,
          property("installed"),
          literal(
              LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3000)).toString(),
              XSDDatatype.XSDdate));
    }
    Graph observations = new Graph("observations", quads);
    for (int i = 0; i < observations(); i++) {
      observation(i, random, observations);
    }
  }

  private void building(int number, Random random, Graph graph, Graph inferred) {
    Node building = thing("building", number);
    // As in real territories: few communes hold many buildings.
    double place = random.nextDouble();
    Node commune = thing("commune", (int) (place * place * communes()));
    Node usage = property(USAGES.get((int) Math.min(7, Math.abs(random.nextGaussian() * 3))));
    double height = 3 + Math.abs(random.nextGaussian()) * 12;
    graph.add(building, RDF.type.asNode(), property("Building"));
    graph.add(building, property("reference"), reference(number));
    graph.add(building, property("commune"), commune);
    graph.add(building, property("usage"), usage);
    graph.add(
        building,
        property("height"),
        literal(String.format(Locale.ROOT, "%.1f", height), XSDDatatype.XSDdecimal));
    graph.add(building, property("floors"), integer(1 + (int) (height / 3)));
    graph.add(
        building,
        property("area"),
        literal(
            Double.toString(Math.round(1000 * (20 + 500 * random.nextDouble())) / 1000.0),
            XSDDatatype.XSDdouble));
    graph.add(
        building,
        property("address"),
        string(1 + random.nextInt(200) + " " + street(random.nextInt(40)).getLiteralLexicalForm()));
    if (random.nextInt(10) < 7) {
      graph.add(building, property("year"), integer(1800 + random.nextInt(225)));
    }
    inferred.add(building, RDF.type.asNode(), property("Building"));
    inferred.add(building, property("commune"), commune);
  }

  private void observation(int number, Random random, Graph graph) {
    Node observation = thing("observation", number);
    graph.add(observation, RDF.type.asNode(), property("Observation"));
    graph.add(observation, property("madeBy"), thing("sensor", random.nextInt(sensors())));
    graph.add(
        observation,
        property("value"),
        literal(Double.toString(15 + 10 * random.nextGaussian()), XSDDatatype.XSDdouble));
    graph.add(
        observation,
        property("time"),
        time(LocalDateTime.of(2025, 1, 1, 0, 0).plusSeconds(random.nextInt(365 * 86_400))));
  }

  private static Node integer(int value) {
    return literal(Integer.toString(value), XSDDatatype.XSDinteger);
  }

  private static Node string(String text) {
    return NodeFactory.createLiteralString(text);
  }

  private static Node literal(String text, XSDDatatype type) {
    return NodeFactory.createLiteralDT(text, type);
  }

  private record Graph(Node name, Consumer<Quad> quads) {
    Graph(String name, Consumer<Quad> quads) {
      this(NodeFactory.createURI("http://example.org/graph/" + name), quads);
    }

    void add(Node subject, Node predicate, Node object) {
      quads.accept(Quad.create(name, subject, predicate, object));
    }
  }
}
