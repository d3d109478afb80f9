package org.lacis.serve.twin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// What the catalogue of a twin says of one of its graphs, or of the twin itself.
///
/// @param said values by property, in the order found
public record Catalogued(Node node, Map<Node, List<Node>> said) {
  private static final Node MADE =
      NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime");

  public Catalogued {
    said = Map.copyOf(said);
  }

  static Catalogued of(DatasetGraph data, TwinIris iris, Node node) {
    Map<Node, List<Node>> said = new LinkedHashMap<>();
    Iterator<Quad> quads = data.findNG(iris.catalogueGraph(), node, Node.ANY, Node.ANY);
    quads.forEachRemaining(quad ->
        said.computeIfAbsent(quad.getPredicate(), _ -> new ArrayList<>()).add(quad.getObject()));
    return new Catalogued(node, said);
  }

  static boolean isDataset(DatasetGraph data, TwinIris iris, Node graph) {
    return data.contains(iris.catalogueGraph(), graph, RDF.type.asNode(), Lacis.DATASET);
  }

  /// The datasets of a twin, ordered by the IRI of their graph.
  public static List<Catalogued> datasets(DatasetGraph data, TwinIris iris) {
    List<Node> nodes = new ArrayList<>();
    data.findNG(iris.catalogueGraph(), Node.ANY, RDF.type.asNode(), Lacis.DATASET)
        .forEachRemaining(quad -> nodes.add(quad.getSubject()));
    return nodes.stream()
        .sorted(java.util.Comparator.comparing(Node::toString))
        .map(node -> of(data, iris, node))
        .toList();
  }

  public List<Node> all(Node property) {
    return said.getOrDefault(property, List.of());
  }

  public Optional<Node> find(Node property) {
    return all(property).stream().findFirst();
  }

  public List<Node> titles() {
    return all(DCTerms.title.asNode());
  }

  public List<Node> descriptions() {
    return all(DCTerms.description.asNode());
  }

  public Optional<Node> licence() {
    return find(DCTerms.license.asNode());
  }

  /// Words that the licence asks to be shown; empty for none.
  public String attribution() {
    return find(DCTerms.rights.asNode())
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .orElse("");
  }

  public Optional<Node> publisher() {
    return find(DCTerms.publisher.asNode());
  }

  public Optional<Node> contact() {
    return find(DCAT.contactPoint.asNode());
  }

  public Collection<Node> themes() {
    return all(DCAT.theme.asNode());
  }

  /// When the graph was made last.
  public Optional<Node> modified() {
    return all(MADE).stream().max(java.util.Comparator.comparing(Node::getLiteralLexicalForm));
  }
}
