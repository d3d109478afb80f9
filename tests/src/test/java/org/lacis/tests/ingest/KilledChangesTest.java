package org.lacis.tests.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdfpatch.RDFPatch;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.rdfpatch.changes.RDFChangesBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.ingest.ChangeLog;
import org.lacis.ingest.Workspace;
import org.lacis.store.TwinStore;

/// Builds in a process of their own that are killed at any moment: the patches that are kept always
/// lead from the first graph to the one that is published.
///
/// `-Dlacis.kill.times=30` makes it longer.
final class KilledChangesTest {
  static {
    JenaSystem.init();
  }

  private static final int ROWS = Integer.getInteger("lacis.kill.rows", 8_000);
  private static final int TIMES = Integer.getInteger("lacis.kill.times", 3);
  private static final Node GRAPH = NodeFactory.createURI("http://localhost:7171/graph/town/trees");

  private static final String MAPPING =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix ex: <https://ex.example/> .
      <#map> rml:logicalSource <#trees> ;
        rml:subjectMap [ rml:template "id/town/tree/{id}" ] ;
        rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ] ] ,
          [ rml:predicate ex:in ; rml:objectMap [
            rml:template "{id}" ; rml:termType rml:BlankNode ] ] .
      <#place> rml:logicalSource <#trees> ;
        rml:subjectMap [ rml:template "{id}" ; rml:termType rml:BlankNode ] ;
        rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ] ] .
      <#trees> rml:source "trees.csv" ; rml:referenceFormulation rml:CSV .
      """;

  @TempDir Path folder;

  @Test
  void thePatchesLeadToThePublishedGraph() throws Exception {
    Path dataset = Files.createDirectories(folder.resolve("mappings/town/trees"));
    Files.writeString(folder.resolve("twin.yaml"), "twins: {town: }\n");
    Files.writeString(dataset.resolve("mapping.ttl"), MAPPING);
    Files.writeString(dataset.resolve("dataset.yaml"), "files: {trees.csv: trees.csv}\n");
    data(0);
    buildThrough();
    data(1);
    long began = System.nanoTime();
    buildThrough();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    Set<String> graph = graph();
    int seen = changes().size();
    assertThat(seen).isEqualTo(1);

    Random random = new Random(7);
    for (int i = 2; i < 2 + TIMES; i++) {
      data(i);
      Process process = build();
      // most of it towards the end, where patch and commit are written
      process.waitFor((long) (took * (0.5 + 0.6 * random.nextDouble())), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      try (TwinStore store = TwinStore.open(folder.resolve(".lacis/store"))) {
        ChangeLog.of(Workspace.open(folder)).settle(store);
      }
      List<ChangeLog.Change> changes = changes();
      assertThat(changes.size() - seen).isBetween(0, 1);
      if (changes.size() > seen) {
        apply(graph, changes.getLast());
      }
      seen = changes.size();
      assertThat(graph()).isEqualTo(graph);
      try (Stream<Path> left = Files.walk(folder.resolve(".lacis/changes"))) {
        assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".pending"));
      }
    }
    buildThrough();
    List<ChangeLog.Change> changes = changes();
    changes.subList(seen, changes.size()).forEach(change -> apply(graph, change));
    assertThat(graph()).isEqualTo(graph).contains(name(1 + TIMES));
  }

  private static String name(int round) {
    return "<http://localhost:7171/id/town/tree/0> \"round " + round + "\"";
  }

  private List<ChangeLog.Change> changes() {
    return ChangeLog.of(Workspace.open(folder)).changes("town/trees");
  }

  /// A tenth of the rows differs from round to round.
  private void data(int round) throws IOException {
    Path file = Files.createDirectories(folder.resolve("data")).resolve("trees.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,name\n");
      for (int i = round * 10; i < ROWS + round * 10; i++) {
        out.write(i + "," + (i % 10 == round % 10 ? "round " + round : "tree " + i) + "\n");
      }
      out.write("0,round " + round + "\n");
    }
  }

  private Set<String> graph() {
    try (TwinStore store = TwinStore.open(folder.resolve(".lacis/store"))) {
      return store.read(view -> {
        Set<String> lines = new HashSet<>();
        view.dataset()
            .findNG(GRAPH, Node.ANY, Node.ANY, Node.ANY)
            .forEachRemaining(quad -> lines.add(line(quad)));
        return lines;
      });
    }
  }

  private static String line(Quad quad) {
    String subject = quad.getSubject().toString();
    return quad.getPredicate().getURI().endsWith("name") && quad.getSubject().isURI()
        ? "<" + subject + "> " + quad.getObject()
        : quad.asTriple().toString();
  }

  /// Every line of a patch says something: what it removes is there, what it adds is not.
  private static void apply(Set<String> graph, ChangeLog.Change change) {
    RDFPatch patch = RDFPatchOps.read(change.file().toString());
    patch.apply(
        new RDFChangesBase() {
          @Override
          public void add(Node g, Node s, Node p, Node o) {
            assertThat(g).isEqualTo(GRAPH);
            assertThat(graph.add(line(Quad.create(g, s, p, o)))).isTrue();
          }

          @Override
          public void delete(Node g, Node s, Node p, Node o) {
            assertThat(graph.remove(line(Quad.create(g, s, p, o)))).isTrue();
          }
        });
  }

  private Process build() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "org.lacis.app.Main",
            "build",
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private void buildThrough() throws Exception {
    Process process = build();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("said.txt"))).isZero();
  }
}
