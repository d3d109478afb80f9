package org.lacis.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.StatementFile;
import org.lacis.ingest.Workspace;
import org.lacis.store.BulkLoad;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.FindingTally;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Loads files of statements into a workspace's store.
@Command(
    name = "load",
    description = {
      "Loads files of statements: N-Quads, N-Triples, TriG, Turtle, RDF/XML, JSON-LD, each also"
          + " with .gz.",
      "A new store is filled at once; to one that holds statements they are added in one"
          + " transaction. All or nothing: the first file that cannot be used stops the load.",
      "Lines of N-Quads and N-Triples that cannot be read are left out and told (exit code 1)."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private static final long TELL_EVERY = 1_000_000;

  @Parameters(index = "0", paramLabel = "WORKSPACE", description = "Folder with twin.yaml.")
  private Path folder = Path.of(".");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files to load.")
  private List<Path> files = List.of();

  @Option(
      names = "--graph",
      paramLabel = "IRI",
      description = "Graph for statements that name none.")
  private @Nullable String graph;

  private final FindingTally findings = new FindingTally();
  private final long start = System.nanoTime();
  private long given;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.open(folder);
    boolean isNew = BulkLoad.isNew(workspace.store());
    if (isNew) {
      fill(workspace.store());
    } else {
      add(workspace.store());
    }
    return LiftCommand.tell(findings) ? Main.FINDINGS : Main.DONE;
  }

  private void fill(Path store) {
    try (BulkLoad load = BulkLoad.into(store, findings)) {
      read(load::add);
      BulkLoad.Loaded loaded = load.finish();
      System.out.printf(
          "Loaded %s (%s read), %s, %s in the spatial index, in %.1f s: %,d a second.%n",
          Words.count(loaded.quads(), "statement"),
          Words.count(given, "statement"),
          Words.count(loaded.terms(), "term"),
          Words.count(loaded.geometries(), "geometry literal"),
          seconds(),
          Math.round(given / seconds()));
    }
  }

  private void add(Path folder) {
    try (TwinStore store = TwinStore.open(folder, findings)) {
      store.write(view -> {
        read(view.dataset()::add);
        return given;
      });
      System.out.printf(
          "Added %s read in one transaction, in %.1f s: %,d a second.%n",
          Words.count(given, "statement"), seconds(), Math.round(given / seconds()));
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private void read(Consumer<Quad> sink) {
    Optional<Node> unnamed = Optional.ofNullable(graph).map(NodeFactory::createURI);
    for (Path file : files) {
      new StatementFile(file, unnamed)
          .read(
              quad -> {
                sink.accept(quad);
                if (++given % TELL_EVERY == 0) {
                  System.err.printf("%s: %,d statements, %.0f s%n", file, given, seconds());
                }
              },
              findings);
    }
  }
}
