package org.lacis.serve.twin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// Under which terms the datasets of a twin are offered, for every answer that hands out what they
/// say. Read from the catalogue once for each version of the store; safe for threads.
///
/// An answer says it in up to three ways: a `Link` header with `rel="license"` for each licence
/// ([#links]), the words of attribution in its body ([Terms#attribution]), and statements about the
/// document in RDF ([#statements]).
public final class Rights {
  private final TwinStore store;
  private final Node catalogue;
  private final AtomicReference<Known> known = new AtomicReference<>(new Known(-1, Map.of()));

  /// What one dataset is offered under.
  ///
  /// @param dataset its graph
  /// @param licence an IRI, or words as a literal; empty when it says none
  /// @param attribution words that are to be shown; empty when it says none
  public record Terms(Node dataset, Optional<Node> licence, String attribution) {}

  private record Known(long version, Map<Node, Terms> terms) {}

  public Rights(TwinStore store, TwinIris iris) {
    this.store = store;
    this.catalogue = iris.catalogueGraph();
  }

  /// The terms of every dataset of the catalogue, ordered by the IRI of its graph. Begins a
  /// transaction of its own: not to be called within one.
  public List<Terms> all() {
    return List.copyOf(current().values());
  }

  /// The terms of those of these graphs that are datasets. Begins a transaction of its own.
  public List<Terms> of(Collection<Node> graphs) {
    Map<Node, Terms> terms = current();
    return graphs.stream()
        .distinct()
        .flatMap(graph -> Optional.ofNullable(terms.get(graph)).stream())
        .toList();
  }

  private Map<Node, Terms> current() {
    Known last = known.get();
    long version = store.version(); // read first: newer terms under an older number are read again
    if (last.version() != version) {
      last = new Known(version, store.read(view -> read(view.dataset())));
      known.set(last);
    }
    return last.terms();
  }

  private Map<Node, Terms> read(DatasetGraph data) {
    List<Node> datasets = new ArrayList<>();
    data.findNG(catalogue, Node.ANY, RDF.type.asNode(), Lacis.DATASET)
        .forEachRemaining(quad -> datasets.add(quad.getSubject()));
    datasets.sort(java.util.Comparator.comparing(Node::toString));
    Map<Node, Terms> terms = new LinkedHashMap<>();
    for (Node dataset : datasets) {
      terms.put(
          dataset,
          new Terms(
              dataset,
              object(data, dataset, DCTerms.license.asNode()),
              object(data, dataset, DCTerms.rights.asNode())
                  .filter(Node::isLiteral)
                  .map(Node::getLiteralLexicalForm)
                  .orElse("")));
    }
    return java.util.Collections.unmodifiableMap(terms);
  }

  private Optional<Node> object(DatasetGraph data, Node subject, Node predicate) {
    Iterator<Quad> quads = data.findNG(catalogue, subject, predicate, Node.ANY);
    return quads.hasNext() ? Optional.of(quads.next().getObject()) : Optional.empty();
  }

  /// Values of `Link` headers, one for each licence that has an IRI (RFC 8288, relation `license`).
  public static List<String> links(Collection<Terms> terms) {
    return terms.stream()
        .flatMap(one -> one.licence().stream())
        .filter(Node::isURI)
        .map(licence -> "<" + licence.getURI() + ">; rel=\"license\"")
        .distinct()
        .toList();
  }

  /// The words that are to be shown, each once.
  public static List<String> attributions(Collection<Terms> terms) {
    return terms.stream()
        .map(Terms::attribution)
        .filter(words -> !words.isEmpty())
        .distinct()
        .toList();
  }

  /// What an RDF document says of itself: its sources, their licences and attributions.
  ///
  /// @param document IRI of the document
  public static Set<Triple> statements(Node document, Collection<Terms> terms) {
    Set<Triple> statements = new LinkedHashSet<>();
    for (Terms one : terms) {
      statements.add(Triple.create(document, DCTerms.source.asNode(), one.dataset()));
      one.licence()
          .ifPresent(licence ->
              statements.add(Triple.create(document, DCTerms.license.asNode(), licence)));
      if (!one.attribution().isEmpty()) {
        statements.add(
            Triple.create(
                document,
                DCTerms.rights.asNode(),
                org.apache.jena.graph.NodeFactory.createLiteralString(one.attribution())));
      }
    }
    return statements;
  }
}
