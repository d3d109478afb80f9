package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.link.Linker;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Measure;
import org.lacis.link.rule.Relation;
import org.lacis.link.rule.Selection;
import org.lacis.link.rule.Verdict;
import org.lacis.reason.Reasoner;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// The graphs of links of a store hold after each commit what the rules find in what is then said:
/// with things redrawn, new and gone, people who decide, transactions that are given up and large
/// ones, and with inferences kept beside them.
final class KeptLinksLawTest {
  static {
    JenaSystem.init();
  }

  private static final int WORLDS = Integer.getInteger("lacis.law.worlds", 5);
  private static final int ROUNDS = 15;
  private static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");
  private static final Node LEFT = IRIS.datasetGraph("left");
  private static final Node RIGHT = IRIS.datasetGraph("right");
  private static final List<LinkRule> RULES =
      List.of(
          rule(
              "same",
              new Match.Identity(
                  Measure.INTERSECTION_OVER_SMALLER, 0.3, 0.1, Cardinality.ONE_TO_ONE)),
          rule(
              "group",
              new Match.Identity(
                  Measure.INTERSECTION_OVER_SMALLER, 0.3, 0.1, Cardinality.MANY_TO_MANY)),
          rule("touching", new Match.Topological(Relation.Named.TOUCHES, 0)),
          rule("near", new Match.Nearest(3, 2)));

  private static LinkRule rule(String name, Match match) {
    return new LinkRule(
        name,
        Map.of(),
        Selection.of(Lacis.BUILDING, "left"),
        Selection.of(Lacis.BUILDING, "right"),
        LinkRule.Shape.DEFAULT,
        match,
        new LinkRule.Emission(Lacis.CORRESPONDS_TO, Optional.empty()),
        Optional.empty());
  }

  @TestFactory
  Stream<DynamicTest> theGraphsHoldWhatTheRulesFind() {
    return IntStream.range(0, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(int seed) {
    Random random = new Random(seed);
    try (TwinStore store = TwinStore.memory();
        KeptLinks links = KeptLinks.of(store, IRIS, Linker.onCaller(), RULES);
        KeptInferences inferences = KeptInferences.of(store, IRIS, new Reasoner(IRIS))) {
      write(store, view -> IntStream.range(0, 60).forEach(i -> draw(view, random, i)));
      holds(store, "at first");
      if (random.nextBoolean()) {
        links.ready();
        inferences.ready();
      }
      LinkDecisions decisions = new LinkDecisions(store, IRIS, RULES, links.names());
      for (int round = 0; round < ROUNDS; round++) {
        if (random.nextInt(4) == 0) {
          givenUp(store, random);
        }
        int large = random.nextInt(12) == 0 ? 3000 : 0;
        if (random.nextInt(3) == 0) {
          decide(store, decisions, random, random.nextInt(30));
        } else {
          write(
              store,
              view -> {
                IntStream.range(0, 1 + random.nextInt(4))
                    .forEach(_ -> draw(view, random, random.nextInt(70)));
                // More than the store takes note of.
                IntStream.range(0, large)
                    .forEach(i ->
                        view.add(
                            IRIS.datasetGraph("other"),
                            thing(i),
                            IRIS.node("vocabulary/p"),
                            thing(i + 1)));
              });
        }
        holds(store, "seed " + seed + ", round " + round);
      }
    }
  }

  private static void decide(TwinStore store, LinkDecisions decisions, Random random, int at) {
    Pair pair = new Pair(thing(2 * at).getURI(), thing(2 * random.nextInt(30) + 1).getURI());
    boolean both =
        store.read(view ->
            view.dataset().contains(LEFT, thing(2 * at), Node.ANY, Node.ANY)
                && view.dataset()
                    .contains(RIGHT, NodeFactory.createURI(pair.target()), Node.ANY, Node.ANY));
    if (both) {
      String rule = RULES.get(random.nextInt(RULES.size())).name();
      Choice choice = random.nextBoolean() ? Choice.ACCEPT : Choice.REJECT;
      LinkDecisions.Done done =
          decisions.decide(new LinkDecisions.Wanted(rule, pair, choice, "Ada", "", ""));
      assertThat(done.verdict())
          .isEqualTo(choice == Choice.ACCEPT ? Verdict.ACCEPT : Verdict.REJECT);
    }
  }

  private static void givenUp(TwinStore store, Random random) {
    assertThatThrownBy(() ->
            write(
                store,
                view -> {
                  draw(view, random, random.nextInt(70));
                  draw(view, random, 100 + random.nextInt(5));
                  throw new IllegalStateException("given up");
                }))
        .hasMessage("given up");
  }

  /// An even thing stands on the left, an odd one on the right; one in eight goes.
  private static void draw(WriteView view, Random random, int number) {
    Node graph = number % 2 == 0 ? LEFT : RIGHT;
    Node thing = thing(number);
    Node geometry = NodeFactory.createURI(thing.getURI() + "/geometry");
    List<Quad> old = new ArrayList<>();
    view.dataset().find(graph, thing, Node.ANY, Node.ANY).forEachRemaining(old::add);
    view.dataset().find(graph, geometry, Node.ANY, Node.ANY).forEachRemaining(old::add);
    old.forEach(one -> view.delete(graph, one.getSubject(), one.getPredicate(), one.getObject()));
    if (random.nextInt(8) > 0) {
      int x = 842_000 + random.nextInt(25);
      int y = 6_520_000 + random.nextInt(25);
      int width = 1 + random.nextInt(5);
      int height = 1 + random.nextInt(5);
      String wkt =
          "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON((%d %d, %d %d, %d %d, %d %d, %d %d))"
              .formatted(x, y, x + width, y, x + width, y + height, x, y + height, x, y);
      view.add(graph, thing, RDF.type.asNode(), Lacis.BUILDING);
      view.add(graph, thing, Geo.HAS_DEFAULT_GEOMETRY, geometry);
      view.add(
          graph,
          geometry,
          Geo.AS_WKT,
          NodeFactory.createLiteralDT(
              wkt, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL)));
    }
  }

  private static Node thing(int number) {
    return IRIS.node("id/" + number);
  }

  private static void holds(TwinStore store, String when) {
    for (LinkRule rule : RULES) {
      Set<String> held = store.read(view -> held(view, rule));
      Set<String> found = store.read(view -> found(view, rule));
      Set<String> missing = new TreeSet<>(found);
      missing.removeAll(held);
      Set<String> stale = new TreeSet<>(held);
      stale.removeAll(found);
      assertThat(missing).as("missing of %s, %s", rule.name(), when).isEmpty();
      assertThat(stale).as("stale of %s, %s", rule.name(), when).isEmpty();
    }
  }

  private static Set<String> held(View view, LinkRule rule) {
    Set<String> held = new TreeSet<>();
    view.dataset()
        .find(IRIS.linkGraph(rule.name()), Node.ANY, Node.ANY, Node.ANY)
        .forEachRemaining(quad -> held.add(quad.asTriple().toString()));
    return held;
  }

  private static Set<String> found(View view, LinkRule rule) {
    Set<String> found = new TreeSet<>();
    Linker.onCaller()
        .link(
            view,
            rule,
            IRIS,
            new StreamRDFBase() {
              @Override
              public void quad(Quad quad) {
                found.add(quad.asTriple().toString());
              }
            },
            _ -> {});
    return found;
  }

  @Test
  void linksAreNotForOthersToWrite() {
    try (TwinStore store = TwinStore.memory();
        KeptLinks _ = KeptLinks.of(store, IRIS, Linker.onCaller(), RULES)) {
      assertThatThrownBy(() ->
              write(
                  store,
                  view ->
                      view.add(IRIS.linkGraph("same"), thing(0), Lacis.CORRESPONDS_TO, thing(1))))
          .isInstanceOfSatisfying(
              WorkspaceException.class,
              refusal -> assertThat(refusal.finding().code()).isEqualTo("link.graph-of-links"));
      // Of a rule that is not in force they are anybody's.
      write(
          store,
          view -> view.add(IRIS.linkGraph("mine"), thing(0), Lacis.CORRESPONDS_TO, thing(1)));
    }
  }

  @Test
  void aGraphThatAnotherRuleLeftIsMendedAtTheStart() {
    try (TwinStore store = TwinStore.memory()) {
      Random random = new Random(1);
      write(store, view -> IntStream.range(0, 60).forEach(i -> draw(view, random, i)));
      write(
          store,
          view -> view.add(IRIS.linkGraph("same"), thing(0), Lacis.CORRESPONDS_TO, thing(1)));
      try (KeptLinks links = KeptLinks.of(store, IRIS, Linker.onCaller(), RULES)) {
        links.ready();
        holds(store, "mended");
        long before = store.version();
        links.ready();
        assertThat(store.version()).as("nothing to mend").isEqualTo(before);
      }
    }
  }

  private static void write(TwinStore store, Consumer<WriteView> writing) {
    store.<Boolean>write(view -> {
      writing.accept(view);
      return true;
    });
  }
}
