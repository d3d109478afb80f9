package org.lacis.federate;

import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.VOID;
import org.lacis.outbound.Reply;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// What a partner says of its data in VoID. It orders the steps of a question and spares asking
/// whether there is anything; nothing is left out because of it, since it may be wrong or old.
///
/// @param statements in all; negative where it does not say
/// @param properties statements by property, the most that any of its datasets says
/// @param classes things by class
/// @param titles names and licences, as it says them
/// @param read when it was read
public record Summary(
    long statements,
    Map<String, Long> properties,
    Map<String, Long> classes,
    List<String> titles,
    Instant read) {
  public Summary {
    properties = Map.copyOf(properties);
    classes = Map.copyOf(classes);
    titles = List.copyOf(titles);
  }

  /// Of a property; -1 where nothing is said of it.
  long statements(String property) {
    return properties.getOrDefault(property, -1L);
  }

  /// Of a class; -1 where nothing is said of it.
  long things(String type) {
    return classes.getOrDefault(type, -1L);
  }

  /// Reads a description.
  ///
  /// @throws FederateException `federate.wrong-type`, `federate.unreadable`
  static Summary read(Reply head, InputStream body) {
    Lang lang = RDFLanguages.contentTypeToLang(head.media());
    if (lang == null || !RDFLanguages.isTriples(lang)) {
      throw FederateException.of(
          "wrong-type",
          head.from().toString(),
          head.media().isEmpty() ? "no media type" : head.media(),
          "a description in RDF, as text/turtle",
          "Look whether the address of the description is right.");
    }
    Graph graph = GraphFactory.createDefaultGraph();
    try {
      RDFParser.source(body).lang(lang).base(head.from().toString()).parse(graph);
    } catch (RiotException e) {
      throw new FederateException(
          Finding.violation(
              "federate.unreadable",
              Place.of(head.from().toString()),
              String.valueOf(e.getMessage()),
              "a description in RDF",
              "Tell its owner."),
          e);
    }
    return of(graph, Instant.now());
  }

  /// Takes the counts out of a graph.
  static Summary of(Graph graph, Instant now) {
    List<String> titles =
        graph
            .find(Node.ANY, DCTerms.title.asNode(), Node.ANY)
            .mapWith(Triple::getObject)
            .filterKeep(Node::isLiteral)
            .mapWith(Node::getLiteralLexicalForm)
            .toList();
    return new Summary(
        graph
            .find(Node.ANY, VOID.triples.asNode(), Node.ANY)
            .filterDrop(
                triple -> graph.contains(triple.getSubject(), VOID.property.asNode(), Node.ANY))
            .mapWith(triple -> number(triple.getObject()))
            .toList()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(-1),
        parts(graph, VOID.property.asNode(), VOID.triples.asNode()),
        parts(graph, VOID._class.asNode(), VOID.entities.asNode()),
        titles.stream().distinct().limit(5).toList(),
        now);
  }

  private static Map<String, Long> parts(Graph graph, Node of, Node counted) {
    Map<String, Long> parts = new HashMap<>();
    Iterator<Triple> all = graph.find(Node.ANY, of, Node.ANY);
    while (all.hasNext()) {
      Triple part = all.next();
      Optional<Long> count =
          graph
              .find(part.getSubject(), counted, Node.ANY)
              .mapWith(triple -> number(triple.getObject()))
              .nextOptional();
      if (part.getObject().isURI() && count.isPresent()) {
        parts.merge(part.getObject().getURI(), count.get(), Long::max);
      }
    }
    return parts;
  }

  private static long number(Node node) {
    String said = node.isLiteral() ? node.getLiteralLexicalForm().strip() : "";
    return said.matches("\\d{1,18}") ? Long.parseLong(said) : -1;
  }
}
