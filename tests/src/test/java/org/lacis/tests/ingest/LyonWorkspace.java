package org.lacis.tests.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import org.lacis.link.Linker;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;
import org.lacis.tests.Shared;

/// A workspace with some of the project's own dataset folders, copied, over the real data.
///
/// @param base base of the twin, on purpose not the project's
record LyonWorkspace(Path folder, String base) {
  static LyonWorkspace of(Path folder, String... datasets) throws IOException {
    String base = "https://autre.example/";
    Files.writeString(
        folder.resolve("twin.yaml"),
        "base: %s\ndata: %s\ntwins: {lyon: }\n".formatted(base, Shared.get("data")));
    for (String dataset : datasets) {
      Path from = Shared.project().resolve("mappings").resolve(dataset);
      Path to = Files.createDirectories(folder.resolve("mappings").resolve(dataset));
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    return new LyonWorkspace(folder, base);
  }

  BuildReport build(TwinStore store) {
    Linker linker = new Linker(ForkJoinPool.commonPool(), 1);
    return new Build(
            Workspace.open(folder),
            new Sources(StandardFormats.all()),
            linker,
            BuildObserver.SILENT)
        .run(store, Optional.empty());
  }

  List<Triple> triples(TwinStore store, String dataset) {
    return store.read(view -> {
      List<Triple> triples = new ArrayList<>();
      view.dataset()
          .findNG(iri(base + "graph/" + dataset), Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(quad -> triples.add(quad.asTriple()));
      return triples;
    });
  }

  static List<Triple> with(List<Triple> triples, String predicate) {
    return triples.stream().filter(t -> t.getPredicate().equals(iri(predicate))).toList();
  }

  static long instances(List<Triple> triples, String type) {
    return with(triples, RDF.type.getURI()).stream()
        .filter(t -> t.getObject().equals(iri(type)))
        .map(Triple::getSubject)
        .distinct()
        .count();
  }

  static String only(List<Triple> triples, String predicate) {
    List<Triple> found = with(triples, predicate);
    assertThat(found).as(predicate).hasSize(1);
    Node object = found.getFirst().getObject();
    return object.isLiteral() ? object.getLiteralLexicalForm() : object.getURI();
  }

  static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }
}
