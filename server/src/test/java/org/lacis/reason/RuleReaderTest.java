package org.lacis.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.Test;
import org.lacis.reason.rule.RuleReader;

final class RuleReaderTest {
  static {
    JenaSystem.init();
  }

  private static Set<Triple> inferred(String rules, String... said) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (String triple : said) {
      graph.add(SSE.parseTriple(triple));
    }
    RuleBook book =
        new RuleBook("test", RuleReader.read("test.srl", "PREFIX : <http://example/>\n" + rules));
    Set<Triple> inferred = new HashSet<>();
    Entailment.of(graph, book).inferred(inferred::add);
    return inferred;
  }

  private static Triple triple(String text) {
    return SSE.parseTriple(text);
  }

  @Test
  void theThreeFormsOfARuleSayTheSame() {
    List<String> forms =
        List.of(
            "RULE { ?x :near ?z } WHERE { ?x :by ?y . ?y :by ?z . FILTER(?x != ?z) }",
            "IF { ?x :by ?y . ?y :by ?z . FILTER(?x != ?z) } THEN { ?x :near ?z }",
            "?x :near ?z :- ?x :by ?y , ?y :by ?z , FILTER(?x != ?z) .");
    for (String form : forms) {
      assertThat(inferred(form, "(:a :by :b)", "(:b :by :c)", "(:c :by :b)"))
          .as(form)
          .containsExactlyInAnyOrder(triple("(:a :near :c)"));
    }
  }

  @Test
  void valuesAreWorkedOut() {
    assertThat(
            inferred(
                "RULE { ?x :area ?a } WHERE { ?x :width ?w ; :depth ?d . BIND(?w * ?d AS ?a) . FILTER(?a > 10) }",
                "(:a :width 3)",
                "(:a :depth 4)",
                "(:b :width 3)",
                "(:b :depth 1)"))
        .containsExactly(triple("(:a :area 12)"));
  }

  @Test
  void pathsAndShortFormsAreWrittenOut() {
    assertThat(
            inferred(
                "RULE { ?x :up ?y } WHERE { ?x (^:down|:over/:over) ?y }",
                "(:a :down :b)",
                "(:c :over :d)",
                "(:d :over :e)"))
        .containsExactlyInAnyOrder(triple("(:b :up :a)"), triple("(:c :up :e)"));
    assertThat(inferred("TRANSITIVE(:in) INVERSE(:in, :holds)", "(:a :in :b)", "(:b :in :c)"))
        .containsExactlyInAnyOrder(
            triple("(:a :in :c)"),
            triple("(:b :holds :a)"),
            triple("(:c :holds :b)"),
            triple("(:c :holds :a)"));
  }

  @Test
  void whatIsDeniedIsCompleteWhenItIsAsked() {
    String rules =
        "RULE { ?x a :Idle } WHERE { ?x a :Person . NOT { ?x a :Busy } }"
            + "RULE { ?x a :Busy } WHERE { ?x :does ?y }"
            + "RULE { ?x :free true } WHERE { ?x a :Idle }";
    assertThat(
            inferred(rules, "(:a rdf:type :Person)", "(:b rdf:type :Person)", "(:b :does :work)"))
        .containsExactlyInAnyOrder(
            triple("(:a rdf:type :Idle)"),
            triple("(:b rdf:type :Busy)"),
            triple("(:a :free true)"));
  }

  @Test
  void whatTurnsRoundWhenSomethingComesOrGoesIsWorkedOutAnew() {
    RuleBook book =
        new RuleBook(
            "test",
            RuleReader.read(
                "t.srl",
                "PREFIX : <http://example/> RULE { ?x :alone true } WHERE { ?x a :P . NOT { ?x :knows ?y } }"));
    Entailment kept = Entailment.of(GraphFactory.createDefaultGraph(), book);
    kept.change(List.of(), List.of(triple("(:a rdf:type :P)")));
    Set<Triple> found = new HashSet<>();
    kept.inferred(found::add);
    assertThat(found).containsExactly(triple("(:a :alone true)"));
    kept.change(List.of(), List.of(triple("(:a :knows :b)")));
    kept.inferred(_ -> {
      throw new AssertionError("nothing follows");
    });
    kept.change(List.of(triple("(:a :knows :b)")), List.of());
    found.clear();
    kept.inferred(found::add);
    assertThat(found).containsExactly(triple("(:a :alone true)"));
  }

  @Test
  void rulesWithoutAnOrderOrAnEndAreRefused() {
    assertThatThrownBy(() -> inferred("RULE { ?x a :A } WHERE { ?x a :B . NOT { ?x a :A } }"))
        .isInstanceOf(ReasonException.class)
        .hasMessageContaining("denies what rests on it");
    assertThatThrownBy(
            () -> inferred("RULE { ?x :age ?b } WHERE { ?x :age ?a . BIND(?a + 1 AS ?b) }"))
        .isInstanceOf(ReasonException.class)
        .hasMessageContaining("makes values out of what it gives");
  }

  @Test
  void whatIsWrongIsToldWithItsLine() {
    assertThatThrownBy(() ->
            RuleReader.read(
                "r.srl", "PREFIX : <http://example/>\n\nRULE { ?x :p ?y } WHERE { ?x :q }"))
        .isInstanceOf(ReasonException.class)
        .hasMessageContaining("r.srl, line 3");
    assertThatThrownBy(() ->
            RuleReader.read(
                "r.srl", "PREFIX : <http://example/>\nRULE { ?x :p ?y } WHERE { ?x :q ?z }"))
        .isInstanceOf(ReasonException.class)
        .hasMessageContaining("r.srl, line 2")
        .hasMessageContaining("?y in the head alone");
    assertThatThrownBy(() -> RuleReader.read("r.srl", "RULE { ?x <p:p> ?y } WHERE { ?x <p:q> ?y "))
        .isInstanceOf(ReasonException.class)
        .hasMessageContaining("a { without its }");
  }
}
