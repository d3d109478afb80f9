package org.lacis.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.InfModel;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.reasoner.rulesys.GenericRuleReasoner;
import org.apache.jena.reasoner.rulesys.Rule;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.reason.rule.JenaRules;

/// Rules of Jena, as Jena itself runs them and as we do.
final class JenaRulesTest {
  static {
    JenaSystem.init();
  }

  private static final String PREFIX = "@prefix : <http://example/> .\n";

  private static final String[] SAID = {
    "(:a :in :b)",
    "(:b :in :c)",
    "(:a :width 3)",
    "(:a :depth 4)",
    "(:b :width 5)",
    "(:b :depth 1)",
    "(:a :name 'Anne')",
    "(:b :name 'Bob')",
    "(:b :nick 'Bobby')",
    "(:a rdf:type :P)",
    "(:b rdf:type :P)",
    "(:l :of :cell)",
    "(:cell rdf:first :x)",
    "(:cell rdf:rest :end)",
    "(:end rdf:first :y)",
    "(:end rdf:rest rdf:nil)"
  };

  @TestFactory
  Stream<DynamicTest> theSameFollowsAsInJena() {
    return Stream.of(
            "[up: (?x :in ?y), (?y :in ?z) -> (?x :in ?z), (?z :holds ?x)]",
            "(?x :in ?y) -> (?y :holds ?x) .\n# a remark\n(?x :holds ?y) -> (?x :big 'yes') .",
            "[area: (?x :width ?w), (?x :depth ?d), product(?w, ?d, ?a), greaterThan(?a, 6) -> (?x :area ?a)]",
            "[sum: (?x :width ?w), (?x :depth ?d), sum(?w, ?d, ?s), difference(?w, ?d, ?e) -> (?x :sum ?s), (?x :over ?e)]",
            "[most: (?x :width ?w), (?x :depth ?d), max(?w, ?d, ?m), min(?w, ?d, ?n), addOne(?n, ?o) -> (?x :most ?m), (?x :next ?o)]",
            "[same: (?x :width ?w), (?y :depth ?d), equal(?w, 5), notEqual(?x, ?y), le(?d, 4), ge(?d, 1), lessThan(?d, 9) -> (?x :near ?y)]",
            "[name: (?x :name ?n), strConcat('Dr. ', ?n, ?m) -> (?x :title ?m)]",
            "[uri: (?x :name ?n), uriConcat('http://example/by/', ?n, ?u) -> (?x :page ?u)]",
            "[reg: (?x :name ?n), regex(?n, 'B.b') -> (?x :is :bob)]",
            "[lit: (?x ?p ?v), isLiteral(?v), notLiteral(?x) -> (?x :says ?p)]",
            "[no: (?x a :P), noValue(?x, :nick) -> (?x :plain 'yes')]".replace(" a ", " rdf:type "),
            "[no: (?x rdf:type :P), noValue(?x, :nick, 'Bobby'), bound(?x) -> (?x :other 'yes')]",
            "[back: (?x :under ?y) <- (?x :in ?y)]",
            "-> table(:in).\n[(?x :in ?y) -> (?x :placed 'yes')]",
            "-> (:z :in :a) .")
        .map(rules ->
            DynamicTest.dynamicTest(
                rules,
                () -> {
                  Graph graph = graph();
                  Set<Triple> found = new HashSet<>();
                  Entailment.of(
                          graph, new RuleBook("jena", JenaRules.read("r.rules", PREFIX + rules)))
                      .inferred(found::add);
                  assertThat(found).isNotEmpty().isEqualTo(jena(rules, graph));
                }));
  }

  private static Graph graph() {
    Graph graph = GraphFactory.createDefaultGraph();
    for (String each : SAID) {
      graph.add(SSE.parseTriple(each));
    }
    return graph;
  }

  private static Set<Triple> jena(String rules, Graph graph) {
    var parser =
        Rule.rulesParserFromReader(
            new java.io.BufferedReader(new java.io.StringReader(PREFIX + rules)));
    GenericRuleReasoner reasoner = new GenericRuleReasoner(Rule.parseRules(parser));
    reasoner.setMode(GenericRuleReasoner.HYBRID);
    InfModel all = ModelFactory.createInfModel(reasoner, ModelFactory.createModelForGraph(graph));
    Set<Triple> found = all.getGraph().find().toSet();
    graph.find().forEach(found::remove);
    // Jena's own numbers are of xsd:int or xsd:long; ours of xsd:integer.
    Set<Triple> same = new HashSet<>();
    for (Triple triple : found) {
      boolean isNumber =
          triple.getObject().isLiteral() && triple.getObject().getLiteralValue() instanceof Number;
      same.add(
          isNumber
              ? Triple.create(
                  triple.getSubject(),
                  triple.getPredicate(),
                  org.apache.jena.graph.NodeFactory.createLiteralDT(
                      triple.getObject().getLiteralLexicalForm(),
                      org.apache.jena.datatypes.xsd.XSDDatatype.XSDinteger))
              : triple);
    }
    return same;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Refused(String rules, int line, String... words) {}

  @TestFactory
  Stream<DynamicTest> whatIsNotOursIsRefusedWithItsReason() {
    return Stream.of(
            new Refused("\n[t: (?x :in ?y), makeTemp(?t) -> (?x :at ?t)]", 3, "makeTemp/1", ".srl"),
            new Refused("[t: (?x :in ?y) -> remove(0)]", 2, "remove in a head"),
            new Refused("[t: (?x :in ?y) -> [(?x :at ?z) <- (?x :on ?z)]]", 2, "a rule within"),
            new Refused("[t: (?x :in ?y), now(?t) -> (?x :at ?t)]", 2, "now/1"),
            new Refused("[t: (?x :in ?y), regex(?y, '(a)', ?t) -> (?x :at ?t)]", 2, "regex/3"),
            new Refused("[t: (?x :in ?y) -> (?x :at ?z)]", 2, "?z in the head alone"),
            new Refused("[t: (?x :in ?y) -> ", 2, "a [ without its ]"),
            new Refused("[t: (?x :in ?y) (?x ) -> (?x :at ?y)]", 2, "expected [name:"),
            new Refused("@include <http://example/more.rules> .", 2, "nothing is fetched"),
            new Refused(
                "[t: (?x :in ?y), noValue(?x, :at, ?y) -> (?x :at ?y)]", 2, "which rests on it"))
        .map(each ->
            DynamicTest.dynamicTest(
                each.rules.strip(),
                () ->
                    assertThatThrownBy(() ->
                            Entailment.of(
                                graph(),
                                new RuleBook(
                                    "jena", JenaRules.read("r.rules", PREFIX + each.rules))))
                        .isInstanceOf(ReasonException.class)
                        .hasMessageContaining("r.rules, line " + each.line)
                        .message()
                        .contains(each.words)));
  }

  /// Jena reads the list as far as it is there when the rule runs, which may be none of it.
  @Test
  void aListIsReadWhole() {
    Set<Triple> found = new HashSet<>();
    String rules =
        "[in: (?l :of ?c), listContains(?c, ?e) -> (?l :has ?e)]"
            + "[out: (?l :of ?c), (?x :in ?y), listNotContains(?c, ?x) -> (?l :lacks ?x)]";
    Entailment.of(graph(), new RuleBook("jena", JenaRules.read("r.rules", PREFIX + rules)))
        .inferred(found::add);
    assertThat(found)
        .containsExactlyInAnyOrder(
            SSE.parseTriple("(:l :has :x)"),
            SSE.parseTriple("(:l :has :y)"),
            SSE.parseTriple("(:l :lacks :a)"),
            SSE.parseTriple("(:l :lacks :b)"));
  }

  @Test
  void aRuleKeepsItsName() {
    assertThat(JenaRules.read("r.rules", PREFIX + "[up: (?x :in ?y) -> (?y :has ?x)]"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.name()).isEqualTo("up"));
    assertThat(JenaRules.read("r.rules", "")).isEqualTo(List.of());
  }
}
