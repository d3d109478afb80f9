package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.vocabulary.Finding;

/// The power fails: of what was written since the last checkpoint and not forced, some pages have
/// reached the disk and others have not. The log, which was forced, is whole. Whichever pages they
/// were, the store holds all that was committed, and an index that fits.
class PowerFailureTest {
  private static final int BLOCK = 4096;
  private static final byte[] NOTHING = new byte[BLOCK];

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> whateverReachedTheDisk() {
    return IntStream.range(0, 5)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Failure(seed).run()));
  }

  private final class Failure {
    private final Random random;
    private final Path place;
    private final Set<Quad> truth = new HashSet<>();
    private Map<String, String> prefixes = Map.of();
    private long version;

    Failure(int seed) {
      random = new Random(seed);
      place = folder.resolve("store" + seed);
    }

    void run() throws IOException {
      try (TwinStore store = TwinStore.open(place)) {
        commits(store, random.nextInt(12));
      }
      Path before = copy("before");
      Path now;
      try (TwinStore store = TwinStore.open(place)) {
        commits(store, 1 + random.nextInt(12));
        version = store.version();
        // While it is open: this is what the system would have written sooner or later.
        now = copy("now");
      }
      for (int failure = 0; failure < 2; failure++) {
        Path left = folder.resolve("left" + failure + place.getFileName());
        mix(before, now, left);
        checkAfter(left);
        // Killed once more while the first start did its work again, and started a last time.
        checkAfter(left);
      }
    }

    private void commits(TwinStore store, int count) {
      for (int i = 0; i < count; i++) {
        store.write(view -> {
          int actions = 1 + random.nextInt(4);
          for (int action = 0; action < actions; action++) {
            act(view);
          }
          return true;
        });
      }
      prefixes = store.read(view -> Map.copyOf(view.dataset().prefixes().getMappingCopy()));
    }

    private void act(WriteView view) {
      switch (random.nextInt(6)) {
        case 0 -> {
          Node graph = Worlds.iri("g" + random.nextInt(3));
          view.clear(graph);
          truth.removeIf(quad -> quad.getGraph().equals(graph));
        }
        case 1 -> {
          for (Quad quad : List.copyOf(truth)) {
            if (random.nextInt(5) == 0) {
              view.delete(
                  quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
              truth.remove(quad);
            }
          }
        }
        case 2 -> view.dataset().prefixes().add("p" + random.nextInt(5), "http://p.org/" + truth);
        case 3 -> view.dataset().prefixes().delete("p" + random.nextInt(5));
        default -> {
          int many = random.nextInt(20) == 0 ? 3000 : random.nextInt(80);
          for (int i = 0; i < many; i++) {
            Quad quad = quad();
            view.add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
            truth.add(quad);
          }
        }
      }
    }

    private Quad quad() {
      Node object =
          random.nextBoolean()
              ? Worlds.point(random.nextInt(100), random.nextInt(80))
              : Worlds.iri("o" + random.nextInt(500));
      return Quad.create(
          Worlds.iri("g" + random.nextInt(3)),
          Worlds.iri("s" + random.nextInt(500)),
          Worlds.iri("p" + random.nextInt(4)),
          object);
    }

    private Path copy(String name) throws IOException {
      Path to = folder.resolve(name + place.getFileName());
      for (String file : files(place)) {
        Files.createDirectories(to.resolve(file).getParent());
        Files.copy(place.resolve(file), to.resolve(file));
      }
      return to;
    }

    private static Set<String> files(Path top) throws IOException {
      Set<String> names = new TreeSet<>();
      try (Stream<Path> all = Files.walk(top)) {
        all.filter(Files::isRegularFile)
            .forEach(file -> names.add(top.relativize(file).toString()));
      }
      return names;
    }

    /// Every block of every file, but the log and the checkpoint, is that of before or of now.
    private void mix(Path before, Path now, Path left) throws IOException {
      for (String file : files(now)) {
        Path to = left.resolve(file);
        Files.createDirectories(to.getParent());
        boolean forced = file.endsWith("redo.log") || file.endsWith("checkpoint");
        boolean old = Files.exists(before.resolve(file));
        if (forced || file.equals("lock") || file.equals("form")) {
          Files.copy(now.resolve(file), to);
        } else if (old) {
          blocks(before.resolve(file), now.resolve(file), to);
        } else if (random.nextInt(3) > 0) {
          // The name has reached the disk; the content perhaps.
          Path nothing = Files.createTempFile(folder, "nothing", "");
          blocks(nothing, now.resolve(file), to);
        }
      }
    }

    private void blocks(Path before, Path now, Path to) throws IOException {
      try (RandomAccessFile old = new RandomAccessFile(before.toFile(), "r");
          RandomAccessFile fresh = new RandomAccessFile(now.toFile(), "r");
          RandomAccessFile out = new RandomAccessFile(to.toFile(), "rw")) {
        long length = random.nextBoolean() ? fresh.length() : old.length();
        out.setLength(length);
        byte[] block = new byte[BLOCK];
        for (long at = 0; at < length; at += BLOCK) {
          RandomAccessFile from = random.nextBoolean() ? fresh : old;
          if (at < from.length()) {
            from.seek(at);
            int count = from.read(block, 0, (int) Math.min(BLOCK, length - at));
            if (!Arrays.equals(block, NOTHING)) {
              out.seek(at);
              out.write(block, 0, Math.max(0, count));
            }
          }
        }
      }
    }

    private void checkAfter(Path left) {
      try (TwinStore store = TwinStore.open(left)) {
        Set<Quad> found = new HashSet<>();
        store.read(view -> {
          view.dataset().find().forEachRemaining(found::add);
          return true;
        });
        assertThat(found).isEqualTo(truth);
        assertThat(store.version()).isEqualTo(version);
        assertThat(
                store.<Map<String, String>>read(view -> view.dataset().prefixes().getMappingCopy()))
            .isEqualTo(prefixes);
        List<Finding> differences = new ArrayList<>();
        assertThat(store.checkIndex(differences::add).sound()).as("%s", differences).isTrue();
      }
    }
  }
}
