package org.lacis.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/// What rules of users may say, and what is refused with its reason.
final class UserRulesTest {
  static {
    JenaSystem.init();
  }

  @TempDir private Path folder;

  private Path file(String name, String rules) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        PREFIX : <http://example/>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        """
            + rules);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Refused(String what, String rules, String... words) {}

  @TestFactory
  Stream<DynamicTest> whatIsRefused() {
    return Stream.of(
            new Refused(
                "an axiom about classes",
                "RULE { ?x rdfs:subClassOf ?y } WHERE { ?x :under ?y }",
                "rdf-schema#subClassOf>",
                "ontology.ttl"),
            new Refused(
                "a class of the language",
                "RULE { ?x a owl:FunctionalProperty } WHERE { ?x :is :one }",
                "FunctionalProperty"),
            new Refused(
                "a list", "RULE { ?x rdf:rest ?y } WHERE { ?x :next ?y }", "22-rdf-syntax-ns#rest"),
            new Refused(
                "a graph",
                "RULE { GRAPH :g { ?x :p ?y } } WHERE { ?x :q ?y }",
                "GRAPH in the head"),
            new Refused(
                "a step of the engine",
                "RULE { ?x <urn:x-lacis:clash:mine> ?y } WHERE { ?x :q ?y }",
                "properties that are not Lacis's own"),
            new Refused(
                "what denies what it gives",
                "RULE :n { ?x :name ?y } WHERE { ?x :given ?y . NOT { ?x :name ?z } }",
                "denies <http://example/name>, which rests on it by :n"),
            new Refused(
                "a circle of two",
                "RULE :one { ?x a :A } WHERE { ?x a :T . NOT { ?x a :B } }\n"
                    + "RULE :two { ?x a :B } WHERE { ?x a :T . NOT { ?x a :A } }",
                "by :one, then :two"),
            new Refused(
                "what counts for ever",
                "RULE { ?x :n ?m } WHERE { ?x :n ?n . BIND(?n + 1 AS ?m) }",
                "makes values out of what it gives"))
        .map(each ->
            DynamicTest.dynamicTest(
                each.what,
                () -> {
                  Path file = file("bad.srl", each.rules);
                  assertThatThrownBy(() -> UserRules.with(List.of(file)))
                      .isInstanceOf(ReasonException.class)
                      .hasMessageContaining(file + ", line 5")
                      .message()
                      .contains(each.words);
                }));
  }

  @Test
  void rulesOfSeveralFilesAreOrderedTogether() throws IOException {
    Path one = file("one.srl", "RULE { ?x a :A } WHERE { ?x a :T . NOT { ?x a :B } }");
    Path two = file("two.srl", "RULE { ?x a :B } WHERE { ?x a :T . NOT { ?x a :A } }");
    UserRules.with(List.of(one));
    UserRules.with(List.of(two));
    assertThatThrownBy(() -> UserRules.with(List.of(one, two)))
        .hasMessageContaining("one.srl:5, then two.srl:5");
  }

  @Test
  void aRuleOverAnyPropertySaysNoAxiom() throws IOException {
    Path file =
        file(
            "copy.srl",
            """
            RULE { ?x ?p ?y } WHERE { ?x :like ?z . ?z ?p ?y }
            RULE { ?x a ?c } WHERE { ?x :like ?z . ?z a ?c }
            """);
    Graph graph = GraphFactory.createDefaultGraph();
    for (String said :
        List.of(
            "(:a :like :b)",
            "(:b :colour :red)",
            "(:b rdf:type :C)",
            "(:b rdf:type owl:TransitiveProperty)",
            "(:b rdfs:subPropertyOf :p)")) {
      graph.add(SSE.parseTriple(said));
    }
    Set<Triple> inferred = new HashSet<>();
    Entailment.of(graph, UserRules.with(List.of(file))).inferred(inferred::add);
    assertThat(inferred)
        .contains(SSE.parseTriple("(:a :colour :red)"), SSE.parseTriple("(:a rdf:type :C)"))
        .doesNotContain(
            SSE.parseTriple("(:a rdfs:subPropertyOf :p)"),
            SSE.parseTriple("(:a rdf:type owl:TransitiveProperty)"));
  }
}
