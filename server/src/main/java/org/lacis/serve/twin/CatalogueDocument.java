package org.lacis.serve.twin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;
import org.apache.jena.vocabulary.VOID;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Envelope;

/// The catalogue of a twin as harvesters read it: DCAT-AP 3 with what GeoDCAT-AP 2 adds, from what
/// the catalogue graph says and what was counted, with the PROV-O of the runs that made it all.
///
/// Whatever is mandatory and was not said is filled from what is known: a description from the
/// title, a publisher from the twin.
public final class CatalogueDocument {
  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final String DCT = DCTerms.NS;
  private static final String IANA = "https://www.iana.org/assignments/media-types/";
  private static final Node AVAILABLE = Telling.iri(EU + "planned-availability/AVAILABLE");
  private static final Node GENERATED_BY = Telling.iri(PROV + "wasGeneratedBy");

  /// The data themes of the European Union, in English and French.
  private static final Map<String, List<String>> THEMES = themes();

  /// What the stored catalogue says in a way of its own, which is said here as DCAT-AP has it.
  private static final Set<Node> RETOLD =
      Set.of(
          DCTerms.rights.asNode(),
          DCTerms.license.asNode(),
          DCTerms.source.asNode(),
          DCTerms.publisher.asNode());

  private final Telling telling = new Telling(GraphFactory.createDefaultGraph());
  private final DatasetGraph data;
  private final TwinIris iris;
  private final Map<Node, GraphFigures> figures;
  private final String address;
  private final Node catalogue;
  private final Catalogued twin;
  private final Envelope everywhere = new Envelope();

  private CatalogueDocument(
      DatasetGraph data, TwinIris iris, Map<Node, GraphFigures> figures, String address) {
    this.data = data;
    this.iris = iris;
    this.figures = figures;
    this.address = address;
    this.catalogue = iris.node("catalogue");
    this.twin = Catalogued.of(data, iris, catalogue);
  }

  /// Describes a twin.
  ///
  /// @param figures what was counted of its graphs; may be empty while that goes on
  /// @param address of the server; ends with `/`
  public static Graph of(
      DatasetGraph data, TwinIris iris, Map<Node, GraphFigures> figures, String address) {
    CatalogueDocument document = new CatalogueDocument(data, iris, figures, address);
    document.stored();
    document.whole();
    Graph graph = document.telling.graph();
    Map.of(
            "void", VOID.NS,
            "vcard", VCARD4.NS,
            "dcatap", "http://data.europa.eu/r5r/")
        .forEach(graph.getPrefixMapping()::setNsPrefix);
    return graph;
  }

  /// What the store says of files, runs and changes, but for runs that nothing is left of.
  private void stored() {
    Set<Node> runs = new HashSet<>();
    data.findNG(iris.catalogueGraph(), Node.ANY, GENERATED_BY, Node.ANY)
        .forEachRemaining(quad -> runs.add(quad.getObject()));
    Node activity = Telling.iri(PROV + "Activity");
    Iterator<Quad> quads = data.findNG(iris.catalogueGraph(), Node.ANY, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Triple triple = quads.next().asTriple();
      Node subject = triple.getSubject();
      boolean run = data.contains(iris.catalogueGraph(), subject, RDF.type.asNode(), activity);
      boolean retold =
          RETOLD.contains(triple.getPredicate())
              && (subject.equals(catalogue) || Catalogued.isDataset(data, iris, subject));
      if (!retold && (!run || runs.contains(subject))) {
        telling.graph().add(triple);
      }
    }
    Node generated = Telling.iri(PROV + "generated");
    data.findNG(iris.catalogueGraph(), Node.ANY, GENERATED_BY, Node.ANY)
        .forEachRemaining(quad -> {
          telling.say(quad.getObject(), generated, quad.getSubject());
          telling.kind(quad.getSubject(), PROV + "Entity");
        });
    for (Node run : runs) {
      telling.kind(run, PROV + "Activity");
      Node association = NodeFactory.createBlankNode();
      telling.say(run, Telling.iri(PROV + "qualifiedAssociation"), association);
      telling.kind(association, PROV + "Association");
      telling.say(association, Telling.iri(PROV + "agent"), iris.node("id/agent/lacis"));
    }
  }

  private void whole() {
    telling.kind(catalogue, DCAT.Catalog);
    List<Node> titles = named(twin.titles(), catalogue);
    titles.forEach(title -> telling.say(catalogue, DCTerms.title, title));
    List<Node> descriptions = twin.descriptions().isEmpty() ? titles : twin.descriptions();
    descriptions.forEach(words -> telling.say(catalogue, DCTerms.description, words));
    Node publisher = twin.publisher().orElseGet(() -> agentOfTitle(titles.getFirst()));
    telling.say(catalogue, DCTerms.publisher, publisher);
    telling.say(catalogue, DCAT.contactPoint.asNode(), twin.contact());
    page(catalogue, FOAF.homepage.asNode(), address);
    languages(catalogue);
    Node taxonomy = Telling.iri(EU + "data-theme");
    telling.say(catalogue, DCAT.themeTaxonomy, taxonomy);
    telling.kind(taxonomy, SKOS.ConceptScheme);
    telling.say(taxonomy, DCTerms.title, Telling.text("Data themes", "en"));
    List<Catalogued> datasets = Catalogued.datasets(data, iris);
    Map<Node, List<Node>> licences = new LinkedHashMap<>();
    for (Catalogued dataset : datasets) {
      dataset(dataset, publisher);
      dataset
          .licence()
          .ifPresent(licence ->
              licences.computeIfAbsent(licence, _ -> new ArrayList<>()).add(dataset.node()));
    }
    datasets.stream()
        .flatMap(dataset -> dataset.modified().stream())
        .max(java.util.Comparator.comparing(Node::getLiteralLexicalForm))
        .ifPresent(time -> telling.say(catalogue, DCTerms.modified, time));
    place(catalogue, everywhere);
    services(datasets, publisher, licences.keySet());
  }

  private List<Node> named(List<Node> titles, Node node) {
    return titles.isEmpty() ? List.of(Telling.text(Labels.local(node.getURI()))) : titles;
  }

  private Node agentOfTitle(Node title) {
    Node agent = iris.node("id/agent/twin");
    telling.kind(agent, FOAF.Agent);
    telling.say(agent, FOAF.name, title);
    return agent;
  }

  private void languages(Node node) {
    twin.all(DCTerms.language.asNode())
        .forEach(language -> {
          telling.say(node, DCTerms.language, language);
          telling.kind(language, DCTerms.LinguisticSystem);
        });
  }

  private void dataset(Catalogued dataset, Node publisher) {
    Node node = dataset.node();
    telling.say(catalogue, DCAT.dataset, node);
    telling.kind(node, DCAT.Dataset);
    List<Node> titles = named(dataset.titles(), node);
    titles.forEach(title -> telling.say(node, DCTerms.title, title));
    List<Node> descriptions = dataset.descriptions().isEmpty() ? titles : dataset.descriptions();
    descriptions.forEach(words -> telling.say(node, DCTerms.description, words));
    telling.say(node, DCTerms.publisher, publisher(dataset, publisher));
    telling.say(node, DCTerms.identifier, Telling.text(node.getURI()));
    telling.say(node, DCAT.contactPoint.asNode(), dataset.contact().or(twin::contact));
    telling.say(node, DCTerms.modified.asNode(), dataset.modified());
    page(node, DCAT.landingPage.asNode(), address + "catalogue#" + anchor(node));
    Node access = Telling.iri(EU + "access-right/PUBLIC");
    telling.say(node, DCTerms.accessRights, access);
    telling.kind(access, DCTerms.RightsStatement);
    rights(node, dataset);
    dataset.find(DCTerms.source.asNode()).ifPresent(source -> provenance(node, source));
    dataset.themes().forEach(this::theme);
    dataset
        .find(DCTerms.accrualPeriodicity.asNode())
        .ifPresent(rhythm -> telling.kind(rhythm, DCT + "Frequency"));
    languages(node);
    Node standard = Telling.iri("https://w3id.org/lacis");
    telling.say(node, DCTerms.conformsTo, standard);
    telling.kind(standard, DCTerms.Standard);
    GraphFigures counted = figures.get(node);
    if (counted != null) {
      telling.say(node, VOID.entities, Telling.number(counted.entities()));
      place(node, counted.lonLat());
      everywhere.expandToInclude(counted.lonLat());
    }
    distributions(dataset, counted != null && !counted.lonLat().isNull());
  }

  /// A publisher may be told by name alone.
  private Node publisher(Catalogued dataset, Node otherwise) {
    Optional<Node> said = dataset.publisher();
    if (said.filter(Node::isLiteral).isEmpty()) {
      return said.orElse(otherwise);
    }
    Node agent = NodeFactory.createBlankNode();
    telling.kind(agent, FOAF.Agent);
    telling.say(agent, FOAF.name, said.get());
    return agent;
  }

  private String anchor(Node graph) {
    String uri = graph.getURI();
    int at = uri.indexOf("graph/");
    return (at < 0 ? uri : uri.substring(at + 6)).replaceAll("[^A-Za-z0-9_-]", "-");
  }

  private void page(Node node, Node property, String page) {
    Node document = Telling.iri(page);
    telling.say(node, property, document);
    telling.kind(document, FOAF.Document);
  }

  private void rights(Node node, Catalogued dataset) {
    dataset.licence().ifPresent(licence -> telling.say(node, DCTerms.license, licence(licence)));
    if (!dataset.attribution().isEmpty()) {
      Node statement = NodeFactory.createBlankNode();
      telling.say(node, DCTerms.rights, statement);
      telling.kind(statement, DCTerms.RightsStatement);
      telling.say(statement, RDFS.label, Telling.text(dataset.attribution()));
    }
  }

  private Node licence(Node said) {
    Node licence = said.isURI() ? said : NodeFactory.createBlankNode();
    telling.kind(licence, DCTerms.LicenseDocument);
    if (!said.isURI()) {
      telling.say(licence, RDFS.label, said);
    }
    return licence;
  }

  private void provenance(Node node, Node source) {
    Node statement = NodeFactory.createBlankNode();
    telling.say(node, DCTerms.provenance, statement);
    telling.kind(statement, DCTerms.ProvenanceStatement);
    telling.say(statement, RDFS.label, source.isURI() ? Telling.text(source.getURI()) : source);
  }

  private void theme(Node theme) {
    telling.kind(theme, SKOS.Concept);
    telling.say(theme, SKOS.inScheme, Telling.iri(EU + "data-theme"));
    String code = Labels.local(theme.toString());
    List<String> names = THEMES.getOrDefault(code, List.of(code, code));
    telling.say(theme, SKOS.prefLabel, Telling.text(names.getFirst(), "en"));
    telling.say(theme, SKOS.prefLabel, Telling.text(names.getLast(), "fr"));
  }

  private void place(Node node, Envelope lonLat) {
    if (lonLat.isNull()) {
      return;
    }
    Node place = NodeFactory.createBlankNode();
    telling.say(node, DCTerms.spatial, place);
    telling.kind(place, DCTerms.Location);
    telling.say(place, DCAT.bbox, Telling.box(lonLat));
    telling.say(place, DCAT.centroid, Telling.middle(lonLat));
  }

  private void distributions(Catalogued dataset, boolean located) {
    Node node = dataset.node();
    String dump = VoidDocument.dump(iris, address, node);
    Node file =
        distribution(dataset, "dump", "RDF, N-Triples", "application/n-triples", "RDF_N_TRIPLES");
    telling.say(file, DCAT.accessURL, Telling.iri(dump));
    telling.say(file, DCAT.downloadURL, Telling.iri(dump));
    Node asked =
        distribution(dataset, "sparql", "SPARQL", "application/sparql-results+json", "JSON");
    telling.say(asked, DCAT.accessURL, Telling.iri(address + "sparql"));
    telling.say(asked, DCAT.accessService, service("sparql"));
    if (located) {
      Node features =
          distribution(
              dataset, "features", "OGC API - Features", "application/geo+json", "GEOJSON");
      telling.say(features, DCAT.accessURL, Telling.iri(address + "ogc/collections"));
      telling.say(features, DCAT.accessService, service("features"));
    }
  }

  private Node distribution(
      Catalogued dataset, String name, String title, String media, String format) {
    Node node = Telling.iri(dataset.node().getURI() + "#" + name);
    telling.say(dataset.node(), DCAT.distribution, node);
    telling.kind(node, DCAT.Distribution);
    telling.say(node, DCTerms.title, Telling.text(title));
    telling.say(node, DCTerms.description, Telling.text(title));
    Node type = Telling.iri(IANA + media);
    telling.say(node, DCAT.mediaType, type);
    telling.kind(type, DCTerms.MediaType);
    telling.kind(type, DCTerms.MediaTypeOrExtent);
    Node kind = Telling.iri(EU + "file-type/" + format);
    telling.say(node, DCTerms.format, kind);
    telling.kind(kind, DCTerms.MediaTypeOrExtent);
    telling.say(node, Telling.iri("http://data.europa.eu/r5r/availability"), AVAILABLE);
    telling.kind(AVAILABLE, SKOS.Concept);
    telling.say(AVAILABLE, SKOS.prefLabel, Telling.text("available", "en"));
    telling.say(node, DCTerms.modified.asNode(), dataset.modified());
    rights(node, dataset);
    return node;
  }

  private Node service(String name) {
    return Telling.iri(catalogue.getURI() + "#" + name);
  }

  private void services(List<Catalogued> datasets, Node publisher, Set<Node> licences) {
    List<Node> all = datasets.stream().map(Catalogued::node).toList();
    List<Node> located =
        all.stream()
            .filter(node -> figures.containsKey(node) && !figures.get(node).lonLat().isNull())
            .toList();
    serve("sparql", "SPARQL, GeoSPARQL", "sparql", "sparql", all, publisher, licences)
        .ifPresent(node ->
            conforms(
                node,
                "https://www.w3.org/TR/sparql11-protocol/",
                "http://www.opengis.net/doc/IS/geosparql/1.1"));
    serve("features", "OGC API - Features", "ogc", "ogc/api", located, publisher, licences)
        .ifPresent(node ->
            conforms(
                node,
                "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson"));
    serve("linked-data", "Linked data", "id/", ".well-known/void", all, publisher, licences)
        .ifPresent(node -> conforms(node, "https://www.w3.org/TR/dx-prof-conneg/"));
  }

  private void conforms(Node service, String... standards) {
    for (String each : standards) {
      Node standard = Telling.iri(each);
      telling.say(service, DCTerms.conformsTo, standard);
      telling.kind(standard, DCTerms.Standard);
    }
  }

  private Optional<Node> serve(
      String name,
      String title,
      String path,
      String description,
      List<Node> datasets,
      Node publisher,
      Set<Node> licences) {
    if (datasets.isEmpty()) {
      return Optional.empty();
    }
    Node service = service(name);
    telling.say(catalogue, DCAT.service, service);
    telling.kind(service, DCAT.DataService);
    telling.say(service, DCTerms.title, Telling.text(title));
    telling.say(service, DCAT.endpointURL, Telling.iri(address + path));
    telling.say(service, DCAT.endpointDescription, Telling.iri(address + description));
    telling.say(service, DCTerms.publisher, publisher);
    telling.say(service, DCAT.contactPoint.asNode(), twin.contact());
    datasets.forEach(dataset -> telling.say(service, DCAT.servesDataset, dataset));
    if (licences.size() == 1) {
      // several hold for several datasets, each of which tells its own
      telling.say(service, DCTerms.license, licence(licences.iterator().next()));
    }
    return Optional.of(service);
  }

  private static Map<String, List<String>> themes() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put(
        "AGRI",
        List.of(
            "Agriculture, fisheries, forestry and food",
            "Agriculture, pêche, sylviculture et alimentation"));
    names.put("ECON", List.of("Economy and finance", "Économie et finances"));
    names.put("EDUC", List.of("Education, culture and sport", "Éducation, culture et sport"));
    names.put("ENER", List.of("Energy", "Énergie"));
    names.put("ENVI", List.of("Environment", "Environnement"));
    names.put("GOVE", List.of("Government and public sector", "Gouvernement et secteur public"));
    names.put("HEAL", List.of("Health", "Santé"));
    names.put("INTR", List.of("International issues", "Questions internationales"));
    names.put(
        "JUST",
        List.of(
            "Justice, legal system and public safety",
            "Justice, système juridique et sécurité publique"));
    names.put("REGI", List.of("Regions and cities", "Régions et villes"));
    names.put("SOCI", List.of("Population and society", "Population et société"));
    names.put("TECH", List.of("Science and technology", "Science et technologie"));
    names.put("TRAN", List.of("Transport", "Transports"));
    return java.util.Collections.unmodifiableMap(names);
  }
}
