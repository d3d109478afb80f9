package org.lacis.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.jena.datatypes.BaseDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.vocabulary.RDF;
import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.Probe;
import org.lacis.interop.probe.Question;
import org.lacis.interop.probe.Rows;
import org.lacis.vocabulary.Geo;

/// Draws the sample of a partner: from its SPARQL endpoint, else from its document, else from its
/// collections of features.
final class Sampler {
  /// How many things are drawn.
  static final int THINGS = 60;

  private static final int CLASSES = 15;
  private static final int BATCH = 20;
  private static final int STATEMENTS = 5_000;

  /// Vocabularies whose instances are not things of a territory.
  private static final List<String> NOT_THINGS =
      List.of(
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "http://www.w3.org/2000/01/rdf-schema#",
          "http://www.w3.org/2002/07/owl#",
          "http://www.w3.org/ns/shacl#",
          "http://www.w3.org/2004/02/skos/core#",
          "http://www.w3.org/ns/dcat#",
          "http://www.w3.org/ns/prov#",
          "http://www.w3.org/ns/sparql-service-description#",
          "http://rdfs.org/ns/void#",
          "http://purl.org/vocab/vann/",
          "http://purl.org/dc/terms/",
          "http://xmlns.com/foaf/0.1/",
          "http://www.w3.org/2006/vcard/ns#",
          "http://www.opengis.net/ont/geosparql#",
          "http://www.opengis.net/ont/sf#",
          "https://w3id.org/lacis/link#",
          "https://w3id.org/tree#",
          "https://w3id.org/ldes#");

  private static final Set<String> NOT_THING_NAMES =
      Set.of(
          "Twin",
          "Dataset",
          "Link",
          "ProposedLink",
          "JudgedPair",
          "LinkRule",
          "LinkCluster",
          "Review");

  private final Subject subject;
  private final Probe probe;
  private final SplittableRandom random;

  Sampler(Subject subject, Probe probe, SplittableRandom random) {
    this.subject = subject;
    this.probe = probe;
    this.random = random;
  }

  Sample draw() {
    if (subject.sparql().isPresent()) {
      return bySparql(subject.sparql().get());
    }
    if (subject.document().isPresent()) {
      return byDocument(subject.document().get());
    }
    if (subject.features().isPresent()) {
      return byFeatures(subject.features().get());
    }
    return new Sample(
        List.of(), Map.of(), Optional.of("nothing was found to draw a sample from"), "");
  }

  /// Whether the instances of a class are things of a territory.
  static boolean isOfThings(Node type) {
    if (!type.isURI()) {
      return false;
    }
    String iri = type.getURI();
    return NOT_THINGS.stream().noneMatch(iri::startsWith)
        && !(iri.startsWith(org.lacis.vocabulary.Lacis.NS)
            && NOT_THING_NAMES.contains(iri.substring(org.lacis.vocabulary.Lacis.NS.length())));
  }

  private Sample bySparql(URI endpoint) {
    Map<Node, Long> classes = new LinkedHashMap<>();
    Rows counted = probe.select(endpoint, Question.named("classes"));
    if (counted.ok()) {
      counted.rows().stream()
          .sorted(Comparator.comparingLong(Sampler::count).reversed())
          .forEach(row -> Rows.get(row, "class").ifPresent(type -> classes.put(type, count(row))));
    } else {
      Rows names = probe.select(endpoint, Question.named("class-names").page(500, 0));
      if (!names.ok()) {
        return new Sample(List.of(), Map.of(), names.problem(), names.exchange().request().words());
      }
      names.column("class").forEach(type -> classes.put(type, -1L));
    }
    List<Node> drawn = drawnClasses(classes);
    Set<Node> things = new LinkedHashSet<>();
    Optional<String> problem = Optional.empty();
    String asked = "";
    for (Node type : drawn) {
      int wanted = Math.ceilDiv(THINGS, drawn.size());
      for (int part : parts(wanted)) {
        long count = classes.getOrDefault(type, -1L);
        long offset = count <= part ? 0 : random.nextLong(count - part + 1);
        Rows rows =
            probe.select(endpoint, Question.named("things").bind("class", type).page(part, offset));
        if (rows.ok()) {
          things.addAll(rows.column("thing"));
          asked = rows.exchange().request().words();
        } else {
          problem = rows.problem();
        }
      }
    }
    List<Node> some = things.stream().limit(THINGS).toList();
    Map<Node, List<Triple>> statements = new LinkedHashMap<>();
    Map<Node, List<Thing.Position>> positions = new LinkedHashMap<>();
    for (int from = 0; from < some.size(); from += BATCH) {
      List<Node> batch = some.subList(from, Math.min(some.size(), from + BATCH));
      Rows said =
          probe.select(
              endpoint, Question.named("statements").values("thing", batch).page(STATEMENTS, 0));
      Rows placed =
          probe.select(
              endpoint, Question.named("positions").values("thing", batch).page(STATEMENTS, 0));
      problem = problem.or(said::problem).or(placed::problem);
      said.rows().forEach(row -> statement(row, statements));
      placed.rows().forEach(row -> position(row, positions));
    }
    List<Thing> made = new ArrayList<>();
    for (Node thing : some) {
      made.add(
          thing(
              thing,
              statements.getOrDefault(thing, List.of()),
              positions.getOrDefault(thing, List.of()),
              Optional.empty()));
    }
    return new Sample(made, classes, problem, asked);
  }

  /// In two places, so that one corner of a class does not speak for all of it.
  private static List<Integer> parts(int wanted) {
    return wanted < 4 ? List.of(wanted) : List.of(Math.ceilDiv(wanted, 2), wanted / 2);
  }

  private static long count(Binding row) {
    return Rows.get(row, "count")
        .filter(Node::isLiteral)
        .map(node -> node.getLiteralValue() instanceof Number number ? number.longValue() : -1L)
        .orElse(-1L);
  }

  /// The largest classes, half of what is drawn, and others by chance.
  private List<Node> drawnClasses(Map<Node, Long> classes) {
    List<Node> candidates =
        new ArrayList<>(classes.keySet().stream().filter(Sampler::isOfThings).toList());
    if (candidates.size() <= CLASSES) {
      return candidates;
    }
    List<Node> drawn = new ArrayList<>(candidates.subList(0, CLASSES / 2));
    List<Node> rest = new ArrayList<>(candidates.subList(CLASSES / 2, candidates.size()));
    while (drawn.size() < CLASSES) {
      drawn.add(rest.remove(random.nextInt(rest.size())));
    }
    return drawn;
  }

  private static void statement(Binding row, Map<Node, List<Triple>> statements) {
    Optional<Node> thing = Rows.get(row, "thing");
    Optional<Node> predicate = Rows.get(row, "predicate");
    Optional<Node> object = Rows.get(row, "object");
    if (thing.isPresent() && predicate.isPresent() && object.isPresent()) {
      statements
          .computeIfAbsent(thing.get(), _ -> new ArrayList<>())
          .add(Triple.create(thing.get(), predicate.get(), object.get()));
    }
  }

  private static void position(Binding row, Map<Node, List<Thing.Position>> positions) {
    Optional<Node> thing = Rows.get(row, "thing");
    Optional<Node> holder = Rows.get(row, "holder");
    Optional<Node> literal = Rows.get(row, "literal");
    if (thing.isPresent() && holder.isPresent() && literal.isPresent()) {
      positions
          .computeIfAbsent(thing.get(), _ -> new ArrayList<>())
          .add(new Thing.Position(holder.get(), literal.get()));
    }
  }

  private Sample byDocument(Source source) {
    Graph graph = source.parsed().graph();
    Map<Node, Long> counts = new LinkedHashMap<>();
    Map<Node, List<Node>> members = new LinkedHashMap<>();
    graph
        .find(Node.ANY, RDF.type.asNode(), Node.ANY)
        .forEachRemaining(triple -> {
          counts.merge(triple.getObject(), 1L, Long::sum);
          if (triple.getSubject().isURI() && isOfThings(triple.getObject())) {
            members
                .computeIfAbsent(triple.getObject(), _ -> new ArrayList<>())
                .add(triple.getSubject());
          }
        });
    Map<Node, Long> classes = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<Node, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().toString()))
        .forEach(entry -> classes.put(entry.getKey(), entry.getValue()));
    Map<Node, Long> ofThings = new LinkedHashMap<>(classes);
    ofThings.keySet().retainAll(members.keySet());
    List<Node> drawn = drawnClasses(ofThings);
    Set<Node> things = new LinkedHashSet<>();
    for (Node type : drawn) {
      List<Node> all = new ArrayList<>(members.get(type));
      all.sort(Comparator.comparing(Node::toString));
      for (int n = Math.ceilDiv(THINGS, drawn.size()); n > 0 && !all.isEmpty(); n--) {
        things.add(all.remove(random.nextInt(all.size())));
      }
    }
    List<Thing> made = new ArrayList<>();
    things.stream().limit(THINGS).forEach(thing -> made.add(thing(graph, thing, Optional.empty())));
    return new Sample(
        made, classes, source.parsed().problem(), source.exchange().request().words());
  }

  /// A thing of a graph that says all of it; statements in the order of their words.
  private static Thing thing(Graph graph, Node thing, Optional<URI> page) {
    List<Triple> statements = new ArrayList<>(graph.find(thing, Node.ANY, Node.ANY).toList());
    statements.sort(
        Comparator.comparing((Triple one) -> one.getPredicate().toString())
            .thenComparing(one -> one.getObject().toString()));
    List<Thing.Position> positions = new ArrayList<>();
    for (Triple triple : statements) {
      if (Set.of(Geo.NS + "hasGeometry", Geo.NS + "hasDefaultGeometry")
          .contains(triple.getPredicate().toString())) {
        literals(graph, triple.getObject()).forEach(positions::add);
      }
    }
    return thing(thing, statements, positions.stream().distinct().toList(), page);
  }

  private static List<Thing.Position> literals(Graph graph, Node holder) {
    List<Thing.Position> found = new ArrayList<>();
    for (String name : List.of("asWKT", "asGML", "asGeoJSON")) {
      graph
          .find(holder, NodeFactory.createURI(Geo.NS + name), Node.ANY)
          .forEachRemaining(triple -> found.add(new Thing.Position(holder, triple.getObject())));
    }
    return found;
  }

  private Sample byFeatures(Landing landing) {
    List<Landing.Collection> collections =
        new ArrayList<>(
            landing.collections().stream().filter(one -> one.items().isPresent()).toList());
    while (collections.size() > CLASSES) {
      collections.remove(random.nextInt(collections.size()));
    }
    Map<Node, Long> classes = new LinkedHashMap<>();
    List<Thing> things = new ArrayList<>();
    Optional<String> problem = Optional.empty();
    String asked = "";
    for (Landing.Collection collection : collections) {
      URI items = collection.items().orElseThrow();
      int wanted = Math.ceilDiv(THINGS, collections.size());
      URI address =
          URI.create(items + (items.getRawQuery() == null ? "?" : "&") + "limit=" + wanted);
      Exchange exchange = probe.get(address, "application/geo+json, application/json;q=0.8");
      asked = exchange.request().words();
      Optional<JsonNode> json = exchange.ok() ? exchange.json() : Optional.empty();
      if (json.isEmpty()) {
        problem = Optional.of(exchange.words());
        continue;
      }
      Node type = NodeFactory.createURI(landing.address().resolve(items).toString());
      classes.put(type, json.get().path("numberMatched").asLong(-1));
      for (JsonNode feature : json.get().path("features")) {
        if (things.size() < THINGS) {
          feature(items, feature).ifPresent(things::add);
        }
      }
    }
    return new Sample(things, classes, problem, asked);
  }

  /// A feature as a thing: its IRI is its `uri`, `@id` or `id` when that is one, else its address.
  private static Optional<Thing> feature(URI items, JsonNode feature) {
    String id = feature.path("id").asText();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    String path = items.toString().replaceFirst("[?#].*", "").replaceFirst("/$", "");
    Optional<URI> page =
        Landing.link(feature, items, "self")
            .or(() ->
                Landing.resolved(
                    items,
                    path
                        + "/"
                        + java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
                            .replace("+", "%20")));
    String iri =
        List.of(
                feature.path("properties").path("uri").asText(),
                feature.path("@id").asText(),
                Landing.link(feature, items, "canonical").map(URI::toString).orElse(""),
                id)
            .stream()
            .filter(text -> text.matches("https?://[^\\s<>\"{}|\\\\^`]+"))
            .findFirst()
            .orElse(page.map(URI::toString).orElse("urn:feature:" + id));
    Node node = NodeFactory.createURI(iri);
    JsonNode geometry = feature.path("geometry");
    List<Thing.Position> positions =
        geometry.isObject()
            ? List.of(
                new Thing.Position(
                    node,
                    NodeFactory.createLiteralDT(
                        geometry.toString(), new BaseDatatype(Geo.NS + "geoJSONLiteral"))))
            : List.of();
    return Optional.of(thing(node, List.of(), positions, page));
  }

  private static Thing thing(
      Node iri, List<Triple> statements, List<Thing.Position> positions, Optional<URI> page) {
    Set<Node> holders = new HashSet<>();
    positions.forEach(position -> holders.add(position.holder()));
    List<Triple> links = statements.stream().filter(triple -> isLink(triple, holders)).toList();
    return new Thing(iri, statements, positions, links, page);
  }

  private static boolean isLink(Triple triple, Collection<Node> holders) {
    Node object = triple.getObject();
    if (!object.isURI()
        || triple.getPredicate().equals(RDF.type.asNode())
        || !object.getURI().startsWith("http")
        || holders.contains(object)
        || NOT_THINGS.stream().anyMatch(object.getURI()::startsWith)
        || NOT_THINGS.stream()
            .filter(space -> !space.contains("skos") && !space.contains("owl#"))
            .anyMatch(triple.getPredicate().getURI()::startsWith)) {
      return false;
    }
    return !part(object.getURI()).equals(part(triple.getSubject().getURI()));
  }

  /// The server of an IRI and the part of it that names a twin: `https://x/id/national`.
  private static String part(String iri) {
    String[] steps = iri.split("[/#]", -1);
    // scheme, nothing, authority, then the path without its last two steps: class and name
    int kept = Math.max(3, steps.length - 2);
    return String.join("/", List.of(steps).subList(0, Math.min(kept, steps.length)));
  }
}
