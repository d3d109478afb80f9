package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;

/// A process that writes is killed as `kill -9` does; the next one finds all that was acknowledged,
/// nothing half, and an index that fits.
class KilledWriterTest {
  private static final int LITERALS = 20;

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostAndNothingHalfIsLeft() throws Exception {
    Random random = new Random(5);
    long before = 0;
    for (int round = 0; round < 3; round++) {
      long acknowledged = writeUntilKilled(300 + random.nextInt(700));
      assertThat(acknowledged).isGreaterThanOrEqualTo(before);
      try (TwinStore store = TwinStore.open(folder)) {
        before = store.read(view -> check(view, acknowledged));
      }
    }
    assertThat(before).isPositive();
  }

  /// @return the last transaction that was acknowledged
  private long writeUntilKilled(long millis) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriterTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = 0;
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      assertThat(first).as("the writer works").isNotNull();
      Thread killer =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  TimeUnit.MILLISECONDS.sleep(millis);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                // Process.destroyForcibly() would close the stream that is still being read.
                writer.toHandle().destroyForcibly();
              });
      for (String line = first; line != null; line = lines.readLine()) {
        if (line.matches("\\d+\\.")) {
          last = Long.parseLong(line.substring(0, line.length() - 1));
        }
      }
      killer.join();
    }
    assertThat(writer.waitFor()).as("killed, not ended").isNotZero();
    return last;
  }

  private static long check(View view, long acknowledged) {
    long last = 0;
    while (view.dataset().containsGraph(graph(last + 1))) {
      last++;
      long number = last;
      long[] quads = {0};
      view.dataset()
          .find(graph(number), Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(_ -> quads[0]++);
      assertThat(quads[0]).as("transaction " + number).isEqualTo(LITERALS);
    }
    // The very last one may have been committed and not yet acknowledged.
    assertThat(last).isBetween(acknowledged, acknowledged + 1);
    Envelope all = new Envelope(-180, 180, -90, 90);
    List<Node> indexed = Worlds.indexed(view, all);
    assertThat(indexed).hasSize((int) last * LITERALS);
    assertThat(indexed).containsExactlyInAnyOrderElementsOf(Worlds.scanned(view, all));
    return last;
  }

  private static Node graph(long number) {
    return Worlds.iri("graph/" + number);
  }

  /// The process that is killed: one graph a transaction, its number told when it is committed.
  public static void main(String[] arguments) {
    try (TwinStore store = TwinStore.open(Path.of(arguments[0]))) {
      long last = store.status().version();
      for (long number = last + 1; ; number++) {
        long now = number;
        store.write(view -> {
          for (int i = 0; i < LITERALS; i++) {
            view.add(
                graph(now),
                Worlds.iri("thing/" + now + "/" + i),
                Worlds.iri("at"),
                Worlds.point(now % 170 + i / 100.0, i + now / 100_000.0));
          }
          return true;
        });
        System.out.println(now + ".");
      }
    }
  }
}
