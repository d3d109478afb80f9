package org.lacis.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.Parsed;
import org.lacis.interop.probe.Probe;
import org.lacis.interop.probe.Request;
import org.lacis.interop.probe.Rows;

/// Finds out what an address leads to, and what else its server offers: by what it answers, by the
/// links of its pages and its descriptions, and at well-known places.
final class Discovery {
  /// What is read of a document: a dump may be large.
  private static final long DOCUMENT_BYTES = 32_000_000;

  private static final String ANY_FORM =
      Probe.RDF + ", application/json;q=0.5, text/html;q=0.3, */*;q=0.1";

  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
  private static final String VOID = "http://rdfs.org/ns/void#";
  private static final String DCAT = "http://www.w3.org/ns/dcat#";
  private static final String TREE = "https://w3id.org/tree#";
  private static final String LDES = "https://w3id.org/ldes#";

  private static final List<String> MAPPINGS =
      List.of(
          "http://w3id.org/rml/TriplesMap",
          "http://www.w3.org/ns/r2rml#TriplesMap",
          "http://w3id.org/rml/logicalSource",
          "http://semweb.mmlab.be/ns/rml#logicalSource",
          "http://www.w3.org/ns/r2rml#logicalTable",
          "http://w3id.org/rml/subjectMap",
          "http://www.w3.org/ns/r2rml#subjectMap");

  private static final Pattern LINK_HEADER = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern LINK_ELEMENT =
      Pattern.compile("<link\\b[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern HREF =
      Pattern.compile("href\\s*=\\s*[\"']([^\"']*)[\"']", Pattern.CASE_INSENSITIVE);

  /// Where servers of this field tend to have what they have, relative to their root.
  private static final List<String> SPARQL_PLACES = List.of("sparql", "query");

  private static final List<String> FEATURES_PLACES = List.of("ogc", "api");
  private static final int MOST_SERVICES = 5;

  private static final List<String> CATALOGUE_PLACES = List.of("catalogue", "catalog", "dcat");

  private final Probe probe;
  private final URI asked;
  private final Optional<Kind> told;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final List<String> trail = new ArrayList<>();
  private final Graph catalogue = GraphFactory.createDefaultGraph();
  private final List<Source> described = new ArrayList<>();
  private final Set<URI> read = new LinkedHashSet<>();
  private Optional<Kind> kind = Optional.empty();
  private Optional<URI> sparql = Optional.empty();
  private Optional<Landing> features = Optional.empty();
  private Optional<Source> document = Optional.empty();

  /// @param told what it is, when somebody knows
  Discovery(Probe probe, URI asked, Optional<Kind> told) {
    this.probe = probe;
    this.asked = asked;
    this.told = told;
  }

  Subject find() {
    Exchange first = ask(Request.get(asked, ANY_FORM), DOCUMENT_BYTES);
    if (first.failure().isEmpty()) {
      at(first);
      around(first);
    }
    kind = told.or(() -> kind);
    kind.ifPresent(kinds::add);
    return new Subject(
        asked, first, kind, kinds, sparql, features, document, catalogue, described, trail);
  }

  private Exchange ask(Request request, long bytes) {
    read.add(request.address());
    Exchange exchange = probe.send(request, bytes);
    trail.add(request.method() + " " + request.address() + " → " + exchange.words());
    return exchange;
  }

  private void found(Kind one) {
    kinds.add(one);
    if (kind.isEmpty()) {
      kind = Optional.of(one);
    }
  }

  /// What the address itself answers.
  private void at(Exchange first) {
    if (told.equals(Optional.of(Kind.SPARQL))) {
      endpoint(asked);
      return;
    }
    if (told.equals(Optional.of(Kind.FEATURES))) {
      landing(asked);
      return;
    }
    if (first.ok() && isRdf(first)) {
      document(first);
    } else if (first.ok() && first.media().endsWith("json")) {
      first.json().ifPresent(json -> json(first, json));
    }
    if (kind.isEmpty() && told.isEmpty() && mayBeEndpoint(first)) {
      endpoint(asked);
    }
  }

  /// An endpoint that is asked nothing answers with an error, a page or a description.
  private boolean mayBeEndpoint(Exchange first) {
    String path = String.valueOf(asked.getPath());
    return !first.ok() || path.matches(".*(sparql|query).*");
  }

  private static boolean isRdf(Exchange exchange) {
    return switch (exchange.media()) {
      case "text/turtle",
          "application/n-triples",
          "application/n-quads",
          "application/trig",
          "application/rdf+xml",
          "application/ld+json" ->
          true;
      case "", "text/plain", "application/octet-stream", "application/gzip", "application/x-gzip" ->
          exchange.address().getPath() != null
              && exchange
                  .address()
                  .getPath()
                  .matches(".*\\.(ttl|nt|nq|trig|rdf|owl|jsonld)(\\.gz)?");
      default -> false;
    };
  }

  private void document(Exchange exchange) {
    Parsed parsed = probe.parse(exchange);
    Source source = new Source(exchange, parsed);
    Graph graph = parsed.graph();
    if (describes(graph, SD, "Service") || says(graph, SD + "endpoint")) {
      describe(source);
      found(Kind.SPARQL);
      sparql = object(graph, SD + "endpoint").or(() -> Optional.of(exchange.address()));
    } else if (describes(graph, LDES, "EventStream")
        || says(graph, TREE + "view")
        || says(graph, TREE + "member")) {
      document = Optional.of(source);
      found(Kind.LDES);
    } else if (MAPPINGS.stream().anyMatch(term -> says(graph, term) || isTyped(graph, term))) {
      document = Optional.of(source);
      found(Kind.MAPPING);
    } else if (describes(graph, DCAT, "Catalog") || describes(graph, VOID, "DatasetDescription")) {
      describe(source);
    } else if (told.isPresent() || asDump(exchange, parsed)) {
      document = Optional.of(source);
      found(Kind.DUMP);
    }
  }

  /// A document about itself alone, at a server's root, is no dump.
  private static boolean asDump(Exchange exchange, Parsed parsed) {
    return !parsed.language().isEmpty()
        && !(parsed.graph().isEmpty()
            && parsed.problem().isPresent()
            && exchange.body().length == 0);
  }

  private static boolean describes(Graph graph, String space, String type) {
    return isTyped(graph, space + type);
  }

  private static boolean isTyped(Graph graph, String type) {
    return graph.contains(Node.ANY, RDF.type.asNode(), NodeFactory.createURI(type));
  }

  private static boolean says(Graph graph, String predicate) {
    return graph.contains(Node.ANY, NodeFactory.createURI(predicate), Node.ANY);
  }

  /// The first address, by its name, that is said by a predicate.
  private static Optional<URI> object(Graph graph, String predicate) {
    return graph
        .find(Node.ANY, NodeFactory.createURI(predicate), Node.ANY)
        .mapWith(triple -> triple.getObject())
        .filterKeep(node -> node.isURI() && node.getURI().startsWith("http"))
        .toList()
        .stream()
        .map(Node::getURI)
        .sorted()
        .flatMap(text -> address(text).stream())
        .findFirst();
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void describe(Source source) {
    if (described.stream()
        .noneMatch(one -> one.exchange().address().equals(source.exchange().address()))) {
      described.add(source);
      source.parsed().graph().find().forEachRemaining(catalogue::add);
    }
  }

  private void json(Exchange exchange, JsonNode json) {
    if (isLanding(json)) {
      landing(exchange, json);
    } else if (json.has("@context") || json.has("@graph")) {
      document(exchange);
    }
  }

  private static boolean isLanding(JsonNode json) {
    Set<String> relations = new LinkedHashSet<>();
    json.path("links").forEach(link -> relations.add(link.path("rel").asText()));
    return relations.contains("conformance")
        || relations.contains("http://www.opengis.net/def/rel/ogc/1.0/conformance")
        || relations.contains("data")
        || relations.contains("service-desc");
  }

  private boolean landing(URI address) {
    Exchange exchange = ask(Request.get(address, "application/json"), Probe.USUAL_BYTES);
    Optional<JsonNode> json = exchange.ok() ? exchange.json() : Optional.empty();
    if (json.filter(Discovery::isLanding).isEmpty()) {
      return false;
    }
    landing(exchange, json.orElseThrow());
    return true;
  }

  private void landing(Exchange exchange, JsonNode page) {
    if (features.isPresent()) {
      return;
    }
    URI address = exchange.address();
    URI folder = address.toString().endsWith("/") ? address : URI.create(bare(address) + "/");
    List<Landing.Collection> collections = new ArrayList<>();
    URI list =
        Landing.link(page, address, "data")
            .or(() -> Landing.link(page, address, "http://www.opengis.net/def/rel/ogc/1.0/data"))
            .orElseGet(() -> folder.resolve("collections"));
    Exchange listed = ask(Request.get(list, "application/json"), Probe.USUAL_BYTES);
    listed
        .json()
        .filter(_ -> listed.ok())
        .ifPresent(json -> {
          for (JsonNode one : json.path("collections")) {
            if (collections.size() < Landing.MOST) {
              collections.add(
                  new Landing.Collection(
                      one.path("id").asText(), Landing.link(one, list, "items"), one));
            }
          }
        });
    URI conformance =
        Landing.link(page, address, "conformance")
            .or(() ->
                Landing.link(page, address, "http://www.opengis.net/def/rel/ogc/1.0/conformance"))
            .orElseGet(() -> folder.resolve("conformance"));
    Exchange declared = ask(Request.get(conformance, "application/json"), Probe.USUAL_BYTES);
    List<String> classes = new ArrayList<>();
    declared
        .json()
        .filter(_ -> declared.ok())
        .ifPresent(json -> json.path("conformsTo").forEach(one -> classes.add(one.asText())));
    features = Optional.of(new Landing(address, page, collections, classes));
    found(Kind.FEATURES);
  }

  private static String bare(URI address) {
    return address.toString().replaceFirst("[?#].*", "");
  }

  private boolean endpoint(URI address) {
    Request request = Probe.queryRequest(address, "ASK {}", "application/sparql-results+json");
    Rows rows = Probe.rows(ask(request, Probe.USUAL_BYTES));
    if (!rows.ok() || rows.truth().isEmpty()) {
      return false;
    }
    sparql = Optional.of(address);
    found(Kind.SPARQL);
    return true;
  }

  /// What else the server offers: links of the first answer, well-known places, what descriptions
  /// name. A document that stands for itself, a dump say, has no surroundings.
  private void around(Exchange first) {
    if (document.isPresent() && kinds.size() == 1) {
      linked(first).forEach(this::described);
      return;
    }
    URI root = root(first);
    linked(first).forEach(this::described);
    described(root.resolve("/.well-known/void"));
    sparql.filter(_ -> described.isEmpty()).ifPresent(this::described);
    if (features.isEmpty()) {
      boolean _ = landing(root);
    }
    if (catalogueLacks()) {
      for (String place : CATALOGUE_PLACES) {
        if (catalogueLacks()) {
          described(root.resolve(place));
        }
        // an API below a path: the catalogue stands at the root of its server
        if (catalogueLacks() && !root.equals(root.resolve("/"))) {
          described(root.resolve("/" + place));
        }
      }
    }
    if (sparql.isEmpty()) {
      Optional<URI> named =
          object(catalogue, SD + "endpoint").or(() -> object(catalogue, VOID + "sparqlEndpoint"));
      if (named.isPresent()) {
        boolean _ = endpoint(named.get());
      }
      for (String place : SPARQL_PLACES) {
        if (sparql.isEmpty() && told.isEmpty()) {
          boolean _ = endpoint(root.resolve(place));
        }
      }
    }
    if (told.isEmpty()) {
      services(root);
    }
  }

  /// An OGC API that the catalogue names as a service of this server, or that stands where it often
  /// does.
  private void services(URI root) {
    Set<URI> places = new LinkedHashSet<>();
    catalogue
        .find(Node.ANY, NodeFactory.createURI(DCAT + "endpointURL"), Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isURI)
        .mapWith(Node::getURI)
        .toList()
        .stream()
        .sorted()
        .flatMap(text -> address(text).stream())
        .filter(one -> Objects.equals(one.getAuthority(), root.getAuthority()))
        .filter(one -> !Optional.of(one).equals(sparql))
        .limit(MOST_SERVICES)
        .forEach(places::add);
    for (String place : FEATURES_PLACES) {
      places.add(root.resolve(place));
    }
    for (URI place : places) {
      if (features.isEmpty() && !read.contains(place)) {
        boolean _ = landing(place);
      }
    }
  }

  private boolean catalogueLacks() {
    return !isTyped(catalogue, DCAT + "Catalog");
  }

  /// The folder the address stands in, or, of a landing page, the page itself.
  private URI root(Exchange first) {
    if (features.isPresent()) {
      String page = bare(features.get().address());
      return URI.create(page.endsWith("/") ? page : page + "/");
    }
    return first.request().address().resolve(".");
  }

  private List<URI> linked(Exchange first) {
    Set<URI> found = new LinkedHashSet<>();
    for (String header : first.headers("link")) {
      Matcher matcher = LINK_HEADER.matcher(header);
      while (matcher.find()) {
        if (matcher.group(2).matches(".*rel=\"?[^\"]*(describedby|alternate).*")) {
          Landing.resolved(first.address(), matcher.group(1)).ifPresent(found::add);
        }
      }
    }
    if (first.media().equals("text/html")) {
      Matcher matcher = LINK_ELEMENT.matcher(first.text());
      while (matcher.find()) {
        String element = matcher.group();
        if (element.contains("text/turtle") || element.contains("application/ld+json")) {
          Matcher href = HREF.matcher(element);
          if (href.find()) {
            Landing.resolved(first.address(), href.group(1).replace("&amp;", "&"))
                .ifPresent(found::add);
          }
        }
      }
    }
    return found.stream()
        .filter(uri -> String.valueOf(uri.getScheme()).startsWith("http"))
        .limit(3)
        .toList();
  }

  /// Reads a description, if there is one.
  private void described(URI address) {
    if (read.contains(address) && !address.equals(sparql.orElse(null))) {
      return;
    }
    Exchange exchange = ask(Request.get(address, Probe.RDF), Probe.USUAL_BYTES);
    if (!exchange.ok() || !isRdf(exchange)) {
      return;
    }
    Source source = new Source(exchange, probe.parse(exchange));
    Graph graph = source.parsed().graph();
    @Nullable String known =
        List.of(
                SD + "Service",
                VOID + "Dataset",
                VOID + "DatasetDescription",
                DCAT + "Catalog",
                DCAT + "Dataset",
                DCAT + "DataService")
            .stream()
            .filter(type -> isTyped(graph, type))
            .findFirst()
            .orElse(null);
    if (known != null) {
      describe(source);
    }
  }
}
