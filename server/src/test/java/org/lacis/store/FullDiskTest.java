package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.vocabulary.Finding;

/// A disk that is really full: a file system of a few hundred megabytes in memory.
class FullDiskTest {
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()),
        "a file system in memory can be mounted (Linux, root)");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    // Mapped files are let go of later.
    run("umount", "-l", disk.toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path ballast(long left) throws IOException {
    Path ballast = disk.resolve("ballast");
    long size = Files.getFileStore(disk).getUsableSpace() - left;
    byte[] block = new byte[(int) MEGABYTE];
    try (var out = Files.newOutputStream(ballast)) {
      for (long at = 0; at < size; at += block.length) {
        out.write(block);
      }
    }
    return ballast;
  }

  private static void add(WriteView view, String graph, int from, int count, int length) {
    String long1 = "x".repeat(length);
    for (int i = from; i < from + count; i++) {
      view.add(
          Worlds.iri(graph),
          Worlds.iri(graph + i),
          Worlds.iri("says"),
          NodeFactory.createLiteralString(long1 + i));
      view.add(
          Worlds.iri(graph),
          Worlds.iri(graph + i),
          Worlds.iri("at"),
          Worlds.point(i % 170 + i / 1e6, i % 80));
    }
  }

  private static long count(TwinStore store, String graph) {
    return store.read(view -> {
      long[] count = {0};
      view.dataset()
          .findNG(Worlds.iri(graph), Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(_ -> count[0]++);
      return count[0];
    });
  }

  private static void sound(TwinStore store) {
    List<Finding> differences = new ArrayList<>();
    assertThat(store.checkIndex(differences::add).sound()).as("%s", differences).isTrue();
  }

  /// The disk fills inside a transaction, by terms or by pages; the transaction is told, all before
  /// it is there in the same process, and after room was made the work goes on.
  @Test
  void aTransactionThatFillsTheDiskIsUndone() throws IOException {
    for (int length : new int[] {4000, 0}) {
      Path place = disk.resolve("store" + length);
      try (TwinStore store = TwinStore.open(place)) {
        store.write(view -> {
          add(view, "first", 0, 1000, 10);
          return true;
        });
        Path ballast = ballast(80 * MEGABYTE);
        StoreException full =
            catchThrowableOfType(
                StoreException.class,
                () ->
                    store.write(view -> {
                      add(view, "second", 0, 1_000_000, length);
                      return true;
                    }));
        assertThat(full).isNotNull();
        assertThat(full.finding().code()).isEqualTo("store.disk-full");
        assertThat(causes(full))
            .as("told by the system, not by a fault of mapped memory")
            .noneMatch(Error.class::isInstance);
        assertThat(count(store, "first")).isEqualTo(2000);
        assertThat(count(store, "second")).isZero();
        Files.delete(ballast);
        store.write(view -> {
          add(view, "third", 0, 100, 100);
          return true;
        });
        assertThat(count(store, "third")).isEqualTo(200);
        sound(store);
      }
      try (TwinStore store = TwinStore.open(place)) {
        assertThat(count(store, "first")).isEqualTo(2000);
        assertThat(count(store, "second")).isZero();
        assertThat(count(store, "third")).isEqualTo(200);
        sound(store);
      }
      Staging.delete(place);
    }
  }

  private static List<Throwable> causes(Throwable thrown) {
    return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause).toList();
  }

  /// Small commits fill the disk to its end; every one that was acknowledged is there.
  @Test
  void commitsUntilTheDiskIsFull() throws IOException {
    Path place = disk.resolve("store");
    long acknowledged = 0;
    try (TwinStore store = TwinStore.open(place)) {
      Path ballast = ballast(90 * MEGABYTE);
      StoreException full = null;
      while (full == null) {
        int now = (int) acknowledged;
        full =
            catchThrowableOfType(
                StoreException.class,
                () ->
                    store.write(view -> {
                      add(view, "g", 100 * now, 100, 500);
                      return true;
                    }));
        acknowledged += full == null ? 1 : 0;
      }
      assertThat(full.finding().code()).isEqualTo("store.disk-full");
      assertThat(acknowledged).isPositive();
      assertThat(count(store, "g")).isEqualTo(200 * acknowledged);
      Files.delete(ballast);
      store.write(view -> {
        add(view, "after", 0, 10, 10);
        return true;
      });
    }
    try (TwinStore store = TwinStore.open(place)) {
      assertThat(count(store, "g")).isEqualTo(200 * acknowledged);
      assertThat(count(store, "after")).isEqualTo(20);
      sound(store);
    }
  }
}
