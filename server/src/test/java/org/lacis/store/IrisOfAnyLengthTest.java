package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Terms come back as they were, however long they are and wherever their file ends.
class IrisOfAnyLengthTest {
  @TempDir Path folder;

  @Test
  void inAStoreThatWasWrittenTo() {
    List<Quad> quads = quads();
    Path path = folder.resolve("written");
    try (TwinStore store = TwinStore.open(path)) {
      store.write(view -> {
        quads.forEach(view.dataset()::add);
        // What this transaction has written, it reads.
        assertThat(view.dataset().find().hasNext()).isTrue();
        same(view, quads);
        return true;
      });
      same(store, quads);
    }
    try (TwinStore store = TwinStore.open(path)) {
      same(store, quads);
    }
  }

  @Test
  void inAStoreThatWasFilled() {
    List<Quad> quads = quads();
    Path path = folder.resolve("filled");
    try (BulkLoad load = BulkLoad.into(path, _ -> {})) {
      quads.forEach(load::add);
      load.finish();
    }
    try (TwinStore store = TwinStore.open(path)) {
      same(store, quads);
    }
  }

  private static void same(TwinStore store, List<Quad> quads) {
    store.read(view -> {
      same(view, quads);
      return true;
    });
  }

  private static void same(View view, List<Quad> quads) {
    for (Quad quad : quads) {
      for (Node term : List.of(quad.getSubject(), quad.getObject())) {
        long id = view.ids().id(term);
        assertThat(view.ids().node(id)).isEqualTo(term);
        assertThat(view.ids().nodeOnce(id)).isEqualTo(term);
      }
    }
  }

  /// IRIs of one to four hundred bytes, in order and out of it, and other terms between.
  private static List<Quad> quads() {
    Random random = new Random(1);
    Node graph = NodeFactory.createURI("http://example.org/g");
    Node property = NodeFactory.createURI("http://example.org/p");
    List<Quad> quads = new ArrayList<>();
    for (int length = 1; length <= 400; length++) {
      String letters = length % 3 == 0 ? "é" : length % 7 == 0 ? "𝄞" : "x";
      Node iri = NodeFactory.createURI("u:" + letters.repeat(length));
      Node other =
          switch (random.nextInt(4)) {
            case 0 -> NodeFactory.createLiteralString("a".repeat(length));
            case 1 -> NodeFactory.createBlankNode("b" + length);
            case 2 -> NodeFactory.createLiteralLang("text " + length, "fr");
            default -> NodeFactory.createURI("v:" + random.nextInt(1_000_000));
          };
      quads.add(Quad.create(graph, iri, property, other));
    }
    return quads;
  }
}
