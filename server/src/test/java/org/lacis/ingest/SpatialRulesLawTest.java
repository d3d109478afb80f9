package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;
import org.lacis.reason.ProofCheck;
import org.lacis.reason.Reasoner;
import org.lacis.reason.RuleBook;
import org.lacis.reason.rule.RuleReader;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.TwinIris;

/// Relations between shapes in rules: what follows, after any changes of shapes that come and go,
/// is what holds of all pairs.
class SpatialRulesLawTest {
  static {
    JenaSystem.init();
  }

  private static final int WORLDS = Integer.getInteger("lacis.law.worlds", 12);
  private static final int ROUNDS = 15;
  private static final TwinIris IRIS = new TwinIris("http://example.org/");
  private static final Node DATA = IRIS.datasetGraph("one/a");
  private static final Node WKT = NodeFactory.createURI(Geo.NS + "asWKT");
  private static final Node ZONE = iri("Zone");
  private static final String MIDDLE = "POLYGON((2 2, 4 2, 4 4, 2 4, 2 2))";

  private static final String RULES =
      """
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      PREFIX : <http://example.org/>
      RULE { ?a :inside ?b } WHERE {
        ?a geo:asWKT ?g . ?b geo:asWKT ?h . FILTER(geof:sfWithin(?g, ?h)) FILTER(?a != ?b) }
      RULE { ?a :touches ?b } WHERE {
        ?a a :Zone ; geo:asWKT ?g . ?b geo:asWKT ?h . FILTER(geof:sfTouches(?h, ?g)) }
      RULE { ?a :apart ?b } WHERE {
        ?a a :Zone ; geo:asWKT ?g . ?b a :Zone ; geo:asWKT ?h . FILTER(geof:sfDisjoint(?g, ?h)) }
      RULE { ?a :central true } WHERE {
        ?a geo:asWKT ?g . FILTER(geof:sfIntersects(?g, "%s"^^geo:wktLiteral)) }
      TRANSITIVE(:touches)
      """
          .formatted(MIDDLE);

  private static final String DENYING =
      """
      RULE { ?a :free true } WHERE { ?a geo:asWKT ?g .
        NOT { ?z a :Zone ; geo:asWKT ?h . FILTER(geof:sfIntersects(?h, ?g)) } }
      """;

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  @TestFactory
  Stream<DynamicTest> whatFollowsIsWhatHoldsOfAllPairs() {
    return IntStream.range(0, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(int seed) {
    Random random = new Random(seed);
    boolean denying = seed % 3 == 2;
    RuleBook rules =
        RuleBook.owlRl().with(RuleReader.read("law.srl", RULES + (denying ? DENYING : "")));
    try (TwinStore store = TwinStore.memory()) {
      List<Quad> pool = pool(random);
      change(store, pool, random, 12);
      KeptInferences kept = KeptInferences.of(store, IRIS, new Reasoner(IRIS, rules));
      kept.ready();
      for (int round = 0; round < ROUNDS; round++) {
        change(store, pool, random, 1 + random.nextInt(4));
        assertThat(store.<Set<String>>read(SpatialRulesLawTest::held))
            .as("seed " + seed + ", round " + round)
            .isEqualTo(store.<Set<String>>read(view -> expected(view, denying)));
      }
      proved(store, kept, rules);
    }
  }

  /// What rests on shapes is proved like anything else.
  private static void proved(TwinStore store, KeptInferences kept, RuleBook rules) {
    Set<Quad> inferred =
        store.read(view -> {
          Set<Quad> all = new HashSet<>();
          view.dataset()
              .findNG(IRIS.inferredGraph(), Node.ANY, iri("inside"), Node.ANY)
              .forEachRemaining(all::add);
          return all;
        });
    for (Quad each : inferred) {
      assertThat(kept.why(each.asTriple()))
          .hasValueSatisfying(why -> {
            ProofCheck check = new ProofCheck(rules, why.graphs()::containsKey);
            assertThat(check.holds(why.proof())).as(why.proof().toString()).isTrue();
          });
    }
  }

  private static void change(TwinStore store, List<Quad> pool, Random random, int changes) {
    store.<Boolean>write((WriteView view) -> {
      for (int i = 0; i < changes; i++) {
        Quad q = pool.get(random.nextInt(pool.size()));
        if (random.nextInt(5) < 2) {
          view.delete(q.getGraph(), q.getSubject(), q.getPredicate(), q.getObject());
        } else {
          view.add(q.getGraph(), q.getSubject(), q.getPredicate(), q.getObject());
        }
      }
      return true;
    });
  }

  private static List<Quad> pool(Random random) {
    List<Quad> pool = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Node thing = iri("t" + i);
      for (int shape = 0; shape < 2; shape++) {
        pool.add(Quad.create(DATA, thing, WKT, shape(random)));
      }
      if (i % 2 == 0) {
        pool.add(Quad.create(DATA, thing, RDF.type.asNode(), ZONE));
      }
    }
    pool.add(Quad.create(DATA, iri("t0"), WKT, literal("POLYGON EMPTY")));
    pool.add(Quad.create(DATA, iri("t1"), WKT, literal("POLYGON EMPTY")));
    pool.add(Quad.create(DATA, iri("t2"), WKT, literal("no shape")));
    pool.add(Quad.create(DATA, iri("t3"), WKT, NodeFactory.createLiteralString("POINT(3 3)")));
    return pool;
  }

  private static Node literal(String text) {
    return NodeFactory.createLiteralDT(
        text,
        org.apache.jena.datatypes.TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  private static Node shape(Random random) {
    int x = random.nextInt(6);
    int y = random.nextInt(6);
    int size = random.nextInt(4);
    if (size == 0) {
      return literal("POINT(" + x + " " + y + ")");
    }
    boolean turned = random.nextInt(4) == 0;
    int[][] corners = {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}};
    List<String> points = new ArrayList<>();
    for (int[] corner : corners) {
      points.add(corner[turned ? 1 : 0] + " " + corner[turned ? 0 : 1]);
    }
    return literal(
        (turned ? "<http://www.opengis.net/def/crs/EPSG/0/4326> " : "")
            + "POLYGON(("
            + String.join(", ", points)
            + "))");
  }

  private static Set<String> held(View view) {
    Set<String> held = new TreeSet<>();
    view.dataset()
        .findNG(IRIS.inferredGraph(), Node.ANY, Node.ANY, Node.ANY)
        .forEachRemaining(
            quad -> held.add(told(quad.getSubject(), quad.getPredicate(), quad.getObject())));
    return held;
  }

  private static String told(Node subject, Node predicate, Node object) {
    return subject + " " + predicate + " " + object;
  }

  private record Shape(Node thing, Node literal, boolean isZone) {}

  private static Set<String> expected(View view, boolean denying) {
    List<Shape> shapes = new ArrayList<>();
    view.dataset()
        .findNG(DATA, Node.ANY, WKT, Node.ANY)
        .forEachRemaining(quad ->
            shapes.add(
                new Shape(
                    quad.getSubject(),
                    quad.getObject(),
                    view.dataset().contains(DATA, quad.getSubject(), RDF.type.asNode(), ZONE))));
    Set<String> expected = new TreeSet<>();
    Set<List<Node>> touching = new HashSet<>();
    Node yes = NodeFactory.createLiteralByValue(true);
    for (Shape one : shapes) {
      boolean free = true;
      for (Shape other : shapes) {
        if (!one.thing.equals(other.thing)
            && holds(Relation.SF_WITHIN, one.literal, other.literal)) {
          expected.add(told(one.thing, iri("inside"), other.thing));
        }
        if (one.isZone && holds(Relation.SF_TOUCHES, other.literal, one.literal)) {
          touching.add(List.of(one.thing, other.thing));
        }
        if (one.isZone && other.isZone && holds(Relation.SF_DISJOINT, one.literal, other.literal)) {
          expected.add(told(one.thing, iri("apart"), other.thing));
        }
        free &= !(other.isZone && holds(Relation.SF_INTERSECTS, other.literal, one.literal));
      }
      if (holds(Relation.SF_INTERSECTS, one.literal, literal(MIDDLE))) {
        expected.add(told(one.thing, iri("central"), yes));
      }
      if (denying && free) {
        expected.add(told(one.thing, iri("free"), yes));
      }
    }
    boolean grew = true;
    while (grew) {
      Set<List<Node>> more = new HashSet<>();
      touching.forEach(a ->
          touching.forEach(b -> {
            if (a.getLast().equals(b.getFirst())) {
              more.add(List.of(a.getFirst(), b.getLast()));
            }
          }));
      grew = touching.addAll(more);
    }
    touching.forEach(pair -> expected.add(told(pair.getFirst(), iri("touches"), pair.getLast())));
    return expected;
  }

  private static boolean holds(Relation relation, Node one, Node other) {
    if (!isShape(one) || !isShape(other)) {
      return false;
    }
    return relation.test(value(one), value(other));
  }

  private static boolean isShape(Node node) {
    return node.getLiteralDatatypeURI().equals(Geo.WKT_LITERAL)
        && !node.getLiteralLexicalForm().contains("EMPTY")
        && !node.getLiteralLexicalForm().startsWith("no");
  }

  private static GeometryValue value(Node node) {
    return GeometryLiteral.parse(node.getLiteralLexicalForm(), node.getLiteralDatatypeURI());
  }
}
