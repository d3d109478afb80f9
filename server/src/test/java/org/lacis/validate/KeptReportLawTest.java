package org.lacis.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.store.Delta;
import org.lacis.store.TwinStore;

/// What is kept after any changes is what a full run finds, and what a change tells is what
/// differs: over random shapes, statements that come and go, classes among them, in one graph or in
/// two.
final class KeptReportLawTest {
  static {
    JenaSystem.init();
  }

  private static final int WORLDS = Integer.getInteger("lacis.law.worlds", 40);
  private static final int ROUNDS = 12;
  private static final List<Node> GRAPHS =
      List.of(
          NodeFactory.createURI("http://example/graph"),
          NodeFactory.createURI("http://example/other"));

  private record Said(Node graph, Triple triple) {}

  @TestFactory
  Stream<DynamicTest> whatIsKeptIsWhatAFullRunFinds() {
    return IntStream.range(0, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(int seed) {
    Random random = new Random(seed);
    RandomShapes dice = new RandomShapes(random, seed % 3 == 0);
    String shapes = dice.soundShapes();
    Validator validator = new Validator(ShaclLawTest.graph(shapes), "en");
    List<Triple> pool = ShaclLawTest.graph(dice.data(120)).find().toList();
    Set<Said> said = new HashSet<>();
    try (TwinStore store = TwinStore.memory()) {
      change(random, pool, said, store, 40);
      KeptReport kept = store.read(view -> KeptReport.of(validator, view));
      for (int round = 0; round < ROUNDS; round++) {
        List<String> before = lines(kept::results);
        long version = store.version();
        List<Triple> changed = change(random, pool, said, store, 1 + random.nextInt(6));
        boolean numbers = random.nextBoolean();
        KeptReport.Change change =
            store.read(view -> {
              Delta delta = store.dataset().changesSince(version).orElseThrow();
              return numbers ? kept.change(view, delta) : kept.change(view, changed);
            });
        List<String> after = lines(kept::results);
        List<String> fresh = store.read(view -> lines(results -> validator.results(view, results)));
        String name = shapes + "round " + round + ": " + changed;
        assertThat(difference(after, fresh)).as(name).isEmpty();
        List<String> carried = new ArrayList<>(before);
        lines(change.gone()::forEach)
            .forEach(gone -> assertThat(carried.remove(gone)).as(name).isTrue());
        carried.addAll(lines(change.come()::forEach));
        assertThat(difference(carried, fresh)).as(name).isEmpty();
        Set<Result> both = new HashSet<>(change.gone());
        both.retainAll(change.come());
        assertThat(both).as(name).isEmpty();
      }
    }
  }

  /// Adds and removes some statements.
  ///
  /// @return those that were touched
  private static List<Triple> change(
      Random random, List<Triple> pool, Set<Said> said, TwinStore store, int count) {
    List<Triple> changed = new ArrayList<>();
    store.write(view -> {
      for (int i = 0; i < count; i++) {
        Said one =
            new Said(
                GRAPHS.get(random.nextInt(4) == 0 ? 1 : 0), pool.get(random.nextInt(pool.size())));
        Triple triple = one.triple;
        changed.add(triple);
        if (said.remove(one)) {
          view.delete(one.graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
        } else {
          said.add(one);
          view.add(one.graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
        }
      }
      return true;
    });
    return changed;
  }

  private static List<String> lines(Consumer<Consumer<Result>> results) {
    List<String> lines = new ArrayList<>();
    results.accept(result -> lines.add(result.toString()));
    return lines;
  }

  private static List<String> difference(List<String> kept, List<String> fresh) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    kept.forEach(line -> counts.merge(line, 1, Integer::sum));
    fresh.forEach(line -> counts.merge(line, -1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> (entry.getValue() > 0 ? "kept " : "fresh ") + entry.getKey())
        .toList();
  }
}
