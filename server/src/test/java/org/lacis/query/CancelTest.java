package org.lacis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;

/// How long a query goes on after its time, with shapes of a million points, one test of which
/// takes seconds. What was measured is printed; the bound leaves room for a busy machine.
class CancelTest {
  private static final String PREFIXES =
      """
      PREFIX : <http://example.org/>
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
      """;
  private static final int MILLION = 1_000_000;
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration BOUND = Duration.ofSeconds(1);

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  /// A jagged ring about 4.8 45.7.
  private static String star(double shift, int points) {
    StringBuilder text = new StringBuilder("POLYGON ((");
    for (int i = 0; i <= points; i++) {
      double angle = 2 * Math.PI * (i % points) / points;
      double radius = i % 2 == 0 ? 0.1 : 0.0999;
      text.append(i == 0 ? "" : ", ")
          .append(String.format(Locale.ROOT, "%.7f", 4.8 + shift + radius * Math.cos(angle)))
          .append(' ')
          .append(String.format(Locale.ROOT, "%.7f", 45.7 + radius * Math.sin(angle)));
    }
    return text.append("))").toString();
  }

  private static TwinStore stars() {
    TwinStore store = QuerySetup.equip(TwinStore.memory());
    store.write(view -> {
      for (int i = 0; i < 4; i++) {
        view.add(iri("g"), iri("star" + i), iri("kind"), iri("Star"));
        view.add(iri("g"), iri("star" + i), Geo.AS_WKT, wkt(star(0.002 * i, MILLION)));
        view.add(iri("g"), iri("ring" + i), iri("kind"), iri("Ring"));
        view.add(iri("g"), iri("ring" + i), Geo.AS_WKT, wkt(star(0.001 + 0.002 * i, 20_000)));
      }
      return true;
    });
    return store;
  }

  private record Case(String name, IndexUse use, String query) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "a join",
              IndexUse.JOINS,
              """
              SELECT (COUNT(*) AS ?n) { ?x :kind :Star ; geo:asWKT ?a . ?y :kind :Star ; geo:asWKT ?b
                FILTER(geof:sfOverlaps(?a, ?b)) }
              """),
          new Case(
              "a join by distance",
              IndexUse.JOINS,
              """
              SELECT * { ?x :kind :Star ; geo:asWKT ?a . ?y :kind :Ring ; geo:asWKT ?b
                FILTER(geof:distance(?a, ?b, uom:metre) < 1) }
              """),
          new Case(
              "look-ups for each row",
              IndexUse.LOOK_UPS,
              """
              SELECT * { ?x :kind :Ring ; geo:asWKT ?a . ?y :kind :Star ; geo:asWKT ?b
                FILTER(geof:sfTouches(?a, ?b)) }
              """),
          new Case(
              "a selection",
              IndexUse.ESTIMATED,
              """
              SELECT * { ?x :kind :Star ; geo:asWKT ?a
                FILTER(geof:sfOverlaps(?a, "RING"^^geo:wktLiteral)) }
              """),
          new Case(
              "a selection by distance",
              IndexUse.ESTIMATED,
              """
              SELECT * { ?x :kind :Star ; geo:asWKT ?a
                FILTER(geof:distance(?a, "POINT (4.95 45.7)"^^geo:wktLiteral, uom:metre) < 10000) }
              """),
          new Case(
              "the nearest",
              IndexUse.ESTIMATED,
              """
              SELECT * { ?x :kind ?k ; geo:asWKT ?a }
              ORDER BY geof:distance(?a, "POINT (4.95 45.7)"^^geo:wktLiteral, uom:metre) LIMIT 2
              """));

  @TestFactory
  Stream<DynamicTest> aQueryEndsSoonAfterItsTime() {
    TwinStore store = stars();
    return CASES.stream()
        .map(some -> DynamicTest.dynamicTest(some.name, () -> late(store, some)))
        .onClose(store::close);
  }

  private static void late(TwinStore store, Case some) {
    Question question =
        Question.of(PREFIXES + some.query.replace("RING", star(0.0013, 20_000))).within(LIMIT);
    long began = System.nanoTime();
    Throwable thrown =
        catchThrowable(
            () -> store.read(view -> new Answers(some.use).table(view, question).rows().size()));
    Duration late = Duration.ofNanos(System.nanoTime() - began).minus(LIMIT);
    System.out.printf(Locale.ROOT, "%s: ended %d ms after its time%n", some.name, late.toMillis());
    assertThat(thrown)
        .isInstanceOfSatisfying(QueryException.class, e -> assertThat(e.isTimeout()).isTrue());
    assertThat(late).isLessThan(BOUND);
  }

  @Test
  void othersGoOnWhileAbandonedTestsStillRun() {
    try (TwinStore store = stars()) {
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        late(store, CASES.getFirst());
      }
      store.write(view -> {
        view.add(iri("g"), iri("p"), Geo.AS_WKT, wkt("POINT (1 1)"));
        return true;
      });
      long began = System.nanoTime();
      Question one =
          Question.of(
              PREFIXES
                  + """
                  SELECT * { ?x geo:asWKT ?a . ?y geo:asWKT ?b FILTER(geof:sfWithin(?a, ?b))
                    FILTER(geof:sfIntersects(?b, "POINT (1 1)"^^geo:wktLiteral)) }
                  """);
      int rows = store.read(view -> new Answers().table(view, one).rows().size());
      long millis = (System.nanoTime() - began) / 1_000_000;
      System.out.printf("a small join beside abandoned ones: %d ms%n", millis);
      assertThat(rows).isEqualTo(1);
      assertThat(millis).isLessThan(5_000);
    }
  }
}
