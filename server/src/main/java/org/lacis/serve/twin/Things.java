package org.lacis.serve.twin;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;

/// Which thing, and which form of it, a path means.
///
/// @param node the thing
/// @param ending form asked for by an ending of the path, without the dot; empty to let the headers
///   decide
public record Things(Node node, String ending) {
  private static final List<String> ENDINGS =
      List.of("html", "ttl", "jsonld", "nt", "rdf", "geojson");

  /// Finds the thing that a path means: the path as a whole when something is said of that, else
  /// without the ending of a form.
  ///
  /// @param path what follows `/id/` or `/doc/`, still escaped
  public static Optional<Things> find(DatasetGraph data, LocalIris iris, String path) {
    Optional<Things> whole = known(data, iris.things(path), "");
    if (whole.isPresent()) {
      return whole;
    }
    return ENDINGS.stream()
        .filter(ending -> path.endsWith("." + ending))
        .findFirst()
        .flatMap(ending -> {
          String stem = path.substring(0, path.length() - ending.length() - 1);
          return known(data, iris.things(stem), ending);
        });
  }

  private static Optional<Things> known(DatasetGraph data, List<String> iris, String ending) {
    return iris.stream()
        .map(NodeFactory::createURI)
        .filter(node -> Description.exists(data, node))
        .findFirst()
        .map(node -> new Things(node, ending));
  }
}
