package org.lacis.bench.serve;

import java.nio.file.Path;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.lacis.bench.geo.Statements;
import org.lacis.bench.geo.World;
import org.lacis.store.BulkLoad;
import org.lacis.vocabulary.Lacis;

/// The territory of `lacis bench geo` as a twin serves it: things below `id/`, graphs of datasets
/// below `graph/territory/`, buildings of the class that everybody knows.
final class ServedWorld {
  static final String BASE = "https://bench.example/";
  static final String THING = "id/territory/buildings/";

  private static final String OLD = "https://example.org/territory/";

  private ServedWorld() {}

  /// Takes the statements of a territory.
  static void tell(World world, Statements.Sink sink) {
    world.features(feature ->
        Statements.of(
            feature,
            (graph, subject, predicate, object) ->
                sink.add(graph(graph), thing(subject), predicate, kind(predicate, thing(object)))));
  }

  /// Fills a store that is not there yet.
  ///
  /// @return how many statements
  static long fill(Path folder, World world) {
    long[] statements = {0};
    try (BulkLoad load =
        BulkLoad.into(
            folder,
            finding -> {
              throw new IllegalStateException(finding.sentence());
            })) {
      tell(
          world,
          (graph, subject, predicate, object) -> {
            load.add(graph, subject, predicate, object);
            statements[0]++;
          });
      load.finish();
    }
    return statements[0];
  }

  private static Node graph(Node node) {
    return NodeFactory.createURI(node.getURI().replace(OLD + "graph/", BASE + "graph/territory/"));
  }

  private static Node thing(Node node) {
    return node.isURI() && node.getURI().startsWith(OLD) && !node.getURI().startsWith(OLD + "def#")
        ? NodeFactory.createURI(node.getURI().replace(OLD, BASE + "id/territory/"))
        : node;
  }

  private static Node kind(Node predicate, Node object) {
    boolean building =
        predicate.equals(RDF.Nodes.type) && object.toString().equals(OLD + "def#Building");
    return building ? Lacis.BUILDING : object;
  }
}
