package org.lacis.tests.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.store.NodeIds;
import org.lacis.store.TwinStore;
import org.locationtech.jts.geom.Envelope;

/// A build in a process of its own that is killed at any moment leaves the last state, data and
/// index, to the last quad; the next build goes through.
///
/// `-Dlacis.kill.rows=300000 -Dlacis.kill.times=10` makes it larger.
final class KilledBuildTest {
  private static final int ROWS = Integer.getInteger("lacis.kill.rows", 40_000);
  private static final int TIMES = Integer.getInteger("lacis.kill.times", 3);
  private static final long PATIENCE = 10;

  private static final String MAPPING =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix ex: <https://ex.example/> .
      <#map> rml:logicalSource [ rml:source "trees.csv" ; rml:referenceFormulation rml:CSV ] ;
        rml:subjectMap [ rml:template "id/town/tree/{id}" ] ;
        rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ] ] ,
          [ rml:predicate ex:in ; rml:objectMap [ rml:constant ex:Town ] ] ,
          [ rml:predicate geo:asWKT ; rml:objectMap [ rml:template "POINT ({x} {y})" ;
            rml:termType rml:Literal ; rml:datatype geo:wktLiteral ] ] .
      """;

  @TempDir Path folder;

  /// What a store shows.
  ///
  /// @param digest sum of the hashes of all quads, which order does not change
  /// @param indexed geometry literals in use that the spatial index tells
  private record State(long quads, long digest, long indexed) {}

  private State state() {
    try (TwinStore store = TwinStore.open(folder.resolve(".lacis/store"))) {
      return store.read(view -> {
        long quads = 0;
        long digest = 0;
        for (Iterator<Quad> all = view.dataset().findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY);
            all.hasNext(); ) {
          digest += all.next().toString().hashCode() * 0x9E3779B97F4A7C15L;
          quads++;
        }
        long[] indexed = {0};
        NodeIds ids = view.ids();
        view.spatial()
            .search(
                new Envelope(-180, 180, -90, 90),
                id -> {
                  if (view.dataset().findNG(Node.ANY, Node.ANY, Node.ANY, ids.node(id)).hasNext()) {
                    indexed[0]++;
                  }
                });
        return new State(quads, digest, indexed[0]);
      });
    }
  }

  @BeforeEach
  void workspace() throws IOException {
    Path dataset = Files.createDirectories(folder.resolve("mappings/town/trees"));
    Files.writeString(folder.resolve("twin.yaml"), "twins: {town: }\n");
    Files.writeString(dataset.resolve("mapping.ttl"), MAPPING);
    Files.writeString(dataset.resolve("dataset.yaml"), "files: {trees.csv: trees.csv}\n");
    data("first", ROWS);
  }

  private void data(String word, int rows) throws IOException {
    Path file = Files.createDirectories(folder.resolve("data")).resolve("trees.csv");
    double shift = word.length() / 100.0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,name,x,y\n");
      for (int i = 0; i < rows; i++) {
        out.write(i + "," + word + " " + i + "," + (shift + i / 10_000.0) + "," + (45 + shift));
        out.newLine();
      }
    }
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
        .redirectOutput(said().toFile())
        .start();
  }

  private Path said() {
    return folder.resolve("said.txt");
  }

  private void buildThrough() throws Exception {
    Process process = build();
    assertThat(process.waitFor(PATIENCE, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said())).isZero();
  }

  @Test
  void leavesTheLastStateAndTheNextBuildGoesThrough() throws Exception {
    long began = System.nanoTime();
    buildThrough();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    State first = state();
    assertThat(first.indexed()).isEqualTo(ROWS);
    assertThat(first.quads()).isGreaterThan(3L * ROWS);

    data("second", ROWS - 1_000);
    Random random = new Random(20_260);
    int midway = 0;
    for (int i = 0; i < TIMES; i++) {
      Process process = build();
      // from the first steps of the process to about its end
      boolean done =
          process.waitFor(
              (long) (took * (0.2 + 0.75 * random.nextDouble())), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      assertThat(process.waitFor(PATIENCE, TimeUnit.MINUTES)).isTrue();
      State found = state();
      if (done || !found.equals(first)) {
        // It was through before the axe fell: that must then be the whole of it.
        assertThat(found.indexed()).as(Files.readString(said())).isEqualTo(ROWS - 1_000);
        assertThat(found.quads() - first.quads()).isBetween(-3_000L, -2_900L);
        data("first", ROWS);
        buildThrough();
        first = state();
        assertThat(first.indexed()).isEqualTo(ROWS);
        data("second", ROWS - 1_000);
      } else {
        midway++;
      }
    }
    assertThat(midway).as("builds that were killed before their commit").isPositive();

    buildThrough();
    assertThat(state().indexed()).isEqualTo(ROWS - 1_000);
    assertThat(state().digest()).isNotEqualTo(first.digest());
  }

  @Test
  void aStoreThatIsOpenElsewhereIsRefusedInWords() throws Exception {
    data("small", 10);
    try (TwinStore store = TwinStore.open(folder.resolve(".lacis/store"))) {
      Process process = build();
      assertThat(process.waitFor(PATIENCE, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(3);
      List<String> lines = Files.readAllLines(said());
      assertThat(lines)
          .singleElement()
          .asString()
          .contains("lacis: ", "open", "process " + ProcessHandle.current().pid(), "Stop");
      assertThat(store.status().quads()).isZero();
    }
    buildThrough();
    assertThat(state().indexed()).isEqualTo(10);
  }
}
