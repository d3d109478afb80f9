package org.lacis.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.VCARD4;
import org.apache.jena.vocabulary.VOID;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// The graph that says what the twin is made of: twins, datasets with licence and source (DCAT),
/// and which run made each graph from which files (PROV-O). It also keeps the fingerprint of each
/// part, by which the next build knows what has changed.
///
/// A dataset is described under the IRI of its graph, so that whoever finds a statement in a graph
/// can look up who says it.
final class Catalogue {
  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final Node FINGERPRINT = NodeFactory.createURI(Lacis.NS + "fingerprint");
  static final Node SHA256 = NodeFactory.createURI(Lacis.NS + "sha256");
  private static final Node COLOUR = NodeFactory.createURI(Lacis.NS + "colour");
  private static final Node GENERATED_BY = NodeFactory.createURI(PROV + "wasGeneratedBy");
  private static final Node GENERATED_AT = NodeFactory.createURI(PROV + "generatedAtTime");
  private static final Node DERIVED_FROM = NodeFactory.createURI(PROV + "wasDerivedFrom");
  private static final Node LAST_CHANGE = NodeFactory.createURI(Lacis.NS + "lastChange");
  private static final Node REMOVED = NodeFactory.createURI(Lacis.NS + "removedStatements");
  private static final Node ADDED = NodeFactory.createURI(Lacis.NS + "addedStatements");
  private static final Node PROBLEM = NodeFactory.createURI(Lacis.NS + "sourceProblem");
  private static final Node PROBLEM_SINCE = NodeFactory.createURI(Lacis.NS + "sourceProblemSince");

  /// Always as long, so that names sort as the runs went.
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Node ENTITY = NodeFactory.createURI(PROV + "Entity");

  private final TwinSettings settings;
  private final TwinIris iris;
  private final Node graph;
  private final Node run;
  private final Instant started;

  Catalogue(TwinSettings settings, Instant started) {
    this.settings = settings;
    this.iris = settings.iris();
    this.graph = iris.catalogueGraph();
    this.started = started;
    this.run = iris.node("id/run/" + runName());
  }

  /// What names this run: when it began.
  String runName() {
    return RUN.format(started);
  }

  /// What this run is called in the catalogue.
  Node run() {
    return run;
  }

  /// The fingerprints of the last build, by the IRI of the graph they stand for.
  Map<Node, String> fingerprints(View view) {
    Map<Node, String> fingerprints = new LinkedHashMap<>();
    Iterator<Quad> quads = view.dataset().findNG(graph, Node.ANY, FINGERPRINT, Node.ANY);
    quads.forEachRemaining(
        quad -> fingerprints.put(quad.getSubject(), quad.getObject().getLiteralLexicalForm()));
    return fingerprints;
  }

  /// Describes the twins and the whole; puts the new description in the place of the old one.
  void describeTwins(WriteView view) {
    Node catalogue = iris.node("catalogue");
    forget(view, catalogue);
    say(view, catalogue, RDF.type.asNode(), DCAT.Catalog.asNode());
    words(view, catalogue, DCTerms.title.asNode(), settings.title());
    words(view, catalogue, DCTerms.description.asNode(), settings.description());
    agent(settings.publisher(), view)
        .ifPresent(agent -> say(view, catalogue, DCTerms.publisher.asNode(), agent));
    contact(settings.contact(), view)
        .ifPresent(who -> say(view, catalogue, DCAT.contactPoint.asNode(), who));
    settings.languages().forEach(tag -> language(view, catalogue, tag));
    settings
        .twins()
        .forEach((key, part) -> {
          Node twin = twin(key);
          forget(view, twin);
          say(view, twin, RDF.type.asNode(), Lacis.TWIN);
          words(view, twin, RDFS.label.asNode(), part.label());
          say(view, twin, COLOUR, text(part.colour()));
        });
  }

  /// Names the partners; those that are gone are described no more.
  void describePartners(WriteView view) {
    List<Node> before = new ArrayList<>();
    view.dataset()
        .findNG(graph, Node.ANY, RDF.type.asNode(), Lacis.PARTNER)
        .forEachRemaining(quad -> before.add(quad.getSubject()));
    before.forEach(partner -> {
      forget(view, partner);
      view.delete(graph, iris.node("catalogue"), DCAT.service.asNode(), partner);
    });
    PartnerEntry.of(settings)
        .forEach(entry ->
            entry
                .triples()
                .forEach(triple ->
                    say(view, triple.getSubject(), triple.getPredicate(), triple.getObject())));
  }

  /// Describes one dataset as this run made it.
  void describe(
      WriteView view,
      DatasetFile dataset,
      String fingerprint,
      long quads,
      Map<Path, String> sources,
      LiveData live) {
    Node node = iris.datasetGraph(dataset.name());
    List<Triple> carried =
        about(view, node).stream()
            .filter(triple ->
                List.of(LAST_CHANGE, PROBLEM, PROBLEM_SINCE).contains(triple.getPredicate()))
            .toList();
    forget(view, node);
    carried.forEach(triple -> say(view, node, triple.getPredicate(), triple.getObject()));
    say(view, iris.node("catalogue"), DCAT.dataset.asNode(), node);
    say(view, node, RDF.type.asNode(), DCAT.Dataset.asNode());
    say(view, node, RDF.type.asNode(), Lacis.DATASET);
    say(view, node, RDF.type.asNode(), ENTITY);
    words(view, node, DCTerms.title.asNode(), dataset.title());
    words(view, node, DCTerms.description.asNode(), dataset.description());
    say(view, node, Lacis.IN_TWIN, twin(dataset.twin()));
    agent(dataset.publisher(), view)
        .ifPresent(agent -> say(view, node, DCTerms.publisher.asNode(), agent));
    if (!dataset.licence().isEmpty()) {
      boolean iri = dataset.licence().matches("https?://\\S+");
      say(
          view,
          node,
          DCTerms.license.asNode(),
          iri ? NodeFactory.createURI(dataset.licence()) : text(dataset.licence()));
    }
    optional(view, node, DCTerms.rights.asNode(), dataset.attribution());
    optional(view, node, DCTerms.source.asNode(), dataset.source());
    offered(view, node, dataset.publication());
    issued(dataset.issued()).ifPresent(date -> say(view, node, DCTerms.issued.asNode(), date));
    made(view, node, fingerprint, quads);
    sources.forEach((file, sum) -> source(view, node, file, sum, live.origin(file)));
  }

  private void offered(WriteView view, Node node, Publication offer) {
    contact(offer.contact().isEmpty() ? settings.contact() : offer.contact(), view)
        .ifPresent(who -> say(view, node, DCAT.contactPoint.asNode(), who));
    if (!offer.rhythm().isEmpty()) {
      String code = Publication.RHYTHMS.getOrDefault(offer.rhythm(), "UNKNOWN");
      say(view, node, DCTerms.accrualPeriodicity.asNode(), authority("frequency", code));
    }
    offer
        .themes()
        .forEach(code -> say(view, node, DCAT.theme.asNode(), authority("data-theme", code)));
    offer.keywords().forEach(word -> say(view, node, DCAT.keyword.asNode(), text(word)));
    if (!offer.from().isEmpty() || !offer.to().isEmpty()) {
      Node period = iris.node("id/period/" + offer.from() + "--" + offer.to());
      say(view, node, DCTerms.temporal.asNode(), period);
      say(view, period, RDF.type.asNode(), DCTerms.PeriodOfTime.asNode());
      issued(offer.from()).ifPresent(day -> say(view, period, DCAT.startDate.asNode(), day));
      issued(offer.to()).ifPresent(day -> say(view, period, DCAT.endDate.asNode(), day));
    }
  }

  private Optional<Node> contact(Contact contact, WriteView view) {
    if (contact.isEmpty()) {
      return Optional.empty();
    }
    String name = contact.name().isEmpty() ? contact.email() + contact.page() : contact.name();
    Node node = iris.node("id/contact/" + slug(name));
    say(view, node, RDF.type.asNode(), VCARD4.Kind.asNode());
    say(view, node, VCARD4.fn.asNode(), text(name));
    if (!contact.email().isEmpty()) {
      Node email = NodeFactory.createURI("mailto:" + contact.email());
      say(view, node, VCARD4.hasEmail.asNode(), email);
    }
    if (!contact.page().isEmpty()) {
      say(view, node, VCARD4.hasURL.asNode(), NodeFactory.createURI(contact.page()));
    }
    return Optional.of(node);
  }

  private void language(WriteView view, Node node, String tag) {
    String code = Locale.forLanguageTag(tag).getISO3Language().toUpperCase(Locale.ROOT);
    say(view, node, DCTerms.language.asNode(), authority("language", code));
  }

  /// A code of an authority table of the European Union.
  private static Node authority(String table, String code) {
    return NodeFactory.createURI(
        "http://publications.europa.eu/resource/authority/" + table + "/" + code);
  }

  /// What the last difference of a dataset is.
  static Optional<Node> lastChange(View view, TwinIris iris, Node dataset) {
    Iterator<Quad> quads =
        view.dataset().findNG(iris.catalogueGraph(), dataset, LAST_CHANGE, Node.ANY);
    return quads.hasNext() ? Optional.of(quads.next().getObject()) : Optional.empty();
  }

  /// Notes that this run changed a dataset, and by what difference; the one before is described no
  /// more.
  void changed(WriteView view, String dataset, Node change, ChangeLog.Change difference) {
    Node node = iris.datasetGraph(dataset);
    lastChange(view, iris, node)
        .ifPresent(old -> {
          forget(view, old);
          view.delete(graph, node, LAST_CHANGE, old);
        });
    say(view, node, LAST_CHANGE, change);
    say(view, change, RDF.type.asNode(), ENTITY);
    say(view, change, REMOVED, number(difference.removed()));
    say(view, change, ADDED, number(difference.added()));
    say(view, change, GENERATED_BY, run);
    say(view, change, GENERATED_AT, time(started));
    say(
        view,
        change,
        DCAT.downloadURL.asNode(),
        iris.node("changes/" + dataset + "/" + difference.run()));
  }

  /// Why live sources of a dataset could not be had; empty when they could.
  String problem(View view, String dataset) {
    Iterator<Quad> quads =
        view.dataset().findNG(graph, iris.datasetGraph(dataset), PROBLEM, Node.ANY);
    return quads.hasNext() ? quads.next().getObject().getLiteralLexicalForm() : "";
  }

  /// Notes why live sources of a dataset could not be had, and since when.
  void problem(WriteView view, String dataset, String words) {
    Node node = iris.datasetGraph(dataset);
    if (problem(view, dataset).equals(words)) {
      return;
    }
    boolean before = !problem(view, dataset).isEmpty();
    for (Triple triple : about(view, node)) {
      boolean over = words.isEmpty() && triple.getPredicate().equals(PROBLEM_SINCE);
      if (over || triple.getPredicate().equals(PROBLEM)) {
        view.delete(graph, node, triple.getPredicate(), triple.getObject());
      }
    }
    if (!words.isEmpty()) {
      say(view, node, PROBLEM, text(words));
      if (!before) {
        say(view, node, PROBLEM_SINCE, time(started));
      }
    }
  }

  /// Notes that this run made a graph that is no dataset: links, inferences, an ontology.
  void made(WriteView view, Node madeGraph, String fingerprint, long quads) {
    forgetMade(view, madeGraph);
    say(view, madeGraph, FINGERPRINT, text(fingerprint));
    say(view, madeGraph, VOID.triples.asNode(), number(quads));
    say(view, madeGraph, GENERATED_BY, run);
    say(view, madeGraph, GENERATED_AT, time(started));
  }

  /// Describes the run itself, at its end.
  void describeRun(WriteView view, Instant ended) {
    say(view, run, RDF.type.asNode(), NodeFactory.createURI(PROV + "Activity"));
    say(view, run, NodeFactory.createURI(PROV + "startedAtTime"), time(started));
    say(view, run, NodeFactory.createURI(PROV + "endedAtTime"), time(ended));
    Node lacis = iris.node("id/agent/lacis");
    say(view, run, NodeFactory.createURI(PROV + "wasAssociatedWith"), lacis);
    say(view, lacis, RDF.type.asNode(), NodeFactory.createURI(PROV + "SoftwareAgent"));
    say(view, lacis, RDFS.label.asNode(), text("Lacis"));
  }

  /// Takes a graph out of the catalogue.
  void forget(WriteView view, Node node) {
    for (Triple triple : about(view, node)) {
      view.delete(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
    }
    view.delete(graph, iris.node("catalogue"), DCAT.dataset.asNode(), node);
  }

  private void forgetMade(WriteView view, Node node) {
    List<Node> own = List.of(FINGERPRINT, VOID.triples.asNode(), GENERATED_BY, GENERATED_AT);
    for (Triple triple : about(view, node)) {
      if (own.contains(triple.getPredicate())) {
        view.delete(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
      }
    }
  }

  private List<Triple> about(WriteView view, Node node) {
    DatasetGraph data = view.dataset();
    List<Triple> triples = new ArrayList<>();
    data.findNG(graph, node, Node.ANY, Node.ANY).forEachRemaining(q -> triples.add(q.asTriple()));
    return triples;
  }

  private void source(
      WriteView view, Node dataset, Path file, String sum, Optional<LiveData.Source> origin) {
    Node source = iris.node("id/source/" + sum.substring(0, 16));
    say(view, dataset, DERIVED_FROM, source);
    say(view, source, RDF.type.asNode(), ENTITY);
    say(view, source, RDFS.label.asNode(), text(String.valueOf(file.getFileName())));
    say(view, source, SHA256, text(sum));
    origin
        .flatMap(LiveData.Source::copy)
        .ifPresent(copy -> {
          say(
              view,
              source,
              DCTerms.source.asNode(),
              NodeFactory.createURI(copy.kept().pages().getFirst().address()));
          say(
              view,
              source,
              GENERATED_AT,
              NodeFactory.createLiteralDT(copy.kept().complete(), XSDDatatype.XSDdateTime));
        });
  }

  private Optional<Node> agent(String name, WriteView view) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Node agent = iris.node("id/agent/" + slug(name));
    say(view, agent, RDF.type.asNode(), FOAF.Agent.asNode());
    say(view, agent, FOAF.name.asNode(), text(name));
    say(view, agent, RDFS.label.asNode(), text(name));
    return Optional.of(agent);
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
  }

  private Node twin(String key) {
    return iris.node("id/twin/" + key);
  }

  private void words(WriteView view, Node subject, Node predicate, Map<String, String> words) {
    words.forEach((language, text) ->
        say(
            view,
            subject,
            predicate,
            language.isEmpty() ? text(text) : NodeFactory.createLiteralLang(text, language)));
  }

  private void optional(WriteView view, Node subject, Node predicate, String text) {
    if (!text.isEmpty()) {
      say(view, subject, predicate, text(text));
    }
  }

  private void say(WriteView view, Node subject, Node predicate, Node object) {
    view.add(graph, subject, predicate, object);
  }

  private static Node text(String text) {
    return NodeFactory.createLiteralString(text);
  }

  private static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }

  private static Node time(Instant time) {
    return NodeFactory.createLiteralDT(time.toString(), XSDDatatype.XSDdateTime);
  }

  private static Optional<Node> issued(String date) {
    XSDDatatype type =
        switch (date.length()) {
          case 4 -> XSDDatatype.XSDgYear;
          case 7 -> XSDDatatype.XSDgYearMonth;
          default -> XSDDatatype.XSDdate;
        };
    return date.isEmpty() ? Optional.empty() : Optional.of(NodeFactory.createLiteralDT(date, type));
  }
}
