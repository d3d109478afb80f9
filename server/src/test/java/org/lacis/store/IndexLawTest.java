package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.vocabulary.Finding;
import org.locationtech.jts.geom.Envelope;

/// The index never misses what a look at every shape finds, in whichever system they are compared,
/// whatever shapes there are.
class IndexLawTest {
  private static final Node G = Worlds.iri("g");
  private static final Node P = Worlds.iri("p");
  private static final List<Crs> SYSTEMS =
      Stream.of(0, 4326, 2154, 3946, 4171, 32631, 3857)
          .map(code -> code == 0 ? Crs.CRS84 : Crs.ofEpsg(code))
          .toList();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> noSystemMissesAnything() {
    return IntStream.range(0, 4)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> systems(seed)));
  }

  private static void systems(int seed) {
    Random random = new Random(seed);
    try (TwinStore store = TwinStore.memory()) {
      List<GeometryValue> values = new ArrayList<>();
      store.write(view -> {
        for (int i = 0; i < 300; i++) {
          GeometryValue value = shape(random);
          values.add(value);
          view.add(G, Worlds.iri("s" + i), P, Worlds.wkt(Wkt.write(value)));
        }
        return true;
      });
      store.read(view -> {
        for (int i = 0; i < 60; i++) {
          GeometryValue asked = shape(random);
          Set<Node> candidates = new HashSet<>();
          view.spatial().search(asked.lonLatEnvelope(), id -> candidates.add(view.ids().node(id)));
          for (GeometryValue value : values) {
            boolean either =
                value.shape().intersects(asked.to(value.crs()).shape())
                    || asked.shape().intersects(value.to(asked.crs()).shape());
            if (either) {
              assertThat(candidates).contains(Worlds.wkt(Wkt.write(value)));
            }
          }
        }
        return true;
      });
      List<Finding> differences = new ArrayList<>();
      assertThat(store.checkIndex(differences::add).sound()).as("%s", differences).isTrue();
    }
  }

  /// A triangle of 10 m to 100 km around Lyon, in some system.
  private static GeometryValue shape(Random random) {
    double size = Math.pow(10, -4 + 4 * random.nextDouble());
    double x = 4.5 + random.nextDouble();
    double y = 45.5 + random.nextDouble() / 2;
    String text =
        "POLYGON ((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %2$s))"
            .formatted(x, y, x + size, y + size * random.nextDouble());
    return Wkt.parse(text).to(SYSTEMS.get(random.nextInt(SYSTEMS.size())));
  }

  @Test
  void shapesAreReadFromManyThreadsAtOnce() throws Exception {
    Random random = new Random(3);
    Map<Long, String> expected = new java.util.HashMap<>();
    try (TwinStore store = TwinStore.open(folder);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      store.write(view -> {
        for (int i = 0; i < 500; i++) {
          Node literal = Worlds.wkt(Wkt.write(i % 9 == 0 ? large(random) : shape(random)));
          view.add(G, Worlds.iri("s" + i), P, literal);
          expected.put(view.ids().id(literal), literal.getLiteralLexicalForm());
        }
        return true;
      });
      store.read(view -> {
        SpatialIndex index = view.spatial();
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          all.add(
              threads.submit(() -> {
                Set<Long> told = new HashSet<>();
                index.scan((id, _, _, _, _) -> told.add(id));
                assertThat(told).isEqualTo(expected.keySet());
                expected.forEach(
                    (id, text) -> assertThat(Wkt.write(index.geometry(id))).isEqualTo(text));
              }));
        }
        for (Future<?> each : all) {
          try {
            each.get();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }
        return true;
      });
    }
  }

  private static GeometryValue large(Random random) {
    StringJoiner line = new StringJoiner(", ", "LINESTRING (", ")");
    for (int i = 0; i < 1000; i++) {
      line.add(random.nextDouble() + " " + random.nextDouble());
    }
    return Wkt.parse(line.toString());
  }

  @Test
  void aReadersIndexIsAsOldAsItsData() throws Exception {
    try (TwinStore store = TwinStore.open(folder);
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      store.write(view -> {
        view.add(G, Worlds.iri("s"), P, Worlds.point(0, 0));
        return true;
      });
      List<Future<Boolean>> readers = new ArrayList<>();
      CountDownLatch over = new CountDownLatch(1);
      for (int round = 0; round < 3; round++) {
        CountDownLatch latch = new CountDownLatch(1);
        readers.add(
            threads.submit(() ->
                store.<Boolean>read(view -> {
                  List<Node> before = all(view);
                  latch.countDown();
                  await(over);
                  assertThat(all(view)).containsExactlyInAnyOrderElementsOf(before);
                  assertThat(Worlds.scanned(view, world()))
                      .containsExactlyInAnyOrderElementsOf(before);
                  return true;
                })));
        latch.await();
        int now = round;
        for (int i = 0; i < 5; i++) {
          int x = i;
          store.write(view -> {
            view.clear(G);
            view.add(G, Worlds.iri("s"), P, Worlds.point(now * 10 + x, 1));
            return true;
          });
        }
        store.rebuildIndex();
      }
      over.countDown();
      for (Future<Boolean> reader : readers) {
        assertThat(reader.get()).isTrue();
      }
    }
  }

  private static List<Node> all(View view) {
    return Worlds.indexed(view, world());
  }

  private static Envelope world() {
    return new Envelope(-180, 180, -90, 90);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void manyLiteralsOnOnePointAndOneOfManyPoints() {
    int many = 60_000;
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        for (int i = 0; i < many; i++) {
          // Different literals for the same place.
          view.add(
              G,
              Worlds.iri("s"),
              P,
              Worlds.wkt("POINT (4.5 45.5" + "0".repeat(i % 200) + ")" + " ".repeat(i / 200)));
        }
        StringJoiner ring = new StringJoiner(", ", "POLYGON ((", "))");
        for (int i = 0; i <= 100_000; i++) {
          double angle = i % 100_000 * Math.PI / 50_000;
          ring.add(Math.cos(angle) + " " + Math.sin(angle));
        }
        view.add(G, Worlds.iri("large"), P, Worlds.wkt(ring.toString()));
        return true;
      });
      store.read(view -> {
        SpatialIndex index = view.spatial();
        assertThat(index.estimate(new Envelope(4.5, 4.5, 45.5, 45.5))).isEqualTo(many);
        assertThat(index.estimate(new Envelope(4.6, 4.7, 45.5, 45.5))).isZero();
        int[] told = {0};
        index.nearest(new Envelope(4, 4, 45, 45), 1, (_, _) -> ++told[0] < 10);
        assertThat(told[0]).isEqualTo(10);
        index.search(
            new Envelope(0, 0, 0, 0),
            id -> assertThat(index.geometry(id).shape().getNumPoints()).isEqualTo(100_001));
        return true;
      });
      List<Finding> differences = new ArrayList<>();
      assertThat(store.checkIndex(differences::add).sound()).as("%s", differences).isTrue();
    }
  }

  @Test
  void shapesAtTheEdgesOfTheWorldHaveAPlace() {
    List<Finding> told = new ArrayList<>();
    String[] texts = {
      "LINESTRING (179 10, 181 10)",
      "LINESTRING (-179 10, 179 10)",
      "POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
      "POLYGON ((0 89, 120 89, -120 89, 0 89))",
      "POINT (0 90)",
      "POINT (0 -90)",
      "<http://www.opengis.net/def/crs/EPSG/0/32601> LINESTRING (100000 5000000, 900000 5000000)",
      "<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (1e15 1e15)",
    };
    try (TwinStore store = TwinStore.open(folder, told::add)) {
      for (String text : texts) {
        store.write(view -> {
          view.add(G, Worlds.iri("s"), P, Worlds.wkt(text));
          return true;
        });
      }
      store.read(view -> {
        for (String text : texts) {
          long id = view.ids().id(Worlds.wkt(text));
          Envelope box = view.spatial().box(id);
          assertThat(box.isNull()).as(text).isFalse();
          GeometryValue value = Wkt.parse(text);
          assertThat(view.spatial().geometry(id)).isEqualTo(value);
          try {
            assertThat(box.contains(value.lonLatEnvelope())).as(text).isTrue();
          } catch (GeometryException _) {
            assertThat(box.contains(new Envelope(-180, 180, -90, 90))).as(text).isTrue();
          }
        }
        return true;
      });
      assertThat(store.checkIndex(told::add).sound()).isTrue();
    }
  }

  @Test
  void prefixesOfAnAbortedTransactionAreForgottenAndLaterOnesAreNot() {
    for (int i = 0; i < 3; i++) {
      String name = "p" + i;
      // Opened anew, so that TDB2 reads what was written and has nothing of it in memory.
      try (TwinStore store = TwinStore.open(folder)) {
        prefix(store, name);
        abort(store);
        assertThat(prefixes(store)).hasSize(2 * i + 1);
        prefix(store, name + "-later");
      }
    }
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(prefixes(store)).hasSize(6);
    }
  }

  private static void prefix(TwinStore store, String name) {
    store.write(view -> {
      view.dataset().prefixes().add(name, "http://example.org/" + name + "/");
      return true;
    });
  }

  /// More than TDB2 keeps in memory, so that some of it is in the file when it is cut back.
  private static void abort(TwinStore store) {
    assertThatThrownBy(() ->
            store.write(view -> {
              for (int j = 0; j < 3_000; j++) {
                view.dataset().prefixes().add("no" + j, "http://no.org/" + "x".repeat(60) + j);
              }
              throw new UnsupportedOperationException("no");
            }))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Map<String, String> prefixes(TwinStore store) {
    return store.<Map<String, String>>read(
        view -> Map.copyOf(view.dataset().prefixes().getMapping()));
  }
}
