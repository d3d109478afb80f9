package org.lacis.serve.twin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/// What things are called in one language, read from one view; remembers what it has read. For one
/// thread.
public final class Labels {
  private static final List<Node> NAMES =
      List.of(
          RDFS.label.asNode(), SKOS.prefLabel.asNode(), DCTerms.title.asNode(), FOAF.name.asNode());

  private final DatasetGraph data;
  private final String language;
  private final Map<Node, String> known = new HashMap<>();

  public Labels(DatasetGraph data, String language) {
    this.data = data;
    this.language = language;
  }

  /// What a node is called: its name; else its kind and identifier; else its local name in words.
  public String of(Node node) {
    String name = known.get(node);
    if (name == null) {
      name = find(node); // may look up the name of the kind, so not within computeIfAbsent
      known.put(node, name);
    }
    return name;
  }

  /// Its name in the language, in none, or in any other; what the data does not name in the
  /// language may be a standard term that we can.
  public Optional<String> name(Node node) {
    Optional<Named> said =
        NAMES.stream().flatMap(predicate -> best(node, predicate).stream()).findFirst();
    return said.filter(named -> named.rank() > 0)
        .map(Named::text)
        .or(() -> StandardTerms.name(node, language))
        .or(() -> said.map(Named::text));
  }

  private record Named(String text, int rank) {}

  /// The most readable literal of a property.
  public Optional<String> literal(Node node, Node predicate) {
    return best(node, predicate).map(Named::text);
  }

  private Optional<Named> best(Node node, Node predicate) {
    String best = "";
    int rank = -1;
    Iterator<Quad> quads = data.findNG(Node.ANY, node, predicate, Node.ANY);
    while (quads.hasNext()) {
      Node object = quads.next().getObject();
      if (object.isLiteral() && rank(object) > rank) {
        best = object.getLiteralLexicalForm();
        rank = rank(object);
      }
    }
    return rank < 0 ? Optional.empty() : Optional.of(new Named(best, rank));
  }

  private int rank(Node literal) {
    String tag = literal.getLiteralLanguage();
    return tag.startsWith(language) ? 2 : tag.isEmpty() ? 1 : 0;
  }

  private String find(Node node) {
    if (node.isLiteral()) {
      return node.getLiteralLexicalForm();
    }
    if (!node.isURI()) {
      return "…";
    }
    return name(node)
        .orElseGet(() -> {
          String local = local(node.getURI());
          Optional<Node> kind = kind(node);
          boolean schema = kind.isEmpty() || kind.get().equals(node);
          return schema ? inWords(local) : of(kind.get()) + " " + unescape(local);
        });
  }

  /// The kind that a thing was given by a twin; else the narrowest that was inferred.
  public Optional<Node> kind(Node node) {
    Iterator<Quad> quads = data.findNG(Node.ANY, node, RDF.type.asNode(), Node.ANY);
    List<Node> inferred = new ArrayList<>();
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (!quad.getGraph().getURI().endsWith("graph/inferred")) {
        return Optional.of(quad.getObject());
      }
      inferred.add(quad.getObject());
    }
    return inferred.stream()
        .filter(kind -> inferred.stream().noneMatch(other -> narrower(other, kind)))
        .findFirst();
  }

  private boolean narrower(Node kind, Node than) {
    return !kind.equals(than)
        && data.contains(Node.ANY, kind, RDFS.subClassOf.asNode(), than)
        && !data.contains(Node.ANY, than, RDFS.subClassOf.asNode(), kind);
  }

  /// What follows the last `/`, `#` or `:`.
  public static String local(String iri) {
    String trimmed = iri.endsWith("/") ? iri.substring(0, iri.length() - 1) : iri;
    int cut =
        Math.max(
            trimmed.lastIndexOf('/'), Math.max(trimmed.lastIndexOf('#'), trimmed.lastIndexOf(':')));
    return trimmed.substring(cut + 1);
  }

  /// Percent-encoded letters read; the text itself where they are none.
  public static String unescape(String local) {
    try {
      return java.net.URLDecoder.decode(
          local.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return local;
    }
  }

  private static String inWords(String local) {
    return unescape(local).replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ').strip();
  }

  /// A node for an IRI of a vocabulary.
  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }
}
