package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in the log, what is not, and what happens to a log that was cut.
class DurabilityTest {
  @TempDir Path folder;

  private static void commit(TwinStore store, int number) {
    store.write(view -> {
      view.add(
          Worlds.iri("g"),
          Worlds.iri("s" + number),
          Worlds.iri("at"),
          Worlds.point(number, number % 80));
      return true;
    });
  }

  private static long quads(TwinStore store) {
    return store.read(view -> Stream.of(view).mapToLong(DurabilityTest::count).sum());
  }

  private static long count(View view) {
    long[] count = {0};
    view.dataset().find(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(_ -> count[0]++);
    return count[0];
  }

  /// What a killed process leaves, as a store of its own.
  private Path left(Path store, String name) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> all = Files.walk(store)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(store.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }

  private static List<Path> index(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store.resolve("spatial"))) {
      return files.toList();
    }
  }

  private static long checkpoint(Path store) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(store.resolve("tdb2/checkpoint").toFile(), "r")) {
      file.seek(Long.BYTES);
      return file.readLong();
    }
  }

  @Test
  void smallCommitsMakeNoCheckpointAndALargeOneDoes() throws IOException {
    Path place = folder.resolve("store");
    try (TwinStore store = TwinStore.open(place)) {
      commit(store, 100);
      store.rebuildIndex();
      long first = checkpoint(place);
      List<Path> index = index(place);
      for (int i = 0; i < 20; i++) {
        commit(store, i);
      }
      assertThat(checkpoint(place)).isEqualTo(first);
      assertThat(index(place)).as("the index of the checkpoint is kept").containsAll(index);
      store.write(view -> {
        for (int i = 0; i < 60_000; i++) {
          view.add(Worlds.iri("large"), Worlds.iri("s" + i), Worlds.iri("p"), Worlds.iri("o" + i));
        }
        return true;
      });
      assertThat(checkpoint(place)).isEqualTo(first + 1);
      commit(store, 20);
      try (TwinStore after = TwinStore.open(left(place, "killed"))) {
        assertThat(quads(after)).isEqualTo(60_022);
      }
    }
    try (TwinStore store = TwinStore.open(place)) {
      assertThat(quads(store)).isEqualTo(60_022);
    }
  }

  @Test
  void aLogThatWasCutEndsWithItsLastWholeCommit() throws IOException {
    Path place = folder.resolve("store");
    int[] ends = new int[11];
    try (TwinStore store = TwinStore.open(place)) {
      for (int i = 0; i < 10; i++) {
        commit(store, i);
        ends[i + 1] = end(place.resolve("tdb2/redo.log"));
      }
      for (int cut = ends[10] - 1; cut > 0; cut -= 211) {
        Path left = left(place, "cut" + cut);
        try (RandomAccessFile log =
            new RandomAccessFile(left.resolve("tdb2/redo.log").toFile(), "rw")) {
          log.setLength(cut);
        }
        int whole = 0;
        while (ends[whole + 1] <= cut) {
          whole++;
        }
        try (TwinStore after = TwinStore.open(left)) {
          assertThat(quads(after)).as("cut at %d", cut).isEqualTo(whole);
          assertThat(after.version()).isEqualTo(whole);
          commit(after, 99);
        }
        try (TwinStore again = TwinStore.open(left)) {
          assertThat(quads(again)).isEqualTo(whole + 1L);
        }
      }
    }
  }

  /// Where the records of a log end: each begins with 24 bytes, the first four of which tell the
  /// length of what follows.
  private static int end(Path log) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log));
    int end = 0;
    while (bytes.getInt(end) > 0) {
      end += 24 + bytes.getInt(end);
    }
    return end;
  }

  @Test
  void anInterruptDoesNotCloseTheLog() {
    try (TwinStore store = TwinStore.open(folder.resolve("store"))) {
      store.write(view -> {
        view.add(Worlds.iri("g"), Worlds.iri("s"), Worlds.iri("at"), Worlds.point(1, 2));
        Thread.currentThread().interrupt();
        return true;
      });
      assertThat(Thread.interrupted()).isTrue();
      commit(store, 2);
      assertThat(quads(store)).isEqualTo(2);
    }
  }

  @Test
  void aCheckpointThatIsMissingOrDamagedIsTold() throws IOException {
    Path place = folder.resolve("store");
    try (TwinStore store = TwinStore.open(place)) {
      commit(store, 1);
    }
    Path checkpoint = place.resolve("tdb2/checkpoint");
    byte[] good = Files.readAllBytes(checkpoint);
    byte[] bad = good.clone();
    bad[20]++;
    Files.write(checkpoint, bad);
    assertThatThrownBy(() -> TwinStore.open(place).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("check sum");
    Files.delete(checkpoint);
    assertThatThrownBy(() -> TwinStore.open(place).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("checkpoint is missing");
    Files.write(checkpoint, good);
    try (TwinStore store = TwinStore.open(place)) {
      assertThat(quads(store)).isEqualTo(1);
    }
  }

  @Test
  void aProcessKilledWhileItMadeTheStoreLeavesNothingInTheWay() throws IOException {
    Path place = folder.resolve("store");
    TwinStore.open(place).close();
    Path tdb = place.resolve("tdb2");
    Files.delete(tdb.resolve("checkpoint"));
    Files.delete(tdb.resolve("POSG.dat"));
    try (TwinStore store = TwinStore.open(place)) {
      commit(store, 1);
      assertThat(quads(store)).isEqualTo(1);
    }
  }
}
