package org.lacis.serve.twin;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.lacis.serve.web.Form;

/// Which thing, and which form of it, a path means.
///
/// @param node the thing
/// @param form asked for by an ending of the path; empty to let the headers decide
public record Things(Node node, Optional<Form> form) {

  /// Finds the thing that a path means: the path as a whole when something is said of that, else
  /// without the ending of a form.
  ///
  /// @param path what follows `/id/` or `/doc/`, still escaped
  public static Optional<Things> find(DatasetGraph data, LocalIris iris, String path) {
    Optional<Things> whole = known(data, iris.things(path), Optional.empty());
    if (whole.isPresent()) {
      return whole;
    }
    return Form.bySuffix(path)
        .flatMap(form -> {
          String stem = path.substring(0, path.length() - form.suffix().length() - 1);
          return known(data, iris.things(stem), Optional.of(form));
        });
  }

  private static Optional<Things> known(DatasetGraph data, List<String> iris, Optional<Form> form) {
    return iris.stream()
        .map(NodeFactory::createURI)
        .filter(node -> Description.exists(data, node))
        .findFirst()
        .map(node -> new Things(node, form));
  }
}
