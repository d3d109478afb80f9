package org.lacis.reason.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;
import org.lacis.geometry.GeometryValue;
import org.lacis.reason.rule.RuleReader;
import org.lacis.vocabulary.Geo;

/// How an engine asks where things lie.
final class SpaceTest {
  static {
    JenaSystem.init();
  }

  private static final String RULE =
      """
      PREFIX geo: <http://www.opengis.net/ont/geosparql#>
      PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
      PREFIX : <http://example.org/>
      RULE { ?a :inside ?b } WHERE {
        ?a :at ?g . ?b :around ?h . FILTER(geof:sfWithin(?g, ?h)) }
      """;

  private final Terms terms = new Terms(null);
  private final Set<Integer> present = new HashSet<>();
  private int asked;
  private int measured;

  /// Knows only what is present, as an index that forgets at once.
  private final Space space =
      new Space() {
        @Override
        public Optional<GeometryValue> geometry(int term) {
          measured++;
          return Everywhere.read(terms.node(term));
        }

        @Override
        public void near(int term, IntConsumer candidate) {
          asked++;
          GeometryValue one = geometry(term).orElseThrow();
          for (int each : present) {
            GeometryValue other = Everywhere.read(terms.node(each)).orElseThrow();
            if (one.lonLatEnvelope().intersects(other.lonLatEnvelope())) {
              candidate.accept(each);
            }
          }
        }
      };

  private int iri(String name) {
    return terms.of(NodeFactory.createURI("http://example.org/" + name));
  }

  private int wkt(String text) {
    return terms.of(
        NodeFactory.createLiteralDT(
            text,
            org.apache.jena.datatypes.TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL)));
  }

  private static Set<Node> inferred(Engine engine, Terms terms) {
    Set<Node> subjects = new HashSet<>();
    engine.inferred((s, _, _) -> subjects.add(terms.node(s)));
    return subjects;
  }

  @Test
  void whatIsTakenBackIsFoundThoughItLiesNowhereAnyMore() {
    Engine engine = new Engine(terms, RuleReader.read("r.srl", RULE));
    engine.space(space);
    int point = wkt("POINT(1 1)");
    int square = wkt("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))");
    present.add(point);
    present.add(square);
    engine.say(iri("a"), iri("at"), point);
    engine.say(iri("b"), iri("around"), square);
    engine.run();
    assertThat(inferred(engine, terms)).hasSize(1);
    // Both go at once, and neither is in the index when the engine asks.
    present.clear();
    engine.unsay(iri("a"), iri("at"), point);
    engine.unsay(iri("b"), iri("around"), square);
    engine.run();
    assertThat(inferred(engine, terms)).isEmpty();
  }

  @Test
  void onlyWhatMayMeetIsMeasured() {
    Engine engine = new Engine(terms, RuleReader.read("r.srl", RULE));
    engine.space(space);
    for (int i = 0; i < 300; i++) {
      int point = wkt("POINT(" + (i + 0.5) + " 0.5)");
      present.add(point);
      engine.say(iri("a" + i), iri("at"), point);
    }
    engine.run();
    assertThat(asked).isEqualTo(300);
    asked = 0;
    measured = 0;
    for (int i = 0; i < 3; i++) {
      int square =
          wkt("POLYGON((%1$d 0, %2$d 0, %2$d 1, %1$d 1, %1$d 0))".formatted(100 * i, 100 * i + 5));
      present.add(square);
      engine.say(iri("b" + i), iri("around"), square);
    }
    engine.run();
    assertThat(inferred(engine, terms)).hasSize(15);
    // Each of three is asked about once; of the 900 pairs those are measured that are near.
    assertThat(asked).isEqualTo(3);
    assertThat(measured).isLessThan(60);
  }
}
