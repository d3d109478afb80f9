package org.lacis.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;

/// Many literals at one place, told apart by their heights: all boxes are equal, so no tree helps
/// to tell them apart. `-Dlacis.onePlace=1000000` asks for more of them.
class OnePlaceTest {
  private static final int COUNT = Integer.getInteger("lacis.onePlace", 20_000);
  private static final String PREFIXES =
      """
      PREFIX : <http://example.org/>
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
      """;

  private static final TwinStore STORE = QuerySetup.equip(TwinStore.memory());

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }

  @BeforeAll
  static void fill() {
    STORE.write(view -> {
      for (int i = 0; i < COUNT; i++) {
        view.add(iri("g"), iri("p" + i), iri("kind"), iri("Point"));
        view.add(iri("g"), iri("p" + i), Geo.AS_WKT, wkt("POINT Z (4.8 45.7 " + i + ")"));
      }
      for (int i = 0; i < 3; i++) {
        view.add(iri("g"), iri("a" + i), iri("kind"), iri("Area"));
        view.add(
            iri("g"),
            iri("a" + i),
            Geo.AS_WKT,
            wkt("POLYGON ((4.7 45.6, 4.9 45.6, 4.9 45.%d, 4.7 45.6))".formatted(8 + i)));
      }
      return true;
    });
  }

  @AfterAll
  static void close() {
    STORE.close();
  }

  private static long rows(IndexUse use, String query) {
    Question question = Question.of(PREFIXES + query).within(Duration.ofMinutes(5));
    long began = System.nanoTime();
    long rows = STORE.read(view -> new Answers(use).rows(view, question, _ -> {}));
    System.out.printf(
        Locale.ROOT,
        "%,d literals at one place, %s: %,d rows, %d ms%n",
        COUNT,
        query.lines().skip(query.startsWith("SELECT *") ? 1 : 0).findFirst().orElse("").strip(),
        rows,
        (System.nanoTime() - began) / 1_000_000);
    return rows;
  }

  @Test
  @DisplayName("a selection finds them all, or none")
  void selection() {
    String box = "POLYGON ((%1$s 45.6, 4.9 45.6, 4.9 45.8, %1$s 45.8, %1$s 45.6))";
    String query =
        """
        SELECT * {
          ?x :kind :Point ; geo:asWKT ?a
          FILTER(geof:sfIntersects(?a, "%s"^^geo:wktLiteral)) }
        """;
    for (IndexUse use : new IndexUse[] {IndexUse.ESTIMATED, IndexUse.JOINS, IndexUse.LOOK_UPS}) {
      assertThat(rows(use, query.formatted(box.formatted("4.7")))).isEqualTo(COUNT);
      assertThat(rows(use, query.formatted(box.formatted("4.85")))).isZero();
    }
  }

  @Test
  @DisplayName("a join with few areas looks at each once an area")
  void join() {
    String query =
        """
        SELECT * {
          ?x :kind :Point ; geo:asWKT ?a . ?y :kind :Area ; geo:asWKT ?b
          FILTER(geof:sfWithin(?a, ?b)) }
        """;
    long expected = rows(IndexUse.JOINS, query);
    assertThat(expected % COUNT).isZero();
    assertThat(expected).isPositive();
    assertThat(rows(IndexUse.ESTIMATED, query)).isEqualTo(expected);
  }

  @Test
  @DisplayName("the nearest are as many as asked for, from the place itself and from elsewhere")
  void nearest() {
    String query =
        """
        SELECT * {
          ?x :kind :Point ; geo:asWKT ?a }
        ORDER BY geof:distance(?a, "POINT (%s 45.7)"^^geo:wktLiteral, uom:metre) %s LIMIT 10
        """;
    assertThat(rows(IndexUse.ESTIMATED, query.formatted("4.8", ""))).isEqualTo(10);
    assertThat(rows(IndexUse.ESTIMATED, query.formatted("4.81", ""))).isEqualTo(10);
    assertThat(rows(IndexUse.ESTIMATED, query.formatted("4.8", "?x"))).isEqualTo(10);
  }
}
