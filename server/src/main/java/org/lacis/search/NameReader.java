package org.lacis.search;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// Reads from a view what things are called. Belongs to the thread of the view.
final class NameReader {
  private static final List<Node> NAMES =
      Stream.concat(
              Stream.of(RDFS.label.asNode(), DCTerms.title.asNode(), DCTerms.alternative.asNode()),
              Stream.of(
                      "http://www.w3.org/2004/02/skos/core#prefLabel",
                      "http://www.w3.org/2004/02/skos/core#altLabel",
                      "http://xmlns.com/foaf/0.1/name",
                      "https://schema.org/name",
                      "http://schema.org/name")
                  .map(NodeFactory::createURI))
          .toList();

  private static final List<Node> CODES =
      Stream.concat(
              Stream.of(DCTerms.identifier.asNode()),
              Stream.of(
                      "inseeCode",
                      "formerInseeCode",
                      "postalCode",
                      "parcelIdentifier",
                      "siren",
                      "uicCode")
                  .map(Lacis::term))
          .toList();

  private final NodeIds ids;
  private final String graphs;
  private final Node inferred;
  private final LongSet names = new LongOpenHashSet();
  private final LongSet codes = new LongOpenHashSet();
  private final long type;

  NameReader(View view, TwinIris iris) {
    this.ids = view.ids();
    this.graphs = iris.node("graph/").getURI();
    this.inferred = iris.inferredGraph();
    this.type = ids.id(RDF.type.asNode());
    NAMES.forEach(name -> known(name, names));
    CODES.forEach(code -> known(code, codes));
  }

  private void known(Node property, LongSet into) {
    long id = ids.id(property);
    if (id != NodeIds.ABSENT) {
      into.add(id);
    }
  }

  /// A thing as it is found.
  ///
  /// @param names what it is called, each once
  /// @param codes identifiers as they are written
  /// @param said classes that somebody says it has
  /// @param kinds all its classes, inferred ones included
  /// @param twins keys of the twins that speak of it
  record Named(
      Node thing,
      Set<String> names,
      Set<String> codes,
      Set<Node> said,
      Set<Node> kinds,
      Set<String> twins) {}

  /// The things that a change may have given other names, codes or classes.
  LongSet touched(Delta delta) {
    LongSet things = new LongOpenHashSet();
    long[] quads = delta.quads();
    for (int i = 0; i < quads.length; i += 4) {
      long predicate = quads[i + 2];
      if (predicate == type || names.contains(predicate) || codes.contains(predicate)) {
        things.add(quads[i + 1]);
      }
    }
    return things;
  }

  /// Every thing that has a name or code.
  LongSet all() {
    LongSet things = new LongOpenHashSet();
    for (LongSet properties : List.of(names, codes)) {
      properties.forEach((long property) ->
          ids.find(
              NodeIds.ABSENT,
              NodeIds.ABSENT,
              property,
              NodeIds.ABSENT,
              (_, thing, _, _) -> things.add(thing)));
    }
    return things;
  }

  /// @return empty for what has no IRI, or neither name nor code
  Optional<Named> read(long id) {
    Node thing = ids.nodeOnce(id);
    if (!thing.isURI()) {
      return Optional.empty();
    }
    Named named =
        new Named(
            thing,
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>());
    List<long[]> said = new ArrayList<>();
    ids.find(
        NodeIds.ABSENT,
        id,
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        (graph, _, predicate, object) -> {
          if (predicate == type || names.contains(predicate) || codes.contains(predicate)) {
            said.add(new long[] {graph, predicate, object});
          }
        });
    for (long[] one : said) {
      take(named, ids.node(one[0]), one[1], one[2]);
    }
    return named.names.isEmpty() && named.codes.isEmpty() ? Optional.empty() : Optional.of(named);
  }

  private void take(Named named, Node graph, long predicate, long object) {
    if (predicate == type) {
      Node kind = ids.node(object);
      if (kind.isURI()) {
        named.kinds.add(kind);
        if (!graph.equals(inferred)) {
          named.said.add(kind);
        }
      }
    } else {
      Node value = ids.nodeOnce(object);
      if (value.isLiteral()) {
        (names.contains(predicate) ? named.names : named.codes).add(value.getLiteralLexicalForm());
      }
    }
    twin(graph).ifPresent(named.twins::add);
  }

  private Optional<String> twin(Node graph) {
    String uri = graph.isURI() ? graph.getURI() : "";
    if (!uri.startsWith(graphs)) {
      return Optional.empty();
    }
    String rest = uri.substring(graphs.length());
    int slash = rest.indexOf('/');
    return slash <= 0 || rest.startsWith("links/") || rest.startsWith("ontology/")
        ? Optional.empty()
        : Optional.of(rest.substring(0, slash));
  }
}
