package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Finding;
import org.locationtech.jts.geom.Envelope;

/// Whatever is done to a store, it holds what a plain set of quads would hold, and its index finds
/// what looking at every quad finds.
class StoreLawTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> indexEqualsScanAfterAnyHistory() {
    return IntStream.range(0, 6)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new History(seed).run()));
  }

  private final class History {
    private final Random random;
    private final Path place;
    private TwinStore store;
    private Set<Quad> truth = new HashSet<>();

    History(int seed) {
      random = new Random(seed);
      place = folder.resolve("store" + seed);
      store = TwinStore.open(place);
    }

    void run() {
      try {
        for (int step = 0; step < 40; step++) {
          if (random.nextInt(8) == 0) {
            store.close();
            store = TwinStore.open(place);
          }
          transaction(random.nextInt(3) == 0);
          store.<Boolean>read(this::check);
          if (random.nextInt(10) == 0) {
            store.rebuildIndex();
          }
          List<Finding> differences = new ArrayList<>();
          assertThat(store.checkIndex(differences::add).sound()).as("%s", differences).isTrue();
        }
      } finally {
        store.close();
      }
    }

    private void transaction(boolean abort) {
      Set<Quad> after = new HashSet<>(truth);
      try {
        store.write(view -> {
          int actions = 1 + random.nextInt(6);
          for (int i = 0; i < actions; i++) {
            act(view, after);
          }
          check(view, after);
          if (abort) {
            throw new UnsupportedOperationException("changed my mind");
          }
          return true;
        });
        truth = after;
      } catch (UnsupportedOperationException e) {
        assertThat(abort).isTrue();
      }
    }

    private void act(WriteView view, Set<Quad> quads) {
      switch (random.nextInt(10)) {
        case 0 -> {
          Node graph = graph();
          view.clear(graph);
          quads.removeIf(quad -> quad.getGraph().equals(graph));
        }
        case 1, 2 -> {
          for (Quad quad : pick(quads)) {
            view.delete(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
            quads.remove(quad);
          }
        }
        case 3 -> check(view, quads);
        case 4 -> {
          Node subject = Worlds.iri("s" + random.nextInt(5));
          view.dataset().deleteAny(Node.ANY, subject, Node.ANY, Node.ANY);
          quads.removeIf(quad -> quad.getSubject().equals(subject));
        }
        case 5, 6 -> replace(view, quads);
        default -> {
          int many = random.nextInt(60);
          for (int i = 0; i < many; i++) {
            Quad quad = quad();
            view.add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
            quads.add(quad);
          }
        }
      }
    }

    /// New content that is partly the old one.
    private void replace(WriteView view, Set<Quad> quads) {
      Node graph = graph();
      Set<Quad> old = new HashSet<>(quads);
      old.removeIf(quad -> !quad.getGraph().equals(graph));
      Set<Quad> fresh = new HashSet<>(old);
      fresh.removeAll(pick(old));
      int many = random.nextInt(20);
      for (int i = 0; i < many; i++) {
        Quad quad = quad();
        fresh.add(Quad.create(graph, quad.asTriple()));
      }
      Set<Quad> patched = new HashSet<>(old);
      try (Replacement content = view.replace(graph)) {
        fresh.forEach(q -> content.add(q.getSubject(), q.getPredicate(), q.getObject()));
        if (random.nextInt(4) == 0) {
          content.abandon();
          return;
        }
        Replacement.Outcome outcome = content.finish(patching(graph, patched));
        assertThat(outcome.first()).isEqualTo(old.isEmpty());
        assertThat(patched).isEqualTo(outcome.first() ? old : fresh);
        Set<Quad> kept = new HashSet<>(old);
        kept.retainAll(fresh);
        assertThat(outcome.removed())
            .isEqualTo(outcome.first() ? 0 : old.size() - (long) kept.size());
        assertThat(outcome.added())
            .isEqualTo(outcome.first() ? 0 : fresh.size() - (long) kept.size());
      }
      quads.removeAll(old);
      quads.addAll(fresh);
    }

    private static Difference patching(Node graph, Set<Quad> patched) {
      return new Difference() {
        @Override
        public void removed(Node subject, Node predicate, Node object) {
          assertThat(patched.remove(Quad.create(graph, subject, predicate, object))).isTrue();
        }

        @Override
        public void added(Node subject, Node predicate, Node object) {
          assertThat(patched.add(Quad.create(graph, subject, predicate, object))).isTrue();
        }
      };
    }

    private Set<Quad> pick(Set<Quad> quads) {
      Set<Quad> picked = new HashSet<>();
      quads.stream().filter(_ -> random.nextInt(4) == 0).forEach(picked::add);
      return picked;
    }

    private Node graph() {
      return Worlds.iri("g" + random.nextInt(3));
    }

    private Quad quad() {
      Node object =
          random.nextInt(4) == 0
              ? Worlds.iri("o" + random.nextInt(9))
              : Worlds.point(random.nextInt(12) * 0.3, random.nextInt(12) * 0.3);
      return Quad.create(graph(), Worlds.iri("s" + random.nextInt(5)), Worlds.iri("p"), object);
    }

    private boolean check(View view) {
      return check(view, truth);
    }

    private boolean check(View view, Set<Quad> quads) {
      assertThat(Iter.toList(view.dataset().find())).containsExactlyInAnyOrderElementsOf(quads);
      Set<Node> graphs = new HashSet<>();
      quads.forEach(quad -> graphs.add(quad.getGraph()));
      assertThat(Iter.toList(view.dataset().listGraphNodes()))
          .containsExactlyInAnyOrderElementsOf(graphs);
      for (int i = 0; i < 4; i++) {
        double x = random.nextDouble() * 4;
        double y = random.nextDouble() * 4;
        Envelope box = new Envelope(x, x + random.nextDouble(), y, y + random.nextDouble());
        assertThat(Worlds.indexed(view, box))
            .containsExactlyInAnyOrderElementsOf(Worlds.scanned(view, box));
        long[] told = {0};
        view.spatial().search(box, _ -> told[0]++);
        assertThat(view.spatial().estimate(box)).isEqualTo(told[0]);
      }
      Iterator<Quad> some = quads.iterator();
      if (some.hasNext()) {
        checkNumbers(view, some.next());
      }
      return true;
    }

    private void checkNumbers(View view, Quad quad) {
      NodeIds ids = view.ids();
      long object = ids.id(quad.getObject());
      assertThat(ids.node(object)).isEqualTo(quad.getObject());
      Set<Quad> found = new HashSet<>();
      ids.find(
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          NodeIds.ABSENT,
          object,
          (g, s, p, o) ->
              found.add(Quad.create(ids.node(g), ids.node(s), ids.node(p), ids.node(o))));
      assertThat(found).contains(quad);
      assertThat(ids.id(Worlds.iri("never heard of"))).isEqualTo(NodeIds.ABSENT);
    }
  }

  @TestFactory
  Stream<DynamicTest> aTreeFindsWhatAListFinds() {
    return IntStream.of(1, 2, 15, 16, 17, 255, 256, 257, 5000)
        .mapToObj(size -> DynamicTest.dynamicTest(size + " boxes", () -> tree(size)));
  }

  private static void tree(int size) throws IOException {
    Random random = new Random(size);
    Entries entries = new Entries();
    Envelope[] boxes = new Envelope[size];
    for (int i = 0; i < size; i++) {
      double x = random.nextDouble(-180, 180);
      double y = random.nextDouble(-90, 90);
      Node literal = Worlds.wkt("LINESTRING (" + x + " " + y + ", " + (x + 0.5) + " " + y + ")");
      GeometryValue value = GeometryLiterals.parse(literal);
      assertThat(entries.add(7L * i, literal, value, _ -> {})).isTrue();
      boxes[i] = value.lonLatEnvelope();
    }
    PackedTree tree = PackedTree.of(entries);
    check(tree, boxes, random);
    Path file = Files.createTempFile("tree", "");
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      new TreeBuilder(entries).write(out);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(tree.memory().toArray(ValueLayout.JAVA_BYTE));
    Files.delete(file);
    Entries copied = new Entries();
    tree.copyTo(copied, _ -> true);
    check(PackedTree.of(copied), boxes, random);
  }

  private static void check(PackedTree tree, Envelope[] boxes, Random random) {
    int size = boxes.length;
    assertThat(tree.sound()).isTrue();
    assertThat(tree.size()).isEqualTo(size);
    assertThat(tree.contains(8)).isFalse();
    for (int i = 0; i < size; i++) {
      int leaf = tree.leaf(7L * i);
      assertThat(tree.id(leaf)).isEqualTo(7L * i);
      assertThat(tree.box(leaf).contains(boxes[i])).isTrue();
      assertThat(boxes[i].contains(tree.geometry(leaf).shape().getEnvelopeInternal())).isTrue();
    }
    for (int i = 0; i < 50; i++) {
      double x = random.nextDouble(-190, 180);
      double y = random.nextDouble(-95, 90);
      Envelope box = new Envelope(x, x + random.nextDouble(40), y, y + random.nextDouble(40));
      Set<Long> found = new HashSet<>();
      tree.search(box, leaf -> found.add(tree.id(leaf)));
      for (int j = 0; j < size; j++) {
        if (boxes[j].intersects(box)) {
          assertThat(found).contains(7L * j);
        }
      }
      assertThat(tree.count(box)).isEqualTo(found.size());
      nearest(tree, box);
    }
  }

  /// From the nearest to the farthest, as sorting them all has it.
  private static void nearest(PackedTree tree, Envelope box) {
    List<Double> distances = new ArrayList<>();
    for (int leaf = 0; leaf < tree.size(); leaf++) {
      distances.add(distance(tree.box(leaf), box));
    }
    distances.sort(Double::compare);
    List<Double> told = new ArrayList<>();
    new Nearest(box, 1)
        .search(
            List.of(tree),
            (id, distance) -> {
              assertThat(distance(tree.box(tree.leaf(id)), box)).isEqualTo(distance, within(1e-9));
              told.add(distance);
              return told.size() < 20;
            });
    assertThat(told).hasSize(Math.min(20, tree.size()));
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i)).isEqualTo(distances.get(i), within(1e-9));
    }
  }

  private static double distance(Envelope a, Envelope b) {
    return a.distance(b);
  }
}
