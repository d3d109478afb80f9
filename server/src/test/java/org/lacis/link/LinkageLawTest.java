package org.lacis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.Crs;
import org.lacis.link.review.Basis;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Review;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.rule.Alignment;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.Condition;
import org.lacis.link.rule.ContextMetric;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Measure;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Relation;
import org.lacis.link.rule.Selection;
import org.lacis.link.rule.SpatialMetric;
import org.lacis.link.stored.ThingReader;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.TextMetric;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.locationtech.jts.geom.Geometry;

/// Links that are carried on from change to change are those that a run over everything finds,
/// statement by statement, for every kind of rule.
final class LinkageLawTest {
  private static final String CRS = "<http://www.opengis.net/def/crs/EPSG/0/2154> ";
  private static final Node SITE = FakeView.iri("vocabulary/site");
  private static final Path LABEL = Path.of(RDFS.label.asNode());
  private static final Path SITE_LABEL =
      new Path(List.of(new Path.Step(SITE, false), new Path.Step(RDFS.label.asNode(), false)));
  private static final List<String> WORDS = List.of("hall", "gym", "school", "north");

  @TestFactory
  Stream<DynamicTest> carriedOnIsReadAnew() {
    int worlds = Integer.getInteger("lacis.worlds", 3);
    return rules().entrySet().stream()
        .flatMap(rule ->
            LongStream.range(0, worlds)
                .mapToObj(seed ->
                    DynamicTest.dynamicTest(
                        rule.getKey() + ", seed " + seed, () -> carriedOn(rule.getValue(), seed))));
  }

  private static Map<String, Match> rules() {
    Map<String, Match> rules = new LinkedHashMap<>();
    rules.put("topological", new Match.Topological(Relation.Named.INTERSECTS, 0));
    rules.put("within, by share", new Match.Topological(Relation.Named.OVERLAPS, 0.2));
    for (Cardinality cardinality : Cardinality.values()) {
      rules.put(
          "identity " + cardinality.key(),
          new Match.Identity(Measure.INTERSECTION_OVER_SMALLER, 0.3, 0.4, cardinality));
      rules.put("criteria " + cardinality.key(), criteria(cardinality));
      rules.put("in context " + cardinality.key(), inContext(cardinality));
    }
    // Cells of a few shapes, so that a change moves the offset of many.
    rules.put("aligned", inContext(Optional.of(new Alignment(2, 8, 2)), Cardinality.MANY_TO_MANY));
    rules.put("nearest", new Match.Nearest(4, 2));
    rules.put(
        "key",
        new Match.Key(
            RDFS.label.asNode(), RDFS.label.asNode(), Optional.empty(), Optional.empty()));
    return rules;
  }

  private static Match criteria(Cardinality cardinality) {
    return new Match.Judged(
        new Blocking.Any(
            List.of(
                new Blocking.Near(1),
                new Blocking.Words(SITE_LABEL, LABEL, Normalisation.PLAIN, 1))),
        Optional.empty(),
        List.of(
            new Criterion("overlap", new Metric.Spatial(SpatialMetric.INTERSECTION_OVER_SMALLER)),
            new Criterion(
                "name",
                new Metric.Text(TextMetric.TOKEN_JACCARD, SITE_LABEL, LABEL, Normalisation.PLAIN))),
        new Decision.Thresholds(
            new Condition.Any(
                List.of(
                    new Condition.Compare(0, Condition.Operator.AT_LEAST, 0.4321),
                    new Condition.Compare(1, Condition.Operator.AT_LEAST, 1))),
            Optional.of(new Condition.Compare(0, Condition.Operator.MORE, 0.1)),
            Optional.of(0)),
        cardinality);
  }

  private static Match inContext(Cardinality cardinality) {
    return inContext(Optional.empty(), cardinality);
  }

  private static Match inContext(Optional<Alignment> alignment, Cardinality cardinality) {
    return new Match.Judged(
        new Blocking.Near(0.5),
        alignment,
        List.of(
            new Criterion("overlap", new Metric.Spatial(SpatialMetric.INTERSECTION_OVER_SMALLER)),
            new Criterion("covered", new Metric.Context(ContextMetric.SOURCE_COVERAGE)),
            new Criterion("other", new Metric.Context(ContextMetric.TARGET_COVERAGE)),
            new Criterion("rival", new Metric.Context(ContextMetric.BEST_RIVAL)),
            new Criterion("rank", new Metric.Context(ContextMetric.TARGET_RANK)),
            new Criterion("beside", new Metric.Context(ContextMetric.NEIGHBOUR))),
        new Decision.Logistic(
            -1.5,
            List.of(
                new Decision.Line(4, -1),
                new Decision.Line(1, 0),
                new Decision.Line(1, 0),
                new Decision.Line(-1, 0),
                new Decision.Line(-0.3, 0),
                new Decision.Line(0.7, 0)),
            0.8,
            0.4),
        cardinality);
  }

  private static void carriedOn(Match match, long seed) {
    Random random = new Random(seed);
    Town town = new Town(random, seed);
    LinkRule rule =
        new LinkRule(
            "law",
            Map.of("en", "A law"),
            new Selection(
                Lacis.BUILDING,
                List.of("left"),
                Map.of(
                    SITE,
                    List.of(
                        new Selection.Wanted.Iri(town.site(0).getURI()),
                        new Selection.Wanted.Iri(town.site(1).getURI())))),
            Selection.of(Lacis.BUILDING, "right"),
            LinkRule.Shape.DEFAULT,
            match,
            new LinkRule.Emission(Lacis.CORRESPONDS_TO, Optional.of(FakeView.iri("back"))),
            seed % 2 == 0 ? Optional.of(Crs.of("EPSG:2154")) : Optional.empty());
    town.rule = rule;
    Set<Triple> kept = new HashSet<>(whole(town.view, rule));
    town.view.touched();
    Linkage linkage = Linker.onCaller().linkage(town.view, rule, FakeView.IRIS, _ -> {});
    int changed = 0;
    for (int commit = 0; commit < 25; commit++) {
      int edits = 1 + random.nextInt(commit % 5 == 4 ? 12 : 3);
      IntStream.range(0, edits).forEach(_ -> town.edit());
      // The graph of the rule is what the change is made to.
      town.show(kept);
      Optional<Linkage.Change> change = linkage.follow(town.view, town.touched());
      if (change.isEmpty()) {
        linkage = Linker.onCaller().linkage(town.view, rule, FakeView.IRIS, _ -> {});
        kept = new HashSet<>(whole(town.view, rule));
        continue;
      }
      Linkage.Change its = change.get();
      assertThat(kept.containsAll(its.gone()))
          .as("commit %d takes away what is there", commit)
          .isTrue();
      its.gone().forEach(kept::remove);
      assertThat(its.come().stream().noneMatch(kept::contains))
          .as("commit %d adds what is not", commit)
          .isTrue();
      kept.addAll(its.come());
      changed += its.gone().size() + its.come().size();
      assertThat(kept).as("commit %d", commit).isEqualTo(whole(town.view, rule));
    }
    assertThat(changed).isPositive();
  }

  private static Set<Triple> whole(FakeView view, LinkRule rule) {
    Set<Triple> all = new HashSet<>();
    Linker.onCaller()
        .link(
            view,
            rule,
            FakeView.IRIS,
            new StreamRDFBase() {
              @Override
              public void quad(Quad quad) {
                all.add(quad.asTriple());
              }
            },
            _ -> {});
    return all;
  }

  /// Things with shapes, sites and names, which somebody edits.
  private static final class Town {
    private final FakeView view = new FakeView();
    private final Random random;
    private final World world;
    private final Map<String, String> wkts = new LinkedHashMap<>();
    private final Map<String, Node> labels = new LinkedHashMap<>();
    private final Map<String, Node> sites = new LinkedHashMap<>();
    private Set<Triple> shown = Set.of();
    private int number;
    private @Nullable LinkRule rule;

    Town(Random random, long seed) {
      this.random = random;
      this.world = new World(seed, 16);
      for (int i = 0; i < 3; i++) {
        name(site(i), "left");
      }
      for (int i = 0; i < 80; i++) {
        add();
      }
    }

    Node site(int i) {
      return FakeView.iri("site/" + i);
    }

    org.lacis.store.Delta touched() {
      return view.touched();
    }

    /// Puts statements of links where the view finds them; they are no edits.
    void show(Set<Triple> links) {
      Node graph = FakeView.IRIS.linkGraph("law");
      shown.forEach(one ->
          view.dataset().delete(graph, one.getSubject(), one.getPredicate(), one.getObject()));
      links.forEach(
          one -> view.dataset().add(graph, one.getSubject(), one.getPredicate(), one.getObject()));
      shown = Set.copyOf(links);
    }

    private static String graph(String thing) {
      return thing.startsWith("s") ? "left" : "right";
    }

    private String any() {
      List<String> all = new ArrayList<>(wkts.keySet());
      return all.get(random.nextInt(all.size()));
    }

    void edit() {
      switch (random.nextInt(11)) {
        case 9, 10 -> decide();
        case 0, 1 -> add();
        case 2 -> leave(any());
        case 3 -> redraw(any());
        case 4 -> declassify(any());
        case 5 -> {
          String thing = any();
          if (graph(thing).equals("left")) {
            settle(thing);
          } else {
            label(thing);
          }
        }
        case 6 -> name(site(random.nextInt(3)), "left");
        case 7 -> label(any());
        default -> redraw(any());
      }
    }

    /// Somebody decides on two things that may be near each other or not.
    private void decide() {
      List<String> lefts = wkts.keySet().stream().filter(one -> one.startsWith("s")).toList();
      List<String> rights = wkts.keySet().stream().filter(one -> one.startsWith("t")).toList();
      org.lacis.link.review.Pair pair = likely(lefts, rights);
      ThingReader things =
          new ThingReader(
              view.dataset(),
              FakeView.IRIS,
              org.lacis.link.stored.Compared.by(Objects.requireNonNull(rule)));
      Review review =
          new Review(
              "law",
              pair,
              List.of(Choice.values()).get(random.nextInt(3)),
              random.nextBoolean() ? "Ada" : "Emmy",
              "",
              Instant.ofEpochSecond(1_800_000_000L + number++),
              new Basis(things.source(pair), things.target(pair), Map.of(), ""));
      new ReviewGraph(FakeView.IRIS)
          .statements(review)
          .forEach(said ->
              view.quad("reviews", said.getSubject(), said.getPredicate(), said.getObject()));
    }

    /// A pair that the rule found, or any.
    private org.lacis.link.review.Pair likely(List<String> lefts, List<String> rights) {
      List<Triple> links =
          shown.stream().filter(one -> one.getPredicate().equals(Lacis.CORRESPONDS_TO)).toList();
      if (!links.isEmpty() && random.nextInt(3) > 0) {
        Triple link = links.get(random.nextInt(links.size()));
        return new org.lacis.link.review.Pair(
            link.getSubject().getURI(), link.getObject().getURI());
      }
      return new org.lacis.link.review.Pair(
          FakeView.iri(lefts.get(random.nextInt(lefts.size()))).getURI(),
          FakeView.iri(rights.get(random.nextInt(rights.size()))).getURI());
    }

    private void add() {
      // Numbers are given at random, so that new things come before and after old ones.
      String thing = (random.nextBoolean() ? "s" : "t") + random.nextInt(1000) + "-" + number++;
      String wkt = wkt();
      wkts.put(thing, wkt);
      view.thing(graph(thing), Lacis.BUILDING, thing, wkt);
      if (graph(thing).equals("left")) {
        settle(thing);
      }
      label(thing);
    }

    private String wkt() {
      Geometry shape = world.shapes(1).getFirst();
      return random.nextInt(20) == 0 ? CRS + "POLYGON ((broken" : CRS + shape.toText();
    }

    private void redraw(String thing) {
      Node geometry = FakeView.iri(thing + "/geometry");
      view.remove(graph(thing), geometry, Geo.AS_WKT, FakeView.wkt(wkts.getOrDefault(thing, "")));
      wkts.put(thing, wkt());
      view.quad(graph(thing), geometry, Geo.AS_WKT, FakeView.wkt(wkts.getOrDefault(thing, "")));
    }

    private void leave(String thing) {
      declassify(thing);
      view.remove(
          graph(thing),
          FakeView.iri(thing),
          Geo.HAS_DEFAULT_GEOMETRY,
          FakeView.iri(thing + "/geometry"));
      wkts.remove(thing);
    }

    /// A thing that is no building any more, or is one again.
    private void declassify(String thing) {
      Node type = RDF.type.asNode();
      Node node = FakeView.iri(thing);
      Node graph = FakeView.IRIS.datasetGraph(graph(thing));
      if (view.dataset().contains(graph, node, type, Lacis.BUILDING)) {
        view.remove(graph(thing), node, type, Lacis.BUILDING);
      } else {
        view.quad(graph(thing), node, type, Lacis.BUILDING);
      }
    }

    private void settle(String thing) {
      Node before = sites.get(thing);
      if (before != null) {
        view.remove("left", FakeView.iri(thing), SITE, before);
      }
      Node now = site(random.nextInt(3));
      sites.put(thing, now);
      view.quad("left", FakeView.iri(thing), SITE, now);
    }

    private void label(String thing) {
      name(FakeView.iri(thing), graph(thing));
    }

    private void name(Node node, String graph) {
      Node before = labels.get(node.getURI());
      if (before != null) {
        view.remove(graph, node, RDFS.label.asNode(), before);
      }
      Node now =
          NodeFactory.createLiteralString(
              WORDS.get(random.nextInt(WORDS.size()))
                  + " "
                  + WORDS.get(random.nextInt(WORDS.size())));
      labels.put(node.getURI(), now);
      view.quad(graph, node, RDFS.label.asNode(), now);
    }
  }
}
