package org.lacis.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What follows after any changes is what follows from what is then said, told at once: over random
/// statements of data and ontology that come and go, with hierarchies, chains, keys, lists,
/// restrictions, functional properties and equal things.
class IncrementalLawTest {
  static {
    JenaSystem.init();
  }

  private static final int WORLDS = Integer.getInteger("lacis.law.worlds", 30);
  private static final int ROUNDS = 25;

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  @TestFactory
  Stream<DynamicTest> whatFollowsIsWhatWouldFollowAtOnce() {
    return IntStream.range(0, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(int seed) {
    Random random = new Random(seed);
    RuleBook rules = RuleBook.owlRl();
    List<Triple> pool = pool(random, seed % 2 == 0);
    Set<Triple> said = new LinkedHashSet<>();
    Entailment kept = Entailment.of(GraphFactory.createDefaultGraph(), rules);
    Set<String> mirror = inferred(kept);
    kept.shifted((_, _) -> {});
    for (int round = 0; round < ROUNDS; round++) {
      Set<Triple> gone = new HashSet<>();
      Set<Triple> come = new HashSet<>();
      int changes = 1 + random.nextInt(round == 0 ? 40 : 6);
      for (int i = 0; i < changes; i++) {
        Triple triple = pool.get(random.nextInt(pool.size()));
        if (said.contains(triple) && random.nextBoolean()) {
          gone.add(triple);
        } else {
          come.add(triple);
        }
      }
      come.removeAll(gone);
      said.removeAll(gone);
      said.addAll(come);
      kept.change(gone, come);
      Graph graph = GraphFactory.createDefaultGraph();
      said.forEach(graph::add);
      Entailment fresh = Entailment.of(graph, rules);
      String name = "seed " + seed + ", round " + round + ", gone " + gone + ", come " + come;
      assertThat(inferred(kept)).as(name).isEqualTo(inferred(fresh));
      mirrored(kept, mirror, name);
      assertThat(clashes(kept)).as(name).isEqualTo(clashes(fresh));
      if (!kept.hasEquals()) {
        proved(kept, said, name);
      }
    }
  }

  /// What was told before becomes what is told now by what is told to be otherwise.
  private static void mirrored(Entailment kept, Set<String> mirror, String name) {
    boolean told =
        kept.shifted((triple, follows) -> {
          if (follows) {
            mirror.add(triple.toString());
          } else {
            mirror.remove(triple.toString());
          }
        });
    if (!told) {
      mirror.clear();
      mirror.addAll(inferred(kept));
    }
    assertThat(mirror).as(name).isEqualTo(inferred(kept));
  }

  /// Each inferred statement has a proof, which holds for whoever knows only rules and what is
  /// said.
  private static void proved(Entailment kept, Set<Triple> said, String name) {
    ProofCheck check = new ProofCheck(RuleBook.owlRl(), said::contains);
    List<Triple> all = new ArrayList<>();
    kept.inferred(all::add);
    for (int i = 0; i < all.size(); i += 7) {
      Triple statement = all.get(i);
      assertThat(kept.proof(statement))
          .as(name + ": " + statement)
          .hasValueSatisfying(proof -> {
            assertThat(proof.statement()).isEqualTo(statement);
            assertThat(check.holds(proof)).as(name + ": " + proof).isTrue();
          });
    }
  }

  private static Set<String> inferred(Entailment entailment) {
    Set<String> inferred = new TreeSet<>();
    entailment.inferred(triple -> assertThat(inferred.add(triple.toString())).isTrue());
    return inferred;
  }

  /// The rules that found something; which of some equal things they name is all the same.
  private static Set<String> clashes(Entailment entailment) {
    Set<String> clashes = new TreeSet<>();
    entailment.clashes().forEach(clash -> clashes.add(clash.rule()));
    return clashes;
  }

  /// Statements that may be said.
  private static List<Triple> pool(Random random, boolean withEquality) {
    List<Triple> pool = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pool.add(Triple.create(thing(random), property(random), thing(random)));
      if (i % 2 == 0) {
        pool.add(Triple.create(thing(random), RDF.type.asNode(), type(random)));
      }
    }
    pool.add(
        Triple.create(thing(random), property(random), NodeFactory.createLiteralString("one")));
    for (int i = 0; i < 3; i++) {
      pool.add(Triple.create(type(random), RDFS.subClassOf.asNode(), type(random)));
      pool.add(Triple.create(property(random), RDFS.subPropertyOf.asNode(), property(random)));
    }
    pool.add(Triple.create(property(random), RDFS.domain.asNode(), type(random)));
    pool.add(Triple.create(property(random), RDFS.range.asNode(), type(random)));
    pool.add(Triple.create(property(random), OWL.inverseOf.asNode(), property(random)));
    pool.add(Triple.create(property(random), RDF.type.asNode(), OWL.TransitiveProperty.asNode()));
    pool.add(Triple.create(property(random), RDF.type.asNode(), OWL.SymmetricProperty.asNode()));
    pool.add(Triple.create(type(random), OWL.equivalentClass.asNode(), type(random)));
    pool.add(Triple.create(type(random), OWL.disjointWith.asNode(), type(random)));
    list(
        pool,
        property(random),
        OWL2.propertyChainAxiom.asNode(),
        "chain",
        random,
        2 + random.nextInt(2),
        false);
    list(
        pool,
        type(random),
        OWL.intersectionOf.asNode(),
        "all",
        random,
        2 + random.nextInt(2),
        true);
    list(pool, type(random), OWL.unionOf.asNode(), "any", random, 2, true);
    Node some = iri("some");
    pool.add(Triple.create(some, OWL.someValuesFrom.asNode(), type(random)));
    pool.add(Triple.create(some, OWL.onProperty.asNode(), property(random)));
    pool.add(Triple.create(some, RDFS.subClassOf.asNode(), type(random)));
    Node has = iri("has");
    pool.add(Triple.create(has, OWL.hasValue.asNode(), thing(random)));
    pool.add(Triple.create(has, OWL.onProperty.asNode(), property(random)));
    pool.add(Triple.create(has, OWL.equivalentClass.asNode(), type(random)));
    if (withEquality) {
      for (int i = 0; i < 4; i++) {
        pool.add(Triple.create(thing(random), OWL.sameAs.asNode(), thing(random)));
      }
      pool.add(Triple.create(property(random), RDF.type.asNode(), OWL.FunctionalProperty.asNode()));
      pool.add(
          Triple.create(
              property(random), RDF.type.asNode(), OWL.InverseFunctionalProperty.asNode()));
      list(pool, type(random), OWL2.hasKey.asNode(), "key", random, 1 + random.nextInt(2), false);
      pool.add(Triple.create(thing(random), OWL.differentFrom.asNode(), thing(random)));
      if (random.nextInt(3) == 0) {
        pool.add(Triple.create(property(random), OWL.sameAs.asNode(), property(random)));
        pool.add(Triple.create(type(random), OWL.sameAs.asNode(), type(random)));
      }
    }
    return pool;
  }

  private static void list(
      List<Triple> pool,
      Node subject,
      Node predicate,
      String name,
      Random random,
      int length,
      boolean types) {
    Node cell = iri(name + "1");
    pool.add(Triple.create(subject, predicate, cell));
    for (int i = 1; i <= length; i++) {
      Node next = i == length ? RDF.nil.asNode() : iri(name + (i + 1));
      pool.add(
          Triple.create(
              iri(name + i), RDF.first.asNode(), types ? type(random) : property(random)));
      pool.add(Triple.create(iri(name + i), RDF.rest.asNode(), next));
    }
  }

  private static Node thing(Random random) {
    return iri("t" + random.nextInt(8));
  }

  private static Node property(Random random) {
    return iri("p" + random.nextInt(5));
  }

  private static Node type(Random random) {
    return iri("C" + random.nextInt(5));
  }
}
