package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.dboe.trans.bplustree.BPlusTree;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableTRDF;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.vocabulary.Finding;
import org.locationtech.jts.geom.Envelope;

/// A store that was filled at once is the store that transactions would have made.
class BulkLoadTest {
  private static final int ALL_IN_MEMORY = 1 << 20;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> aFilledStoreAnswersAsOneThatWasWrittenTo() {
    return IntStream.range(0, 6)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> law(seed)));
  }

  /// Worlds of some quads, of a page's worth and of many pages; kept in memory, or put aside in
  /// pieces.
  private void law(int seed) {
    Random random = new Random(seed);
    int size = List.of(1, 40, 256, 900, 4_000, 6_000).get(seed);
    int capacity = seed % 2 == 0 ? ALL_IN_MEMORY : Math.max(1, size / 7);
    List<Quad> quads = TermWorlds.quads(random, size);
    Path written = folder.resolve("written" + seed);
    Path filled = folder.resolve("filled" + seed);
    List<Finding> told = new ArrayList<>();
    List<Finding> toldToo = new ArrayList<>();
    BulkLoad.Loaded loaded = fill(filled, quads, capacity, told);
    try (TwinStore bulk = TwinStore.open(filled);
        TwinStore plain = TwinStore.open(written, toldToo::add)) {
      plain.write(view -> {
        quads.forEach(view.dataset()::add);
        return true;
      });
      assertThat(Set.copyOf(told)).isEqualTo(Set.copyOf(toldToo));
      assertThat(loaded.quads()).isEqualTo(bulk.status().quads());
      assertThat(bulk.status().graphs()).isEqualTo(plain.status().graphs());
      assertThat(bulk.status().literals()).isEqualTo(plain.status().literals());
      assertThat(bulk.version()).isEqualTo(plain.version());
      same(bulk, plain, quads, random);
      change(bulk, plain, random);
      same(bulk, plain, quads, random);
    }
    try (TwinStore bulk = TwinStore.open(filled);
        TwinStore plain = TwinStore.open(written)) {
      same(bulk, plain, quads, random);
    }
  }

  private static BulkLoad.Loaded fill(
      Path folder, List<Quad> quads, int capacity, List<Finding> findings) {
    try (BulkLoad load = BulkLoad.into(folder, findings::add, capacity)) {
      quads.forEach(load::add);
      return load.finish();
    }
  }

  private static void same(TwinStore bulk, TwinStore plain, List<Quad> quads, Random random) {
    bulk.read(view -> {
      checkTrees(view);
      return plain.read(other -> compare(view, other, quads, random));
    });
  }

  private static boolean compare(View bulk, View plain, List<Quad> quads, Random random) {
    List<Quad> all = Iter.toList(bulk.dataset().find());
    assertThat(new HashSet<>(all))
        .hasSize(all.size())
        .isEqualTo(Iter.toSet(plain.dataset().find()));
    assertThat(terms(bulk)).isEqualTo(terms(plain));
    for (int i = 0; i < 60; i++) {
      Quad quad = quads.get(random.nextInt(quads.size()));
      int given = random.nextInt(16);
      Node graph = (given & 1) != 0 ? quad.getGraph() : Node.ANY;
      Node subject = (given & 2) != 0 ? quad.getSubject() : Node.ANY;
      Node predicate = (given & 4) != 0 ? quad.getPredicate() : Node.ANY;
      Node object = (given & 8) != 0 ? quad.getObject() : Node.ANY;
      if (given == 0 || given == 4) {
        continue;
      }
      List<Quad> found = Iter.toList(bulk.dataset().find(graph, subject, predicate, object));
      assertThat(new HashSet<>(found))
          .as("%s %s %s %s", graph, subject, predicate, object)
          .hasSize(found.size())
          .isEqualTo(Iter.toSet(plain.dataset().find(graph, subject, predicate, object)));
      long number = bulk.ids().id(quad.getObject());
      if (number != NodeIds.ABSENT) {
        assertThat(bulk.ids().node(number))
            .isEqualTo(plain.ids().node(plain.ids().id(quad.getObject())));
      }
    }
    for (int i = 0; i < 5; i++) {
      double x = random.nextDouble() * 10;
      double y = random.nextDouble() * 10;
      Envelope box = new Envelope(x, x + 2, y, y + 2);
      assertThat(Worlds.indexed(bulk, box))
          .containsExactlyInAnyOrderElementsOf(Worlds.indexed(plain, box));
    }
    return true;
  }

  /// TDB2's own opinion of the trees.
  private static void checkTrees(View view) {
    DatasetGraphTDB tdb = ((TwinDataset) view.dataset()).storage();
    for (TupleIndex index : tdb.getQuadTable().getNodeTupleTable().getTupleTable().getIndexes()) {
      ((BPlusTree) ((TupleIndexRecord) index).getRangeIndex()).check();
    }
    NodeTable terms = tdb.getQuadTable().getNodeTupleTable().getNodeTable();
    ((BPlusTree) ((NodeTableTRDF) terms.baseNodeTable()).getIndex()).check();
  }

  private static Set<Node> terms(View view) {
    DatasetGraphTDB tdb = ((TwinDataset) view.dataset()).storage();
    NodeTable terms = tdb.getQuadTable().getNodeTupleTable().getNodeTable();
    return Iter.toSet(Iter.map(terms.all(), Pair::getRight));
  }

  /// A transaction that is given up, one that adds and removes.
  private static void change(TwinStore bulk, TwinStore plain, Random random) {
    List<Quad> more = TermWorlds.quads(random, 500);
    assertThatThrownBy(() ->
            bulk.write(view -> {
              more.forEach(view.dataset()::add);
              throw new UnsupportedOperationException("changed my mind");
            }))
        .isInstanceOf(UnsupportedOperationException.class);
    List<Quad> others = TermWorlds.quads(random, 500);
    long seed = random.nextLong();
    for (TwinStore store : List.of(bulk, plain)) {
      Random same = new Random(seed);
      store.write(view -> {
        others.forEach(view.dataset()::add);
        List<Quad> all = new ArrayList<>(Iter.toList(view.dataset().find()));
        all.sort(java.util.Comparator.comparing(Quad::toString));
        all.stream().filter(_ -> same.nextInt(3) == 0).forEach(view.dataset()::delete);
        return true;
      });
    }
  }

  @Test
  void nothingMakesAnEmptyStore() {
    assertThat(fill(folder, List.of(), ALL_IN_MEMORY, new ArrayList<>()).quads()).isZero();
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.status().quads()).isZero();
      store.write(view -> {
        view.add(Worlds.iri("g"), Worlds.iri("s"), Worlds.iri("p"), Worlds.point(1, 2));
        return true;
      });
      assertThat(store.status().literals()).isEqualTo(1);
    }
  }

  @Test
  void aLongLiteralKeepsEveryByte() {
    Node text = NodeFactory.createLiteralString("é0123456".repeat(1_300_000));
    Quad quad = Quad.create(Worlds.iri("g"), Worlds.iri("s"), Worlds.iri("p"), text);
    fill(folder, List.of(quad), ALL_IN_MEMORY, new ArrayList<>());
    try (TwinStore store = TwinStore.open(folder)) {
      store.<Boolean>read(view -> {
        assertThat(Iter.toList(view.dataset().find())).containsExactly(quad);
        assertThat(view.dataset().contains(quad)).isTrue();
        return true;
      });
    }
  }

  @Test
  void aStoreThatHoldsSomethingIsRefused() {
    Quad quad = Quad.create(Worlds.iri("g"), Worlds.iri("s"), Worlds.iri("p"), Worlds.iri("o"));
    assertThat(BulkLoad.isNew(folder)).isTrue();
    TwinStore.open(folder).close();
    assertThat(BulkLoad.isNew(folder)).isTrue();
    fill(folder, List.of(quad), ALL_IN_MEMORY, new ArrayList<>());
    assertThat(BulkLoad.isNew(folder)).isFalse();
    assertThatThrownBy(() -> fill(folder, List.of(quad), ALL_IN_MEMORY, new ArrayList<>()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("holds statements");
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.status().quads()).isEqualTo(1);
      store.write(view -> {
        view.clear(Worlds.iri("g"));
        return true;
      });
    }
    fill(folder, List.of(quad), ALL_IN_MEMORY, new ArrayList<>());
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.version()).as("versions go on").isEqualTo(3);
    }
  }

  @Test
  void aLoadThatIsGivenUpLeavesTheStoreEmptyAndFree() {
    Quad quad = Quad.create(Worlds.iri("g"), Worlds.iri("s"), Worlds.iri("p"), Worlds.iri("o"));
    try (BulkLoad load = BulkLoad.into(folder, _ -> {})) {
      load.add(quad);
    }
    assertThat(folder.resolve("loading")).doesNotExist();
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.status().quads()).isZero();
    }
  }

  @Test
  void theDefaultGraphIsRefused() {
    try (BulkLoad load = BulkLoad.into(folder, _ -> {})) {
      assertThatThrownBy(() ->
              load.add(Quad.defaultGraphIRI, Worlds.iri("s"), Worlds.iri("p"), Worlds.iri("o")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("default graph");
    }
  }

  @Test
  void compactionKeepsEveryQuadAndGivesRoomBack() throws Exception {
    Random random = new Random(3);
    List<Quad> quads = TermWorlds.quads(random, 3_000);
    try (TwinStore store = TwinStore.open(folder, _ -> {})) {
      for (int round = 0; round < 3; round++) {
        store.write(view -> {
          view.dataset().clear();
          quads.forEach(view.dataset()::add);
          return true;
        });
      }
      store.write(view -> {
        view.dataset().deleteAny(Node.ANY, Node.ANY, Worlds.iri("p1"), Node.ANY);
        return true;
      });
    }
    Set<Quad> before;
    long size;
    long version;
    List<Node> indexed;
    Envelope box = new Envelope(1, 6, 1, 6);
    try (TwinStore store = TwinStore.open(folder)) {
      before = store.read(view -> Iter.toSet(view.dataset().find()));
      indexed = store.read(view -> Worlds.indexed(view, box));
      size = store.status().bytes();
      version = store.version();
    }
    assertThat(Compaction.run(folder).content().quads()).isEqualTo(before.size());
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.<Set<Quad>>read(view -> Iter.toSet(view.dataset().find())))
          .isEqualTo(before);
      assertThat(store.<List<Node>>read(view -> Worlds.indexed(view, box)))
          .containsExactlyInAnyOrderElementsOf(indexed);
      assertThat(store.status().bytes()).isLessThan(size / 2);
      assertThat(store.version()).isEqualTo(version + 1);
    }
  }

  /// Killed between two steps of the last move, the next start makes the rest of them.
  @Test
  void aMoveThatWasCutShortIsFinished() throws Exception {
    Quad quad = Quad.create(Worlds.iri("g"), Worlds.iri("s"), Worlds.iri("p"), Worlds.point(1, 2));
    fill(folder.resolve("whole"), List.of(quad), ALL_IN_MEMORY, new ArrayList<>());
    for (int moved = 0; moved <= 2; moved++) {
      Path store = folder.resolve("store" + moved);
      TwinStore.open(store).close();
      Files.createDirectories(store.resolve("loading/tdb2"));
      Path loaded = Files.createDirectories(store.resolve("loaded"));
      for (String part : List.of("tdb2", "spatial")) {
        copy(folder.resolve("whole").resolve(part), loaded.resolve(part));
      }
      for (String part : List.of("tdb2", "spatial").subList(0, moved)) {
        Staging.delete(store.resolve(part));
        Files.move(loaded.resolve(part), store.resolve(part));
      }
      try (TwinStore opened = TwinStore.open(store)) {
        assertThat(opened.status().quads()).isEqualTo(1);
        assertThat(opened.status().literals()).isEqualTo(1);
      }
      assertThat(store.resolve("loaded")).doesNotExist();
      assertThat(store.resolve("loading")).doesNotExist();
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
