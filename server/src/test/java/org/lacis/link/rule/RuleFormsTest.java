package org.lacis.link.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.geometry.Crs;
import org.lacis.link.text.KeyFormat;
import org.lacis.link.text.KeyKind;
import org.lacis.link.text.Normalisation;
import org.lacis.link.text.TextMetric;
import org.lacis.vocabulary.Lacis;

/// A rule is the same rule whether it stands in YAML or in RDF.
final class RuleFormsTest {
  private static final Node RULE = NodeFactory.createURI("https://jumeaux.example/id/rule/law");

  @TempDir private java.nio.file.Path folder = java.nio.file.Path.of("");

  @TestFactory
  Stream<DynamicTest> whatIsWrittenIsReadAgain() {
    Long only = Long.getLong("seed");
    return (only == null ? LongStream.rangeClosed(1, 200).boxed() : Stream.of(only))
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  LinkRule rule = new Generator(new Random(seed)).rule();
                  survives(rule);
                }));
  }

  @TestFactory
  Stream<DynamicTest> theShippedRulesAreWrittenAndReadAgain() {
    return Stream.of("../mappings/links", "../mappings/sample/links")
        .flatMap(name -> LinkRule.readAll(java.nio.file.Path.of(name)).stream())
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> survives(rule)));
  }

  private void survives(LinkRule rule) throws IOException {
    String yaml = rule.yaml();
    java.nio.file.Path file = folder.resolve(rule.name() + ".yaml");
    Files.writeString(file, yaml);
    LinkRule fromYaml = LinkRule.read(file);
    assertThat(fromYaml).as(yaml).isEqualTo(rule);
    assertThat(fromYaml.version()).isEqualTo(rule.version());

    Graph graph = graph(rule);
    LinkRule fromRdf = LinkRule.read(graph, rule.versionNode(RULE));
    assertThat(fromRdf).isEqualTo(rule);
    assertThat(fromRdf.version()).isEqualTo(rule.version());

    StringWriter turtle = new StringWriter();
    RDFDataMgr.write(turtle, graph, RDFFormat.TURTLE);
    Graph again = GraphFactory.createDefaultGraph();
    RDFDataMgr.read(again, new StringReader(turtle.toString()), "", Lang.TURTLE);
    assertThat(LinkRule.read(again, rule.versionNode(RULE))).as("%s", turtle).isEqualTo(rule);
  }

  private static Graph graph(LinkRule rule) {
    Graph graph = GraphFactory.createDefaultGraph();
    List<Triple> triples = rule.triples(RULE);
    triples.forEach(graph::add);
    assertThat(triples).doesNotHaveDuplicates().hasSize(graph.size());
    return graph;
  }

  @Test
  void aVersionHangsOnAllThatLinksHangOnAndOnNothingElse() {
    Generator generator = new Generator(new Random(7));
    LinkRule rule = generator.rule();
    LinkRule renamed =
        new LinkRule(
            "other",
            Map.of("de", "Anders"),
            rule.source(),
            rule.target(),
            rule.shape(),
            rule.match(),
            rule.emit(),
            rule.crs(),
            new Tolerance(7, 7));
    LinkRule turned =
        new LinkRule(
            rule.name(),
            rule.labels(),
            rule.target(),
            rule.source(),
            rule.shape(),
            rule.match(),
            rule.emit(),
            rule.crs(),
            rule.tolerance());
    assertThat(renamed.version()).isEqualTo(rule.version()).hasSize(16);
    assertThat(turned.version()).isNotEqualTo(rule.version());
  }

  @Test
  void versionsOfDifferentRulesDiffer() {
    assertThat(
            LongStream.rangeClosed(1, 200)
                .mapToObj(seed -> new Generator(new Random(seed)).rule().version()))
        .doesNotHaveDuplicates();
  }

  @Test
  void triplesThatAreNoRuleAreRefused() {
    Graph graph = graph(new Generator(new Random(3)).rule());
    Node version = new Generator(new Random(3)).rule().versionNode(RULE);
    Node emit = NodeFactory.createURI(RuleRdf.NS + "emit");
    graph.remove(version, emit, Node.ANY);
    assertThatThrownBy(() -> LinkRule.read(graph, version))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("no 'emit'")
        .hasMessageContaining(version.getURI());
    graph.add(version, emit, version);
    assertThatThrownBy(() -> LinkRule.read(graph, version))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("holds itself");
  }

  /// Rules of every kind.
  private record Generator(Random random) {
    LinkRule rule() {
      Match match = match();
      return new LinkRule(
          "law-" + random.nextInt(9),
          random.nextBoolean()
              ? Map.of("fr", "Même « chose »: l'une", "en", "A # \"law\"")
              : Map.of(),
          selection(),
          selection(),
          one(LinkRule.Shape.values()),
          match,
          emission(match),
          maybe(() -> Crs.ofEpsg(random.nextBoolean() ? 3946 : 2154)),
          random.nextBoolean() ? Tolerance.DEFAULT : new Tolerance(number(5), number(1)));
    }

    private Node term() {
      return one(
          Lacis.BUILDING,
          Lacis.CORRESPONDS_TO,
          NodeFactory.createURI("https://example.org/a/b#c"),
          NodeFactory.createURI("http://example.org/with:colon/(x)"),
          NodeFactory.createURI("urn:example:1"),
          NodeFactory.createURI("http://www.w3.org/2000/01/rdf-schema#label"),
          NodeFactory.createURI(Lacis.NS + "a/b"));
    }

    private Selection selection() {
      Map<Node, List<Selection.Wanted>> where = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        where.put(term(), several(3, this::wanted));
      }
      return new Selection(
          term(),
          random.nextBoolean()
              ? List.of()
              : List.of("lyon/batiments-*", "https://example.org/graph"),
          where);
    }

    private Selection.Wanted wanted() {
      return switch (random.nextInt(3)) {
        case 0 -> new Selection.Wanted.Iri(term().getURI());
        case 1 ->
            new Selection.Wanted.Text(
                one(
                    "Résidentiel",
                    "12",
                    "true",
                    "no",
                    " a: b ",
                    "- x",
                    "\"'\\\n",
                    "3.50",
                    "1e3",
                    "null",
                    "~",
                    ""));
        default ->
            new Selection.Wanted.Quantity(
                one(new BigDecimal("3.50"), new BigDecimal(-100), BigDecimal.ZERO));
      };
    }

    /// A rule of several relations has a predicate for each.
    private LinkRule.Emission emission(Match match) {
      if (!(match instanceof Match.Topological topological) || topological.relations().size() < 2) {
        return new LinkRule.Emission(term(), maybe(this::term));
      }
      Map<Relation, Node> predicates = new LinkedHashMap<>();
      topological.relations().forEach(relation -> predicates.put(relation, term()));
      return new LinkRule.Emission(
          predicates.getOrDefault(topological.relations().getFirst(), term()),
          Optional.empty(),
          predicates);
    }

    private Match match() {
      return switch (random.nextInt(8)) {
        case 7 ->
            new Match.Topological(
                random.nextBoolean()
                    ? List.copyOf(Relation.all())
                    : List.of(
                        Relation.Named.WITHIN, Relation.Named.COVERED_BY, Relation.Named.TOUCHES),
                number(1));
        case 0 ->
            new Match.Topological(
                random.nextBoolean()
                    ? one(Relation.Named.values())
                    : new Relation.Custom("T*F**F***"),
                number(1));
        case 1 ->
            new Match.Identity(
                one(Measure.values()), number(1), number(9), one(Cardinality.values()));
        case 2 -> new Match.Key(term(), term(), maybe(this::pattern), maybe(this::pattern));
        case 3 -> new Match.Nearest(number(100), 1 + random.nextInt(5));
        default -> judged();
      };
    }

    private Match judged() {
      List<Criterion> criteria = new ArrayList<>();
      int count = 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        criteria.add(new Criterion(one("over_lap", "name", "Z-moved", "true", "a") + i, metric()));
      }
      List<Blocking> blocks = several(3, this::block);
      return new Match.Judged(
          blocks.size() == 1 ? blocks.getFirst() : new Blocking.Any(blocks),
          maybe(() -> new Alignment(number(9), 1 + number(500), 1 + random.nextInt(20))),
          criteria,
          decision(count),
          one(Cardinality.values()));
    }

    private Blocking block() {
      return random.nextInt(4) == 0 ? new Blocking.All(List.of(simple(), simple())) : simple();
    }

    private Blocking simple() {
      return switch (random.nextInt(3)) {
        case 0 -> new Blocking.Near(number(50));
        case 1 -> new Blocking.Keys(key(), key());
        default -> new Blocking.Words(path(), path(), normalisation(), Math.max(0.01, number(1)));
      };
    }

    private Normalisation normalisation() {
      return random.nextBoolean()
          ? Normalisation.byKey(one(Normalisation.keys().toArray(String[]::new))).orElseThrow()
          : new Normalisation(several(4, () -> one(Normalisation.Step.values())));
    }

    private KeyOf key() {
      Optional<Pattern> pattern = maybe(this::pattern);
      return new KeyOf(
          maybe(this::path),
          pattern,
          pattern.isPresent() ? maybe(this::format) : Optional.empty(),
          maybe(() -> one(KeyKind.values())));
    }

    private Pattern pattern() {
      return Pattern.compile(one("^(\\d+)$", "BU_([0-9]{5})([A-Z]{1,2})(.*)", "a: #'\"[{](b)"));
    }

    private KeyFormat format() {
      return new KeyFormat(
          List.of(
              new KeyFormat.Group(1, one(-1, 0, 4), random.nextBoolean()),
              new KeyFormat.Fixed("$-{x")));
    }

    private Path path() {
      return new Path(several(Path.LONGEST, () -> new Path.Step(term(), random.nextInt(3) == 0)));
    }

    private Metric metric() {
      return switch (random.nextInt(8)) {
        case 0 -> new Metric.Spatial(one(SpatialMetric.values()));
        case 1 -> new Metric.Context(one(ContextMetric.values()));
        case 2 -> new Metric.Topology(one(Relation.Named.values()));
        case 3 -> new Metric.Text(one(TextMetric.values()), path(), path(), normalisation());
        case 4 -> new Metric.SameKey(key(), key());
        case 5 -> new Metric.Quantity(one(Metric.Quantity.Kind.values()), path(), path());
        case 6 -> new Metric.Days(path(), path());
        default -> new Metric.Neighbours(path(), path());
      };
    }

    private Decision decision(int criteria) {
      double accept = number(1);
      double review = random.nextBoolean() ? accept : accept * number(1);
      return switch (random.nextInt(3)) {
        case 0 ->
            new Decision.Thresholds(
                condition(criteria, 3),
                maybe(() -> condition(criteria, 3)),
                maybe(() -> random.nextInt(criteria)));
        case 1 ->
            new Decision.Logistic(
                number(9) - 5,
                IntStream.range(0, criteria).<Decision.Share>mapToObj(_ -> share()).toList(),
                accept,
                review);
        default ->
            new Decision.Belief(
                IntStream.range(0, criteria)
                    .mapToObj(_ -> new Decision.Mass(curve(true, 0), curve(true, 0)))
                    .toList(),
                accept,
                review,
                number(1));
      };
    }

    private Decision.Share share() {
      return random.nextBoolean()
          ? new Decision.Line(number(9) - 4, number(3) - 1)
          : curve(false, number(3) - 1);
    }

    private Decision.Curve curve(boolean empty, double missing) {
      int count = (empty ? 0 : 1) + random.nextInt(4);
      double[] xs = random.doubles(count, -5, 5).sorted().distinct().toArray();
      return new Decision.Curve(xs, random.doubles(xs.length).toArray(), missing);
    }

    private Condition condition(int criteria, int depth) {
      return switch (random.nextInt(depth == 0 ? 2 : 5)) {
        case 0 -> new Condition.Missing(random.nextInt(criteria));
        case 1 ->
            new Condition.Compare(
                random.nextInt(criteria), one(Condition.Operator.values()), number(20) - 10);
        case 2 -> new Condition.Not(condition(criteria, depth - 1));
        case 3 ->
            new Condition.All(
                List.of(condition(criteria, depth - 1), condition(criteria, depth - 1)));
        default ->
            new Condition.Any(
                List.of(condition(criteria, depth - 1), condition(criteria, depth - 1)));
      };
    }

    /// Of few figures, of many, and whole.
    private double number(double most) {
      return switch (random.nextInt(4)) {
        case 0 -> Math.floor(random.nextDouble() * most);
        case 1 -> Math.round(random.nextDouble() * most * 100) / 100.0;
        case 2 -> random.nextDouble() * most * 1e-6;
        default -> random.nextDouble() * most;
      };
    }

    @SafeVarargs
    private final <T> T one(T... of) {
      return of[random.nextInt(of.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> made) {
      return random.nextBoolean() ? Optional.of(made.get()) : Optional.empty();
    }

    private <T> List<T> several(int most, Supplier<T> made) {
      return Stream.generate(made).limit(1 + random.nextInt(most)).toList();
    }
  }
}
