package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.vocabulary.Finding;
import org.locationtech.jts.geom.Envelope;

/// A check finds whatever is wrong with the index, and a rebuild mends it.
class IndexCheckTest {
  private static final Node G = Worlds.iri("g");
  private static final Node P = Worlds.iri("p");

  @TempDir Path folder;

  private final List<Finding> told = new ArrayList<>();

  private TwinStore filled(int points) {
    TwinStore store = TwinStore.open(folder);
    store.write(view -> {
      for (int i = 0; i < points; i++) {
        view.add(
            G, Worlds.iri("s" + i), P, Worlds.point(i % 180 + 0.25, Math.floorDiv(i, 180) + 0.5));
      }
      view.add(G, Worlds.iri("no"), P, Worlds.wkt("POINT (1"));
      view.add(G, Worlds.iri("empty"), P, Worlds.wkt("POINT EMPTY"));
      return true;
    });
    return store;
  }

  @Test
  void anIndexThatFitsIsSound() {
    try (TwinStore store = filled(1000)) {
      IndexReport report = store.checkIndex(told::add);
      assertThat(told).isEmpty();
      assertThat(report.sound()).isTrue();
      assertThat(report.literals()).isEqualTo(1000);
      assertThat(report.unreadable()).isEqualTo(1);
      assertThat(report.unused()).isZero();
      assertThat((double) report.bytes() / report.literals()).isLessThan(40);
    }
  }

  @Test
  void aLiteralWithoutQuadIsCountedAndNotHeldAgainstIt() {
    try (TwinStore store = filled(50)) {
      store.write(view -> {
        view.delete(G, Worlds.iri("s7"), P, Worlds.point(7.25, 0.5));
        view.add(G, Worlds.iri("x"), P, Worlds.point(1.0, 1.0));
        view.delete(G, Worlds.iri("x"), P, Worlds.point(1.0, 1.0));
        return true;
      });
      IndexReport report = store.checkIndex(told::add);
      assertThat(told).isEmpty();
      // What came and went in one transaction is not kept.
      assertThat(report.unused()).isEqualTo(1);
    }
  }

  @Test
  void aFlippedBitIsFoundAndMended() throws Exception {
    filled(300).close();
    try (var files = Files.newDirectoryStream(folder.resolve("spatial"), "tree-*")) {
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        // In the last shape: the form of the tree stays whole, so that it opens.
        bytes[bytes.length - 10] ^= 4;
        Files.write(file, bytes);
      }
    }
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.checkIndex(told::add).sound()).isFalse();
      assertThat(told)
          .extracting(Finding::code)
          .containsExactlyInAnyOrder("store.index-damaged", "store.index-different");
      told.clear();
      store.rebuildIndex();
      assertThat(store.checkIndex(told::add).sound()).as("%s", told).isTrue();
      assertThat(store.read(view -> Worlds.indexed(view, new Envelope(-180, 180, -90, 90))).size())
          .isEqualTo(300);
    }
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(store.checkIndex(told::add).sound()).as("%s", told).isTrue();
    }
  }

  @Test
  void aForeignAndAMissingLiteralAreFound() {
    Node here = Worlds.point(3.0, 3.0);
    try (TwinStore store = filled(20)) {
      store.read(view -> {
        Ledger ledger = store.dataset().ledger();
        Entries wrong = new Entries();
        ledger.turn().catalog.all().getFirst().copyTo(wrong, id -> !isFirst(view, id));
        Node predicate = Worlds.iri("p");
        wrong.add(view.ids().id(predicate), here, GeometryLiterals.parse(here), _ -> {});
        Catalog broken =
            new Catalog(9, List.of(new Catalog.Part("tree-9", PackedTree.of(wrong))), 0);
        IndexReport report = new IndexCheck(ledger.quads(), broken, told::add).run();
        assertThat(report.sound()).isFalse();
        return true;
      });
      assertThat(told)
          .extracting(Finding::code)
          .containsExactlyInAnyOrder("store.index-missing", "store.index-foreign");
    }
  }

  private static boolean isFirst(View view, long id) {
    return view.ids().node(id).equals(Worlds.point(0.25, 0.5));
  }
}
