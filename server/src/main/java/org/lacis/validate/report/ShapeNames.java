package org.lacis.validate.report;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.validate.Result;
import org.lacis.validate.register.RegisterWords;

/// What shapes, checks and properties are called, in the reader's language.
///
/// @param shapes the graph of shapes
/// @param terms a graph in which properties have names; may be the same
/// @param language `fr` or `en`
public record ShapeNames(Graph shapes, Graph terms, String language) {
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final Node NAME = NodeFactory.createURI(SH + "name");
  private static final Node DESCRIPTION = NodeFactory.createURI(SH + "description");

  /// What a group is about: the shape and the property, or the check and the property.
  public String title(Report.Group group) {
    String property = property(group);
    String shape = shape(group.target());
    return property.isEmpty() ? shape : shape + " · " + property;
  }

  /// What a shape or a check is called.
  public String shape(Node shape) {
    if (shape.isURI() && shape.getURI().startsWith(RegisterWords.NS)) {
      return RegisterWords.label(shape.getURI().substring(RegisterWords.NS.length()), language);
    }
    return best(shapes, shape, RDFS.label.asNode())
        .or(() -> best(shapes, shape, NAME))
        .orElseGet(() -> shape.isURI() ? words(shape.getURI()) : "…");
  }

  /// What the property of a group is called; empty where the node itself is meant.
  public String property(Report.Group group) {
    Optional<String> name = best(shapes, group.shape(), NAME);
    if (name.isPresent()) {
      return name.get();
    }
    Result example = group.examples().getFirst();
    return example.path() == null ? "" : path(group.path());
  }

  /// A path in words: the names of its properties.
  private String path(String path) {
    StringBuilder words = new StringBuilder();
    int at = 0;
    while (at < path.length()) {
      int from = path.indexOf('<', at);
      int to = from < 0 ? -1 : path.indexOf('>', from);
      if (to < 0) {
        return words.append(path, at, path.length()).toString();
      }
      String iri = path.substring(from + 1, to);
      words.append(path, at, from);
      words.append(
          best(terms, NodeFactory.createURI(iri), RDFS.label.asNode()).orElseGet(() -> words(iri)));
      at = to + 1;
    }
    return words.toString();
  }

  /// What can be done: of a check its remedy; of a shape its description, or else the message of
  /// the group, which in our shapes says it.
  public String remedy(Report.Group group) {
    Optional<String> known =
        group.shape().isURI()
            ? RegisterWords.remedy(group.shape().getURI(), language)
            : Optional.empty();
    return known
        .or(() -> best(shapes, group.shape(), DESCRIPTION))
        .orElseGet(() -> group.examples().getFirst().message(language));
  }

  private Optional<String> best(Graph graph, Node node, Node property) {
    Node best = null;
    Iterator<Triple> triples = graph.find(node, property, Node.ANY);
    while (triples.hasNext()) {
      Node object = triples.next().getObject();
      if (object.isLiteral() && (best == null || language.equals(object.getLiteralLanguage()))) {
        best = object;
      }
    }
    return Optional.ofNullable(best).map(Node::getLiteralLexicalForm);
  }

  private static String words(String iri) {
    String local = iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
    return local
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .replace('_', ' ')
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
