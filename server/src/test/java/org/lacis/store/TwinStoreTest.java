package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;

class TwinStoreTest {
  private static final Node G = Worlds.iri("g");
  private static final Node H = Worlds.iri("h");
  private static final Node S = Worlds.iri("s");
  private static final Node P = Worlds.iri("p");
  private static final Node O = NodeFactory.createLiteralString("o");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsThereAfterReopening() {
    try (TwinStore store = TwinStore.open(folder)) {
      store.write(view -> {
        view.add(G, S, P, O);
        view.add(G, S, P, Worlds.point(4.8, 45.7));
        return true;
      });
    }
    try (TwinStore store = TwinStore.open(folder)) {
      StoreStatus status = store.status();
      assertThat(status.quads()).isEqualTo(2);
      assertThat(status.graphs()).containsOnlyKeys(G.toString());
      assertThat(status.version()).isEqualTo(1);
      assertThat(status.literals()).isEqualTo(1);
      assertThat(status.bytes()).isPositive();
      assertThat(found(store, new Envelope(4, 5, 45, 46))).containsExactly(Worlds.point(4.8, 45.7));
      assertThat(found(store, new Envelope(5, 6, 45, 46))).isEmpty();
    }
  }

  private static List<Node> found(TwinStore store, Envelope envelope) {
    return store.read(view -> Worlds.indexed(view, envelope));
  }

  @Test
  void theDefaultGraphShowsTheUnionWithoutDuplicates() {
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        view.add(G, S, P, O);
        view.add(H, S, P, O);
        view.add(H, S, P, S);
        return true;
      });
      store.<@Nullable Void>read(view -> {
        assertThat(Iter.toList(view.dataset().getDefaultGraph().find()))
            .containsExactlyInAnyOrder(Triple.create(S, P, O), Triple.create(S, P, S));
        assertThat(Iter.toList(view.dataset().find())).hasSize(3);
        assertThat(Iter.toList(view.dataset().listGraphNodes())).containsExactlyInAnyOrder(G, H);
        assertThat(view.dataset().contains(Quad.defaultGraphIRI, S, P, O)).isTrue();
        return null;
      });
    }
  }

  @Test
  void theDefaultGraphCannotBeWritten() {
    try (TwinStore store = TwinStore.memory()) {
      assertThatThrownBy(() ->
              store.write(view -> {
                view.add(Quad.defaultGraphIRI, S, P, O);
                return true;
              }))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Name the graph");
    }
  }

  @Test
  void whatIsWrittenWithoutANameGoesToTheDeclaredGraph() {
    try (TwinStore store = TwinStore.memory()) {
      TwinDataset naming = store.dataset().writingDefaultTo(H);
      Txn.executeWrite(
          naming,
          () -> {
            naming.add(G, S, P, S);
            naming.add(Quad.defaultGraphIRI, S, P, O);
            assertThat(Iter.toList(naming.getDefaultGraph().find()))
                .containsExactly(Triple.create(S, P, O));
          });
      store.<@Nullable Void>read(view -> {
        assertThat(Iter.toList(view.dataset().find()))
            .containsExactlyInAnyOrder(Quad.create(H, S, P, O), Quad.create(G, S, P, S));
        assertThat(Iter.toList(naming.find(Quad.defaultGraphIRI, S, P, Node.ANY)))
            .containsExactly(Quad.create(Quad.defaultGraphIRI, S, P, O));
        assertThat(Iter.toList(naming.listGraphNodes())).containsExactly(G);
        assertThat(Iter.toList(view.dataset().listGraphNodes())).containsExactlyInAnyOrder(G, H);
        return null;
      });
      Txn.executeWrite(naming, () -> naming.getDefaultGraph().clear());
      assertThat(store.status().graphs()).containsOnlyKeys(G.toString());
    }
  }

  @Test
  void aStatementOfAnotherGraphIsNotDeletedWithoutItsName() {
    try (TwinStore store = TwinStore.memory()) {
      TwinDataset naming = store.dataset().writingDefaultTo(H);
      Txn.executeWrite(
          naming,
          () -> {
            naming.add(G, S, P, O);
            naming.add(H, S, P, O);
          });
      Txn.executeWrite(naming, () -> naming.delete(Quad.defaultGraphIRI, S, P, O));
      assertThat(store.status().graphs()).containsOnlyKeys(G.toString());
      assertThatThrownBy(
              () -> Txn.executeWrite(naming, () -> naming.delete(Quad.defaultGraphIRI, S, P, O)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(G.toString());
      Txn.executeWrite(naming, () -> naming.delete(Quad.defaultGraphIRI, S, S, O));
      Txn.executeWrite(naming, () -> naming.delete(G, S, P, O));
      assertThat(store.status().graphs()).isEmpty();
    }
  }

  @Test
  void aWriterSeesWhatItWroteAndNobodyElseDoes() throws InterruptedException {
    try (TwinStore store = TwinStore.memory()) {
      CountDownLatch written = new CountDownLatch(1);
      CountDownLatch looked = new CountDownLatch(1);
      AtomicReference<List<Node>> other = new AtomicReference<>(List.of(O));
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                await(written);
                other.set(found(store, new Envelope(0, 2, 0, 2)));
                looked.countDown();
              });
      store.write(view -> {
        view.add(G, S, P, Worlds.point(1, 1));
        assertThat(Worlds.indexed(view, new Envelope(0, 2, 0, 2))).hasSize(1);
        assertThat(view.dataset().contains(G, S, P, Worlds.point(1, 1))).isTrue();
        written.countDown();
        await(looked);
        return true;
      });
      reader.join();
      assertThat(other.get()).isEmpty();
      assertThat(found(store, new Envelope(0, 2, 0, 2))).hasSize(1);
    }
  }

  @Test
  void aTermThatWasLookedForInVainIsFoundOnceItIsWritten() {
    try (TwinStore store = TwinStore.open(folder)) {
      store.write(view -> {
        assertThat(view.ids().id(S)).isEqualTo(NodeIds.ABSENT);
        assertThat(view.dataset().contains(Quad.unionGraph, S, P, O)).isFalse();
        view.add(G, S, P, O);
        assertThat(view.ids().node(view.ids().id(S))).isEqualTo(S);
        return true;
      });
      assertThat(store.<Boolean>read(view -> view.dataset().contains(G, S, P, O))).isTrue();
    }
  }

  @Test
  void aWriterFindsMoreTermsThanItRemembersAndATripleOfTwoGraphsOnce() {
    int many = 3_000;
    try (TwinStore store = TwinStore.open(folder)) {
      store.write(view -> {
        for (int i = 0; i < many; i++) {
          Node subject = Worlds.iri("s" + i);
          Node value = NodeFactory.createLiteralString("value " + i);
          view.add(G, subject, P, value);
          view.add(H, subject, P, value);
        }
        assertThat(Iter.toList(view.dataset().find(G, Node.ANY, P, Node.ANY))).hasSize(many);
        List<Triple> union = Iter.toList(view.dataset().getDefaultGraph().find());
        assertThat(union).hasSize(many).doesNotHaveDuplicates();
        assertThat(union)
            .allMatch(triple ->
                triple
                    .getObject()
                    .getLiteralLexicalForm()
                    .equals("value " + triple.getSubject().getURI().replaceAll("^.*s", "")));
        return true;
      });
    }
  }

  @Test
  void aReaderKeepsItsStateWhileOthersAreCommitted() throws InterruptedException {
    try (TwinStore store = TwinStore.open(folder)) {
      store.write(view -> {
        view.add(G, S, P, Worlds.point(1, 1));
        return true;
      });
      store.<@Nullable Void>read(view -> {
        for (int i = 2; i < 8; i++) {
          int x = i;
          onOtherThread(() ->
              store.write(writing -> {
                writing.clear(G);
                writing.add(G, S, P, Worlds.point(x, x));
                return true;
              }));
        }
        assertThat(Worlds.indexed(view, new Envelope(0, 9, 0, 9)))
            .containsExactly(Worlds.point(1, 1));
        return null;
      });
      assertThat(found(store, new Envelope(7, 7, 7, 7))).containsExactly(Worlds.point(7, 7));
    }
  }

  @Test
  void anExceptionUndoesEverything() {
    try (TwinStore store = TwinStore.memory()) {
      assertThatThrownBy(() ->
              store.write(view -> {
                view.add(G, S, P, Worlds.point(1, 1));
                view.dataset().size();
                throw new UnsupportedOperationException("no");
              }))
          .isInstanceOf(UnsupportedOperationException.class);
      // The number of the lost literal is given out again.
      store.write(view -> {
        view.add(G, S, P, Worlds.point(3, 3));
        return true;
      });
      assertThat(found(store, new Envelope(0, 2, 0, 2))).isEmpty();
      assertThat(found(store, new Envelope(2, 4, 2, 4))).containsExactly(Worlds.point(3, 3));
      assertThat(store.status().version()).isEqualTo(1);
    }
  }

  @Test
  void aTransactionInsideATransactionIsRefused() {
    try (TwinStore store = TwinStore.memory()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> store.read(_ -> store.<Boolean>read(_ -> true)))
          .withMessageContaining("transaction inside a transaction");
      assertThat(store.status().quads()).isZero();
    }
  }

  @Test
  void replacingAGraphLeavesTheOthersAlone() {
    try (TwinStore store = TwinStore.memory()) {
      store.write(view -> {
        view.add(G, S, P, O);
        view.add(H, S, P, O);
        return true;
      });
      store.write(view -> {
        try (Replacement content = view.replace(G)) {
          content.add(S, P, S);
          assertThat(content.finish(Difference.UNHEARD))
              .isEqualTo(new Replacement.Outcome(false, 1, 1));
        }
        return true;
      });
      store.<@Nullable Void>read(view -> {
        assertThat(Iter.toList(view.dataset().find()))
            .containsExactlyInAnyOrder(Quad.create(G, S, P, S), Quad.create(H, S, P, O));
        return null;
      });
    }
  }

  @Test
  void aGeometryThatCannotBeReadIsToldAndKept() {
    java.util.List<String> codes = new java.util.ArrayList<>();
    try (TwinStore store = TwinStore.open(folder, finding -> codes.add(finding.code()))) {
      store.write(view -> {
        view.add(G, S, P, Worlds.wkt("POINT(1"));
        return true;
      });
      assertThat(codes).hasSize(1);
      assertThat(store.status().quads()).isEqualTo(1);
      assertThat(store.status().literals()).isZero();
    }
  }

  @Test
  void aStoreIsOpenOnlyOnce() {
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.status().quads()).isZero();
      assertThatThrownBy(() -> TwinStore.open(folder))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.finding().code()).isEqualTo("store.in-use"));
    }
    TwinStore.open(folder).close();
  }

  @Test
  void aLostOrBrokenIndexIsBuiltAnew() throws Exception {
    for (boolean lost : new boolean[] {true, false}) {
      try (TwinStore store = TwinStore.open(folder)) {
        store.write(view -> {
          view.add(G, S, P, Worlds.point(1, 1));
          view.add(G, S, P, Worlds.point(lost ? 2 : 3, 2));
          return true;
        });
      }
      try (var files = Files.newDirectoryStream(folder.resolve("spatial"), "tree-*")) {
        for (Path file : files) {
          if (lost) {
            Files.delete(file);
          } else {
            byte[] bytes = Files.readAllBytes(file);
            bytes[9] ^= 1;
            Files.write(file, bytes);
          }
        }
      }
      try (TwinStore store = TwinStore.open(folder)) {
        assertThat(found(store, new Envelope(0, 9, 0, 9))).hasSize(lost ? 2 : 3);
      }
    }
  }

  @Test
  void aStoreOfAnotherFormIsRefused() throws Exception {
    Files.writeString(folder.resolve("form"), "lacis store 99\n");
    assertThatThrownBy(() -> TwinStore.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("lacis store 99");
  }

  @Test
  void jenaCodeWritesThroughTheDatasetAndTheIndexFollows() {
    try (TwinStore store = TwinStore.memory()) {
      TwinDataset dataset = store.dataset();
      dataset.begin(ReadWrite.WRITE);
      dataset.getGraph(G).add(S, P, Worlds.point(1, 1));
      dataset.add(Quad.create(G, S, P, Worlds.point(2, 2)));
      dataset.commit();
      dataset.end();
      assertThat(found(store, new Envelope(0, 3, 0, 3))).hasSize(2);
      dataset.begin(ReadWrite.WRITE);
      dataset.getGraph(G).add(S, P, Worlds.point(3, 3));
      dataset.abort();
      dataset.end();
      assertThat(found(store, new Envelope(0, 9, 0, 9))).hasSize(2);
      dataset.begin();
      dataset.getGraph(G).clear();
      dataset.commit();
      dataset.end();
      assertThat(store.status().quads()).isZero();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void onOtherThread(Runnable task) {
    Thread thread = Thread.ofPlatform().start(task);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
