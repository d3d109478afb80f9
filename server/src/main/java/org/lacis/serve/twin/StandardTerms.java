package org.lacis.serve.twin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.RDFS;

/// What the terms of the common vocabularies are called, from `terms.ttl`: a twin's ontologies need
/// not repeat them. Never changes, so any thread may read it.
final class StandardTerms {
  private static final Map<String, Map<Node, String>> NAMES = read();

  private StandardTerms() {}

  /// The name of a term in a language; empty for a term or a language that is not among them.
  static Optional<String> name(Node term, String language) {
    return Optional.ofNullable(NAMES.getOrDefault(language, Map.of()).get(term));
  }

  private static Map<String, Map<Node, String>> read() {
    Map<String, Map<Node, String>> names = new HashMap<>();
    graph()
        .find(Node.ANY, RDFS.label.asNode(), Node.ANY)
        .forEachRemaining(triple ->
            names
                .computeIfAbsent(triple.getObject().getLiteralLanguage(), _ -> new HashMap<>())
                .put(triple.getSubject(), triple.getObject().getLiteralLexicalForm()));
    names.replaceAll((_, terms) -> Map.copyOf(terms));
    return Map.copyOf(names);
  }

  /// The file as a graph of the caller's own.
  static Graph graph() {
    try (InputStream in =
        Objects.requireNonNull(
            StandardTerms.class.getResourceAsStream("/org/lacis/serve/terms.ttl"),
            "the program lacks terms.ttl")) {
      return RDFParser.source(in).lang(Lang.TURTLE).toGraph();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
