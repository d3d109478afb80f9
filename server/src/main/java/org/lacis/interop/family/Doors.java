package org.lacis.interop.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.interop.Examination;
import org.lacis.interop.Landing;
import org.lacis.interop.probe.Exchange;

/// What the features of a partner are called elsewhere.
final class Doors {
  private static final int COLLECTIONS = 3;
  private static final int FEATURES = 10;

  private Doors() {}

  /// The IRIs that some features give as their own: a property `uri`, `iri` or `@id`, a link
  /// `canonical`, or an id that is an IRI.
  static List<Node> names(Examination exam) {
    List<Node> names = new ArrayList<>();
    List<Landing.Collection> collections =
        exam.subject().features().orElseThrow().collections().stream()
            .filter(one -> one.items().isPresent())
            .limit(COLLECTIONS)
            .toList();
    for (Landing.Collection collection : collections) {
      URI items = collection.items().orElseThrow();
      URI address =
          URI.create(items + (items.getRawQuery() == null ? "?" : "&") + "limit=" + FEATURES);
      Exchange exchange = exam.probe().get(address, "application/geo+json, application/json;q=0.8");
      if (exchange.ok()) {
        exchange
            .json()
            .ifPresent(json ->
                json.path("features")
                    .forEach(feature -> name(feature, items).ifPresent(names::add)));
      }
    }
    return names;
  }

  private static Optional<Node> name(JsonNode feature, URI items) {
    JsonNode properties = feature.path("properties");
    return List.of(
            properties.path("uri").asText(),
            properties.path("iri").asText(),
            properties.path("@id").asText(),
            feature.path("@id").asText(),
            Landing.link(feature, items, "canonical").map(URI::toString).orElse(""),
            feature.path("id").asText())
        .stream()
        .filter(text -> text.matches("https?://[^\\s<>\"{}|\\\\^`]+"))
        .findFirst()
        .map(NodeFactory::createURI);
  }
}
