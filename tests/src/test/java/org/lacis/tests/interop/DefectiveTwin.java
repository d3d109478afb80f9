package org.lacis.tests.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VOID;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// A partner on loopback that offers a small twin by every door (SPARQL, OGC API Features, linked
/// data, a dump, an event stream, a mapping), and in which one [Defect] at a time can be planted.
///
/// Without a defect nothing is wrong with it.
final class DefectiveTwin implements AutoCloseable {
  private static final String TURTLE = "text/turtle";
  private static final String NTRIPLES = "application/n-triples";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Town town;
  private final Instant now;
  private volatile State state;

  /// What is served.
  ///
  /// @param defect name of the defect in force
  /// @param alone whether there is no endpoint
  /// @param things what is said of things
  /// @param all things and catalogue
  record State(
      String defect, boolean alone, Graph things, Graph catalogue, Graph all, String base) {
    boolean has(String name) {
      return defect.equals(name);
    }
  }

  @SuppressWarnings({"NullAway.Init", "AddressSelection"})
  DefectiveTwin(Instant now) {
    this.now = now;
    this.town = new Town(now);
    // head and body leave in two packets; without this each answer waits 40 ms for the second
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    mend(Defect.Door.SPARQL);
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  Town town() {
    return town;
  }

  void mend(Defect.Door door) {
    plant(Defect.of("", door, "nothing"));
  }

  void plant(Defect defect) {
    Graph things = town.things(base());
    Graph catalogue = town.catalogue(base());
    boolean alone = defect.door() == Defect.Door.FEATURES_ALONE;
    if (alone) {
      catalogue.remove(Node.ANY, VOID.sparqlEndpoint.asNode(), Node.ANY);
    }
    defect.things().accept(new Change(things, base(), now));
    Counts.add(things, catalogue, base());
    defect.catalogue().accept(new Change(catalogue, base(), now));
    Graph all = GraphFactory.createDefaultGraph();
    things.find().forEachRemaining(all::add);
    catalogue.find().forEachRemaining(all::add);
    state = new State(defect.name(), alone, things, catalogue, all, base());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) {
    try {
      Wire wire = Wire.of(exchange);
      State now = state;
      if (now.has("unreachable")) {
        wire.with("Retry-After", "120").answer(503, "text/plain", "closed");
        return;
      }
      if (!now.has("no-cors") && !wire.header("Origin").isEmpty()) {
        wire.with("Access-Control-Allow-Origin", "*");
      }
      if (now.has("html-for-everything")) {
        wire.answer(200, "text/html; charset=utf-8", "<!doctype html><title>Portail</title>");
        return;
      }
      String path = wire.path();
      if (path.equals("/sparql") && !now.alone()) {
        new SparqlDoor(now).handle(wire);
      } else if (path.equals("/ogc") || path.startsWith("/ogc/")) {
        new FeaturesDoor(now).handle(wire);
      } else if (path.equals("/catalogue") || path.equals("/.well-known/void")) {
        rdf(wire, now.catalogue());
      } else if (path.equals("/dump.nt")) {
        dump(wire, now);
      } else if (path.equals("/ldes")) {
        stream(wire, now);
      } else if (path.equals("/def") && now.has("own-kinds")) {
        wire.answer(
            200,
            TURTLE,
            "<%sdef#Etat> a <http://www.w3.org/2000/01/rdf-schema#Class> .".formatted(base()));
      } else if (path.equals("/mapping.ttl")) {
        wire.answer(200, TURTLE, Mappings.text(now));
      } else {
        linkedData(wire, now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      exchange.close();
    }
  }

  private static void rdf(Wire wire, Graph graph) throws IOException {
    if (wire.accepts(NTRIPLES)) {
      wire.answer(200, NTRIPLES, written(graph, Lang.NTRIPLES));
    } else {
      wire.answer(200, TURTLE, written(graph, Lang.TURTLE));
    }
  }

  static byte[] written(Graph graph, Lang language) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RDFDataMgr.write(out, graph, language);
    return out.toByteArray();
  }

  private static void dump(Wire wire, State now) throws IOException {
    Graph graph = GraphFactory.createDefaultGraph();
    // the dataset is described in the dump, the catalogue elsewhere
    now.all()
        .find()
        .filterDrop(t -> t.getSubject().equals(Town.iri(now.base() + "catalogue")))
        .forEachRemaining(graph::add);
    String text = new String(written(graph, Lang.NTRIPLES), StandardCharsets.UTF_8);
    if (now.has("broken-dump")) {
      text = text + "<not closed \n";
    }
    wire.answer(200, now.has("dump-as-text") ? "text/plain" : NTRIPLES, text);
  }

  // --- linked data: a thing at /id/…, its description at /doc/…

  private void linkedData(Wire wire, State now) throws IOException {
    String path = wire.path();
    boolean document = path.startsWith("/doc/");
    Node thing = Town.iri(now.base() + (document ? "id/" + path.substring(5) : path.substring(1)));
    boolean known = now.all().contains(thing, RDF.type.asNode(), Node.ANY);
    if (!known) {
      unknown(wire, now, thing);
    } else if (now.has("not-found") && path.contains("building")) {
      wire.answer(404, "text/plain", "not found");
    } else if (document || !path.startsWith("/id/") || now.has("thing-is-page")) {
      description(wire, now, thing);
    } else {
      wire.with("Location", now.base() + "doc/" + path.substring(4));
      vary(wire, now);
      wire.answer(303, "", "");
    }
  }

  private static void unknown(Wire wire, State now, Node thing) throws IOException {
    var next = now.things().stream(thing, Lacis.term("replacedBy"), Node.ANY).findFirst();
    if (next.isPresent() && !now.has("gone-without-word")) {
      String successor = next.get().getObject().getURI();
      wire.with("Link", "<" + successor + ">; rel=\"successor-version\"")
          .answer(410, "text/plain", "replaced by " + successor);
    } else if (now.has("everything-exists")) {
      wire.answer(200, TURTLE, "<" + thing.getURI() + "> a <" + Lacis.NS + "Building> .");
    } else {
      wire.answer(404, "text/plain", "not found");
    }
  }

  private static void vary(Wire wire, State now) {
    if (!now.has("no-vary")) {
      wire.with("Vary", "Accept");
    }
  }

  private static void description(Wire wire, State now, Node thing) throws IOException {
    Graph graph = GraphFactory.createDefaultGraph();
    Node about = now.has("speaks-of-another") ? Town.iri(thing.getURI() + "#it") : thing;
    for (Triple said : now.all().find(thing, Node.ANY, Node.ANY).toList()) {
      graph.add(about, said.getPredicate(), said.getObject());
      if (said.getPredicate().equals(Geo.HAS_DEFAULT_GEOMETRY)) {
        now.all().find(said.getObject(), Node.ANY, Node.ANY).forEachRemaining(graph::add);
      }
    }
    if (now.things().contains(thing, RDF.type.asNode(), Lacis.BUILDING)) {
      graph.add(
          Town.iri(about.getURI() + "#v1"),
          org.apache.jena.vocabulary.DCTerms.isVersionOf.asNode(),
          about);
    }
    if (now.has("changes-each-time")) {
      graph.add(about, RDFS.comment.asNode(), Change.text("n° " + Math.random()));
    }
    vary(wire, now);
    boolean html = wire.accepts("text/html") && !wire.accepts(TURTLE);
    if (now.has("turtle-only")) {
      wire.answer(200, TURTLE, written(graph, Lang.TURTLE));
    } else if (html || now.has("html-only")) {
      wire.answer(
          200,
          "text/html; charset=utf-8",
          "<!doctype html><title>" + label(now, thing) + "</title>");
    } else if (wire.accepts("application/ld+json") && !wire.accepts(TURTLE)) {
      wire.answer(200, "application/ld+json", written(graph, Lang.JSONLD));
    } else if (wire.accepts(NTRIPLES) && !wire.accepts(TURTLE)) {
      wire.answer(200, NTRIPLES, written(graph, Lang.NTRIPLES));
    } else {
      wire.answer(200, TURTLE, written(graph, Lang.TURTLE));
    }
  }

  static String label(State now, Node thing) {
    return now.all().stream(thing, RDFS.label.asNode(), Node.ANY)
        .map(t -> t.getObject().getLiteralLexicalForm())
        .findFirst()
        .orElse(thing.getURI());
  }

  // --- an event stream of two pages: versions of the buildings

  private void stream(Wire wire, State now) throws IOException {
    List<Node> buildings = new ArrayList<>(buildings(now.things()));
    String asked = wire.query().getOrDefault("page", "0");
    if (!asked.equals("0") && !asked.equals("1")) {
      wire.answer(404, "text/plain", "no such page");
      return;
    }
    int page = Integer.parseInt(asked);
    int half = (buildings.size() + 1) / 2;
    List<Node> members =
        buildings.subList(page == 0 ? 0 : half, page == 0 ? half : buildings.size());
    StringBuilder text =
        new StringBuilder(
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dcterms: <http://purl.org/dc/terms/> .
            @prefix geo: <http://www.opengis.net/ont/geosparql#> .
            @prefix ldes: <https://w3id.org/ldes#> .
            @prefix tree: <https://w3id.org/tree#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            """);
    String stream = now.base() + "ldes#stream";
    text.append(
        """
        <%1$s> a ldes:EventStream , dcat:Dataset ; dcterms:title "Flux des bâtiments"@fr , "Stream of buildings"@en ;
          dcat:version "2026.4" ; dcterms:spatial [ dcat:bbox "%3$s"^^geo:wktLiteral ] ;
          ldes:timestampPath dcterms:created ; ldes:versionOfPath dcterms:isVersionOf ; tree:view <%2$sldes> .
        """
            .formatted(stream, now.base(), Town.extent()));
    text.append("<%sldes%s> a tree:Node .\n".formatted(now.base(), page == 0 ? "" : "?page=1"));
    if (page == 0) {
      text.append(
          "<%1$sldes> tree:relation [ a tree:GreaterThanOrEqualToRelation ; tree:node <%1$sldes?page=%2$s> ; tree:path dcterms:created ; tree:value \"%3$s\"^^xsd:dateTime ] .\n"
              .formatted(
                  now.base(),
                  now.has("stream-ends-nowhere") ? "nowhere" : "1",
                  town.ago(10, ChronoUnit.DAYS)));
    }
    Graph described = GraphFactory.createDefaultGraph();
    for (Node building : members) {
      String version = building.getURI() + "#v1";
      text.append("<%s> tree:member <%s> .\n".formatted(stream, version));
      text.append("<%s> dcterms:isVersionOf <%s> .\n".formatted(version, building.getURI()));
      if (!now.has("members-without-time")) {
        text.append(
            "<%s> dcterms:created \"%s\"^^xsd:dateTime .\n"
                .formatted(version, town.ago(page == 0 ? 20 : 5, ChronoUnit.DAYS)));
      }
      for (Triple said : now.things().find(building, Node.ANY, Node.ANY).toList()) {
        described.add(Town.iri(version), said.getPredicate(), said.getObject());
        if (said.getPredicate().equals(Geo.HAS_DEFAULT_GEOMETRY)) {
          now.things().find(said.getObject(), Node.ANY, Node.ANY).forEachRemaining(described::add);
        }
      }
    }
    text.append(new String(written(described, Lang.NTRIPLES), StandardCharsets.UTF_8));
    wire.answer(200, TURTLE, text.toString());
  }

  /// In the order of their names.
  static List<Node> buildings(Graph things) {
    return things.stream(Node.ANY, RDF.type.asNode(), Lacis.BUILDING)
        .map(Triple::getSubject)
        .distinct()
        .sorted(java.util.Comparator.comparing(Node::toString))
        .toList();
  }

  URI at(String path) {
    return URI.create(base() + path);
  }
}
