package org.lacis.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.reason.rule.Rule;
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
        .hasMessageContaining("denies the class <http://example/A>, which rests on it");
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

  @Test
  void pathsThatRepeatAreFollowedToTheirEnd() {
    String[] up = {"(:a :up :b)", "(:b :up :c)", "(:c :up :a)", "(:d :up :d)"};
    assertThat(inferred("RULE { ?x :above ?y } WHERE { :b :up+ ?y . BIND(:b AS ?x) }", up))
        .containsExactlyInAnyOrder(
            triple("(:b :above :a)"), triple("(:b :above :b)"), triple("(:b :above :c)"));
    assertThat(inferred("RULE { ?x :n ?y } WHERE { ?x :is :big . ?x :up* ?y }", "(:a :is :big)"))
        .containsExactly(triple("(:a :n :a)"));
    assertThat(inferred("RULE { ?x :n ?y } WHERE { ?x :p? ?y }", "(:a :p :b)"))
        .containsExactlyInAnyOrder(
            triple("(:a :n :b)"), triple("(:a :n :a)"), triple("(:b :n :b)"));
    assertThat(
            inferred(
                "RULE { ?x :n ?y } WHERE { ?x !(:p|:n|^:q|^:n) ?y }",
                "(:a :p :b)",
                "(:a :q :c)",
                "(:d :r :e)"))
        .contains(triple("(:a :n :c)"), triple("(:d :n :e)"), triple("(:b :n :a)"))
        .doesNotContain(triple("(:a :n :b)"), triple("(:c :n :a)"));
  }

  @Test
  void thatThereIsSomethingIsAskedOfEachByItself() {
    assertThat(
            inferred(
                "RULE { ?x :busy true } WHERE { ?x a :P . FILTER EXISTS { ?x :does ?y } "
                    + "FILTER EXISTS { ?y :pays ?x } FILTER(!EXISTS { ?x :rests ?y }) }",
                "(:a rdf:type :P)",
                "(:b rdf:type :P)",
                "(:a :does :w)",
                "(:c :pays :a)",
                "(:b :does :w)"))
        .containsExactly(triple("(:a :busy true)"));
  }

  @Test
  void anIdentifierIsOneForEachRowAndTheSameEachTime() {
    String rule = "RULE :id { ?x :key ?k } WHERE { ?x a :P . SET (?k := UUID()) }";
    Set<Triple> once = inferred(rule, "(:a rdf:type :P)", "(:b rdf:type :P)");
    assertThat(once).hasSize(2);
    assertThat(once.stream().map(Triple::getObject).distinct()).hasSize(2);
    assertThat(inferred(rule, "(:b rdf:type :P)", "(:a rdf:type :P)")).isEqualTo(once);
  }

  @Test
  void aValueIsMadeOfWhatIsNotMadeOfIt() {
    // The head feeds the class of the body, but not the values that the area is made of.
    assertThat(
            inferred(
                "RULE { ?x :area ?a } WHERE { ?x a :Plot ; :w ?w . BIND(?w * 2 AS ?a) }"
                    + " RULE { ?x a :Plot } WHERE { ?x :area ?a }",
                "(:p rdf:type :Plot)",
                "(:p :w 3)"))
        .containsExactly(triple("(:p :area 6)"));
    assertThatThrownBy(() ->
            inferred(
                "RULE { ?x :b ?v } WHERE { ?x :a ?n . BIND(?n + 1 AS ?v) }"
                    + " RULE { ?y ?p ?n } WHERE { ?p :of ?y . ?x :b ?n }"))
        .hasMessageContaining("makes values out of what it gives");
  }

  @Test
  void dataAndNamesAreRead() {
    List<Rule> rules =
        RuleReader.read(
            "r.srl",
            """
            VERSION "1.2"
            PREFIX : <http://example/>
            DATA { :a :in :b , :c }
            # Of parts.
            # en: what is in a part is in the whole
            # fr: ce qui est dans une partie est dans le tout
            IF { ?x :in/:in ?y } THEN { ?x :in ?y }
            RULE :named { ?x :at ?y } WHERE { ?x :in ?y . NOT { ?y :note "not { this" } }
            ?x :of ?y :- ?y :in ?x , FILTER(?x != :b && ?y NOT IN (:c, :d)) .
            """);
    assertThat(rules).hasSize(4);
    assertThat(rules.get(0).head()).hasSize(2);
    assertThat(rules.get(0).body()).isEmpty();
    assertThat(rules.get(1).name()).isEqualTo("Of parts.");
    assertThat(rules.get(1).words())
        .containsEntry("fr", "ce qui est dans une partie est dans le tout");
    assertThat(rules.get(2).name()).isEqualTo(":named");
    assertThat(rules.get(3).name()).isEqualTo("r.srl:9");
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Mistake(String text, String place, String... words) {}

  @TestFactory
  Stream<DynamicTest> whatIsNoRuleIsToldWithLineColumnAndRemedy() {
    return Stream.of(
            new Mistake("RULE { ?x :p ?y } WHERE { ?x :q }", "line 2, column 33", "\"}\""),
            new Mistake(
                "RULE { ?x ex:p ?y } WHERE { ?x :q ?y }",
                "line 2, column 11",
                "ex:",
                "PREFIX ex: <…>"),
            new Mistake(
                "RULE { ?x :p ?y }\n\tWHERE {\n  ?x :q ?y .\n  FILTER(?y = ) }",
                "line 5, column 15",
                "\")\""),
            new Mistake("RULE { ?x :p ?y } WHEN { ?x :q ?y }", "line 2, column 19", "WHERE"),
            new Mistake("RULE { ?x :p ?y } WHERE { ?x :q ?y ", "line 2, column 1", "a { without"),
            new Mistake("?x :p ?y :- ?x :q ?y", "line 2, column 1", "a dot after the body"),
            new Mistake("TRANSITIVE :p", "line 2, column 1", "TRANSITIVE(property)"),
            new Mistake("INVERSE(:p)", "line 2, column 1", "2 for INVERSE"),
            new Mistake(
                "IMPORTS <http://example/more.srl>", "line 2, column 1", "nothing is fetched"),
            new Mistake("hello", "line 2, column 1", "RULE { … } WHERE { … }"),
            new Mistake(
                "RULE { ?x :p ?y } WHERE { ?x :q ?y . NOT DATA { ?x :r ?y } }",
                "line 2, column 42",
                "NOT of all that is known"),
            new Mistake(
                "RULE { ?x :p _:b } WHERE { ?x :q ?y }", "line 2", "a blank node in the head"),
            new Mistake(
                "RULE { ?x :p ?y } WHERE { ?x :q ?y . OPTIONAL { ?x :r ?z } }",
                "line 2",
                "OPTIONAL",
                "several rules"),
            new Mistake(
                "RULE { ?x :p ?n } WHERE { ?x :q ?y . BIND(NOW() AS ?n) }", "line 2", "NOW()"),
            new Mistake(
                "RULE { ?x :p ?n } WHERE { ?x :q ?y . BIND(<http://f/g>(?y) AS ?n) }",
                "line 2",
                "the function <http://f/g>"),
            new Mistake(
                "RULE { ?x :p ?n } WHERE { ?x :q ?n . FILTER(?z > 1) }",
                "line 2",
                "?z in a filter"),
            new Mistake(
                "RULE { ?x :p ?n } WHERE { ?x :q ?y . BIND(?z + 1 AS ?n) }",
                "line 2",
                "?z in a value alone"),
            new Mistake(
                "RULE { ?x :p 1 } WHERE { ?x :q ?y . NOT { ?x :r ?a . NOT { ?a :s 1 } } }",
                "line 2",
                "NOT or BIND within NOT"))
        .map(mistake ->
            DynamicTest.dynamicTest(
                mistake.text.strip(),
                () ->
                    assertThatThrownBy(() ->
                            RuleReader.read("r.srl", "PREFIX : <http://example/>\n" + mistake.text))
                        .isInstanceOf(ReasonException.class)
                        .hasMessageStartingWith("r.srl, " + mistake.place)
                        .message()
                        .contains(mistake.words)));
  }

  @Test
  void whatIsDeniedMayRestOnOtherRulesOverTheOntology() {
    Graph graph = GraphFactory.createDefaultGraph();
    for (String each :
        List.of(
            "(:Swamped rdfs:subClassOf :Busy)",
            "(:rests rdfs:subPropertyOf :idles)",
            "(:a rdf:type :P)",
            "(:b rdf:type :P)",
            "(:b :load 9)",
            "(:c rdf:type :P)",
            "(:c :load 9)",
            "(:c :rests :now)")) {
      graph.add(SSE.parseTriple(each));
    }
    // Idle needs Busy, which needs Swamped by the ontology, which needs idles, which rests makes.
    List<Rule> rules =
        RuleReader.read(
            "r.srl",
            """
            PREFIX : <http://example/>
            RULE { ?x a :Idle } WHERE { ?x a :P . NOT { ?x a :Busy } }
            RULE { ?x a :Swamped } WHERE { ?x :load ?n . FILTER(?n > 5) NOT { ?x :idles ?y } }
            """);
    Set<Triple> inferred = new HashSet<>();
    Entailment.of(graph, RuleBook.owlRl().with(rules)).inferred(inferred::add);
    assertThat(inferred)
        .contains(
            triple("(:a rdf:type :Idle)"),
            triple("(:b rdf:type :Busy)"),
            triple("(:c rdf:type :Idle)"))
        .doesNotContain(triple("(:b rdf:type :Idle)"), triple("(:c rdf:type :Busy)"));
    graph.add(triple("(:Idle rdfs:subClassOf :Resting)"));
    graph.add(triple("(:Resting owl:equivalentClass :Halted)"));
    List<Rule> circle =
        RuleReader.read(
            "c.srl",
            "PREFIX : <http://example/> RULE :halt { ?x a :Idle } WHERE { ?x a :P . NOT { ?x a :Halted } }");
    assertThatThrownBy(() -> Entailment.of(graph, RuleBook.owlRl().with(circle)))
        .isInstanceOf(ReasonException.class)
        .hasMessageContaining("c.srl, line 1, :halt")
        .hasMessageContaining("rests on it by :halt, then cax-sco");
  }

  @Test
  void whatTheOntologyLeadsBackToWhatIsMadeIsStopped() {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.add(triple("(:next rdfs:subPropertyOf :number)"));
    graph.add(triple("(:a :number 1)"));
    List<Rule> rules =
        RuleReader.read(
            "n.srl",
            "PREFIX : <http://example/> RULE { ?x :next ?m } WHERE { ?x :number ?n . BIND(?n + 1 AS ?m) }");
    assertThatThrownBy(() -> Entailment.of(graph, RuleBook.owlRl().with(rules)))
        .isInstanceOf(ReasonException.class)
        .hasMessageContaining("n.srl, line 1")
        .hasMessageContaining("times over");
  }
}
