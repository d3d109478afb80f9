package org.lacis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Gml;
import org.lacis.geometry.Relation;
import org.lacis.geometry.Wkt;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;

/// Topological properties hold where they are said, and where the function holds of shapes; each
/// solution once.
class RelationRewriteTest {
  private static final String PREFIXES =
      """
      PREFIX : <http://example.org/>
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      """;
  private static final String SQUARE =
      "\"POLYGON ((4.8 45.7, 4.84 45.7, 4.84 45.74, 4.8 45.74, 4.8 45.7))\"^^geo:wktLiteral";

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Node literal(String text, String datatype) {
    return NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(datatype));
  }

  /// A twin, and the same statements as one graph.
  private record World(TwinStore store, List<Quad> said, Graph all) implements AutoCloseable {
    static World empty() {
      return new World(
          QuerySetup.equip(TwinStore.memory()),
          new ArrayList<>(),
          GraphFactory.createDefaultGraph());
    }

    void say(String graph, Node s, Node p, Node o) {
      said.add(Quad.create(iri(graph), s, p, o));
      all.add(s, p, o);
    }

    World stored() {
      store.write(view -> {
        said.forEach(q -> view.add(q.getGraph(), q.getSubject(), q.getPredicate(), q.getObject()));
        return said.size();
      });
      return this;
    }

    List<List<String>> ask(String query) {
      return ask(new Answers(), query);
    }

    List<List<String>> ask(Answers answers, String query) {
      List<List<String>> rows = new ArrayList<>();
      Question question = Question.of(PREFIXES + query);
      store.read(view ->
          answers.rows(
              view,
              question,
              row ->
                  rows.add(
                      question.query().getResultVars().stream()
                          .map(name -> String.valueOf(row.get(name)).replaceFirst(".*/", ""))
                          .toList())));
      return rows;
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> propertiesMeanTheirFunctions() {
    return IntStream.range(0, 4)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> compare(seed)));
  }

  private static void compare(int seed) {
    try (World world = world(seed)) {
      Random random = new Random(seed);
      int rows = 0;
      for (Relation relation : Relation.values()) {
        if (random.nextInt(3) != 0) {
          continue;
        }
        String property = "geo:" + relation.localName();
        Set<List<String>> pairs = naive(world.all(), relation);
        rows += pairs.size();
        assertOnce(world.ask("SELECT ?x ?y { ?x " + property + " ?y }"), pairs, property);
        Node one = iri("f" + random.nextInt(8));
        assertOnce(
            world.ask("SELECT ?y { <" + one + "> " + property + " ?y }"),
            pick(pairs, name(one), 0),
            property + " from " + one);
        assertOnce(
            world.ask("SELECT ?x { ?x " + property + " <" + one + "> }"),
            pick(pairs, name(one), 1),
            property + " to " + one);
        assertOnce(
            world.ask("SELECT ?x ?y { ?x a :Kind1 ; " + property + " ?y }"),
            kind(world.all(), pairs),
            property + " of a kind");
      }
      assertThat(rows).as("pairs in some relation").isGreaterThan(30);
    }
  }

  private static void assertOnce(
      List<List<String>> found, Set<List<String>> wanted, String question) {
    assertThat(found).as(question).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static Set<List<String>> pick(Set<List<String>> pairs, String name, int place) {
    Set<List<String>> picked = new HashSet<>();
    pairs.stream()
        .filter(pair -> pair.get(place).equals(name))
        .forEach(pair -> picked.add(List.of(pair.get(1 - place))));
    return picked;
  }

  private static Set<List<String>> kind(Graph all, Set<List<String>> pairs) {
    Set<List<String>> kept = new HashSet<>(pairs);
    kept.removeIf(pair -> !all.contains(iri(pair.getFirst()), RDF.type.asNode(), iri("Kind1")));
    return kept;
  }

  private static String name(Node node) {
    return node.toString().replaceFirst(".*/", "");
  }

  /// Features with a default geometry, with some geometries, with both or none; geometries in one
  /// or several languages; some relations that are said, true or not.
  private static World world(int seed) {
    Random random = new Random(100 + seed);
    List<Relation> relations = List.of(Relation.values());
    World world = World.empty();
    List<BiFunction<Node, GeometryValue, Runnable>> forms =
        List.of(
            (g, v) -> () -> world.say("g0", g, Geo.AS_WKT, literal(Wkt.write(v), Geo.WKT_LITERAL)),
            (g, v) -> () -> world.say("g1", g, Geo.AS_GML, literal(Gml.write(v), Geo.GML_LITERAL)),
            (g, v) ->
                () ->
                    world.say(
                        "g1", g, Geo.AS_GEOJSON, literal(GeoJson.write(v), Geo.GEOJSON_LITERAL)));
    for (int i = 0; i < 8; i++) {
      Node feature = iri("f" + i);
      world.say("g0", feature, RDF.type.asNode(), iri("Kind" + random.nextInt(3)));
      int ways = random.nextInt(4);
      for (int j = 0; j < 2; j++) {
        Node geometry = iri("f" + i + "g" + j);
        if ((ways & 1) != 0 && j == 0) {
          world.say("g0", feature, Geo.HAS_DEFAULT_GEOMETRY, geometry);
        }
        if ((ways & 2) != 0) {
          world.say("g1", feature, Geo.HAS_GEOMETRY, geometry);
        }
        GeometryValue shape = Wkt.parse(shape(random));
        int some = seed == 0 ? 1 : 1 + random.nextInt(7);
        for (int form = 0; form < 3; form++) {
          if ((some & (1 << form)) != 0) {
            forms.get(form).apply(geometry, shape).run();
          }
        }
      }
    }
    for (int i = 0; i < 10 && seed % 2 == 0; i++) {
      Relation said = relations.get(random.nextInt(relations.size()));
      Node property = NodeFactory.createURI(said.propertyIri());
      world.say("g2", iri("f" + random.nextInt(8)), property, iri("f" + random.nextInt(8)));
    }
    return world.stored();
  }

  private static String shape(Random random) {
    double x = 4.8 + random.nextInt(5) / 100.0;
    double y = 45.7 + random.nextInt(5) / 100.0;
    double w = (1 + random.nextInt(3)) / 100.0;
    return switch (random.nextInt(4)) {
      case 0 -> "POINT (%s %s)".formatted(x, y);
      case 1 -> "LINESTRING (%s %s, %s %s)".formatted(x, y, x + w, y + w);
      default ->
          "POLYGON ((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
              .formatted(x, y, x + w, y + w);
    };
  }

  private static Set<List<String>> naive(Graph all, Relation relation) {
    Set<List<String>> pairs = new HashSet<>();
    all.find(Node.ANY, NodeFactory.createURI(relation.propertyIri()), Node.ANY)
        .forEach(t -> pairs.add(List.of(name(t.getSubject()), name(t.getObject()))));
    Map<Node, List<GeometryValue>> shapes = new HashMap<>();
    all.find()
        .forEach(t -> shapes.computeIfAbsent(t.getSubject(), subject -> shapesOf(all, subject)));
    shapes.forEach((a, some) ->
        shapes.forEach((b, others) -> {
          if (some.stream().anyMatch(s -> others.stream().anyMatch(o -> relation.test(s, o)))) {
            pairs.add(List.of(name(a), name(b)));
          }
        }));
    return pairs;
  }

  private static List<GeometryValue> shapesOf(Graph all, Node term) {
    List<GeometryValue> shapes = new ArrayList<>(written(all, term));
    Node property =
        all.contains(term, Geo.HAS_DEFAULT_GEOMETRY, Node.ANY)
            ? Geo.HAS_DEFAULT_GEOMETRY
            : Geo.HAS_GEOMETRY;
    all.find(term, property, Node.ANY).forEach(t -> shapes.addAll(written(all, t.getObject())));
    return shapes;
  }

  private static List<GeometryValue> written(Graph all, Node geometry) {
    List<GeometryValue> shapes = new ArrayList<>();
    for (Node property : List.of(Geo.AS_WKT, Geo.AS_GML, Geo.AS_GEOJSON)) {
      all.find(geometry, property, Node.ANY)
          .forEach(t ->
              shapes.add(
                  GeometryLiteral.parse(
                      t.getObject().getLiteralLexicalForm(),
                      t.getObject().getLiteralDatatypeURI())));
    }
    return shapes;
  }

  private static World town() {
    World world = World.empty();
    String square = "POLYGON ((4.8 45.7, 4.84 45.7, 4.84 45.74, 4.8 45.74, 4.8 45.7))";
    thing(world, "house", "g0", "POINT (4.81 45.71)");
    thing(world, "tree", "g0", "POINT (4.82 45.72)");
    thing(world, "quarter", "g0", square);
    thing(world, "far", "g1", "POINT (5 46)");
    return world.stored();
  }

  private static void thing(World world, String name, String graph, String wkt) {
    world.say(graph, iri(name), Geo.HAS_DEFAULT_GEOMETRY, iri(name + "-g"));
    world.say(graph, iri(name + "-g"), Geo.AS_WKT, literal(wkt, Geo.WKT_LITERAL));
  }

  @Test
  void theObjectMayBeALiteral() {
    try (World town = town()) {
      assertThat(
              town.ask(
                  "SELECT ?x { ?x geo:sfWithin " + SQUARE + " . ?x geo:hasDefaultGeometry ?g }"))
          .containsExactlyInAnyOrder(List.of("house"), List.of("tree"), List.of("quarter"));
    }
  }

  @Test
  void withoutRewriteOnlyWhatIsSaidIsFound() {
    try (World town = town()) {
      town.say("g1", iri("far"), NodeFactory.createURI(Geo.NS + "sfWithin"), iri("quarter"));
      town.stored();
      String query = "SELECT ?x { ?x geo:sfWithin :quarter }";
      assertThat(town.ask(new Answers().asSaid(), query)).containsExactly(List.of("far"));
      assertThat(town.ask(query)).hasSize(7).contains(List.of("far"), List.of("house"));
    }
  }

  @Test
  void propertiesStandInExistsOptionalGraphAndAfterOtherPatterns() {
    try (World town = town()) {
      assertThat(
              town.ask(
                  """
                  SELECT ?x { ?x geo:hasDefaultGeometry ?g
                    FILTER NOT EXISTS { ?x geo:sfWithin :quarter } }\
                  """))
          .containsExactly(List.of("far"));
      assertThat(
              town.ask(
                  """
                  SELECT ?x ?y { ?x geo:hasDefaultGeometry ?g
                    OPTIONAL { ?x geo:sfContains ?y . ?y geo:hasDefaultGeometry ?h } }\
                  """))
          .hasSize(6)
          .contains(List.of("quarter", "tree"), List.of("far", "far"))
          .contains(List.of("house", "house"));
      assertThat(town.ask("SELECT ?g ?x { GRAPH ?g { ?x geo:sfEquals ?x } }"))
          .hasSize(8)
          .contains(List.of("g1", "far"), List.of("g0", "house-g"));
      assertThat(
              town.ask(
                  """
                  SELECT ?x { { SELECT ?x { ?x geo:hasDefaultGeometry ?g } }
                    ?x geo:sfWithin :quarter . :quarter geo:sfContains ?x }\
                  """))
          .containsExactlyInAnyOrder(List.of("house"), List.of("tree"), List.of("quarter"));
    }
  }

  @Test
  void rowsOfTheLeftSideKeepTheirNumber() {
    try (World town = town()) {
      assertThat(
              town.ask(
                  """
                  SELECT ?n ?x { VALUES (?n ?x) { (1 :house) (1 :house) (2 :far) }
                    ?x geo:sfWithin :quarter }\
                  """))
          .hasSize(2);
      assertThat(
              town.ask(
                  """
                  SELECT (COUNT(DISTINCT *) AS ?n) {
                    { ?x geo:sfWithin :quarter } UNION { ?x geo:sfWithin :quarter } }\
                  """))
          .containsExactly(List.of("\"6\"^^xsd:integer"));
    }
  }

  @Test
  void filtersJoinTheBranches() {
    try (World town = town()) {
      String query =
          """
          SELECT ?x { ?x geo:sfWithin :quarter ; geo:hasDefaultGeometry ?g
            FILTER(STRENDS(STR(?g), "e-g")) }\
          """;
      assertThat(town.ask(query)).containsExactlyInAnyOrder(List.of("house"), List.of("tree"));
      String plan =
          town.store().read(view -> new Answers().explain(view, Question.of(PREFIXES + query)));
      assertThat(plan).contains("once").contains("spatial-index");
    }
  }

  @Test
  void thePropertiesOfJenasUsersWork() {
    try (World town = town()) {
      assertThat(features(town, "?x spatial:nearby (45.71 4.81 2)"))
          .containsExactlyInAnyOrder("house", "tree", "quarter");
      assertThat(features(town, "?x spatial:nearby (45.71 4.81 500 uom:metre)"))
          .containsExactlyInAnyOrder("house", "quarter");
      assertThat(features(town, "?x spatial:withinCircle (45.71 4.81 2 uom:kilometre 1)"))
          .hasSize(1);
      assertThat(features(town, "?x spatial:nearbyGeom (" + SQUARE + " 0.01 uom:degree)"))
          .containsExactlyInAnyOrder("house", "tree", "quarter");
      assertThat(features(town, "?x spatial:withinBox (45.705 4.805 45.73 4.83)"))
          .containsExactlyInAnyOrder("house", "tree");
      assertThat(features(town, "?x spatial:intersectBox (45.705 4.805 45.715 4.83)"))
          .containsExactlyInAnyOrder("house", "quarter");
      assertThat(features(town, "?x spatial:withinBoxGeom (" + SQUARE + ")"))
          .containsExactlyInAnyOrder("house", "tree", "quarter");
      assertThat(features(town, "?x spatial:intersectBoxGeom (" + SQUARE + ")")).hasSize(3);
      assertThat(features(town, "?x spatial:north (45.9 4.8)")).containsExactly("far");
      assertThat(features(town, "?x spatial:south (45.705 4.8)")).containsExactly("quarter");
      assertThat(features(town, "?x spatial:east (45 4.9)")).containsExactly("far");
      assertThat(features(town, "?x spatial:west (45 4.805)")).containsExactly("quarter");
      assertThat(features(town, "?x spatial:eastGeom " + SQUARE))
          .containsExactlyInAnyOrder("far", "quarter");
      assertThat(features(town, "?x spatial:equals " + SQUARE)).containsExactly("quarter");
    }
  }

  private static List<String> features(World town, String pattern) {
    return town
        .ask(
            """
            PREFIX spatial: <http://jena.apache.org/spatial#>
            PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
            SELECT ?x { ?x geo:hasDefaultGeometry ?g . %s }\
            """
                .formatted(pattern))
        .stream()
        .map(List::getFirst)
        .toList();
  }

  @Test
  void wrongListsAreErrorsOfTheQuery() {
    try (World town = town()) {
      for (String pattern :
          List.of(
              "?x spatial:nearby (45.7 4.8)",
              "?x spatial:nearby (45.7 4.8 1 uom:furlong)",
              "?x spatial:withinBox (1 2 3)",
              "?x spatial:withinBox (1 2 3 4 \"five\")",
              "?x spatial:inside (1 2)")) {
        assertThatThrownBy(() -> features(town, pattern))
            .as(pattern)
            .isInstanceOfSatisfying(
                QueryException.class,
                e -> assertThat(e.finding().code()).isEqualTo("query.wrong-arguments"));
      }
      assertThatThrownBy(() ->
              town.ask(
                  "SELECT * { ?x geo:asWKT ?w FILTER(<" + Geo.FUNCTIONS + "distance>(?w) < 1) }"))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("takes 3 arguments");
    }
  }
}
