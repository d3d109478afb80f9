package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
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
      switch (random.nextInt(8)) {
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
        assertThat(view.spatial().estimate(box)).isGreaterThanOrEqualTo(told[0]);
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

  private static void tree(int size) {
    Random random = new Random(size);
    Entries entries = new Entries();
    Envelope[] boxes = new Envelope[size];
    for (int i = 0; i < size; i++) {
      double x = random.nextDouble(-180, 180);
      double y = random.nextDouble(-90, 90);
      boxes[i] = new Envelope(x, x + random.nextDouble(), y, y + random.nextDouble());
      entries.add(7L * i, boxes[i]);
    }
    PackedTree tree = PackedTree.of(entries);
    assertThat(tree.sound()).isTrue();
    assertThat(tree.contains(7)).isEqualTo(size > 1);
    assertThat(tree.contains(8)).isFalse();
    for (int i = 0; i < 50; i++) {
      double x = random.nextDouble(-190, 180);
      double y = random.nextDouble(-95, 90);
      Envelope box = new Envelope(x, x + random.nextDouble(40), y, y + random.nextDouble(40));
      Set<Long> found = new HashSet<>();
      tree.search(box, id -> assertThat(found.add(id)).isTrue());
      for (int j = 0; j < size; j++) {
        if (boxes[j].intersects(box)) {
          assertThat(found).contains(7L * j);
        }
      }
      assertThat(tree.estimate(box)).isGreaterThanOrEqualTo(found.size());
    }
  }
}
