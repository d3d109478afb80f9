package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.tests.Shared;

/// `lacis lint`: each mistake with its file, line and remedy, and an exit code for machines.
final class LintCommandTest {
  private static final String SOUND =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix ex: <http://example.org/> .

      <#tree> a rml:TriplesMap ;
        rml:logicalSource [ a rml:LogicalSource ; rml:referenceFormulation rml:CSV ;
          rml:source [ a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path "trees.csv" ] ] ;
        rml:subjectMap [ rml:template "http://example.org/tree/{id}" ; rml:class ex:Tree ] ;
        rml:predicateObjectMap [ rml:predicate ex:height ; rml:objectMap [ rml:reference "height" ] ] ;
        rml:predicateObjectMap [ rml:predicate ex:stand ; rml:objectMap [ rml:parentTriplesMap <#stand> ;
          rml:joinCondition [ rml:child "stand" ; rml:parent "code" ] ] ] .

      <#stand> a rml:TriplesMap ;
        rml:logicalSource [ a rml:LogicalSource ; rml:referenceFormulation rml:CSV ;
          rml:source [ a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path "stands.csv" ] ] ;
        rml:subjectMap [ rml:template "http://example.org/stand/{code}" ] .
      """;

  @TempDir private Path folder;

  @BeforeEach
  void sources() throws IOException {
    Files.writeString(folder.resolve("trees.csv"), "id,height,stand\n1,5,A\n");
    Files.writeString(folder.resolve("stands.csv"), "code,name\nA,Park\n");
    Files.writeString(
        folder.resolve("trees.json"), "[{\"id\":1,\"height\":5,\"species\":{\"name\":\"oak\"}}]");
  }

  private Said lint(String name, String text, String... more) throws IOException {
    Path mapping = folder.resolve(name);
    Files.writeString(mapping, text);
    return Said.by(
        Stream.concat(Stream.of("lint", mapping.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  /// @param words what must be told
  private record Mistake(String what, String from, String to, int line, List<String> words) {}

  @TestFactory
  Stream<DynamicTest> mistakesInTurtle() {
    return Stream.of(
            new Mistake(
                "a property misspelled",
                "rml:reference \"height\"",
                "rml:refrence \"height\"",
                8,
                List.of("rml:refrence", "rml:reference", "mapping.unknown-property")),
            new Mistake(
                "a property of the older language",
                "rml:class ex:Tree",
                "rml:termtype rml:IRI",
                7,
                List.of("rml:termtype", "rml:termType")),
            new Mistake(
                "a class misspelled",
                "a rml:TriplesMap",
                "a rml:TripleMap",
                4,
                List.of("rml:TriplesMap")),
            new Mistake(
                "a prefix that is not declared",
                "rml:class ex:Tree",
                "rml:class lacis:Tree",
                7,
                List.of(
                    "lacis:, which is not declared", "@prefix lacis: <https://w3id.org/lacis#> .")),
            new Mistake(
                "a prefix misspelled",
                "rml:class ex:Tree",
                "rml:class exx:Tree",
                7,
                List.of("exx:", "Did you mean ex:?")),
            new Mistake(
                "a namespace that is nearly right",
                "<http://w3id.org/rml/>",
                "<http://w3id.org/rml#>",
                1,
                List.of("<http://w3id.org/rml#>", "Did you mean <http://w3id.org/rml/>?")),
            new Mistake(
                "a namespace of another scheme",
                "<http://w3id.org/rml/>",
                "<https://w3id.org/rml/>",
                1,
                List.of("Did you mean <http://w3id.org/rml/>?")),
            new Mistake(
                "a column that is not there",
                "rml:reference \"height\"",
                "rml:reference \"hight\"",
                8,
                List.of("\"hight\"", "trees.csv does not have", "Did you mean \"height\"?")),
            new Mistake(
                "a column of a template",
                "tree/{id}",
                "tree/{ids}",
                7,
                List.of("\"ids\"", "Did you mean \"id\"?")),
            new Mistake(
                "a key of a join that is not there",
                "rml:parent \"code\"",
                "rml:parent \"kode\"",
                10,
                List.of("\"kode\"", "stands.csv does not have", "Did you mean \"code\"?")),
            new Mistake(
                "a parent that is not there",
                "rml:parentTriplesMap <#stand>",
                "rml:parentTriplesMap <#stands>",
                9,
                List.of("#stands", "#stand")),
            new Mistake(
                "a source that nothing uses",
                "<#stand> a",
                "<#idle> rml:source [ rml:path \"x.csv\" ] ; rml:referenceFormulation rml:CSV .\n<#stand> a",
                12,
                List.of("a source that nothing uses")),
            new Mistake(
                "two expressions",
                "rml:reference \"height\"",
                "rml:reference \"height\" ; rml:constant 5",
                8,
                List.of("2 expressions")),
            new Mistake(
                "a function that is not there",
                "rml:reference \"height\"",
                "rml:functionExecution [ rml:function <https://w3id.org/lacis/fn#slugg> ;"
                    + " rml:input [ rml:parameter <https://w3id.org/lacis/fn#value> ;"
                    + " rml:inputValueMap [ rml:reference \"height\" ] ] ]",
                8,
                List.of("slugg", "slug")),
            new Mistake(
                "what breaks a shape alone",
                "a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path \"trees.csv\"",
                "a rml:RelativePathSource ; rml:path \"trees.csv\" ; rml:encoding \"UTF-8\"",
                6,
                List.of("rml:encoding, such as rml:UTF-8")))
        .map(one ->
            DynamicTest.dynamicTest(
                one.what(),
                () -> {
                  assertThat(SOUND).contains(one.from());
                  Said said =
                      lint(
                          "m.ttl",
                          SOUND.replaceFirst(
                              java.util.regex.Pattern.quote(one.from()),
                              java.util.regex.Matcher.quoteReplacement(one.to())));
                  assertThat(said.out()).contains("m.ttl, line " + one.line());
                  assertThat(said.out()).contains(one.words());
                  assertThat(said.out() + said.err()).doesNotContain("Exception");
                  assertThat(said.exit()).isEqualTo(1);
                }));
  }

  @Test
  void aSoundMappingHasNoFindings() throws IOException {
    Said said = lint("m.ttl", SOUND);
    assertThat(said.out()).isEqualTo(folder.resolve("m.ttl") + ": no findings\n");
    assertThat(said.exit()).isZero();
  }

  @Test
  void anAbsentSourceIsNoFault() throws IOException {
    Files.delete(folder.resolve("trees.csv"));
    Said said = lint("m.ttl", SOUND);
    assertThat(said.out()).contains("info lint.source-absent", "trees.csv", "no such file");
    assertThat(said.exit()).isZero();
  }

  @Test
  void olderLanguages() throws IOException {
    Said rr =
        lint(
            "m.ttl",
            """
            @prefix rr: <http://www.w3.org/ns/r2rml#> .
            <#t> a rr:TriplesMap ; rr:logicalTable [ rr:tableName "T" ] ;
              rr:subjectMap [ rr:templat "http://e/{id}" ] .
            """);
    assertThat(rr.out()).contains("line 3", "rr:templat", "rr:template");
    assertThat(rr.exit()).isEqualTo(1);

    Said legacy =
        lint(
            "m.ttl",
            """
            @prefix rr: <http://www.w3.org/ns/r2rml#> .
            @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
            @prefix ql: <http://semweb.mmlab.be/ns/ql#> .
            <#t> rml:logicalSource [ rml:source "trees.csv" ; rml:referenceFormulation ql:CSV ] ;
              rr:subjectMap [ rr:template "http://e/{id}" ] ;
              rr:predicateObjectMap [ rr:predicate <http://e/h> ;
                rr:objectMap [ rml:reference "heigth" ] ] .
            """);
    assertThat(legacy.out()).contains("line 7", "\"heigth\"", "Did you mean \"height\"?");
  }

  @Test
  void yarrrml() throws IOException {
    Said said =
        lint(
            "m.yml",
            """
            prefixes:
              ex: http://example.org/
            sources:
              trees: [trees.csv~csv]
              idle: [idle.csv~csv]
            mappings:
              tree:
                source: trees
                s: ex:tree/$(id)
                po:
                  - [exx:height, $(height)]
                  - [ex:stand, $(stnd)]
            """);
    assertThat(said.out())
        .contains("m.yml, line 5, idle", "a source that no mapping uses")
        .contains("m.yml, line 11", "exx:height", "Did you mean ex:?")
        .contains("m.yml, line 12", "\"stnd\"", "Did you mean \"stand\"?");
    assertThat(said.exit()).isEqualTo(1);

    Said keys =
        lint("m.yml", "mappings:\n  tree:\n    sorce: [trees.csv~csv]\n    s: http://e/$(id)\n");
    assertThat(keys.out()).contains("line 3", "the key sorce", "Did you mean source");
  }

  @Test
  void referencesIntoJsonAreHeldAgainstTheFirstRecords() throws IOException {
    Said said =
        lint(
            "m.yml",
            """
            mappings:
              tree:
                source: ['trees.json~jsonpath', '$[*]']
                s: http://example.org/$(id)
                po:
                  - [http://example.org/species, $(species.nam)]
            """);
    assertThat(said.out())
        .contains("m.yml, line 6", "\"species.nam\"", "Did you mean \"species.name\"?");
  }

  @Test
  void reportForMachines() throws IOException {
    Said said = lint("m.ttl", SOUND.replace("\"height\"", "\"hight\""), "--json");
    JsonNode report = new ObjectMapper().readTree(said.out()).get(0);
    JsonNode finding = report.get("findings").get(0);
    assertThat(report.get("mapping").asText()).endsWith("m.ttl");
    assertThat(finding.get("code").asText()).isEqualTo("lint.unknown-reference");
    assertThat(finding.get("severity").asText()).isEqualTo("violation");
    assertThat(finding.get("line").asInt()).isEqualTo(8);
    assertThat(finding.get("field").asText()).isEqualTo("hight");
    assertThat(said.exit()).isEqualTo(1);
  }

  @TestFactory
  Stream<DynamicTest> theMappingsOfTheWorkspaceAreClean() throws IOException {
    Path mappings = Shared.project().resolve("mappings");
    try (Stream<Path> files = Files.walk(mappings)) {
      List<Path> all = files.filter(file -> file.endsWith("mapping.ttl")).sorted().toList();
      return all.stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  mappings.relativize(file).toString(),
                  () -> {
                    Said said = Said.by("lint", file.toString());
                    assertThat(said.exit()).as(said.out()).isZero();
                  }));
    }
  }
}
