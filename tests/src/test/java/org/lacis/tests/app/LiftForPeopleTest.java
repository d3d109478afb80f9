package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a person is told by `lacis lift`: the first records, the summary, the errors; and data that
/// come through standard input.
final class LiftForPeopleTest {
  @TempDir private Path folder;
  private Path mapping;

  @BeforeEach
  void aMapping() throws IOException {
    mapping = folder.resolve("mapping.ttl");
    Files.writeString(
        folder.resolve("trees.csv"),
        """
        id,species,height,stand
        1,Chêne,31.5,A
        2,Tilleul,tall,B
        ,Ginkgo,12,A
        4,"Orme ""blanc\""",9,C
        """);
    Files.writeString(folder.resolve("stands.csv"), "code,name\nA,Park\nB,Square\n");
    Files.writeString(
        mapping,
        """
        @prefix rml: <http://w3id.org/rml/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix ex: <http://example.org/> .
        <#tree> a rml:TriplesMap ;
          rml:logicalSource [ rml:source "trees.csv" ; rml:referenceFormulation rml:CSV ; rml:null "" ] ;
          rml:subjectMap [ rml:template "http://example.org/tree/{id}" ; rml:class ex:Tree ] ;
          rml:predicateObjectMap [ rml:predicate ex:species ; rml:objectMap [ rml:reference "species" ; rml:language "fr" ] ] ;
          rml:predicateObjectMap [ rml:predicate ex:height ; rml:objectMap [
            rml:reference "height" ; rml:datatype xsd:decimal ] ] ;
          rml:predicateObjectMap [ rml:predicate ex:stand ; rml:objectMap [ rml:parentTriplesMap <#stand> ;
            rml:joinCondition [ rml:child "stand" ; rml:parent "code" ] ] ] .
        <#stand> a rml:TriplesMap ;
          rml:logicalSource [ rml:source "stands.csv" ; rml:referenceFormulation rml:CSV ] ;
          rml:subjectMap [ rml:template "http://example.org/stand/{code}" ] ;
          rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ] ] .
        """);
  }

  private Said lift(String... more) {
    return Said.by(
        Stream.concat(Stream.of("lift", mapping.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void theFirstRecordsOneByOne() {
    Said said = lift("--sample", "2");
    assertThat(said.out())
        .containsSubsequence(
            "@prefix ex: <http://example.org/> .",
            "# stands.csv, record 1, line 2",
            "<http://example.org/stand/A> ex:name \"Park\" .",
            "# trees.csv, record 1, line 2",
            "<http://example.org/tree/1> a ex:Tree ;",
            "    ex:species \"Chêne\"@fr ;",
            "    ex:height \"31.5\"^^xsd:decimal ;",
            "    ex:stand <http://example.org/stand/A> .",
            "# trees.csv, record 2, line 3")
        .doesNotContain("tree/4", "Ginkgo");
    assertThat(said.err()).contains("2 records", "tall");
    DatasetGraph read = DatasetGraphFactory.create();
    RDFParser.fromString(said.out(), Lang.TRIG).parse(read);
    assertThat(read.getDefaultGraph().size()).isEqualTo(9);
  }

  @Test
  void aSampleIsWhatTheWholeLiftGives() {
    Said all = lift("--sample", "1000");
    DatasetGraph sampled = DatasetGraphFactory.create();
    RDFParser.fromString(all.out(), Lang.TRIG).parse(sampled);
    DatasetGraph whole = DatasetGraphFactory.create();
    RDFParser.fromString(lift().out(), Lang.NQUADS).parse(whole);
    assertThat(sampled.getDefaultGraph().isIsomorphicWith(whole.getDefaultGraph())).isTrue();
    assertThat(all.out()).contains("# trees.csv, record 3, line 4\n# gives nothing");
  }

  @Test
  void aJoinWithTheSameSourceIsWholeInASample() throws IOException {
    Files.writeString(folder.resolve("parts.csv"), "id,of\n1,3\n2,\n3,\n");
    Files.writeString(
        mapping,
        """
        @prefix rml: <http://w3id.org/rml/> .
        <#part> a rml:TriplesMap ;
          rml:logicalSource [ rml:source "parts.csv" ; rml:referenceFormulation rml:CSV ] ;
          rml:subjectMap [ rml:template "http://example.org/{id}" ] ;
          rml:predicateObjectMap [ rml:predicate <http://example.org/of> ; rml:objectMap [
            rml:parentTriplesMap <#part> ; rml:joinCondition [ rml:child "of" ; rml:parent "id" ] ] ] .
        """);
    assertThat(lift("--sample", "1").out())
        .contains("<http://example.org/1> <http://example.org/of> <http://example.org/3> .");
  }

  @Test
  void longTextsAreCutAndGraphsShown() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "id,t\n1," + "x".repeat(500) + "\n");
    Files.writeString(
        mapping,
        """
        @prefix rml: <http://w3id.org/rml/> .
        @prefix ex: <http://example.org/> .
        <#t> a rml:TriplesMap ;
          rml:logicalSource [ rml:source "t.csv" ; rml:referenceFormulation rml:CSV ] ;
          rml:subjectMap [ rml:template "http://example.org/{id}" ; rml:graph ex:g ] ;
          rml:predicateObjectMap [ rml:predicate ex:t ; rml:objectMap [ rml:reference "t" ] ] .
        """);
    assertThat(lift("--sample", "1").out())
        .contains("GRAPH ex:g {", "x…\"", "are cut here")
        .doesNotContain("x".repeat(121));
  }

  @Test
  void theSummaryTellsEachRule() {
    Said said = lift("-o", folder.resolve("out.nq").toString());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err().lines().toList())
        .anySatisfy(line ->
            assertThat(line)
                .contains(
                    "tree",
                    "4 records",
                    "10 triples",
                    "1 by lift.ill-typed",
                    "1 without a subject"))
        .anySatisfy(line -> assertThat(line).contains("stand", "2 records", "2 triples"))
        .anySatisfy(line ->
            assertThat(line)
                .contains(
                    "trees.csv, line 3, height: found \"tall\"",
                    "(Rule: " + mapping + ", line 8, tree)"))
        .anySatisfy(
            line -> assertThat(line).contains("12 triples (12 written, each once)", "1 finding"));
  }

  @Test
  void theSummaryAsJson() throws IOException {
    Said said = lift("-o", folder.resolve("out.nq").toString(), "--json");
    JsonNode report = new ObjectMapper().readTree(said.out());
    assertThat(report.get("mapping").asText()).isEqualTo(mapping.toString());
    assertThat(report.get("records").asInt()).isEqualTo(6);
    assertThat(report.get("written").asInt()).isEqualTo(12);
    JsonNode tree = report.get("rules").get(0);
    assertThat(tree.get("rule").asText()).isEqualTo("tree");
    assertThat(tree.get("withoutSubject").asInt()).isEqualTo(1);
    assertThat(tree.get("skipped").get("lift.ill-typed").asInt()).isEqualTo(1);
    JsonNode finding = report.get("findings").get(0).get("examples").get(0);
    assertThat(finding.get("source").asText()).isEqualTo("trees.csv");
    assertThat(finding.get("line").asInt()).isEqualTo(3);
    assertThat(finding.get("field").asText()).isEqualTo("height");
    assertThat(finding.get("rule").get("line").asInt()).isEqualTo(8);
    // without a file the quads take standard output, and the report standard error
    Said both = lift("--json");
    assertThat(both.out()).startsWith("<http://example.org/");
    assertThat(new ObjectMapper().readTree(both.err()).get("written").asInt()).isEqualTo(12);
  }

  private Said with(String input, String... more) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return lift(more);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void standardInputStandsForASource() throws IOException {
    Said said = with("id,species,height,stand\n9,Frêne,high,A\n", "--input", "trees.csv=-");
    assertThat(said.out()).contains("tree/9", "stand/A").doesNotContain("tree/1>");
    assertThat(said.err()).contains("standard input, line 2, height").doesNotContain("/tmp/lacis-");
    Said unnamed = with("id\n", "--input", "-");
    assertThat(unnamed.exit()).isEqualTo(2);
    assertThat(unnamed.err()).contains("trees.csv, stands.csv", "for which source");
    Said missing = with("id,species\n1,x\n", "--input", "trees.csv=-");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("mapping.ttl, line ").doesNotContain("/tmp/lacis-");
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.filter(file -> file.getFileName().toString().matches("lacis-\\d+\\.in")))
          .as("nothing stays behind")
          .isEmpty();
    }
  }

  @Test
  void linesOfJsonStandForAnArray() throws IOException {
    Files.writeString(
        mapping,
        """
        @prefix rml: <http://w3id.org/rml/> .
        <#r> a rml:TriplesMap ;
          rml:logicalSource [ rml:source "r.json" ; rml:referenceFormulation rml:JSONPath ; rml:iterator "$[*]" ] ;
          rml:subjectMap [ rml:template "http://example.org/{id}" ] ;
          rml:predicateObjectMap [ rml:predicate <http://example.org/t> ; rml:objectMap [ rml:reference "t" ] ] .
        """);
    String lines =
        "{\"id\":1,\"t\":5}\n{\"id\":2,\"t\":[1,2\n\n{\"id\":3,\"t\":\"a\\\"]\"}\n{\"id\":4";
    Said said = with(lines, "--input", "-");
    assertThat(said.out().lines()).hasSize(2);
    assertThat(said.out()).contains("\"5\"^^", "\"a\\\"]\"");
    assertThat(said.err()).contains("2 × source.malformed-json", "standard input, line 2");
    assertThat(with("[{\"id\":1,\"t\":5}]", "--input", "-").out().lines()).hasSize(1);
  }

  /// @param words what the sentence must have, besides no trace of the program
  private record Mistake(String what, String from, String to, String data, List<String> words) {}

  /// Every way in which a lift tells of something: file, line or record, field, rule and remedy.
  @TestFactory
  Stream<DynamicTest> errorsNameFileLineFieldAndRemedy() {
    String rows = "id,species,height,stand\n1,Chêne,5,A\n";
    return Stream.of(
            new Mistake(
                "a value of another type",
                "",
                "",
                rows.replace("5", "x"),
                List.of(
                    "trees.csv, line 2, height",
                    "\"x\"",
                    "mapping.ttl, line 8, tree",
                    "lf:number")),
            new Mistake(
                "an IRI that is none",
                "rml:reference \"height\" ; rml:datatype xsd:decimal",
                "rml:reference \"species\" ; rml:termType rml:IRI",
                rows.replace("Chêne", "a b"),
                List.of(
                    "trees.csv, line 2, species",
                    "an IRI",
                    "mapping.ttl, line 8, tree",
                    "rml:template")),
            new Mistake(
                "a language that is none",
                "rml:language \"fr\"",
                "rml:languageMap [ rml:reference \"stand\" ]",
                rows.replace(",A", ",not a tag"),
                List.of("trees.csv, line 2, stand", "BCP 47", "mapping.ttl, line 7, tree")),
            new Mistake(
                "a function that refuses",
                "rml:reference \"height\" ; rml:datatype xsd:decimal",
                "rml:functionExecution [ rml:function <https://w3id.org/lacis/fn#number> ; rml:input ["
                    + " rml:parameter <https://w3id.org/lacis/fn#value> ; rml:inputValueMap [ rml:reference \"species\" ] ] ]",
                rows,
                List.of(
                    "trees.csv, line 2, species",
                    "\"Chêne\"",
                    "a number",
                    "mapping.ttl, line 8, tree",
                    "rml:condition")),
            new Mistake(
                "a short row",
                "",
                "",
                "id,species,height,stand\n1,Chêne\n",
                List.of("trees.csv, line 2", "2 fields", "mapping.ttl, line 5")),
            new Mistake(
                "a long row",
                "",
                "",
                "id,species,height,stand\n1,a,2,A,b,c\n",
                List.of("trees.csv, line 2", "6 fields", "Quote the field", "mapping.ttl, line 5")),
            new Mistake(
                "a quote that never closes",
                "",
                "",
                "id,species,height,stand\n1,\"a,2,A\n",
                List.of("trees.csv, line 2", "mapping.ttl, line 5")),
            new Mistake(
                "a missing column",
                "\"height\"",
                "\"hight\"",
                rows,
                List.of("mapping.ttl, line 8", "\"hight\"", "Did you mean \"height\"?")),
            new Mistake(
                "a missing file",
                "\"trees.csv\"",
                "\"tree.csv\"",
                rows,
                List.of("mapping.ttl, line 5", "tree.csv", "no such file", "trees.csv")),
            new Mistake(
                "an unknown formulation",
                "rml:CSV ; rml:null",
                "rml:CSVV ; rml:null",
                rows,
                List.of("mapping.ttl, line 5", "CSVV")),
            new Mistake(
                "an unknown encoding",
                "rml:null \"\"",
                "rml:encoding rml:UTF-99",
                rows,
                List.of("mapping.ttl, line 5", "UTF-99", "a charset such as")),
            new Mistake(
                "Turtle that is broken",
                "rml:class ex:Tree ]",
                "rml:class ex:Tree",
                rows,
                List.of(
                    "mapping.ttl, line 11", "Turtle", "a missing dot, semicolon, quote or prefix")),
            new Mistake(
                "an empty file",
                "",
                "",
                "",
                List.of("mapping.ttl, line 5", "an empty file", "Fetch the file again")))
        .map(one ->
            DynamicTest.dynamicTest(
                one.what(),
                () -> {
                  String text = Files.readString(mapping);
                  assertThat(text).contains(one.from());
                  Files.writeString(
                      mapping, one.from().isEmpty() ? text : text.replace(one.from(), one.to()));
                  Files.writeString(folder.resolve("trees.csv"), one.data());
                  try {
                    Said said = lift("-o", folder.resolve("out.nq").toString());
                    assertThat(said.err()).contains(one.words());
                    assertThat(said.err()).doesNotContain("Exception", "\tat ", "org.lacis");
                    assertThat(said.exit()).isBetween(1, 2);
                  } finally {
                    Files.writeString(mapping, text);
                  }
                }));
  }
}
