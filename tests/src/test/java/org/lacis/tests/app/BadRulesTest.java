package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ontologies and rules as nobody should write them, through `lacis build`, `why` and `lint`: each
/// gives a finding or one clear error, and the rest is done.
final class BadRulesTest {
  private static final String PREFIXES =
      """
      @prefix : <https://ex.example/> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      """;

  @TempDir private Path folder;

  @BeforeEach
  void workspace() throws IOException {
    write("twin.yaml", "base: https://twin.example/\nlanguages: [en]\ntwins: {town: }\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private void ontology(String text) throws IOException {
    write("ontologies/one/ontology.ttl", PREFIXES + text);
  }

  private Said build() {
    return Said.by("build", folder.toString());
  }

  private Said why(String statement) {
    return Said.by("why", folder.toString(), statement);
  }

  @Test
  void whatIsNotOfRlIsToldAndTheRestIsUsed() throws IOException {
    ontology(
        """
        :A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:minCardinality 1 ] , :B .
        :x a :A .
        """);
    Said said = build();
    assertThat(said.out()).contains("reason.axiom-left-out");
    assertThat(said.exit()).isZero();
    assertThat(why("<https://ex.example/x> a <https://ex.example/B>").exit()).isZero();
  }

  @Test
  void importsInACircleAreMetAndNothingIsFetched() throws IOException {
    ontology("<https://o.example/one> a owl:Ontology ; owl:imports <https://o.example/two> .");
    write(
        "ontologies/two/ontology.ttl",
        PREFIXES
            + "<https://o.example/two> a owl:Ontology ; owl:imports <https://o.example/one> ."
            + " :A rdfs:subClassOf :B . :x a :A .");
    Said said = build();
    assertThat(said.exit()).isZero();
    assertThat(said.out()).doesNotContain("reason.import");
    ontology("<https://o.example/one> owl:imports <http://127.0.0.1:9/never> .");
    Said refused = build();
    assertThat(refused.out())
        .contains("reason.import-left-out", "http://127.0.0.1:9/never", "nothing is fetched");
    assertThat(why("<https://ex.example/x> a <https://ex.example/B>").exit()).isZero();
  }

  @Test
  void aClassThatIsItsOwnDisjointIsAContradictionOfItsMembersAlone() throws IOException {
    ontology(":C owl:disjointWith :C ; rdfs:subClassOf :D . :x a :C . :y a :D .");
    Said said = build();
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("reason.contradiction", "https://ex.example/x", "cax-dw");
    assertThat(why("<https://ex.example/x> a <https://ex.example/D>").exit()).isZero();
  }

  @Test
  void rulesThatWriteWhereTheyMayNotAreRefused() throws IOException {
    ontology(":x a :A .");
    String file = "ontologies/one/rules/bad.srl";
    write(file, "PREFIX : <https://ex.example/>\nRULE { GRAPH :g { ?x :p :y } } WHERE { ?x a :A }");
    Said graph = build();
    assertThat(graph.exit()).isEqualTo(2);
    assertThat(graph.err()).contains("bad.srl, line 2", "GRAPH in the head");
    write(
        file,
        """
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        RULE { ?x a owl:TransitiveProperty } WHERE { ?x a <https://ex.example/A> }
        """);
    Said axiom = Said.by("lint", folder.resolve(file).toString());
    assertThat(axiom.exit()).isEqualTo(1);
    assertThat(axiom.out()).contains("reason.rule-reserved", "line 2", "ontology.ttl");
    assertThat(build().exit()).isEqualTo(2);
  }

  @Test
  void lintChecksRulesOfBothSyntaxes() throws IOException {
    write("a.srl", "PREFIX : <https://ex.example/>\nTRANSITIVE(:in)\n");
    write("b.rules", "@prefix : <https://ex.example/> .\n[up: (?x :in ?y) -> (?y :has ?x)]\n");
    Said sound =
        Said.by("lint", folder.resolve("a.srl").toString(), folder.resolve("b.rules").toString());
    assertThat(sound.exit()).isZero();
    assertThat(sound.out()).contains("a.srl: no findings", "b.rules: no findings");
    write("c.srl", "PREFIX : <https://ex.example/>\n\nRULE { ?x :p ?y } WHERE { ?x :q ?z }\n");
    Said bad = Said.by("lint", "--json", folder.resolve("c.srl").toString());
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.out()).contains("reason.rule-unsafe", "?y in the head alone");
  }

  @Test
  void aRuleTellsWhyInItsOwnWords() throws IOException {
    ontology(":a :in :b . :b :in :c .");
    write(
        "ontologies/one/rules/in.srl",
        """
        PREFIX : <https://ex.example/>
        # within
        # en: what is in a part is in the whole
        # fr: ce qui est dans une partie est dans le tout
        TRANSITIVE(:in)
        """);
    assertThat(build().exit()).isZero();
    String statement = "<https://ex.example/a> <https://ex.example/in> <https://ex.example/c>";
    assertThat(why(statement).out()).contains("because what is in a part is in the whole (within)");
    assertThat(Said.by("why", "--lang", "fr", folder.toString(), statement).out())
        .contains("ce qui est dans une partie est dans le tout (within)");
  }

  @Test
  void aChainOfAHundredThousandIsFollowedToItsEnd() throws IOException {
    ontology(
        ":n0 :reached true . "
            + IntStream.range(0, 100_000)
                .mapToObj(i -> ":n" + i + " :next :n" + (i + 1) + " .")
                .collect(Collectors.joining("\n")));
    write(
        "ontologies/one/rules/reach.srl",
        "PREFIX : <https://ex.example/>\nRULE { ?y :reached true } WHERE { ?x :reached true ; :next ?y }");
    Said said = build();
    assertThat(said.exit()).isZero();
    assertThat(said.out()).contains("100,000");
  }

  @Test
  void whatWouldFollowFromALongChainOfSubclassesIsToldAndTheRestIsDone() throws Exception {
    ontology(
        IntStream.range(0, 100_000)
            .mapToObj(i -> ":c" + i + " rdfs:subClassOf :c" + (i + 1) + " .")
            .collect(Collectors.joining("\n")));
    // In a process with little memory, which is full the sooner.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.lacis.app.Main",
                "build",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said).contains("reason.too-much", "long chains");
  }

  @Test
  void aMillionThatAreTheSameAreToldAndTheRestIsDone() throws IOException {
    ontology(
        ":code a owl:InverseFunctionalProperty .\n"
            + IntStream.range(0, 1_000_000)
                .mapToObj(i -> ":t" + i + " :code 'unknown' .")
                .collect(Collectors.joining("\n")));
    Said said = build();
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("reason.too-many-equal", "functional properties");
  }
}
