package org.lacis.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.vocabulary.Finding;

final class LifterTest {
  private static final String BASE = "http://base.example/";
  private static final String HEAD =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      @prefix lf: <https://w3id.org/lacis/fn#> .
      @prefix ex: <http://ex.org/> .
      """;

  private final List<Finding> findings = new ArrayList<>();

  private List<String> lift(String turtle, Table... tables) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      new Lifter(
              MappingReader.parse(HEAD + turtle, Path.of("m.ttl"), BASE),
              LiftSettings.beside(Path.of("."), BASE),
              Table.of(tables))
          .lift(writer, findings::add);
    }
    return out.toString(StandardCharsets.UTF_8).lines().sorted().toList();
  }

  private static String map(String name, String table, String subject, String rest) {
    return """
    <#%s> rml:logicalSource [ rml:source "%s" ; rml:referenceFormulation rml:CSV ] ;
      rml:subjectMap [ %s ] %s .
    """
        .formatted(name, table, subject, rest);
  }

  private static String pom(String predicate, String object) {
    return "; rml:predicateObjectMap [ rml:predicate %s ; rml:objectMap [ %s ] ]"
        .formatted(predicate, object);
  }

  @Test
  void templatesEncodeAndRelativeIrisGetTheBase() {
    assertThat(
            lift(
                map("a", "t", "rml:template \"id/{n}\"", pom("ex:p", "rml:reference \"n\"")),
                Table.text("t", "n", "L’Île à/ñ", "null")))
        .containsExactly(
            "<http://base.example/id/L%E2%80%99Île%20à%2Fñ> <http://ex.org/p> \"L’Île à/ñ\" ."
                .replace("%E2%80%99", "’"));
  }

  @Test
  void aBadIriIsAFindingAndTheRestGoesOn() {
    List<String> quads =
        lift(
            map("a", "t", "rml:reference \"iri\"", pom("ex:p", "rml:reference \"v\"")),
            Table.text("t", "iri,v", "http://x/a b,1", "http://x/ok,2"));
    assertThat(quads).containsExactly("<http://x/ok> <http://ex.org/p> \"2\" .");
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("lift.invalid-iri");
          assertThat(finding.place().toString()).isEqualTo("t, record 1, iri");
        });
  }

  @Test
  void anIllTypedLiteralIsAFinding() {
    List<String> quads =
        lift(
            map(
                "a",
                "t",
                "rml:template \"{id}\"",
                pom("ex:p", "rml:reference \"v\" ; rml:datatype xsd:decimal")),
            Table.text("t", "id,v", "1,2.5", "2,2;5", "3,-.5"));
    assertThat(quads).hasSize(2);
    assertThat(findings).extracting(Finding::code).containsExactly("lift.ill-typed");
  }

  @Test
  void joinsFindEveryParentAndNullJoinsNothing() {
    List<String> quads =
        lift(
            map(
                    "child",
                    "c",
                    "rml:template \"c/{id}\"",
                    pom(
                        "ex:in",
                        "rml:parentTriplesMap <#parent> ; rml:joinCondition [ rml:child \"ref\" ;"
                            + " rml:parent \"key\" ]"))
                + map("parent", "p", "rml:template \"p/{n}\"", ""),
            Table.text("c", "id,ref", "1,a", "2,b", "3,null", "4,z"),
            Table.text("p", "key,n", "a,1", "a,2", "b,3", "null,4", "a,1"));
    assertThat(quads)
        .containsExactly(
            "<http://base.example/c/1> <http://ex.org/in> <http://base.example/p/1> .",
            "<http://base.example/c/1> <http://ex.org/in> <http://base.example/p/2> .",
            "<http://base.example/c/2> <http://ex.org/in> <http://base.example/p/3> .");
  }

  @Test
  void aParentOfTheSameRecordNeedsNoJoinAndKeepsItsBlankNode() {
    List<String> quads =
        lift(
            map("a", "t", "rml:template \"{id}\"", pom("ex:geo", "rml:parentTriplesMap <#b>"))
                + map("b", "t", "rml:termType rml:BlankNode", pom("ex:v", "rml:reference \"v\"")),
            Table.text("t", "id,v", "1,x", "2,y"));
    assertThat(quads).hasSize(4);
    String blank = quads.getFirst().replaceFirst("^.* (_:\\S+) \\.$", "$1");
    assertThat(quads).anyMatch(quad -> quad.startsWith(blank + " "));
  }

  @Test
  void twoRunsNeverShareABlankNode() {
    String turtle =
        map(
            "a",
            "t",
            "rml:template \"{id}\" ; rml:termType rml:BlankNode",
            pom("ex:p", "rml:reference \"id\""));
    Table table = Table.text("t", "id", "1");
    assertThat(lift(turtle, table)).isNotEqualTo(lift(turtle, table));
  }

  @Test
  void aColumnThatDoesNotExistIsToldWithTheLineOfTheMapping() {
    MappingException error =
        catchThrowableOfType(
            MappingException.class,
            () ->
                lift(
                    map("a", "t", "rml:template \"{id}\"", pom("ex:p", "rml:reference \"nmae\"")),
                    Table.text("t", "id,name", "1,x")));
    assertThat(error.finding().code()).isEqualTo("lift.unknown-reference");
    assertThat(error.finding().place().toString()).isEqualTo("m.ttl, line 6");
    assertThat(error).hasMessageContaining("id, name").hasMessageContaining("\"name\"?");
  }

  @Test
  void aFileThatDoesNotExistIsToldWithTheLineOfTheMapping() {
    MappingException error =
        catchThrowableOfType(
            MappingException.class, () -> lift(map("a", "t", "rml:template \"{id}\"", "")));
    assertThat(error.finding().code()).isEqualTo("lift.missing-file");
    assertThat(error.finding().place().toString()).isEqualTo("m.ttl, line 5");
  }

  @Test
  void aFunctionThatDoesNotExistIsToldWithTheNearest() {
    String call =
        "rml:functionExecution [ rml:function lf:uper ; rml:input [ rml:parameter lf:value ;"
            + " rml:inputValueMap [ rml:reference \"id\" ] ] ]";
    MappingException error =
        catchThrowableOfType(
            MappingException.class,
            () ->
                lift(
                    map("a", "t", "rml:template \"{id}\"", pom("ex:p", call)),
                    Table.text("t", "id", "1")));
    assertThat(error.finding().code()).isEqualTo("lift.unknown-function");
    assertThat(error).hasMessageContaining("https://w3id.org/lacis/fn#upper");
  }

  @Test
  void aFunctionThatFailsOnAValueIsAFinding() {
    String call =
        "rml:functionExecution [ rml:function lf:number ; rml:input [ rml:parameter lf:value ;"
            + " rml:inputValueMap [ rml:reference \"v\" ] ] ]";
    List<String> quads =
        lift(
            map("a", "t", "rml:template \"{id}\"", pom("ex:p", call)),
            Table.text("t", "id,v", "1,1 234", "2,beaucoup"));
    assertThat(quads)
        .containsExactly(
            "<http://base.example/1> <http://ex.org/p>"
                + " \"1234\"^^<http://www.w3.org/2001/XMLSchema#decimal> .");
    assertThat(findings).extracting(Finding::code).containsExactly("lift.function-failed");
  }

  @Test
  void severalValuesGiveEveryCombination() {
    assertThat(
            lift(
                map("a", "t", "rml:template \"{a}/{b}\"", pom("ex:p", "rml:reference \"b\"")),
                Table.text("t", "a,b", "1|2,x|y")))
        .hasSize(8);
  }

  @Test
  void aReferenceThatIsNeverThereIsRemarked() {
    lift(
        map("a", "t", "rml:template \"{id}\"", pom("ex:p", "rml:reference \"v\"")),
        Table.text("t", "id,v", "1,null"));
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("lift.reference-without-value");
          assertThat(finding.place().toString()).isEqualTo("m.ttl, line 6");
        });
  }
}
