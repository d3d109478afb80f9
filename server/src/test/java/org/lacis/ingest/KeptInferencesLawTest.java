package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.reason.Reasoner;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.TwinIris;

/// The graph of inferences of a store holds after each commit what follows from what is then said,
/// worked out at once: with statements in several graphs, axioms that come and go, terms that are
/// new to the store, transactions that are given up and large ones.
class KeptInferencesLawTest {
  static {
    JenaSystem.init();
  }

  private static final int WORLDS = Integer.getInteger("lacis.law.worlds", 8);
  private static final int ROUNDS = 20;
  private static final TwinIris IRIS = new TwinIris("http://example.org/");
  private static final Reasoner REASONER = new Reasoner(IRIS);
  private static final Node ONTOLOGY = IRIS.ontologyGraph("one");
  private static final List<Node> DATA =
      List.of(IRIS.datasetGraph("one/a"), IRIS.datasetGraph("two/b"));

  private record Said(Node graph, Triple triple) {}

  @TestFactory
  Stream<DynamicTest> theGraphHoldsWhatFollows() {
    return IntStream.range(0, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(int seed) {
    Random random = new Random(seed);
    try (TwinStore store = TwinStore.memory()) {
      List<Said> pool = pool(random, seed % 3 == 0);
      write(store, view -> change(view, pool, random, 20));
      KeptInferences kept = KeptInferences.of(store, IRIS, REASONER);
      if (random.nextBoolean()) {
        kept.ready();
      } else {
        // A commit that changes nothing is none, and mends nothing.
        write(store, view -> view.add(DATA.getFirst(), iri("new"), property(random), iri("x")));
      }
      for (int round = 0; round < ROUNDS; round++) {
        if (random.nextInt(5) == 0) {
          givenUp(store, pool, random);
        }
        boolean large = random.nextInt(16) == 0;
        write(
            store,
            view -> {
              change(view, pool, random, 1 + random.nextInt(6));
              if (large) {
                bulk(view, random.nextInt(4));
              }
            });
        String name = "seed " + seed + ", round " + round;
        assertThat(store.<Set<String>>read(KeptInferencesLawTest::held))
            .as(name)
            .isEqualTo(store.<Set<String>>read(KeptInferencesLawTest::expected));
      }
      // Which statements are told as the cause is all the same.
      assertThat(kept.contradictions().stream().map(KeptInferencesLawTest::clash))
          .containsExactlyInAnyOrderElementsOf(
              store.<List<Finding>>read(view -> REASONER.closure(view).contradictions()).stream()
                  .map(KeptInferencesLawTest::clash)
                  .toList());
    }
  }

  private static String clash(Finding finding) {
    return finding.place() + finding.found();
  }

  @Test
  void aContradictionTellsWhatItRestsOn() {
    try (TwinStore store = TwinStore.memory()) {
      KeptInferences kept = KeptInferences.of(store, IRIS, REASONER);
      write(
          store,
          view -> {
            view.add(ONTOLOGY, iri("C"), RDFS.subClassOf.asNode(), iri("D"));
            view.add(ONTOLOGY, iri("D"), OWL.disjointWith.asNode(), iri("E"));
            view.add(DATA.getFirst(), iri("a"), RDF.type.asNode(), iri("C"));
            view.add(DATA.getLast(), iri("a"), RDF.type.asNode(), iri("E"));
          });
      assertThat(kept.contradictions())
          .singleElement()
          .satisfies(finding ->
              assertThat(finding.remedy())
                  .contains(
                      "<http://example.org/C> rdfs:subClassOf <http://example.org/D>",
                      "<http://example.org/D> owl:disjointWith <http://example.org/E>",
                      "<http://example.org/a> rdf:type <http://example.org/C>",
                      "<http://example.org/a> rdf:type <http://example.org/E>"));
    }
  }

  private interface Writing {
    void write(WriteView view);
  }

  private static void write(TwinStore store, Writing writing) {
    store.<Boolean>write(view -> {
      writing.write(view);
      return true;
    });
  }

  /// Terms that a transaction brought and that never were may have their numbers used by others.
  private static void givenUp(TwinStore store, List<Said> pool, Random random) {
    assertThatThrownBy(() ->
            write(
                store,
                view -> {
                  change(view, pool, random, 3);
                  view.add(
                      DATA.getFirst(),
                      iri("given-up" + random.nextInt()),
                      property(random),
                      iri("x"));
                  throw new IllegalStateException("given up");
                }))
        .hasMessage("given up");
  }

  private static void change(WriteView view, List<Said> pool, Random random, int changes) {
    for (int i = 0; i < changes; i++) {
      Said said = pool.get(random.nextInt(pool.size()));
      Triple t = said.triple();
      if (random.nextInt(5) < 2) {
        view.delete(said.graph(), t.getSubject(), t.getPredicate(), t.getObject());
      } else {
        view.add(said.graph(), t.getSubject(), t.getPredicate(), t.getObject());
      }
    }
  }

  /// More than the store takes note of.
  private static void bulk(WriteView view, int kind) {
    Node graph = IRIS.datasetGraph("bulk/b" + kind);
    if (view.dataset().containsGraph(graph)) {
      view.clear(graph);
      return;
    }
    for (int i = 0; i < 10_500; i++) {
      view.add(graph, iri("b" + i), iri("p" + kind), iri("v" + i));
    }
  }

  private static Set<String> held(View view) {
    Set<String> held = new TreeSet<>();
    view.dataset()
        .findNG(IRIS.inferredGraph(), Node.ANY, Node.ANY, Node.ANY)
        .forEachRemaining(quad -> held.add(quad.asTriple().toString()));
    return held;
  }

  private static Set<String> expected(View view) {
    Set<String> expected = new TreeSet<>();
    REASONER.infer(view, _ -> {}).forEach(triple -> expected.add(triple.toString()));
    return expected;
  }

  @Test
  void whatFollowsIsNotForOthersToSay() {
    try (TwinStore store = TwinStore.memory()) {
      KeptInferences kept = KeptInferences.of(store, IRIS, REASONER);
      assertThatThrownBy(() ->
              write(
                  store,
                  view -> view.add(IRIS.inferredGraph(), iri("a"), RDF.type.asNode(), iri("C"))))
          .isInstanceOfSatisfying(
              WorkspaceException.class,
              e -> assertThat(e.finding().code()).isEqualTo("reason.graph-of-inferences"));
      write(
          store,
          view -> {
            view.add(ONTOLOGY, iri("C"), RDFS.subClassOf.asNode(), iri("D"));
            view.add(DATA.getFirst(), iri("a"), RDF.type.asNode(), iri("C"));
          });
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held)).hasSize(1);
      assertThat(kept.why(Triple.create(iri("a"), RDF.type.asNode(), iri("D"))))
          .hasValueSatisfying(why -> assertThat(why.graphs()).hasSize(2));
    }
  }

  @Test
  void aGraphOfAsManyOtherStatementsIsMendedToo() {
    try (TwinStore store = TwinStore.memory()) {
      write(
          store,
          view -> {
            view.add(ONTOLOGY, iri("C"), RDFS.subClassOf.asNode(), iri("D"));
            view.add(DATA.getFirst(), iri("a"), RDF.type.asNode(), iri("C"));
            view.add(IRIS.inferredGraph(), iri("a"), RDF.type.asNode(), iri("Other"));
          });
      KeptInferences kept = KeptInferences.of(store, IRIS, REASONER);
      kept.ready();
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held))
          .isEqualTo(store.<Set<String>>read(KeptInferencesLawTest::expected))
          .hasSize(1);
      write(store, view -> view.add(DATA.getFirst(), iri("b"), RDF.type.asNode(), iri("C")));
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held)).hasSize(2);
    }
  }

  @Test
  void aGraphThatIsNotInStepIsMended() {
    try (TwinStore store = TwinStore.memory()) {
      write(
          store,
          view -> {
            view.add(ONTOLOGY, iri("C"), RDFS.subClassOf.asNode(), iri("D"));
            view.add(DATA.getFirst(), iri("a"), RDF.type.asNode(), iri("C"));
          });
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held)).isEmpty();
      KeptInferences.of(store, IRIS, REASONER).ready();
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held))
          .isEqualTo(store.<Set<String>>read(KeptInferencesLawTest::expected))
          .hasSize(1);
    }
  }

  @Test
  void whatIsTooMuchLeavesNoneUntilItIsLess() {
    try (TwinStore store = TwinStore.memory()) {
      KeptInferences.of(store, IRIS, REASONER).ready();
      write(
          store,
          view -> {
            view.add(ONTOLOGY, iri("C"), RDFS.subClassOf.asNode(), iri("D"));
            view.add(DATA.getFirst(), iri("a"), RDF.type.asNode(), iri("C"));
          });
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held)).hasSize(1);
      write(store, view -> same(view, true));
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held)).isEmpty();
      write(store, view -> same(view, false));
      assertThat(store.<Set<String>>read(KeptInferencesLawTest::held)).hasSize(1);
    }
  }

  private static void same(WriteView view, boolean comes) {
    for (int i = 0; i < 1_001; i++) {
      if (comes) {
        view.add(DATA.getLast(), iri("s" + i), OWL.sameAs.asNode(), iri("s" + (i + 1)));
      } else {
        view.delete(DATA.getLast(), iri("s" + i), OWL.sameAs.asNode(), iri("s" + (i + 1)));
      }
    }
  }

  private static List<Said> pool(Random random, boolean withEquality) {
    List<Said> pool = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pool.add(data(random, Triple.create(thing(random), property(random), thing(random))));
      pool.add(data(random, Triple.create(thing(random), RDF.type.asNode(), type(random))));
    }
    Node value = NodeFactory.createLiteralLang("un", "fr");
    pool.add(data(random, Triple.create(thing(random), property(random), value)));
    for (int i = 0; i < 4; i++) {
      pool.add(axiom(random, type(random), RDFS.subClassOf.asNode(), type(random)));
      pool.add(axiom(random, property(random), RDFS.subPropertyOf.asNode(), property(random)));
      pool.add(axiom(random, property(random), RDFS.domain.asNode(), type(random)));
      pool.add(axiom(random, property(random), OWL.inverseOf.asNode(), property(random)));
    }
    pool.add(axiom(random, property(random), RDF.type.asNode(), OWL.TransitiveProperty.asNode()));
    pool.add(axiom(random, type(random), OWL.disjointWith.asNode(), type(random)));
    pool.add(axiom(random, iri("some"), OWL.someValuesFrom.asNode(), type(random)));
    pool.add(axiom(random, iri("some"), OWL.onProperty.asNode(), property(random)));
    pool.add(axiom(random, iri("some"), RDFS.subClassOf.asNode(), type(random)));
    pool.add(axiom(random, property(random), OWL2.propertyChainAxiom.asNode(), iri("l1")));
    pool.add(axiom(random, iri("l1"), RDF.first.asNode(), property(random)));
    pool.add(axiom(random, iri("l1"), RDF.rest.asNode(), iri("l2")));
    pool.add(axiom(random, iri("l2"), RDF.first.asNode(), property(random)));
    pool.add(axiom(random, iri("l2"), RDF.rest.asNode(), RDF.nil.asNode()));
    if (withEquality) {
      for (int i = 0; i < 3; i++) {
        pool.add(data(random, Triple.create(thing(random), OWL.sameAs.asNode(), thing(random))));
      }
      pool.add(axiom(random, property(random), RDF.type.asNode(), OWL.FunctionalProperty.asNode()));
    }
    return pool;
  }

  private static Said data(Random random, Triple triple) {
    return new Said(DATA.get(random.nextInt(2)), triple);
  }

  /// Most axioms stand in an ontology; some stand among data.
  private static Said axiom(Random random, Node subject, Node predicate, Node object) {
    Node graph = random.nextInt(4) == 0 ? DATA.getFirst() : ONTOLOGY;
    return new Said(graph, Triple.create(subject, predicate, object));
  }

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Node thing(Random random) {
    return iri("t" + random.nextInt(9));
  }

  private static Node property(Random random) {
    return iri("p" + random.nextInt(6));
  }

  private static Node type(Random random) {
    return iri("C" + random.nextInt(5));
  }
}
