package org.lacis.serve.twin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// What is said of one thing, as a graph to hand out.
///
/// @param graph the statements
/// @param sources the graphs that say something of the thing
public record Description(Graph graph, Set<Node> sources) {
  /// How many incoming statements are told.
  static final int INCOMING = 25;

  private static final Set<Node> GEOMETRIES =
      Set.of(Geo.HAS_GEOMETRY, Geo.HAS_DEFAULT_GEOMETRY, Lacis.SOLID_GEOMETRY);

  private static final Set<Node> NAMES =
      Set.of(
          RDFS.label.asNode(),
          SKOS.prefLabel.asNode(),
          SKOS.altLabel.asNode(),
          DCTerms.title.asNode(),
          FOAF.name.asNode());

  /// Steps from a dataset to what it was made from that are told.
  private static final int DEEP = 3;

  public Description {
    sources = Set.copyOf(sources);
  }

  /// Whether anything is said of the node, or points to it.
  public static boolean exists(DatasetGraph data, Node node) {
    return data.contains(Node.ANY, node, Node.ANY, Node.ANY)
        || data.contains(Node.ANY, Node.ANY, Node.ANY, node);
  }

  /// Its own statements in every named graph, those of its geometries and blank nodes, and the
  /// first of those that point to it.
  public static Description full(DatasetGraph data, Node node) {
    Graph graph = GraphFactory.createDefaultGraph();
    Set<Node> sources = new LinkedHashSet<>();
    own(data, node, false, graph, sources);
    Iterator<Quad> incoming = data.findNG(Node.ANY, Node.ANY, Node.ANY, node);
    for (int i = 0; i < INCOMING && incoming.hasNext(); i++) {
      Quad quad = incoming.next();
      graph.add(quad.asTriple());
      sources.add(quad.getGraph());
    }
    return new Description(graph, sources);
  }

  /// Its kinds and names, and where it lies.
  public static Description geometry(DatasetGraph data, Node node) {
    Graph graph = GraphFactory.createDefaultGraph();
    Set<Node> sources = new LinkedHashSet<>();
    own(data, node, true, graph, sources);
    return new Description(graph, sources);
  }

  /// @param located of the thing itself only kinds, names and geometries
  private static void own(
      DatasetGraph data, Node node, boolean located, Graph graph, Set<Node> sources) {
    Deque<Node> open = new ArrayDeque<>(Set.of(node));
    Set<Node> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Node next = open.pop();
      Iterator<Quad> quads = data.findNG(Node.ANY, next, Node.ANY, Node.ANY);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        boolean geometry = GEOMETRIES.contains(quad.getPredicate());
        boolean named = isName(quad.getPredicate());
        if (located && next.equals(node) && !geometry && !named) {
          continue;
        }
        graph.add(quad.asTriple());
        sources.add(quad.getGraph());
        if ((quad.getObject().isBlank() || geometry) && seen.add(quad.getObject())) {
          open.push(quad.getObject());
        }
      }
    }
  }

  private static boolean isName(Node predicate) {
    return predicate.equals(RDF.type.asNode()) || NAMES.contains(predicate);
  }

  /// What the thing, its kinds and properties, and the things that it names are called.
  public static Description labels(DatasetGraph data, Node node) {
    Graph graph = GraphFactory.createDefaultGraph();
    Set<Node> sources = new LinkedHashSet<>();
    Set<Node> others = new LinkedHashSet<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, node, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      sources.add(quad.getGraph());
      if (isName(quad.getPredicate())) {
        graph.add(quad.asTriple());
      }
      others.add(quad.getPredicate());
      if (quad.getObject().isURI()) {
        others.add(quad.getObject());
      }
    }
    others.remove(node);
    for (Node other : others) {
      for (Node name : NAMES) {
        data.findNG(Node.ANY, other, name, Node.ANY)
            .forEachRemaining(quad -> graph.add(quad.asTriple()));
      }
    }
    return new Description(graph, sources);
  }

  /// Which graphs say something of the thing, and what the catalogue says of them: licence, source,
  /// the run that made them and the files it read.
  public static Description provenance(DatasetGraph data, TwinIris iris, Node node, Node document) {
    Graph graph = GraphFactory.createDefaultGraph();
    Set<Node> sources = new LinkedHashSet<>();
    data.findNG(Node.ANY, node, Node.ANY, Node.ANY)
        .forEachRemaining(quad -> sources.add(quad.getGraph()));
    graph.add(Triple.create(document, RDF.type.asNode(), FOAF.Document.asNode()));
    graph.add(Triple.create(document, FOAF.primaryTopic.asNode(), node));
    Node derived = org.apache.jena.graph.NodeFactory.createURI(PROV + "wasDerivedFrom");
    Set<Node> seen = new HashSet<>();
    for (Node source : sources) {
      graph.add(Triple.create(document, derived, source));
      told(data, iris.catalogueGraph(), source, DEEP, seen, graph);
    }
    return new Description(graph, sources);
  }

  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final Set<String> FOLLOWED =
      Set.of(
          PROV + "wasGeneratedBy",
          PROV + "wasDerivedFrom",
          PROV + "wasAssociatedWith",
          Lacis.NS + "inTwin",
          DCTerms.publisher.getURI());

  private static void told(
      DatasetGraph data, Node catalogue, Node node, int deep, Set<Node> seen, Graph graph) {
    if (deep == 0 || !seen.add(node)) {
      return;
    }
    Iterator<Quad> quads = data.findNG(catalogue, node, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      graph.add(quad.asTriple());
      if (FOLLOWED.contains(quad.getPredicate().getURI())) {
        told(data, catalogue, quad.getObject(), deep - 1, seen, graph);
      }
    }
  }
}
