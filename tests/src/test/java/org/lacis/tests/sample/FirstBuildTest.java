package org.lacis.tests.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.app.sample.SampleSettings;
import org.lacis.app.sample.SampleTwin;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import org.lacis.link.Linker;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;

/// A first build, which fills the store at once, makes what the same build in one transaction
/// makes.
final class FirstBuildTest {
  @TempDir private Path folder;

  /// @param made quads of all graphs but the catalogue, which tells times, and without those of
  ///   blank nodes, which are others in each build
  private record Made(Set<Quad> made, SortedMap<String, Long> graphs, long geometries) {}

  @Test
  void atOnceOrInATransactionIsTheSame() {
    SampleTwin.write(folder, new SampleSettings(500, 7), _ -> {});
    Workspace workspace = Workspace.open(folder);
    BuildReport first = build(workspace).run(workspace.store(), Optional.empty());
    Path other = folder.resolve("other");
    BuildReport second;
    try (TwinStore store = TwinStore.open(other)) {
      second = build(workspace).run(store, Optional.empty());
    }
    assertThat(first.lifted()).isEqualTo(second.lifted());
    assertThat(first.links()).isEqualTo(second.links());
    assertThat(first.inferred()).isEqualTo(second.inferred());
    assertThat(first.findings().keySet()).isEqualTo(second.findings().keySet());
    Made atOnce = made(workspace.store());
    Made transaction = made(other);
    assertThat(atOnce.graphs()).isEqualTo(transaction.graphs());
    assertThat(atOnce.geometries()).isEqualTo(transaction.geometries());
    Set<Quad> missing = new HashSet<>(transaction.made());
    missing.removeAll(atOnce.made());
    Set<Quad> surplus = new HashSet<>(atOnce.made());
    surplus.removeAll(transaction.made());
    assertThat(missing).isEmpty();
    assertThat(surplus).isEmpty();
    assertThat(atOnce.graphs().values()).allMatch(quads -> quads > 0);
    BuildReport again = build(workspace).run(workspace.store(), Optional.empty());
    assertThat(again.lifted()).isEmpty();
    assertThat(again.skipped()).isEmpty();
  }

  private static Build build(Workspace workspace) {
    return new Build(
        workspace,
        new Sources(StandardFormats.all()),
        new Linker(ForkJoinPool.commonPool(), 2),
        BuildObserver.SILENT);
  }

  private static Made made(Path folder) {
    try (TwinStore store = TwinStore.open(folder)) {
      SortedMap<String, Long> graphs = new TreeMap<>(store.status().graphs());
      return store.read(view -> {
        Set<Quad> quads = new HashSet<>();
        view.dataset()
            .findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY)
            .forEachRemaining(quad -> {
              boolean blank = quad.getSubject().isBlank() || quad.getObject().isBlank();
              if (!blank && !quad.getGraph().getURI().endsWith("/catalogue")) {
                quads.add(quad);
              }
            });
        return new Made(quads, graphs, view.spatial().size());
      });
    }
  }
}
