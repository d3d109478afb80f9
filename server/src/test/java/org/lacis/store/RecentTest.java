package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.TxnType;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Optional<Delta> delta(long quad) {
    return Optional.of(new Delta(new long[] {quad, quad, quad, quad}));
  }

  @Test
  void a01WhatLiesBetweenTwoVersionsIsToldInBothDirections() {
    Recent recent = new Recent();
    for (long version = 5; version <= 8; version++) {
      recent.note(version, delta(version));
    }
    assertThat(recent.between(5, 7).orElseThrow().quads()).containsExactly(6, 6, 6, 6, 7, 7, 7, 7);
    assertThat(recent.between(7, 5).orElseThrow().size()).isEqualTo(2);
    assertThat(recent.between(8, 8).orElseThrow().size()).isZero();
    assertThat(recent.between(3, 8)).as("before the first that is known").isEmpty();
    assertThat(recent.between(7, 9)).as("not committed yet").isEmpty();
  }

  @Test
  void a02ALargeCommitBreaksTheChain() {
    Recent recent = new Recent();
    recent.note(1, delta(1));
    recent.note(2, Optional.empty());
    recent.note(3, delta(3));
    assertThat(recent.between(0, 1)).isEmpty();
    assertThat(recent.between(1, 3)).isEmpty();
    assertThat(recent.between(2, 3)).isPresent();
  }

  @Test
  void a03TheNextOneTakesThePlaceOfACommitThatFailed() {
    Recent recent = new Recent();
    recent.note(1, delta(1));
    recent.note(1, delta(7));
    assertThat(recent.between(0, 1).orElseThrow().quads()).containsExactly(7, 7, 7, 7);
  }

  @Test
  void a04OldCommitsAreForgotten() {
    Recent recent = new Recent();
    for (long version = 1; version <= 100; version++) {
      recent.note(version, Optional.of(new Delta(new long[4 * 10_000])));
    }
    assertThat(recent.between(99, 100)).isPresent();
    assertThat(recent.between(1, 100)).isEmpty();
  }

  @Test
  void a05AStoreTellsSmallChangesAndNotLargeOnes() {
    try (TwinStore store = TwinStore.memory()) {
      TwinDataset twin = store.dataset();
      store.write(view -> {
        view.add(iri("g"), iri("s"), iri("p"), iri("o"));
        view.add(iri("g"), iri("s"), iri("p"), iri("q"));
        return true;
      });
      long before = store.version();
      store.write(view -> {
        view.delete(iri("g"), iri("s"), iri("p"), iri("o"));
        view.add(iri("g"), iri("t"), iri("p"), iri("o"));
        assertThat(twin.changesSince(before)).as("of a state nobody will see").isEmpty();
        return true;
      });
      store.<Boolean>read(view -> {
        assertThat(twin.changesSince(before).orElseThrow().size()).isEqualTo(2);
        return true;
      });
      long small = store.version();
      store.write(view -> {
        for (int i = 0; i < 20_000; i++) {
          view.add(iri("g"), iri("s" + i), iri("p"), iri("o"));
        }
        return true;
      });
      store.<Boolean>read(view -> {
        assertThat(twin.changesSince(small)).isEmpty();
        return true;
      });
      long large = store.version();
      twin.begin(TxnType.WRITE);
      twin.add(iri("g"), iri("never"), iri("p"), iri("o"));
      twin.abort();
      twin.end();
      store.write(view -> {
        view.clear(iri("nothing"));
        view.add(iri("g"), iri("now"), iri("p"), iri("o"));
        return true;
      });
      store.<Boolean>read(view -> {
        assertThat(twin.changesSince(large).orElseThrow().size()).isEqualTo(1);
        return true;
      });
    }
  }
}
