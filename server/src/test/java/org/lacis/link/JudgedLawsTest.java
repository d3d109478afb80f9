package org.lacis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.Condition;
import org.lacis.link.rule.ContextMetric;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Measure;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Selection;
import org.lacis.link.rule.SpatialMetric;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.TextMetric;
import org.lacis.vocabulary.Lacis;
import org.locationtech.jts.geom.Geometry;

/// Rules that judge by criteria: what they find is what a double loop finds, whatever the order and
/// the threads, and what a link carries is enough to decide again.
final class JudgedLawsTest {
  private static final String CRS = "<http://www.opengis.net/def/crs/EPSG/0/2154> ";
  private static final Path LABEL = Path.of(RDFS.label.asNode());
  private static final List<String> NAMES = List.of("hall", "gym", "school", "north", "south");

  /// A world of two layers with names.
  private record Named(
      List<Geometry> left, List<Geometry> right, List<String> leftNames, List<String> rightNames) {

    static Named of(long seed, int each) {
      World world = new World(seed, 14);
      Random random = new Random(~seed);
      return new Named(
          world.shapes(each), world.shapes(each), names(random, each), names(random, each));
    }

    private static List<String> names(Random random, int count) {
      return IntStream.range(0, count)
          .mapToObj(_ ->
              random.nextInt(4) == 0
                  ? ""
                  : NAMES.get(random.nextInt(NAMES.size()))
                      + " "
                      + NAMES.get(random.nextInt(NAMES.size())))
          .toList();
    }

    FakeView view(long shuffle) {
      List<Integer> order =
          new ArrayList<>(IntStream.range(0, left.size() + right.size()).boxed().toList());
      Collections.shuffle(order, new Random(shuffle));
      FakeView view = new FakeView();
      for (int i : order) {
        boolean isLeft = i < left.size();
        int number = isLeft ? i : i - left.size();
        String name = "%s%04d".formatted(isLeft ? "s" : "t", number);
        String graph = isLeft ? "left" : "right";
        view.thing(graph, Lacis.BUILDING, name, CRS + (isLeft ? left : right).get(number).toText());
        String label = (isLeft ? leftNames : rightNames).get(number);
        if (!label.isEmpty()) {
          view.quad(
              graph,
              FakeView.iri(name),
              RDFS.label.asNode(),
              NodeFactory.createLiteralString(label));
        }
      }
      return view;
    }
  }

  private static Match.Judged judged(Blocking blocking, Cardinality cardinality) {
    return new Match.Judged(
        blocking,
        Optional.empty(),
        List.of(
            new Criterion("overlap", new Metric.Spatial(SpatialMetric.INTERSECTION_OVER_SMALLER)),
            new Criterion("common", new Metric.Spatial(SpatialMetric.COMMON_AREA)),
            new Criterion("apart", new Metric.Spatial(SpatialMetric.DISTANCE)),
            new Criterion(
                "name",
                new Metric.Text(TextMetric.TOKEN_OVERLAP, LABEL, LABEL, Normalisation.PLAIN))),
        new Decision.Thresholds(
            new Condition.Any(
                List.of(
                    new Condition.Compare(0, Condition.Operator.AT_LEAST, 0.4321),
                    new Condition.All(
                        List.of(
                            new Condition.Compare(2, Condition.Operator.AT_MOST, 1.5),
                            new Condition.Compare(3, Condition.Operator.MORE, 0.9))))),
            Optional.of(new Condition.Compare(1, Condition.Operator.MORE, 0.3)),
            Optional.empty()),
        cardinality);
  }

  private static final Blocking NEAR = new Blocking.Near(2);

  @TestFactory
  Stream<DynamicTest> whatIsFoundIsWhatADoubleLoopFinds() {
    return seeds(12)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Named world = Named.of(seed, 70);
                  List<Quad> quads = quads(rule(judged(NEAR, Cardinality.MANY_TO_MANY)), world, 1);
                  Set<String> accepted = new TreeSet<>();
                  Set<String> review = new TreeSet<>();
                  naive(world, accepted, review);
                  assertThat(accepted).isNotEmpty();
                  assertThat(review).isNotEmpty();
                  assertThat(pairs(quads, Lacis.LINK)).isEqualTo(accepted);
                  assertThat(pairs(quads, Lacis.PROPOSED_LINK)).isEqualTo(review);
                  assertThat(statements(quads)).isEqualTo(accepted);
                }));
  }

  private static void naive(Named world, Set<String> accepted, Set<String> review) {
    for (int s = 0; s < world.left.size(); s++) {
      for (int t = 0; t < world.right.size(); t++) {
        Geometry a = world.left.get(s);
        Geometry b = world.right.get(t);
        org.locationtech.jts.geom.Envelope reach =
            new org.locationtech.jts.geom.Envelope(a.getEnvelopeInternal());
        reach.expandBy(2);
        if (!reach.intersects(b.getEnvelopeInternal())) {
          continue;
        }
        boolean areas = a.getArea() > 0 && b.getArea() > 0;
        double common = areas ? a.intersection(b).getArea() : 0;
        double overlap = areas ? common / Math.min(a.getArea(), b.getArea()) : 0;
        Set<String> words = words(world.leftNames.get(s));
        Set<String> others = words(world.rightNames.get(t));
        Set<String> both = new HashSet<>(words);
        both.retainAll(others);
        boolean named =
            !words.isEmpty()
                && both.size() == Math.min(words.size(), others.size())
                && !others.isEmpty();
        String pair = "s%04d t%04d".formatted(s, t);
        if (overlap >= 0.4321 || (a.distance(b) <= 1.5 && named)) {
          accepted.add(pair);
        } else if (areas && common > 0.3) {
          review.add(pair);
        }
      }
    }
  }

  private static Set<String> words(String name) {
    return name.isEmpty() ? Set.of() : new HashSet<>(List.of(name.split(" ")));
  }

  @TestFactory
  Stream<DynamicTest> neitherOrderNorThreadsCount() {
    return seeds(6)
        .flatMap(seed ->
            Stream.of(Cardinality.values())
                .map(cardinality ->
                    DynamicTest.dynamicTest(
                        cardinality.key() + ", seed " + seed,
                        () -> {
                          Named world = Named.of(seed, 160);
                          LinkRule rule = rule(inContext(cardinality));
                          List<Quad> one = quads(rule, world, 1);
                          assertThat(one).isNotEmpty();
                          assertThat(quads(rule, world, 99)).isEqualTo(one);
                          try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
                            assertThat(quads(rule, world.view(7), new Linker(pool, 4)))
                                .isEqualTo(one);
                          }
                        })));
  }

  /// A decision that looks at the other candidates, too.
  private static Match.Judged inContext(Cardinality cardinality) {
    return new Match.Judged(
        NEAR,
        Optional.empty(),
        List.of(
            new Criterion("overlap", new Metric.Spatial(SpatialMetric.INTERSECTION_OVER_SMALLER)),
            new Criterion("covered", new Metric.Context(ContextMetric.SOURCE_COVERAGE)),
            new Criterion("rival", new Metric.Context(ContextMetric.BEST_RIVAL)),
            new Criterion("rank", new Metric.Context(ContextMetric.TARGET_RANK))),
        new Decision.Logistic(
            -1.5,
            List.of(
                new Decision.Line(5, -1),
                new Decision.Curve(new double[] {0, 0.5, 1}, new double[] {-1, 0.5, 1}, 0),
                new Decision.Line(-1, 0),
                new Decision.Line(-0.3, 0)),
            0.8,
            0.4),
        cardinality);
  }

  @TestFactory
  Stream<DynamicTest> theLongFormOfIdentityFindsWhatTheShortOneFinds() {
    return seeds(6)
        .flatMap(seed ->
            Stream.of(Cardinality.values())
                .map(cardinality ->
                    DynamicTest.dynamicTest(
                        cardinality.key() + ", seed " + seed,
                        () -> {
                          Named world = Named.of(seed, 120);
                          Match.Judged longForm =
                              new Match.Judged(
                                  new Blocking.Near(0),
                                  Optional.empty(),
                                  List.of(
                                      new Criterion(
                                          "iou",
                                          new Metric.Spatial(
                                              SpatialMetric.INTERSECTION_OVER_UNION)),
                                      new Criterion(
                                          "common", new Metric.Spatial(SpatialMetric.COMMON_AREA))),
                                  new Decision.Thresholds(
                                      new Condition.All(
                                          List.of(
                                              new Condition.Compare(
                                                  0, Condition.Operator.AT_LEAST, 0.1234),
                                              new Condition.Compare(
                                                  1, Condition.Operator.MORE, 0.51))),
                                      Optional.empty(),
                                      Optional.of(0)),
                                  cardinality);
                          Match shortForm =
                              new Match.Identity(
                                  Measure.INTERSECTION_OVER_UNION, 0.1234, 0.51, cardinality);
                          Set<String> found = statements(quads(rule(longForm), world, 1));
                          assertThat(found).isNotEmpty();
                          assertThat(found).isEqualTo(statements(quads(rule(shortForm), world, 1)));
                        })));
  }

  @TestFactory
  Stream<DynamicTest> whatALinkCarriesIsEnoughToDecideAgain() {
    List<Match> matches =
        List.of(
            judged(NEAR, Cardinality.MANY_TO_MANY),
            inContext(Cardinality.ONE_TO_ONE),
            new Match.Identity(
                Measure.INTERSECTION_OVER_SMALLER, 0.3, 0.1, Cardinality.MANY_TO_MANY),
            new Match.Topological(org.lacis.link.rule.Relation.Named.OVERLAPS, 0.2),
            new Match.Nearest(3, 2),
            new Match.Key(
                RDFS.label.asNode(), RDFS.label.asNode(), Optional.empty(), Optional.empty()));
    return seeds(4)
        .flatMap(seed ->
            matches.stream()
                .map(match ->
                    DynamicTest.dynamicTest(
                        match.getClass().getSimpleName() + ", seed " + seed,
                        () -> replays(rule(match), Named.of(seed, 80)))));
  }

  private static void replays(LinkRule rule, Named world) {
    List<Quad> quads = quads(rule, world, 1);
    Map<Node, String> verdicts = texts(quads, Lacis.VERDICT);
    Map<Node, String> measures = texts(quads, Lacis.MEASURES);
    assertThat(verdicts).isNotEmpty();
    assertThat(measures.keySet()).isEqualTo(verdicts.keySet());
    verdicts.forEach((link, verdict) ->
        assertThat(Measured.replay(rule, measures.getOrDefault(link, "")).verdict().key())
            .as("%s %s", link, measures.get(link))
            .isEqualTo(verdict));
  }

  private static Map<Node, String> texts(List<Quad> quads, Node property) {
    return quads.stream()
        .filter(quad -> quad.getPredicate().equals(property))
        .collect(
            Collectors.toMap(Quad::getSubject, quad -> quad.getObject().getLiteralLexicalForm()));
  }

  @TestFactory
  Stream<DynamicTest> blockingProposesWhatItSays() {
    KeyOf label = KeyOf.of(LABEL);
    Map<String, Blocking> blockings =
        Map.of(
            "key", new Blocking.Keys(label, label),
            "words", new Blocking.Words(LABEL, LABEL, Normalisation.PLAIN, 0.5),
            "all",
                new Blocking.All(
                    List.of(
                        new Blocking.Near(4),
                        new Blocking.Words(LABEL, LABEL, Normalisation.PLAIN, 1))),
            "any",
                new Blocking.Any(List.of(new Blocking.Near(0), new Blocking.Keys(label, label))));
    return seeds(4)
        .flatMap(seed ->
            blockings.entrySet().stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        one.getKey() + ", seed " + seed,
                        () -> {
                          Named world = Named.of(seed, 80);
                          // A criterion that holds of every pair that is looked at.
                          Match everything =
                              new Match.Judged(
                                  one.getValue(),
                                  Optional.empty(),
                                  List.of(
                                      new Criterion(
                                          "apart", new Metric.Spatial(SpatialMetric.DISTANCE))),
                                  new Decision.Thresholds(
                                      new Condition.Compare(0, Condition.Operator.AT_LEAST, 0),
                                      Optional.empty(),
                                      Optional.empty()),
                                  Cardinality.MANY_TO_MANY);
                          Set<String> expected = new TreeSet<>();
                          for (int s = 0; s < world.left.size(); s++) {
                            for (int t = 0; t < world.right.size(); t++) {
                              if (proposes(one.getKey(), world, s, t)) {
                                expected.add("s%04d t%04d".formatted(s, t));
                              }
                            }
                          }
                          assertThat(expected).isNotEmpty();
                          assertThat(statements(quads(rule(everything), world, 1)))
                              .isEqualTo(expected);
                        })));
  }

  private static boolean proposes(String blocking, Named world, int s, int t) {
    String one = world.leftNames.get(s);
    String other = world.rightNames.get(t);
    boolean key = !one.isEmpty() && one.equals(other);
    Set<String> words = words(one);
    Set<String> others = words(other);
    Set<String> both = new HashSet<>(words);
    both.retainAll(others);
    double share =
        words.isEmpty() || others.isEmpty()
            ? 0
            : (double) both.size() / Math.min(words.size(), others.size());
    return switch (blocking) {
      case "key" -> key;
      case "words" -> share >= 0.5;
      case "all" -> share >= 1 && near(world, s, t, 4);
      default -> key || near(world, s, t, 0);
    };
  }

  private static boolean near(Named world, int s, int t, double within) {
    org.locationtech.jts.geom.Envelope reach =
        new org.locationtech.jts.geom.Envelope(world.left.get(s).getEnvelopeInternal());
    reach.expandBy(within);
    return reach.intersects(world.right.get(t).getEnvelopeInternal());
  }

  private static Stream<Long> seeds(int count) {
    return LongStream.range(0, count).boxed();
  }

  private static Set<String> pairs(List<Quad> quads, Node type) {
    Set<Node> links =
        quads.stream()
            .filter(quad ->
                quad.getPredicate().equals(RDF.type.asNode()) && quad.getObject().equals(type))
            .map(Quad::getSubject)
            .collect(Collectors.toSet());
    Map<Node, String> sources = ends(quads, Lacis.LINK_SOURCE);
    Map<Node, String> targets = ends(quads, Lacis.LINK_TARGET);
    return links.stream()
        .map(link -> sources.get(link) + " " + targets.get(link))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<Node, String> ends(List<Quad> quads, Node property) {
    return quads.stream()
        .filter(quad -> quad.getPredicate().equals(property))
        .collect(Collectors.toMap(Quad::getSubject, quad -> last(quad.getObject())));
  }

  private static Set<String> statements(List<Quad> quads) {
    return quads.stream()
        .filter(quad -> quad.getPredicate().equals(Lacis.CORRESPONDS_TO))
        .map(quad -> last(quad.getSubject()) + " " + last(quad.getObject()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String last(Node thing) {
    return thing.getURI().substring(thing.getURI().lastIndexOf('/') + 1);
  }

  private static List<Quad> quads(LinkRule rule, Named world, long shuffle) {
    return quads(rule, world.view(shuffle), Linker.onCaller());
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
}
