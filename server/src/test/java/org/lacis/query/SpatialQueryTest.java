package org.lacis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.geometry.Crs;
import org.lacis.geometry.Relation;
import org.lacis.geometry.Wkt;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Geo;

class SpatialQueryTest {
  private static final String PREFIXES =
      """
      PREFIX : <http://example.org/>
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
      """;
  private static final Node GRAPH = iri("graph/things");
  private static final Node OTHER = iri("graph/others");

  private final Answers answers = new Answers();

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  private static void thing(WriteView view, Node graph, String name, String type, String shape) {
    Node geometry = iri(name + "/geometry");
    view.add(graph, iri(name), RDF.type.asNode(), iri(type));
    view.add(graph, iri(name), Geo.HAS_DEFAULT_GEOMETRY, geometry);
    view.add(graph, geometry, Geo.AS_WKT, wkt(shape));
  }

  private static TwinStore town() {
    TwinStore store = QuerySetup.equip(TwinStore.memory());
    store.write(view -> {
      thing(
          view,
          GRAPH,
          "a",
          "House",
          "POLYGON ((4.80 45.70, 4.81 45.70, 4.81 45.71, 4.80 45.71, 4.80 45.70))");
      thing(
          view,
          GRAPH,
          "b",
          "House",
          "POLYGON ((4.90 45.70, 4.91 45.70, 4.91 45.71, 4.90 45.71, 4.90 45.70))");
      thing(view, OTHER, "p", "Tree", "POINT (4.805 45.705)");
      thing(view, OTHER, "q", "Tree", "POINT (4.905 45.705)");
      thing(view, OTHER, "r", "Tree", "POINT (4.95 45.705)");
      return true;
    });
    return store;
  }

  private List<String> names(TwinStore store, String where, String column) {
    return names(store, answers, where, column);
  }

  private static List<String> names(TwinStore store, Answers answers, String where, String column) {
    Question question = Question.of(PREFIXES + where);
    return store.read(view ->
        answers.table(view, question).rows().stream()
            .map(row -> row.get(column).getLocalName())
            .sorted()
            .toList());
  }

  @Test
  void a01AFilterWithAConstantStartsFromTheIndex() {
    String query =
        """
        SELECT ?x { ?x geo:hasDefaultGeometry/geo:asWKT ?w
          FILTER(geof:sfIntersects(?w, "POLYGON ((4.7 45.6, 4.85 45.6, 4.85 45.8, 4.7 45.8, 4.7 45.6))"^^geo:wktLiteral)) }
        """;
    try (TwinStore store = town()) {
      assertThat(names(store, query, "x")).containsExactly("a", "p");
      assertThat(explained(store, query)).contains("spatial index").contains("?w (sfIntersects)");
    }
  }

  private String explained(TwinStore store, String query) {
    return store.read(view -> answers.explain(view, Question.of(PREFIXES + query)));
  }

  @Test
  void a02TwoVariablesAreJoinedThroughTheIndex() {
    String query =
        """
        SELECT ?tree ?house {
          ?tree a :Tree ; geo:hasDefaultGeometry/geo:asWKT ?t .
          ?house a :House ; geo:hasDefaultGeometry/geo:asWKT ?h .
          FILTER(geof:sfWithin(?t, ?h)) }
        """;
    try (TwinStore store = town()) {
      assertThat(names(store, query, "tree")).containsExactly("p", "q");
      assertThat(explained(store, query)).contains("spatial index: for each");
    }
  }

  @Test
  void a03GraphsAreJoinedThroughTheIndexToo() {
    String query =
        """
        SELECT ?tree ?g {
          GRAPH <http://example.org/graph/others> { ?tree geo:hasDefaultGeometry/geo:asWKT ?t }
          GRAPH ?g { ?house a :House ; geo:hasDefaultGeometry/geo:asWKT ?h }
          FILTER(geof:sfContains(?h, ?t)) }
        """;
    try (TwinStore store = town()) {
      assertThat(names(store, query, "tree")).containsExactly("p", "q");
      assertThat(explained(store, query)).contains("spatial index: for each");
    }
  }

  @Test
  void a04DistanceFindsWhatIsNear() {
    String query =
        """
        SELECT ?x { ?x a :Tree ; geo:hasDefaultGeometry/geo:asWKT ?w
          FILTER(geof:distance(?w, "POINT (4.806 45.705)"^^geo:wktLiteral, uom:metre) < 100) }
        """;
    try (TwinStore store = town()) {
      assertThat(names(store, query, "x")).containsExactly("p");
      assertThat(explained(store, query)).contains("spatial index").contains("?w (distance");
    }
  }

  @Test
  void a05DisjointNeverUsesTheIndex() {
    String query =
        """
        SELECT ?x { ?x a :Tree ; geo:hasDefaultGeometry/geo:asWKT ?w
          FILTER(geof:sfDisjoint(?w, "POINT (4.805 45.705)"^^geo:wktLiteral)) }
        """;
    try (TwinStore store = town()) {
      assertThat(names(store, query, "x")).containsExactly("q", "r");
      assertThat(explained(store, query)).contains("not used");
    }
  }

  @Test
  void a06AValueIsPutInThePlaceOfAVariable() {
    try (TwinStore store = town()) {
      Question question =
          Question.of(
                  PREFIXES
                      + """
                      SELECT ?x { ?x a :Tree ; geo:hasDefaultGeometry/geo:asWKT ?w
                        FILTER(geof:sfIntersects(?w, ?where)) }
                      """)
              .with("where", wkt("POINT (4.905 45.705)"));
      Table table = store.read(view -> answers.table(view, question));
      assertThat(table.rows()).hasSize(1);
      assertThat(table.value(0, "x")).contains(iri("q"));
    }
  }

  @Test
  void a07BoundAndGivenGeometriesWork() {
    try (TwinStore store = town()) {
      String bind =
          """
          SELECT ?x { BIND("POINT (4.905 45.705)"^^geo:wktLiteral AS ?c)
            ?x geo:hasDefaultGeometry/geo:asWKT ?w FILTER(geof:sfIntersects(?w, ?c)) }
          """;
      assertThat(names(store, bind, "x")).containsExactly("b", "q");
      String values =
          """
          SELECT ?x { VALUES ?c { "POINT (4.905 45.705)"^^geo:wktLiteral "POINT (4.95 45.705)"^^geo:wktLiteral }
            ?x geo:hasDefaultGeometry/geo:asWKT ?w FILTER(geof:sfIntersects(?w, ?c)) }
          """;
      assertThat(names(store, values, "x")).containsExactly("b", "q", "r");
      assertThat(explained(store, values)).contains("spatial index: for each ?c look up ?w");
    }
  }

  @Test
  void a08AnUpdateIsSeenByTheNextQuestionThroughTheIndex() {
    String query =
        """
        SELECT ?x { ?x geo:asWKT ?w
          FILTER(geof:sfIntersects(?w, "POINT (1 1)"^^geo:wktLiteral)) }
        """;
    try (TwinStore store = town()) {
      assertThat(names(store, query, "x")).isEmpty();
      update(store, "INSERT DATA { GRAPH :new { :n geo:asWKT \"POINT (1 1)\"^^geo:wktLiteral } }");
      assertThat(names(store, query, "x")).containsExactly("n");
      update(
          store,
          """
          DELETE { GRAPH ?g { ?x geo:asWKT ?w } } INSERT { GRAPH ?g { :m geo:asWKT ?w } }
          WHERE { GRAPH ?g { ?x geo:asWKT ?w }
            FILTER(geof:sfIntersects(?w, "POINT (1 1)"^^geo:wktLiteral)) }
          """);
      assertThat(names(store, query, "x")).containsExactly("m");
      update(store, "DROP GRAPH :new");
      assertThat(names(store, query, "x")).isEmpty();
    }
  }

  private static void update(TwinStore store, String text) {
    store.dataset().begin(ReadWrite.WRITE);
    try {
      UpdateExec.dataset(store.dataset()).update(PREFIXES + text).execute();
      store.dataset().commit();
    } finally {
      store.dataset().end();
    }
  }

  @Test
  void a09AQuestionOverItsTimeIsRefusedAndNotCut() {
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      store.write(view -> {
        for (int i = 0; i < 3000; i++) {
          thing(view, GRAPH, "t" + i, "Thing", "LINESTRING (0 0, 1 " + i + ", 2 0)");
        }
        return true;
      });
      Question question =
          Question.of(
                  PREFIXES
                      + """
                      SELECT * { ?x geo:asWKT ?a . ?y geo:asWKT ?b FILTER(geof:sfIntersects(?a, ?b)) }
                      """)
              .within(Duration.ofMillis(300));
      long start = System.nanoTime();
      assertThatThrownBy(() -> store.read(view -> answers.table(view, question)))
          .isInstanceOfSatisfying(QueryException.class, e -> assertThat(e.isTimeout()).isTrue())
          .hasMessageContaining("0.3 s");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void a10AMistakeIsToldWithItsPlace() {
    assertThatThrownBy(() -> Question.of("SELECT ?x {\n ?x foo:bar ?y }", "q.rq"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("q.rq")
        .hasMessageContaining("foo:bar");
    assertThatThrownBy(() -> Question.of("SELECT ?x {\n ?x ?y }", "q.rq"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("column");
  }

  @Test
  void a11GraphsAndYesOrNo() {
    try (TwinStore store = town()) {
      store.<Boolean>read(view -> {
        assertThat(answers.ask(view, Question.of(PREFIXES + "ASK { :a a :House }"))).isTrue();
        assertThat(
                answers
                    .graph(view, Question.of(PREFIXES + "CONSTRUCT WHERE { ?x a :House }"))
                    .size())
            .isEqualTo(2);
        assertThat(answers.graph(view, Question.of(PREFIXES + "DESCRIBE :a")).size()).isEqualTo(2);
        assertThatThrownBy(() -> answers.ask(view, Question.of("SELECT * {}")))
            .isInstanceOf(QueryException.class);
        return true;
      });
    }
  }

  @Test
  void a12WhatWasDoneIsToldWithRowsAndTime() {
    String query =
        """
        SELECT ?tree ?house {
          ?tree a :Tree ; geo:hasDefaultGeometry/geo:asWKT ?t .
          ?house a :House ; geo:hasDefaultGeometry/geo:asWKT ?h .
          FILTER(geof:sfWithin(?t, ?h)) }
        """;
    try (TwinStore store = town()) {
      Question question = Question.of(PREFIXES + query);
      String words = store.read(view -> new Answers(IndexUse.JOINS).measured(view, question));
      assertThat(words)
          .contains("spatial join: ?t and ?h")
          .containsPattern("2 rows +[0-9.]+ ms  spatial join of \\?t and \\?h")
          .containsPattern("2 rows +[0-9.]+ ms  in all");
    }
  }

  // ---- the same with the index and without

  private static final List<String> SHAPES =
      List.of(
          """
          SELECT * { ?x geo:asWKT ?a FILTER(geof:REL(?a, "CONST"^^geo:wktLiteral)) }\
          """,
          """
          SELECT * { ?x geo:asWKT ?a FILTER(geof:REL("CONST"^^geo:wktLiteral, ?a)) }\
          """,
          """
          SELECT * { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a
            FILTER(geof:distance(?a, "CONST"^^geo:wktLiteral, uom:metre) < METRES) }\
          """,
          """
          SELECT * { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a .
            ?y a :k0 ; geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:REL(?a, ?b)) FILTER(?x != ?y) }\
          """,
          """
          SELECT * { GRAPH ?g { ?x geo:hasDefaultGeometry/geo:asWKT ?a }
            GRAPH :g1 { ?y a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?b }
            FILTER(geof:REL(?a, ?b)) FILTER(geof:REL(?b, "CONST"^^geo:wktLiteral)) }\
          """,
          """
          SELECT * { ?x geo:hasDefaultGeometry/geo:asWKT ?a OPTIONAL { ?x a ?kind }
            FILTER(geof:REL(?a, "CONST"^^geo:wktLiteral)) }\
          """,
          """
          SELECT * { { ?x geo:asWKT ?a } UNION { ?y geo:asWKT ?a FILTER(?y = :t3g) }
            FILTER(geof:REL(?a, "CONST"^^geo:wktLiteral)) }\
          """,
          """
          SELECT ?kind (COUNT(*) AS ?n) { ?x a ?kind ; geo:hasDefaultGeometry/geo:asWKT ?a
            FILTER(geof:REL(?a, "CONST"^^geo:wktLiteral) && ?kind != :k1) } GROUP BY ?kind\
          """,
          """
          SELECT * { VALUES ?x { :t1 :t2 :t3 :t4 } ?x geo:hasDefaultGeometry/geo:asWKT ?a .
            ?y geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:REL(?b, ?a)) }\
          """,
          """
          SELECT * { ?x geo:hasDefaultGeometry ?g . ?g geo:asWKT ?a
            FILTER NOT EXISTS { ?y geo:asWKT ?b FILTER(?y != ?g && geof:REL(?a, ?b)) }
            FILTER(geof:sfIntersects(?a, "CONST"^^geo:wktLiteral)) }\
          """,
          """
          SELECT * FROM :g0 FROM :g1 { ?x geo:asWKT ?a . ?y geo:asWKT ?b
            FILTER(geof:REL(?a, ?b) && geof:REL(?b, "CONST"^^geo:wktLiteral)) }\
          """,
          """
          SELECT * { ?x geo:hasDefaultGeometry/geo:asWKT ?a
            { SELECT ?y ?b { ?y geo:asWKT ?b FILTER(geof:sfIntersects(?b, "CONST"^^geo:wktLiteral)) } }
            FILTER(geof:REL(?a, ?b)) }\
          """,
          """
          SELECT * { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a .
            OPTIONAL { ?y a :k1 ; geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:REL(?b, ?a)) } }\
          """,
          """
          SELECT * { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a .
            FILTER EXISTS { ?y a :k0 ; geo:hasDefaultGeometry/geo:asWKT ?b
              FILTER(geof:REL(?a, ?b) && ?y != ?x) } }\
          """,
          """
          SELECT * { { ?x a :k0 ; geo:hasDefaultGeometry/geo:asWKT ?a } UNION
              { ?x a :k1 ; geo:hasDefaultGeometry/geo:asWKT ?a }
            ?y a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:REL(?a, ?b)) }\
          """,
          """
          SELECT * { BIND("CONST"^^geo:wktLiteral AS ?c) ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a
            FILTER(geof:REL(?a, ?c)) }\
          """,
          """
          SELECT * { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a
            BIND(geof:envelope(?a) AS ?c) ?y a :k1 ; geo:hasDefaultGeometry/geo:asWKT ?b
            FILTER(geof:REL(?b, ?c)) }\
          """,
          """
          SELECT * { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a . ?y a :k1 ;
            geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:metricDistance(?a, ?b) <= METRES) }\
          """,
          """
          SELECT * { ?x geo:asWKT ?a . ?y geo:asWKT ?b
            FILTER(geof:distance(?a, ?b, uom:degree) < 0.015 && ?x != ?y) }\
          """,
          """
          SELECT * { GRAPH ?g { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a .
              ?y a :k1 ; geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:REL(?a, ?b)) } }\
          """,
          """
          SELECT * { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a MINUS {
              ?x a :k1 ; geo:hasDefaultGeometry/geo:asWKT ?a
              FILTER(geof:REL(?a, "CONST"^^geo:wktLiteral)) } }\
          """,
          """
          SELECT * { ?x geo:asWKT ?a . ?y geo:asWKT ?b . ?z geo:asWKT ?c
            FILTER(geof:REL(?a, ?b) && geof:sfIntersects(?b, ?c) && ?x != ?y && ?y != ?z)
            FILTER(geof:sfIntersects(?c, "CONST"^^geo:wktLiteral)) }\
          """,
          """
          SELECT (COUNT(*) AS ?n) { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a .
            ?y a :k1 ; geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:REL(?a, ?b)) }\
          """);

  private static final List<String> RELATIONS =
      Stream.of(Relation.values()).map(Relation::localName).toList();

  @TestFactory
  Stream<DynamicTest> theIndexChangesNoAnswer() {
    return IntStream.range(0, 8)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> compare(seed)));
  }

  private static void world(TwinStore store, Random random, boolean withBroken) {
    store.write(view -> {
      for (int i = 0; i < 40; i++) {
        Node graph = iri("g" + random.nextInt(3));
        Node geometry = iri("t" + i + "g");
        view.add(graph, iri("t" + i), RDF.type.asNode(), iri("k" + random.nextInt(3)));
        view.add(graph, iri("t" + i), Geo.HAS_DEFAULT_GEOMETRY, geometry);
        view.add(graph, geometry, Geo.AS_WKT, wkt(shape(random)));
      }
      if (withBroken) {
        view.add(iri("g0"), iri("broken"), Geo.AS_WKT, wkt("POINT (4"));
        view.add(iri("g0"), iri("empty"), Geo.AS_WKT, wkt("POINT EMPTY"));
        view.add(iri("g1"), iri("nothing"), Geo.AS_WKT, wkt("POLYGON EMPTY"));
        view.add(iri("g1"), iri("words"), Geo.AS_WKT, NodeFactory.createLiteralString("here"));
      }
      return true;
    });
  }

  private static void compare(int seed) {
    Random random = new Random(seed);
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      world(store, random, true);
      int rows = 0;
      for (String form : SHAPES) {
        for (int i = 0; i < 3; i++) {
          String query =
              PREFIXES
                  + form.replace("REL", RELATIONS.get(random.nextInt(RELATIONS.size())))
                      .replace("CONST", shape(random))
                      .replace("KIND", "k" + random.nextInt(3))
                      .replace("METRES", "" + random.nextInt(3000));
          Map<Binding, Integer> without = bag(store, new Answers(false), query);
          for (IndexUse use : IndexUse.values()) {
            assertThat(bag(store, new Answers(use), query))
                .as(use + " " + query)
                .isEqualTo(without);
          }
          rows += without.size();
        }
      }
      assertThat(rows).as("answers that are not empty").isGreaterThan(20);
    }
  }

  // ---- one graph

  private static final List<String> OF_ONE_GRAPH =
      List.of(
          "SELECT * FROM { ?x geo:asWKT ?a FILTER(geof:REL(?a, \"CONST\"^^geo:wktLiteral)) }",
          """
          SELECT * FROM { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a . ?y a :k0 ;
            geo:hasDefaultGeometry/geo:asWKT ?b FILTER(geof:REL(?a, ?b) && ?x != ?y) }\
          """,
          """
          SELECT ?k (COUNT(?x) AS ?n) FROM { ?x a ?k OPTIONAL { ?x geo:hasDefaultGeometry/geo:asWKT ?a
            FILTER(geof:REL(?a, "CONST"^^geo:wktLiteral)) } } GROUP BY ?k HAVING (COUNT(?x) > 0)\
          """,
          """
          SELECT * FROM { ?x a :KIND FILTER NOT EXISTS { ?x geo:hasDefaultGeometry/geo:asWKT ?a
            FILTER(geof:REL(?a, "CONST"^^geo:wktLiteral)) } }\
          """,
          "SELECT * FROM { GRAPH ?g { ?x a :KIND } }",
          "SELECT * FROM { ?x a :KIND FILTER NOT EXISTS { GRAPH ?g { ?x a :KIND } } }",
          "SELECT * FROM { ?x geo:hasDefaultGeometry|a ?y }",
          "SELECT ?x (EXISTS { ?x a :k1 } AS ?is) FROM { ?x a ?k }",
          "SELECT ?x FROM { { SELECT ?x { ?x a :KIND } LIMIT 1000 } ?x geo:hasDefaultGeometry ?g }",
          "SELECT (1 AS ?one) FROM { }",
          "SELECT (COUNT(*) AS ?n) FROM { ?x a :k1 MINUS { ?x geo:hasDefaultGeometry :t3g } }");

  @TestFactory
  Stream<DynamicTest> fromOneGraphIsAStoreOfThatGraphAlone() {
    return IntStream.range(0, 4)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> compareFrom(seed)));
  }

  private static void compareFrom(int seed) {
    Random random = new Random(seed);
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      world(store, random, true);
      for (String name : List.of("g0", "g1", "g7")) {
        try (TwinStore alone = QuerySetup.equip(TwinStore.memory())) {
          copy(store, alone, iri(name));
          for (String form : OF_ONE_GRAPH) {
            String query =
                PREFIXES
                    + form.replace("REL", RELATIONS.get(random.nextInt(RELATIONS.size())))
                        .replace("CONST", shape(random))
                        .replace("KIND", "k" + random.nextInt(3));
            // GRAPH matches nothing where no FROM NAMED is said.
            boolean named = query.contains("GRAPH");
            Map<Binding, Integer> expected =
                bag(
                    alone,
                    new Answers(),
                    named
                        ? query.replace("FROM {", "{").replace("GRAPH ?g", "GRAPH :nowhere")
                        : query.replace("FROM {", "{"));
            assertThat(bag(store, new Answers(), query.replace("FROM {", "FROM :" + name + " {")))
                .as(name + " " + query)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  private static void copy(TwinStore store, TwinStore alone, Node graph) {
    List<Quad> quads = new ArrayList<>();
    store.<Boolean>read(view -> {
      view.dataset().find(graph, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads::add);
      return true;
    });
    alone.write(view -> {
      quads.forEach(q -> view.add(graph, q.getSubject(), q.getPredicate(), q.getObject()));
      return true;
    });
  }

  @Test
  void fromOneGraphIsReadByNumbers() {
    String query =
        """
        SELECT ?x FROM <http://example.org/graph/things> { ?x a :House ; geo:hasDefaultGeometry/geo:asWKT ?w
          FILTER(geof:sfIntersects(?w, "POINT (4.805 45.705)"^^geo:wktLiteral)) }
        """;
    try (TwinStore store = town()) {
      assertThat(names(store, query, "x")).containsExactly("a");
      assertThat(explained(store, query))
          .contains("spatial index of one pattern")
          .contains("(quad <http://example.org/graph/things> ?x");
    }
  }

  // ---- the nearest, in order

  private static final List<String> NEAREST =
      List.of(
          """
          SELECT ?d { ?x geo:asWKT ?a BIND(geof:distance(?a, "CONST"^^geo:wktLiteral, uom:metre) AS ?d) }
            ORDER BY ?d LIMIT LIMITS\
          """,
          """
          SELECT (geof:distance("CONST"^^geo:wktLiteral, ?a, uom:kilometre) AS ?d)
            { ?x a :KIND ; geo:hasDefaultGeometry/geo:asWKT ?a }
            ORDER BY geof:distance("CONST"^^geo:wktLiteral, ?a, uom:kilometre) OFFSET 1 LIMIT LIMITS\
          """,
          """
          SELECT ?x ?d { ?x a ?kind ; geo:hasDefaultGeometry/geo:asWKT ?a OPTIONAL { ?x :none ?n }
            FILTER(?kind != :k1) BIND(geof:metricDistance(?a, "CONST"^^geo:wktLiteral) AS ?d) }
            ORDER BY ?d ?x LIMIT LIMITS\
          """,
          """
          SELECT ?x ?d { ?x a :k0 ; geo:hasDefaultGeometry/geo:asWKT ?a
            BIND(geof:distance(?a, "CONST"^^geo:wktLiteral, uom:degree) AS ?d) }
            ORDER BY ?d ?x LIMIT LIMITS\
          """);

  @TestFactory
  Stream<DynamicTest> theNearestAreTheSameAsSorted() {
    return IntStream.range(0, 6)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> compareNearest(seed)));
  }

  private static void compareNearest(int seed) {
    Random random = new Random(seed);
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      world(store, random, seed % 2 == 0);
      for (String form : NEAREST) {
        for (int i = 0; i < 3; i++) {
          String query =
              PREFIXES
                  + form.replace("CONST", shape(random))
                      .replace("KIND", "k" + random.nextInt(3))
                      .replace("LIMITS", "" + (1 + random.nextInt(8)));
          assertThat(list(store, new Answers(), query))
              .as(query)
              .isEqualTo(list(store, new Answers(false), query));
          assertThat(store.<String>read(view -> new Answers().explain(view, Question.of(query))))
              .contains("nearest ?a");
        }
      }
    }
  }

  private static List<Binding> list(TwinStore store, Answers answers, String query) {
    return store.read(view -> answers.table(view, Question.of(query)).rows());
  }

  @Test
  void aJoinStopsSoonAfterNobodyWantsItAnyMore() {
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      store.write(view -> {
        for (int i = 0; i < 60; i++) {
          thing(view, GRAPH, "star" + i, "Star", star(0.001 * i, 20_000));
        }
        return true;
      });
      Question question =
          Question.of(
                  PREFIXES
                      + """
                      SELECT (COUNT(*) AS ?n) { ?x a :Star ; geo:hasDefaultGeometry/geo:asWKT ?a .
                        ?y a :Star ; geo:hasDefaultGeometry/geo:asWKT ?b
                        FILTER(geof:sfOverlaps(?a, ?b)) }
                      """)
              .within(Duration.ofMillis(400));
      long start = System.nanoTime();
      assertThatThrownBy(
              () -> store.read(view -> new Answers(IndexUse.JOINS).table(view, question)))
          .isInstanceOfSatisfying(QueryException.class, e -> assertThat(e.isTimeout()).isTrue());
      // The whole join takes minutes; the rest is for a busy machine.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  /// A jagged ring about 4.8 45.7.
  private static String star(double shift, int points) {
    StringBuilder text = new StringBuilder("POLYGON ((");
    for (int i = 0; i <= points; i++) {
      double angle = 2 * Math.PI * (i % points) / points;
      double radius = i % 2 == 0 ? 0.1 : 0.09;
      text.append(i == 0 ? "" : ", ")
          .append(4.8 + shift + radius * Math.cos(angle))
          .append(' ')
          .append(45.7 + radius * Math.sin(angle));
    }
    return text.append("))").toString();
  }

  private static Map<Binding, Integer> bag(TwinStore store, Answers answers, String query) {
    Map<Binding, Integer> bag = new HashMap<>();
    store.<Long>read(view ->
        answers.rows(
            view, Question.of(query), row -> bag.merge(BindingFactory.copy(row), 1, Integer::sum)));
    return bag;
  }

  /// Points, lines and boxes on a small grid near Lyon, so that shapes meet, touch and coincide.
  private static String shape(Random random) {
    double x = 4.8 + random.nextInt(12) / 100.0;
    double y = 45.7 + random.nextInt(12) / 100.0;
    double w = (1 + random.nextInt(4)) / 100.0;
    double h = (1 + random.nextInt(4)) / 100.0;
    String text =
        switch (random.nextInt(4)) {
          case 0 -> "POINT (%s %s)".formatted(x, y);
          case 1 -> "LINESTRING (%s %s, %s %s)".formatted(x, y, x + w, y + h);
          default ->
              "POLYGON ((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
                  .formatted(x, y, x + w, y + h);
        };
    return random.nextInt(3) == 0 ? inLambert(text) : text;
  }

  private static String inLambert(String text) {
    int epsg = text.length() % 2 == 0 ? 2154 : 3946;
    return Wkt.write(Wkt.parse(text).to(Crs.ofEpsg(epsg)));
  }
}
