package org.lacis.serve.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Lacis;

final class InventoryTest {
  private static final String BASE = "https://jumeaux.example/";

  @Test
  void isCountedAgainOnlyWhenTheStoreHasChanged() throws Exception {
    try (TwinStore store = TwinStore.memory();
        Inventory inventory = new Inventory(store, new Speakers(BASE))) {
      add(store, "a");
      Inventory.Count first = inventory.refresh().get(20, TimeUnit.SECONDS);
      assertThat(first.classes()).singleElement().extracting(Inventory.Kind::total).isEqualTo(1L);
      assertThat(inventory.count()).isSameAs(first);
      add(store, "b");
      Inventory.Count second = inventory.refresh().get(20, TimeUnit.SECONDS);
      assertThat(second.classes()).singleElement().extracting(Inventory.Kind::total).isEqualTo(2L);
      assertThat(inventory.count()).isSameAs(second);
    }
  }

  @Test
  void isNotCountedOnceClosed() {
    try (TwinStore store = TwinStore.memory()) {
      add(store, "a");
      Inventory inventory = new Inventory(store, new Speakers(BASE));
      inventory.close();
      assertThat(inventory.count().done()).isFalse();
    }
  }

  private static void add(TwinStore store, String name) {
    Node graph = NodeFactory.createURI(BASE + "graph/local/bati");
    Node thing = NodeFactory.createURI(BASE + "id/local/batiment/" + name);
    store.<Boolean>write(view -> {
      view.dataset().add(graph, thing, RDF.type.asNode(), Lacis.BUILDING);
      return true;
    });
  }
}
