package org.lacis.bench.reason;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/// The ontology of the Lehigh University Benchmark. It is not ours to hand on: it is read from the
/// shared data beside the checkout, or where `LACIS_SHARED` says.
final class UnivBench {
  private static final String FILE = "suites/reason/lubm/univ-bench.owl";

  private UnivBench() {}

  static Path file(Path home) {
    String named = System.getenv("LACIS_SHARED");
    return (named == null ? home.resolveSibling("shared") : Path.of(named)).resolve(FILE);
  }

  /// @return empty where it is absent
  static Optional<Graph> read(Path home) {
    Path file = file(home);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.source(file)
        .lang(Lang.RDFXML)
        .base(Universities.ONTOLOGY.substring(0, Universities.ONTOLOGY.length() - 1))
        .parse(graph);
    return Optional.of(graph);
  }
}
