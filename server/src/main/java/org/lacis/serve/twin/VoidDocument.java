package org.lacis.serve.twin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.VOID;
import org.lacis.vocabulary.TwinIris;

/// What the twin holds, in figures (VoID): the whole and each of its graphs with statements,
/// things, kinds and properties, and which links there are between which datasets.
public final class VoidDocument {
  private static final List<String> FORMATS = List.of("Turtle", "N-Triples", "JSON-LD", "RDF_XML");

  private final Telling telling = new Telling(GraphFactory.createDefaultGraph());
  private final DatasetGraph data;
  private final TwinIris iris;
  private final String address;

  private VoidDocument(DatasetGraph data, TwinIris iris, String address) {
    this.data = data;
    this.iris = iris;
    this.address = address;
  }

  /// Describes a twin.
  ///
  /// @param data to look up titles and licences in
  /// @param address of the server; ends with `/`
  public static Graph of(
      DatasetGraph data, TwinIris iris, Map<Node, GraphFigures> figures, String address) {
    VoidDocument document = new VoidDocument(data, iris, address);
    document.whole(figures);
    figures.values().forEach(document::part);
    figures.values().forEach(document::linksets);
    Graph graph = document.telling.graph();
    graph.getPrefixMapping().setNsPrefix("void", VOID.NS);
    return graph;
  }

  private Node node() {
    return iris.node("");
  }

  private void whole(Map<Node, GraphFigures> figures) {
    Node document = Telling.iri(address + ".well-known/void");
    Node whole = node();
    telling.kind(document, VOID.DatasetDescription);
    telling.say(document, FOAF.primaryTopic, whole);
    telling.kind(whole, VOID.Dataset);
    Catalogued.of(data, iris, iris.node("catalogue"))
        .titles()
        .forEach(title -> telling.say(whole, DCTerms.title, title));
    endpoints(whole, address + "dump.nq");
    telling.say(whole, VOID.uriSpace, Telling.text(iris.base() + "id/"));
    FORMATS.forEach(form ->
        telling.say(whole, VOID.feature, Telling.iri("http://www.w3.org/ns/formats/" + form)));
    long triples = 0;
    long entities = 0;
    Map<Node, Long> classes = new LinkedHashMap<>();
    Map<Node, Long> properties = new LinkedHashMap<>();
    for (GraphFigures part : figures.values()) {
      triples += part.triples();
      entities += part.entities();
      part.classes().forEach((kind, count) -> classes.merge(kind, count, Long::sum));
      part.properties().forEach((property, count) -> properties.merge(property, count, Long::sum));
      telling.say(whole, VOID.subset, part.graph());
    }
    telling.say(whole, VOID.triples, Telling.number(triples));
    telling.say(whole, VOID.entities, Telling.number(entities));
    partitions(whole, classes, properties);
    figures.values().stream()
        .filter(part -> Catalogued.isDataset(data, iris, part.graph()))
        .flatMap(part -> part.example().stream())
        .min(Comparator.comparing(Node::toString))
        .ifPresent(example -> telling.say(whole, VOID.exampleResource, example));
  }

  private void endpoints(Node dataset, String dump) {
    telling.say(dataset, VOID.sparqlEndpoint, Telling.iri(address + "sparql"));
    telling.say(dataset, VOID.dataDump, Telling.iri(dump));
  }

  /// The address of the statements of a graph; `""` for one that is not ours.
  static String dump(TwinIris iris, String address, Node graph) {
    String head = iris.base() + "graph/";
    return graph.isURI() && graph.getURI().startsWith(head)
        ? address + "dump/" + graph.getURI().substring(head.length()) + ".nt"
        : "";
  }

  private void part(GraphFigures part) {
    Node graph = part.graph();
    telling.kind(graph, VOID.Dataset);
    Catalogued known = Catalogued.of(data, iris, graph);
    known.titles().forEach(title -> telling.say(graph, DCTerms.title, title));
    telling.say(graph, DCTerms.license.asNode(), known.licence());
    telling.say(graph, DCTerms.publisher.asNode(), known.publisher());
    telling.say(graph, DCTerms.modified.asNode(), known.modified());
    String dump = dump(iris, address, graph);
    if (!dump.isEmpty()) {
      endpoints(graph, dump);
    }
    telling.say(graph, VOID.triples, Telling.number(part.triples()));
    telling.say(graph, VOID.entities, Telling.number(part.entities()));
    telling.say(graph, VOID.distinctSubjects, Telling.number(part.subjects()));
    part.objects()
        .ifPresent(count -> telling.say(graph, VOID.distinctObjects, Telling.number(count)));
    if (!part.uriSpace().isEmpty()) {
      telling.say(graph, VOID.uriSpace, Telling.text(part.uriSpace()));
    }
    telling.say(graph, VOID.exampleResource.asNode(), part.example());
    partitions(graph, part.classes(), part.properties());
  }

  private void partitions(Node dataset, Map<Node, Long> classes, Map<Node, Long> properties) {
    telling.say(dataset, VOID.classes, Telling.number(classes.size()));
    telling.say(dataset, VOID.properties, Telling.number(properties.size()));
    Set<String> vocabularies = new TreeSet<>();
    classes.forEach((kind, count) -> {
      Node partition = NodeFactory.createBlankNode();
      telling.say(dataset, VOID.classPartition, partition);
      telling.say(partition, VOID._class, kind);
      telling.say(partition, VOID.entities, Telling.number(count));
      namespace(kind, vocabularies);
    });
    properties.forEach((property, count) -> {
      Node partition = NodeFactory.createBlankNode();
      telling.say(dataset, VOID.propertyPartition, partition);
      telling.say(partition, VOID.property, property);
      telling.say(partition, VOID.triples, Telling.number(count));
      namespace(property, vocabularies);
    });
    vocabularies.forEach(
        vocabulary -> telling.say(dataset, VOID.vocabulary, Telling.iri(vocabulary)));
  }

  private void namespace(Node term, Set<String> vocabularies) {
    if (term.isURI() && !term.getURI().startsWith(iris.base() + "id/")) {
      String name = term.getURI();
      int cut = Math.max(name.lastIndexOf('#'), name.lastIndexOf('/'));
      if (cut > 0) {
        vocabularies.add(name.substring(0, cut + 1));
      }
    }
  }

  private void linksets(GraphFigures part) {
    List<GraphFigures.Links> all = new ArrayList<>(part.links());
    for (int i = 0; i < all.size(); i++) {
      GraphFigures.Links links = all.get(i);
      Node set = Telling.iri(part.graph().getURI() + "#links-" + (i + 1));
      telling.kind(set, VOID.Linkset);
      telling.say(part.graph(), VOID.subset, set);
      telling.say(set, VOID.linkPredicate, links.predicate());
      telling.say(set, VOID.triples, Telling.number(links.count()));
      links
          .from()
          .ifPresent(from -> {
            telling.say(set, VOID.subjectsTarget, from);
            telling.say(set, VOID.target, from);
          });
      links
          .to()
          .ifPresent(to -> {
            telling.say(set, VOID.objectsTarget, to);
            telling.say(set, VOID.target, to);
          });
    }
  }
}
