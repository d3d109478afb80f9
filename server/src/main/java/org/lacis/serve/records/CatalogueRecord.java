package org.lacis.serve.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VCARD4;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.query.feature.Interval;
import org.locationtech.jts.geom.Envelope;

/// A dataset or a service of the catalogue, as a record (OGC API - Records, table 8).
///
/// @param id its segment of an address
/// @param iri of the dataset or service
/// @param type `dataset` or `service`
/// @param titles by language tag; empty tag for text without a language
/// @param box where its things are, degrees; empty where that is not known
/// @param time what it tells of; empty where nothing is said
/// @param created when it was issued, `updated` when it was made last; empty where not told
record CatalogueRecord(
    String id,
    String iri,
    String type,
    Map<String, String> titles,
    Map<String, String> descriptions,
    List<String> keywords,
    List<String> themes,
    List<String> languages,
    List<String> formats,
    Optional<String> created,
    Optional<String> updated,
    Optional<Envelope> box,
    Optional<Interval> time,
    String license,
    String rights,
    List<Contact> contacts,
    List<Offer> offers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Who answers for it.
  record Contact(String name, String email, String role) {}

  /// A way to have it.
  record Offer(String href, String relation, String type, String title) {}

  /// The records of a catalogue, by id.
  ///
  /// @param catalogue DCAT, as [org.lacis.serve.twin.CatalogueDocument] tells it
  /// @param base of the twin; ends with `/`
  static List<CatalogueRecord> of(Graph catalogue, String base) {
    Map<String, CatalogueRecord> records = new TreeMap<>();
    for (Node kind : List.of(DCAT.Dataset.asNode(), DCAT.DataService.asNode())) {
      for (Triple triple : catalogue.find(Node.ANY, RDF.type.asNode(), kind).toList()) {
        if (triple.getSubject().isURI()) {
          CatalogueRecord record =
              new Reading(catalogue, triple.getSubject())
                  .record(base, kind.equals(DCAT.Dataset.asNode()) ? "dataset" : "service");
          records.putIfAbsent(record.id(), record);
        }
      }
    }
    return List.copyOf(records.values());
  }

  /// `graph/lyon/velov` → `lyon:velov`, `catalogue#sparql` → `service.sparql`.
  private static String id(String iri, String base) {
    String rest = iri.startsWith(base) ? iri.substring(base.length()) : iri;
    if (rest.startsWith("graph/")) {
      rest = rest.substring("graph/".length());
    } else if (rest.startsWith("catalogue#")) {
      rest = "service." + rest.substring("catalogue#".length());
    }
    return rest.replace('/', ':').replaceAll("[^\\p{L}\\p{N}:._-]", "-");
  }

  /// What the catalogue says of one node.
  private record Reading(Graph graph, Node node) {
    CatalogueRecord record(String base, String type) {
      List<Offer> offers = new ArrayList<>();
      TreeSet<String> formats = new TreeSet<>();
      for (Node distribution : all(node, DCAT.distribution.asNode())) {
        String told = text(distribution, DCAT.mediaType.asNode());
        String media = told.replace("https://www.iana.org/assignments/media-types/", "");
        String title = text(distribution, DCTerms.title.asNode());
        Optional<Node> download = first(distribution, DCAT.downloadURL.asNode());
        Optional<Node> access = first(distribution, DCAT.accessURL.asNode());
        if (!media.isEmpty()) {
          formats.add(media);
        }
        download
            .or(() -> access)
            .filter(Node::isURI)
            .ifPresent(where ->
                offers.add(
                    new Offer(
                        where.getURI(),
                        download.isPresent() ? "enclosure" : "item",
                        media,
                        title)));
      }
      first(node, DCAT.endpointURL.asNode())
          .filter(Node::isURI)
          .ifPresent(where -> offers.add(new Offer(where.getURI(), "service", "", "")));
      first(node, DCAT.endpointDescription.asNode())
          .filter(Node::isURI)
          .ifPresent(where -> offers.add(new Offer(where.getURI(), "service-desc", "", "")));
      first(node, DCAT.landingPage.asNode())
          .filter(Node::isURI)
          .ifPresent(where -> offers.add(new Offer(where.getURI(), "about", "text/html", "")));
      String license = text(node, DCTerms.license.asNode());
      if (license.matches("https?://\\S+")) {
        offers.add(new Offer(license, "license", "", ""));
      }
      return new CatalogueRecord(
          CatalogueRecord.id(node.getURI(), base),
          node.getURI(),
          type,
          texts(DCTerms.title.asNode()),
          texts(DCTerms.description.asNode()),
          words(DCAT.keyword.asNode()),
          words(DCAT.theme.asNode()),
          words(DCTerms.language.asNode()),
          List.copyOf(formats),
          first(node, DCTerms.issued.asNode()).map(Node::getLiteralLexicalForm),
          first(node, DCTerms.modified.asNode()).map(Node::getLiteralLexicalForm),
          box(),
          time(),
          license,
          first(node, DCTerms.rights.asNode())
              .map(statement ->
                  statement.isLiteral() ? word(statement) : text(statement, RDFS.label.asNode()))
              .orElse(""),
          contacts(),
          offers);
    }

    private Map<String, String> texts(Node property) {
      Map<String, String> texts = new TreeMap<>();
      for (Node value : all(node, property)) {
        if (value.isLiteral()) {
          texts.putIfAbsent(value.getLiteralLanguage(), value.getLiteralLexicalForm());
        }
      }
      return texts;
    }

    private List<String> words(Node property) {
      return all(node, property).stream().map(Reading::word).sorted().distinct().toList();
    }

    private static String word(Node value) {
      return value.isLiteral() ? value.getLiteralLexicalForm() : value.toString();
    }

    private String text(Node subject, Node property) {
      return first(subject, property)
          .map(value -> value.isBlank() ? text(value, RDFS.label.asNode()) : word(value))
          .orElse("");
    }

    private Optional<Envelope> box() {
      return first(node, DCTerms.spatial.asNode())
          .flatMap(place -> first(place, DCAT.bbox.asNode()))
          .filter(Node::isLiteral)
          .flatMap(literal -> {
            try {
              return Optional.of(
                  GeometryLiteral.parse(
                          literal.getLiteralLexicalForm(), literal.getLiteralDatatypeURI())
                      .lonLatEnvelope());
            } catch (GeometryException _) {
              return Optional.empty();
            }
          });
    }

    private Optional<Interval> time() {
      return first(node, DCTerms.temporal.asNode())
          .map(period ->
              new Interval(
                  first(period, DCAT.startDate.asNode())
                      .flatMap(Interval::of)
                      .map(Interval::from)
                      .orElse(java.time.Instant.MIN),
                  first(period, DCAT.endDate.asNode())
                      .flatMap(Interval::of)
                      .map(Interval::to)
                      .orElse(java.time.Instant.MAX)));
    }

    private List<Contact> contacts() {
      List<Contact> contacts = new ArrayList<>();
      first(node, DCTerms.publisher.asNode())
          .map(agent -> agent.isLiteral() ? word(agent) : text(agent, FOAF.name.asNode()))
          .filter(name -> !name.isEmpty())
          .ifPresent(name -> contacts.add(new Contact(name, "", "publisher")));
      first(node, DCAT.contactPoint.asNode())
          .ifPresent(who ->
              contacts.add(
                  new Contact(
                      text(who, VCARD4.fn.asNode()),
                      text(who, VCARD4.hasEmail.asNode()).replace("mailto:", ""),
                      "pointOfContact")));
      return contacts;
    }

    private Optional<Node> first(Node subject, Node property) {
      return all(subject, property).stream().findFirst();
    }

    private List<Node> all(Node subject, Node property) {
      List<Node> all = new ArrayList<>();
      Iterator<Triple> found = graph.find(subject, property, Node.ANY);
      found.forEachRemaining(triple -> all.add(triple.getObject()));
      all.sort(java.util.Comparator.comparing(Node::toString));
      return all;
    }
  }

  /// Text in a language, or in the one that there is.
  static String in(Map<String, String> texts, String language) {
    for (String tag : List.of(language, "", "en", "fr")) {
      String text = texts.get(tag);
      if (text != null) {
        return text;
      }
    }
    return texts.isEmpty() ? "" : texts.values().iterator().next();
  }

  /// Everything that is searched by words.
  List<String> searched() {
    List<String> all = new ArrayList<>(titles.values());
    all.addAll(descriptions.values());
    all.addAll(keywords);
    all.add(id);
    return all;
  }

  /// As GeoJSON.
  ///
  /// @param address of the record
  /// @param page about it, relative to the server
  ObjectNode json(String language, String address, String collection, String page) {
    ObjectNode record = JSON.createObjectNode();
    record.put("id", id);
    record.put("type", "Feature");
    record
        .putArray("conformsTo")
        .add("http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core");
    if (time.isEmpty()) {
      record.putNull("time");
    } else {
      record
          .putObject("time")
          .putArray("interval")
          .add(time.get().isOpenBefore() ? ".." : time.get().from().toString().substring(0, 10))
          .add(time.get().isOpenAfter() ? ".." : time.get().to().toString().substring(0, 10));
    }
    if (box.isEmpty()) {
      record.putNull("geometry");
    } else {
      geometry(record.putObject("geometry"), box.get());
    }
    ObjectNode properties = record.putObject("properties");
    created.ifPresent(when -> properties.put("created", when));
    updated.ifPresent(when -> properties.put("updated", when));
    properties.put("type", type);
    properties.put("title", in(titles, language));
    String description = in(descriptions, language);
    if (!description.isEmpty()) {
      properties.put("description", description);
    }
    strings(properties, "keywords", keywords);
    if (!themes.isEmpty()) {
      ObjectNode theme = properties.putArray("themes").addObject();
      ArrayNode concepts = theme.putArray("concepts");
      themes.forEach(concept -> concepts.addObject().put("id", concept));
      theme.put("scheme", "http://publications.europa.eu/resource/authority/data-theme");
    }
    if (!language.isEmpty()) {
      properties.putObject("language").put("code", language);
    }
    if (!languages.isEmpty()) {
      ArrayNode all = properties.putArray("resourceLanguages");
      languages.forEach(code ->
          all.addObject()
              .put("code", code.substring(code.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT)));
    }
    properties.putArray("externalIds").addObject().put("value", iri);
    if (!formats.isEmpty()) {
      ArrayNode all = properties.putArray("formats");
      formats.forEach(media -> all.addObject().put("mediaType", media));
    }
    if (!contacts.isEmpty()) {
      ArrayNode all = properties.putArray("contacts");
      for (Contact contact : contacts) {
        ObjectNode one = all.addObject();
        one.put("name", contact.name());
        if (!contact.email().isEmpty()) {
          one.putArray("emails").addObject().put("value", contact.email());
        }
        one.putArray("roles").add(contact.role());
      }
    }
    if (!license.isEmpty()) {
      properties.put("license", license);
    }
    if (!rights.isEmpty()) {
      properties.put("rights", rights);
    }
    ArrayNode links = record.putArray("links");
    link(links, new Offer(address, "self", "application/geo+json", ""));
    link(links, new Offer(address + "?f=html", "alternate", "text/html", ""));
    link(links, new Offer(page, "describedby", "text/html", ""));
    link(links, new Offer(collection, "collection", "application/json", ""));
    offers.forEach(offer -> link(links, offer));
    return record;
  }

  static void link(ArrayNode links, Offer offer) {
    ObjectNode link = links.addObject();
    link.put("href", offer.href());
    link.put("rel", offer.relation());
    if (!offer.type().isEmpty()) {
      link.put("type", offer.type());
    }
    if (!offer.title().isEmpty()) {
      link.put("title", offer.title());
    }
  }

  private static void strings(ObjectNode object, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = object.putArray(name);
      values.forEach(array::add);
    }
  }

  private static void geometry(ObjectNode geometry, Envelope box) {
    if (box.getArea() == 0) {
      geometry.put("type", "Point");
      geometry.putArray("coordinates").add(box.getMinX()).add(box.getMinY());
      return;
    }
    geometry.put("type", "Polygon");
    ArrayNode ring = geometry.putArray("coordinates").addArray();
    ring.addArray().add(box.getMinX()).add(box.getMinY());
    ring.addArray().add(box.getMaxX()).add(box.getMinY());
    ring.addArray().add(box.getMaxX()).add(box.getMaxY());
    ring.addArray().add(box.getMinX()).add(box.getMaxY());
    ring.addArray().add(box.getMinX()).add(box.getMinY());
  }
}
