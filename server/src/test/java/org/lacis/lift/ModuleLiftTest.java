package org.lacis.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.vocabulary.Finding;

/// Lists, views, quoted triples and targets beyond what the suites ask.
final class ModuleLiftTest {
  private static final String BASE = "http://b/";
  private static final String HEAD =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix formats: <http://www.w3.org/ns/formats/> .
      @prefix ex: <http://e/> .
      """;
  private static final Pattern BLANK = Pattern.compile("_:b[A-Za-z0-9]+");

  @TempDir Path folder;
  private final List<Finding> findings = new ArrayList<>();

  private void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private List<String> lift(String turtle) {
    return lift(turtle, LiftSettings.beside(folder, BASE));
  }

  /// Blank nodes are numbered as they come, predicates of RDF are shortened.
  private List<String> lift(String turtle, LiftSettings settings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      new Lifter(
              MappingReader.parse(HEAD + turtle, Path.of("m.ttl"), BASE),
              settings,
              new Sources(StandardFormats.all()))
          .lift(writer, findings::add);
    }
    Map<String, String> names = new HashMap<>();
    Matcher blanks = BLANK.matcher(out.toString(StandardCharsets.UTF_8));
    return blanks
        .replaceAll(one -> names.computeIfAbsent(one.group(), _ -> "_:" + (names.size() + 1)))
        .replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "<rdf:")
        .lines()
        .toList();
  }

  private Finding refused(String turtle, LiftSettings settings) {
    MappingException error =
        catchThrowableOfType(MappingException.class, () -> lift(turtle, settings));
    assertThat(error).isNotNull();
    return error.finding();
  }

  private static String csv(String name, String file, String subject, String object) {
    return """
    <#%s> rml:logicalSource [ rml:source "%s" ; rml:referenceFormulation rml:CSV ] ;
      rml:subjectMap [ %s ] ;
      rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ %s ] ] .
    """
        .formatted(name, file, subject, object);
  }

  @Test
  void a01_aNamedListGrowsAcrossTriplesMapsAndEndsOnce() throws IOException {
    file("a.csv", "id,v\n1,x\n1,y\n");
    file("b.csv", "id,v\n1,z\n");
    String list =
        "rml:template \"l/{id}\" ; rml:gather ( [ rml:reference \"v\" ] ) ; rml:gatherAs rdf:List";
    assertThat(
            lift(
                csv("a", "a.csv", "rml:template \"s/{id}\"", list)
                    + csv("b", "b.csv", "rml:template \"t/{id}\"", list)))
        .containsExactly(
            "<http://b/l/1> <rdf:first> \"x\" .",
            "<http://b/s/1> <http://e/p> <http://b/l/1> .",
            "<http://b/l/1> <rdf:rest> _:1 .",
            "_:1 <rdf:first> \"y\" .",
            "_:1 <rdf:rest> _:2 .",
            "_:2 <rdf:first> \"z\" .",
            "<http://b/t/1> <http://e/p> <http://b/l/1> .",
            "_:2 <rdf:rest> <rdf:nil> .");
  }

  @Test
  void a02_combinationsOfValuesAndListsInside() throws IOException {
    file("a.csv", "id,v,w\n1,x,y\n");
    assertThat(
            lift(
                csv(
                    "a",
                    "a.csv",
                    "rml:template \"s/{id}\"",
                    """
                    rml:gather (
                      [ rml:reference "v" ]
                      [ rml:gather ( [ rml:reference "w" ] ) ; rml:gatherAs rdf:Seq ] ) ;
                    rml:gatherAs rdf:Alt ; rml:strategy rml:cartesianProduct
                    """)))
        .containsExactly(
            "_:1 <rdf:type> <rdf:Seq> .",
            "_:1 <rdf:_1> \"y\" .",
            "_:2 <rdf:type> <rdf:Alt> .",
            "_:2 <rdf:_1> \"x\" .",
            "_:2 <rdf:_2> _:1 .",
            "<http://b/s/1> <http://e/p> _:2 .");
  }

  @Test
  void a03_aListOfSubjectsStandsInAllGraphsOfTheSubject() throws IOException {
    file("a.csv", "id\n1\n");
    assertThat(
            lift(
                csv(
                    "a",
                    "a.csv",
                    "rml:gather ( [ rml:reference \"id\" ] ) ; rml:gatherAs rdf:Bag ;"
                        + " rml:graph ex:g, ex:h",
                    "rml:constant 7")))
        .contains(
            "_:1 <rdf:type> <rdf:Bag> <http://e/g> .",
            "_:1 <rdf:_1> \"1\" <http://e/g> .",
            "_:1 <rdf:_1> \"1\" <http://e/h> .")
        .hasSize(6);
  }

  @Test
  void a04_whereTheNameHasNoValueThereIsNoList() throws IOException {
    file("a.json", "[{\"i\":1,\"v\":[1]},{\"i\":2,\"n\":\"k\",\"v\":[2]}]");
    assertThat(
            lift(
                """
                <#a> rml:logicalSource [ rml:source "a.json" ;
                    rml:referenceFormulation rml:JSONPath ; rml:iterator "$[*]" ] ;
                  rml:subjectMap [ rml:template "s/{i}" ] ;
                  rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [
                    rml:template "l/{n}" ; rml:gather ( [ rml:reference "v[*]" ] ) ;
                    rml:gatherAs rdf:List ] ] .
                """))
        .hasSize(3)
        .contains("<http://b/s/2> <http://e/p> <http://b/l/k> .");
  }

  @Test
  void b01_whoeverSpeaksOfATripleSpeaksOfTheSameReifier() throws IOException {
    file("a.csv", "id,v\n1,x\n1,x\n");
    String quote = "rml:quotedTriplesMap <#a>";
    assertThat(
            lift(
                csv("a", "a.csv", "rml:template \"s/{id}\"", "rml:reference \"v\"")
                    + csv("b", "a.csv", quote, "rml:constant 1")
                    + csv("c", "a.csv", "rml:template \"c/{id}\"", quote)))
        .containsExactly(
            "<http://b/s/1> <http://e/p> \"x\" .",
            "_:1 <rdf:reifies> <<( <http://b/s/1> <http://e/p> \"x\" )>> .",
            "_:1 <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
            "<http://b/c/1> <http://e/p> _:1 .");
  }

  @Test
  void b02_aQuoteFromTheSameSourceNeedsAViewOnIt() throws IOException {
    file("a.csv", "id,boss\n1,2\n2,2\n");
    String quote =
        "rml:quotedTriplesMap <#a> ; rml:joinCondition [ rml:child \"boss\" ; rml:parent \"id\" ]";
    String quoting = csv("b", "a.csv", quote, "rml:reference \"id\"");
    Finding finding =
        refused(
            csv("a", "a.csv", "rml:template \"s/{id}\"", "rml:reference \"id\"") + quoting,
            LiftSettings.beside(folder, BASE));
    assertThat(finding.code()).isEqualTo("lift.needed-too-early");
    assertThat(finding.place().position()).isPositive();
    assertThat(finding.remedy()).contains("logical view");
    assertThat(
            lift(
                """
                <#v> rml:viewOn [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
                  rml:field [ rml:fieldName "id" ; rml:reference "id" ] .
                <#a> a rml:NonAssertedTriplesMap ; rml:logicalSource <#v> ;
                  rml:subjectMap [ rml:template "s/{id}" ] ;
                  rml:predicateObjectMap [ rml:predicate ex:p ;
                    rml:objectMap [ rml:reference "id" ] ] .
                """
                    + quoting))
        .containsExactly(
            "_:1 <rdf:reifies> <<( <http://b/s/2> <http://e/p> \"2\" )>> .",
            "_:1 <http://e/p> \"1\" .",
            "_:1 <http://e/p> \"2\" .");
  }

  @Test
  void b03_quotesWithoutEndAreRefused() throws IOException {
    file("a.csv", "id\n1\n");
    Finding finding =
        refused(
            csv("a", "a.csv", "rml:quotedTriplesMap <#b>", "rml:constant 1")
                + csv("b", "a.csv", "rml:template \"s/{id}\"", "rml:quotedTriplesMap <#a>"),
            LiftSettings.beside(folder, BASE));
    assertThat(finding.code()).isEqualTo("lift.endless-quote");
    assertThat(finding.place().position()).isPositive();
  }

  private static String target(String path) {
    return csv(
        "a",
        "a.csv",
        "rml:template \"s/{id}\" ; rml:logicalTarget [ rml:target [ rml:path \"" + path + "\" ] ]",
        "rml:reference \"id\"");
  }

  @Test
  void c01_targetsStayInTheFolderOfTheRun() throws IOException {
    file("a.csv", "id\n1\n");
    LiftSettings settings = LiftSettings.beside(folder, BASE);
    assertThat(refused(target("x.nq"), settings).found()).contains("a run that writes no files");
    Path below = Files.createDirectory(folder.resolve("out"));
    for (String path : List.of("../x.nq", "/tmp/x.nq", ".", "a/../../x.nq")) {
      Finding finding = refused(target(path), settings.withTargets(below));
      assertThat(finding.code()).isEqualTo("lift.bad-target");
      assertThat(finding.found()).contains("outside the folder");
      assertThat(finding.place().position()).isPositive();
    }
    assertThat(lift(target("deep/x.nq"), settings.withTargets(below))).isEmpty();
    assertThat(Files.readString(below.resolve("deep/x.nq")))
        .isEqualTo("<http://b/s/1> <http://e/p> \"1\" .\n");
  }

  @Test
  void c02_aLiftThatFailsLeavesWhatWasThere() throws IOException {
    file("a.csv", "id\n1\n");
    file("x.nq", "before");
    String broken = csv("b", "none.csv", "rml:template \"s/{id}\"", "rml:constant 1");
    refused(target("x.nq") + broken, LiftSettings.beside(folder, BASE).withTargets(folder));
    assertThat(folder.resolve("x.nq")).hasContent("before");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.csv", "x.nq");
    }
  }

  @Test
  void c03_twoTargetsOfOneFileAreRefused() throws IOException {
    file("a.csv", "id\n1\n");
    Finding finding =
        refused(
            target("x.nq") + target("x.nq").replace("<#a>", "<#c>"),
            LiftSettings.beside(folder, BASE).withTargets(folder));
    assertThat(finding.found()).contains("a second target for this file");
  }

  @Test
  void c04_aTripleGoesToTheTargetsOfAllItsTerms() throws IOException {
    file("a.csv", "id,n\n1,x\n");
    String to =
        "rml:logicalTarget [ rml:target [ rml:path \"%s.nt\" ] ;"
            + " rml:serialization formats:N-Triples ]";
    List<String> rest =
        lift(
            """
            <#a> rml:logicalSource [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
              rml:subjectMap [ rml:template "s/{id}" ; rml:class ex:C ] ;
              rml:predicateObjectMap [ rml:predicate ex:p, ex:q ;
                rml:objectMap [ rml:reference "n" ; %s ], [ rml:reference "id" ] ;
                rml:graphMap [ rml:constant ex:g ; %s ] ] ;
              rml:predicateObjectMap [ rml:predicate ex:r ; rml:object ex:o ] .
            """
                .formatted(to.formatted("name"), to.formatted("graph")),
            LiftSettings.beside(folder, BASE).withTargets(folder));
    assertThat(rest)
        .containsExactlyInAnyOrder(
            "<http://b/s/1> <rdf:type> <http://e/C> .",
            "<http://b/s/1> <http://e/r> <http://e/o> .");
    assertThat(Files.readAllLines(folder.resolve("name.nt")))
        .containsExactlyInAnyOrder(
            "<http://b/s/1> <http://e/p> \"x\" .", "<http://b/s/1> <http://e/q> \"x\" .");
    assertThat(Files.readAllLines(folder.resolve("graph.nt")))
        .containsExactlyInAnyOrder(
            "<http://b/s/1> <http://e/p> \"x\" .",
            "<http://b/s/1> <http://e/q> \"x\" .",
            "<http://b/s/1> <http://e/p> \"1\" .",
            "<http://b/s/1> <http://e/q> \"1\" .");
  }

  private static final String PEOPLE =
      """
      <#v> rml:viewOn [ rml:source "a.xml" ; rml:referenceFormulation rml:XPath ;
          rml:iterator "/people/person" ] ;
        rml:field [ rml:fieldName "name" ; rml:reference "@name" ] ;
        rml:field [ rml:fieldName "item" ; rml:iterator "items/item" ;
          rml:field [ rml:fieldName "kind" ; rml:reference "@kind" ] ] .
      <#a> rml:logicalSource <#v> ;
        rml:subjectMap [ rml:template "s/{name}/{item.#}" ] ;
        rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference "item.kind" ] ] .
      """;

  @Test
  void d01_recordsInsideElements() throws IOException {
    file(
        "a.xml",
        """
        <people><person name="a"><items><item kind="x"/><item kind="y"/></items></person>
        <person name="b"/><person name="c"><items><item/></items></person></people>
        """);
    assertThat(lift(PEOPLE))
        .containsExactly(
            "<http://b/s/a/0> <http://e/p> \"x\" .", "<http://b/s/a/1> <http://e/p> \"y\" .");
    assertThat(findings).isEmpty();
  }

  @Test
  void d02_aFieldThatDoesNotExistIsToldWithTheNearest() throws IOException {
    file("a.xml", "<people/>");
    Finding finding =
        refused(
            PEOPLE.replace("\"item.kind\" ] ]", "\"item.kid\" ] ]"),
            LiftSettings.beside(folder, BASE));
    assertThat(finding.code()).isEqualTo("lift.unknown-reference");
    assertThat(finding.found()).isEqualTo("\"item.kid\"");
    assertThat(finding.remedy()).contains("item.kind");
    assertThat(finding.place().position()).isEqualTo(12);
  }

  @Test
  void d03_aMissingColumnBelowAViewIsToldWhereTheFieldIs() throws IOException {
    file("a.csv", "id,name\n1,x\n");
    Finding finding =
        refused(
            """
            <#v> rml:viewOn [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
              rml:field [ rml:fieldName "n" ;
                rml:reference "nam" ] .
            <#a> rml:logicalSource <#v> ; rml:subjectMap [ rml:template "s/{n}" ] .
            """,
            LiftSettings.beside(folder, BASE));
    assertThat(finding.code()).isEqualTo("lift.unknown-reference");
    assertThat(finding.found()).isEqualTo("\"nam\"");
    assertThat(finding.place().position()).isEqualTo(6);
  }

  @Test
  void d04_aTextThatIsNoJsonIsToldAndTheRestIsRead() throws IOException {
    file("a.csv", "id,j\n1,\"[{\"\"k\"\":1}]\"\n2,nope\n3,\"[{\"\"k\"\":3}]\"\n");
    assertThat(
            lift(
                """
                <#v> rml:viewOn [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
                  rml:field [ rml:fieldName "id" ; rml:reference "id" ] ;
                  rml:field [ rml:fieldName "j" ; rml:reference "j" ;
                    rml:field [ rml:fieldName "one" ; rml:referenceFormulation rml:JSONPath ;
                      rml:iterator "$[*]" ;
                      rml:field [ rml:fieldName "k" ; rml:reference "$.k" ] ] ] .
                <#a> rml:logicalSource <#v> ; rml:subjectMap [ rml:template "s/{id}" ] ;
                  rml:predicateObjectMap [ rml:predicate ex:p ;
                    rml:objectMap [ rml:template "k/{j.one.k}" ] ] .
                """))
        .containsExactly(
            "<http://b/s/1> <http://e/p> <http://b/k/1> .",
            "<http://b/s/3> <http://e/p> <http://b/k/3> .");
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("source.malformed-json");
          assertThat(finding.place().toString()).isEqualTo("a.csv, line 3");
        });
  }

  @Test
  void d05_aTableHasNoRecordsInsideItsRows() throws IOException {
    file("a.csv", "id\n1\n");
    Finding finding =
        refused(
            """
            <#v> rml:viewOn [ rml:source "a.csv" ; rml:referenceFormulation rml:CSV ] ;
              rml:field [ rml:fieldName "id" ; rml:iterator "x" ;
                rml:field [ rml:fieldName "n" ; rml:reference "n" ] ] .
            <#a> rml:logicalSource <#v> ; rml:subjectMap [ rml:template "s/{id.n}" ] .
            """,
            LiftSettings.beside(folder, BASE));
    assertThat(finding.code()).isEqualTo("lift.no-nested-records");
  }
}
