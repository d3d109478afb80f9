package org.lacis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Measure;
import org.lacis.link.rule.Relation;
import org.lacis.link.rule.Selection;
import org.lacis.vocabulary.Lacis;
import org.locationtech.jts.geom.Geometry;

/// What must hold of every world: the linker finds what a naive double loop finds, and nothing
/// hangs on order or threads.
final class LinkLawsTest {
  private static final String CRS = "<http://www.opengis.net/def/crs/EPSG/0/2154> ";
  private static final Map<Relation.Named, BiPredicate<Geometry, Geometry>> ORACLE =
      Map.of(
          Relation.Named.EQUALS, Geometry::equalsTopo,
          Relation.Named.INTERSECTS, Geometry::intersects,
          Relation.Named.TOUCHES, Geometry::touches,
          Relation.Named.CROSSES, Geometry::crosses,
          Relation.Named.WITHIN, Geometry::within,
          Relation.Named.CONTAINS, Geometry::contains,
          Relation.Named.COVERED_BY, Geometry::coveredBy,
          Relation.Named.COVERS, Geometry::covers,
          Relation.Named.OVERLAPS, Geometry::overlaps);

  @TestFactory
  Stream<DynamicTest> everyRelationEqualsTheNaiveLoop() {
    return seeds(5)
        .flatMap(seed ->
            Stream.of(Relation.Named.values())
                .map(relation ->
                    DynamicTest.dynamicTest(
                        relation.key() + ", seed " + seed,
                        () -> relationEqualsNaive(relation, seed))));
  }

  private static void relationEqualsNaive(Relation.Named relation, long seed) {
    // Fewer sources, then fewer targets: either side is the one that probes.
    int sources = seed % 2 == 0 ? 40 : 140;
    World world = new World(seed, 14);
    List<Geometry> left = world.shapes(sources);
    List<Geometry> right = new ArrayList<>(world.shapes(175 - sources));
    // Equal ones are rare by chance.
    right.addAll(left.subList(0, 5));
    BiPredicate<Geometry, Geometry> holds = ORACLE.getOrDefault(relation, (_, _) -> false);
    Set<String> expected = naive(left, right, holds);
    assertThat(expected).isNotEmpty();
    assertThat(linked(rule(new Match.Topological(relation, 0)), left, right)).isEqualTo(expected);
  }

  @TestFactory
  Stream<DynamicTest> aMinimumShareEqualsTheNaiveLoop() {
    return seeds(5)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  World world = new World(seed, 14);
                  List<Geometry> left = world.areas(60);
                  List<Geometry> right = world.areas(60);
                  Match match = new Match.Topological(Relation.Named.INTERSECTS, 0.4);
                  assertThat(linked(rule(match), left, right))
                      .isEqualTo(
                          naive(
                              left,
                              right,
                              (a, b) -> a.intersection(b).getArea() / a.getArea() >= 0.4));
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyMeasureOfIdentityEqualsTheNaiveLoop() {
    return seeds(5)
        .flatMap(seed ->
            Stream.of(Measure.values())
                .map(measure ->
                    DynamicTest.dynamicTest(
                        measure.key() + ", seed " + seed,
                        () -> identityEqualsNaive(measure, seed))));
  }

  private static void identityEqualsNaive(Measure measure, long seed) {
    World world = new World(seed, 14);
    List<Geometry> left = world.areas(seed % 2 == 0 ? 40 : 100);
    List<Geometry> right = world.areas(70);
    // No ratio of the grid's areas falls on this threshold, so rounding decides nothing.
    double threshold = 0.4321;
    Set<String> expected =
        naive(
            left,
            right,
            (a, b) -> {
              double common = a.intersection(b).getArea();
              return common > 1.01 && measure.of(a.getArea(), b.getArea(), common) >= threshold;
            });
    assertThat(expected).isNotEmpty();
    Match match = new Match.Identity(measure, threshold, 1.01, Cardinality.MANY_TO_MANY);
    assertThat(linked(rule(match), left, right)).isEqualTo(expected);
  }

  @TestFactory
  Stream<DynamicTest> theNearestEqualsTheNaiveLoop() {
    return seeds(5)
        .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> nearestEqualsNaive(seed)));
  }

  private static void nearestEqualsNaive(long seed) {
    World world = new World(seed, 60);
    List<Geometry> left = world.shapes(50);
    List<Geometry> right = world.shapes(70);
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < left.size(); i++) {
      Geometry source = left.get(i);
      int number = i;
      IntStream.range(0, right.size())
          .boxed()
          .filter(j -> source.distance(right.get(j)) <= 6)
          .sorted(
              Comparator.<Integer>comparingDouble(j -> source.distance(right.get(j)))
                  .thenComparing(j -> name("t", j)))
          .limit(3)
          .forEach(j -> expected.add(name("s", number) + " " + name("t", j)));
    }
    assertThat(linked(rule(new Match.Nearest(6, 3)), left, right)).isEqualTo(expected);
  }

  @TestFactory
  Stream<DynamicTest> nothingHangsOnOrderOrThreads() {
    return seeds(4)
        .flatMap(seed ->
            Stream.<Match>of(
                    new Match.Topological(Relation.Named.INTERSECTS, 0),
                    new Match.Identity(
                        Measure.INTERSECTION_OVER_UNION, 0.1, 0, Cardinality.ONE_TO_ONE),
                    new Match.Identity(
                        Measure.INTERSECTION_OVER_SMALLER, 0.5, 1, Cardinality.MANY_TO_MANY),
                    new Match.Nearest(4, 2))
                .map(match ->
                    DynamicTest.dynamicTest(
                        match + ", seed " + seed, () -> sameQuads(match, seed))));
  }

  private static void sameQuads(Match match, long seed) {
    World world = new World(seed, 30);
    List<Geometry> left = world.shapes(150);
    List<Geometry> right = world.shapes(200);
    List<Quad> inOrder = quads(rule(match), view(left, right, 0), Linker.onCaller());
    List<Quad> shuffled = quads(rule(match), view(left, right, seed + 1), Linker.onCaller());
    assertThat(inOrder).isNotEmpty().doesNotHaveDuplicates();
    assertThat(shuffled).isEqualTo(inOrder);
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      assertThat(quads(rule(match), view(left, right, 0), new Linker(pool, 3))).isEqualTo(inOrder);
    }
  }

  private static Stream<Long> seeds(int count) {
    Long only = Long.getLong("seed");
    return only == null ? LongStream.rangeClosed(1, count).boxed() : Stream.of(only);
  }

  private static Set<String> naive(
      List<Geometry> left, List<Geometry> right, BiPredicate<Geometry, Geometry> holds) {
    Set<String> pairs = new TreeSet<>();
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        if (holds.test(left.get(i), right.get(j))) {
          pairs.add(name("s", i) + " " + name("t", j));
        }
      }
    }
    return pairs;
  }

  private static Set<String> linked(LinkRule rule, List<Geometry> left, List<Geometry> right) {
    Set<String> pairs = new LinkedHashSet<>();
    for (Quad quad : quads(rule, view(left, right, 0), Linker.onCaller())) {
      if (quad.getPredicate().equals(Lacis.CORRESPONDS_TO)) {
        pairs.add(last(quad.getSubject().getURI()) + " " + last(quad.getObject().getURI()));
      }
    }
    return pairs;
  }

  private static String last(String iri) {
    return iri.substring(iri.lastIndexOf('/') + 1);
  }

  private static List<Quad> quads(LinkRule rule, FakeView view, Linker linker) {
    List<Quad> quads = new ArrayList<>();
    linker.link(
        view,
        rule,
        FakeView.IRIS,
        new StreamRDFBase() {
          @Override
          public void quad(Quad quad) {
            quads.add(quad);
          }
        },
        finding -> {
          throw new AssertionError(finding.sentence());
        });
    return quads;
  }

  private static LinkRule rule(Match match) {
    return new LinkRule(
        "law",
        Map.of("en", "A law"),
        Selection.of(Lacis.BUILDING, "left"),
        Selection.of(Lacis.BUILDING, "right"),
        LinkRule.Shape.DEFAULT,
        match,
        new LinkRule.Emission(Lacis.CORRESPONDS_TO, Optional.empty()),
        Optional.empty());
  }

  private static FakeView view(List<Geometry> left, List<Geometry> right, long shuffle) {
    FakeView view = new FakeView();
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, left.size() + right.size()).boxed().toList());
    if (shuffle != 0) {
      Collections.shuffle(order, new Random(shuffle));
    }
    for (int i : order) {
      boolean isLeft = i < left.size();
      int number = isLeft ? i : i - left.size();
      Geometry shape = (isLeft ? left : right).get(number);
      view.thing(
          isLeft ? "left" : "right",
          Lacis.BUILDING,
          name(isLeft ? "s" : "t", number),
          CRS + shape.toText());
    }
    return view;
  }

  private static String name(String side, int number) {
    return "%s%04d".formatted(side, number);
  }
}
