package org.lacis.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.vocabulary.Finding;

/// What is wrong with views, lists, targets and quoted triples is told when the mapping is read.
final class ModuleMappingTest {
  private static final String HEAD =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix formats: <http://www.w3.org/ns/formats/> .
      @prefix ex: <http://ex.org/> .
      <#s> rml:source "a.json" ; rml:referenceFormulation rml:JSONPath ; rml:iterator "$[*]" .
      """;

  private static MappingDocument read(String turtle) {
    return MappingReader.parse(HEAD + turtle, Path.of("m.ttl"), "http://base.example/");
  }

  private static String map(String subject, String rest) {
    return "<#a> rml:logicalSource <#s> ; rml:subjectMap [ " + subject + " ] " + rest + " .\n";
  }

  private static String object(String object) {
    return map(
        "rml:template \"http://x/{id}\"",
        "; rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ " + object + " ] ]");
  }

  private static String view(String fields) {
    return """
    <#v> rml:viewOn <#s> ; %s .
    <#a> rml:logicalSource <#v> ; rml:subjectMap [ rml:template "http://x/{id}" ] .
    """
        .formatted(fields);
  }

  private record Wrong(String name, String code, String found, String mapping) {}

  private static Stream<Wrong> wrong() {
    String id = "rml:field [ rml:fieldName \"id\" ; rml:reference \"$.id\" ]";
    return Stream.of(
        new Wrong(
            "a gather map says what it makes",
            "mapping.bad-gather",
            "0 of rml:gatherAs",
            object("rml:gather ( [ rml:reference \"$.a\" ] )")),
        new Wrong(
            "what it makes is one of four",
            "mapping.bad-gather",
            "rml:gatherAs <http://ex.org/Heap>",
            object("rml:gather ( [ rml:reference \"$.a\" ] ) ; rml:gatherAs ex:Heap")),
        new Wrong(
            "a gather map has members",
            "mapping.bad-gather",
            "rml:gather without members",
            object("rml:gather () ; rml:gatherAs rdf:Bag")),
        new Wrong(
            "a strategy is one of two",
            "mapping.bad-gather",
            "rml:strategy rml:zip",
            object(
                "rml:gather ( [ rml:reference \"$.a\" ] ) ; rml:gatherAs rdf:Bag ;"
                    + " rml:strategy rml:zip")),
        new Wrong(
            "a list is no literal",
            "mapping.wrong-term-type",
            "rml:termType LITERAL on a gather map",
            object(
                "rml:gather ( [ rml:reference \"$.a\" ] ) ; rml:gatherAs rdf:List ;"
                    + " rml:reference \"$.b\" ; rml:termType rml:Literal")),
        new Wrong(
            "a list is no graph",
            "mapping.wrong-term-type",
            "a gather map as a graph map",
            map(
                "rml:template \"http://x/{id}\" ; rml:graphMap ["
                    + " rml:gather ( [ rml:reference \"$.a\" ] ) ; rml:gatherAs rdf:List ]",
                "")),
        new Wrong(
            "a quoted triples map exists",
            "mapping.unknown-parent",
            "rml:quotedTriplesMap <http://base.example/#b>",
            map("rml:quotedTriplesMap <#b>", "")),
        new Wrong(
            "a member's parent exists",
            "mapping.unknown-parent",
            "rml:parentTriplesMap <http://base.example/#b>",
            object("rml:gather ( [ rml:parentTriplesMap <#b> ] ) ; rml:gatherAs rdf:List")),
        new Wrong(
            "triples are said or not",
            "mapping.asserted-or-not",
            "rml:AssertedTriplesMap and rml:NonAssertedTriplesMap",
            "<#a> a rml:AssertedTriplesMap, rml:NonAssertedTriplesMap .\n"
                + map("rml:template \"http://x/{id}\"", "")),
        new Wrong(
            "a target names a file",
            "mapping.no-location",
            "a logical target that names no file",
            map(
                "rml:template \"http://x/{id}\" ; rml:logicalTarget ["
                    + " rml:serialization formats:N-Quads ]",
                "")),
        new Wrong(
            "a serialization is known",
            "mapping.unknown-target-serialization",
            "HDT",
            map(
                "rml:template \"http://x/{id}\" ; rml:logicalTarget ["
                    + " rml:target [ rml:path \"o.hdt\" ] ; rml:serialization formats:HDT ]",
                "")),
        new Wrong(
            "the charset of a target holds every character",
            "mapping.unknown-target-encoding",
            "ISO-8859-1",
            map(
                "rml:template \"http://x/{id}\" ; rml:logicalTarget ["
                    + " rml:target [ rml:path \"o.nq\" ] ; rml:encoding \"ISO-8859-1\" ]",
                "")),
        new Wrong(
            "a field has a name",
            "mapping.bad-field",
            "0 of rml:fieldName",
            view("rml:field [ rml:reference \"$.id\" ]")),
        new Wrong(
            "numbers of fields are not fields",
            "mapping.bad-field",
            "rml:fieldName \"a.#\"",
            view("rml:field [ rml:fieldName \"a.#\" ; rml:reference \"$.id\" ]")),
        new Wrong(
            "names differ",
            "mapping.duplicate-field",
            "a second field \"id\"",
            view(id + " ; " + id)),
        new Wrong(
            "names of joins differ too",
            "mapping.duplicate-field",
            "a second field \"id\"",
            view(
                id
                    + " ; rml:leftJoin [ rml:parentLogicalView <#w> ; rml:joinCondition ["
                    + " rml:child \"id\" ; rml:parent \"id\" ] ; "
                    + id
                    + " ] .\n<#w> rml:viewOn <#s> ; "
                    + id)),
        new Wrong(
            "an iterable field has fields",
            "mapping.bad-field",
            "an iterable field without fields",
            view("rml:field [ rml:fieldName \"a\" ; rml:iterator \"$.a\" ]")),
        new Wrong(
            "an expression has no iterator",
            "mapping.bad-field",
            "an iterator beside an expression",
            view("rml:field [ rml:fieldName \"a\" ; rml:reference \"$.a\" ; rml:iterator \"$\" ]")),
        new Wrong(
            "a view is not made of itself",
            "mapping.endless-view",
            "a view that is made of itself: "
                + "<http://base.example/#v> -> <http://base.example/#w> ->"
                + " <http://base.example/#v>",
            "<#v> rml:viewOn <#w> ; "
                + id
                + " .\n<#w> rml:viewOn <#v> ; "
                + id
                + " .\n"
                + map("rml:template \"http://x/{id}\"", "")),
        new Wrong(
            "a join names a view",
            "mapping.not-a-view",
            "<http://base.example/#s>",
            view(
                "rml:innerJoin [ rml:parentLogicalView <#s> ; rml:joinCondition ["
                    + " rml:child \"id\" ; rml:parent \"id\" ] ; "
                    + id
                    + " ]")),
        new Wrong(
            "a join says what is equal",
            "mapping.missing-part",
            "a join of views without rml:joinCondition",
            view("rml:innerJoin [ rml:parentLogicalView <#w> ; " + id + " ]")));
  }

  @TestFactory
  Stream<DynamicTest> wrongMappingsAreToldWithTheirLine() {
    return wrong()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(),
                () -> {
                  MappingException error =
                      catchThrowableOfType(MappingException.class, () -> read(one.mapping()));
                  assertThat(error).isNotNull();
                  assertThat(error.problems())
                      .anySatisfy(problem -> {
                        assertThat(problem.code()).isEqualTo(one.code());
                        assertThat(problem.found()).isEqualTo(one.found());
                        assertThat(problem.place().source()).isEqualTo("m.ttl");
                        assertThat(problem.place().position()).isPositive();
                        assertThat(problem.expected()).isNotEmpty();
                        assertThat(problem.remedy()).isNotEmpty();
                      });
                }));
  }

  @Test
  void aViewKnowsItsFieldsByTheirFullNames() {
    TriplesMap map =
        read(view(
                """
                rml:field [ rml:fieldName "id" ; rml:reference "$.id" ] ;
                rml:field [ rml:fieldName "item" ; rml:iterator "$.items[*]" ;
                  rml:field [ rml:fieldName "type" ; rml:reference "$.type" ] ]
                """))
            .triplesMaps()
            .getFirst();
    assertThat(map.source().kind()).isEqualTo(LogicalSource.Kind.VIEW);
    LogicalView view = map.source().view().orElseThrow();
    assertThat(view.fields()).extracting(ViewField::name).containsExactly("id", "item");
    ViewField.Within item = (ViewField.Within) view.fields().getLast();
    assertThat(item.fields()).extracting(ViewField::name).containsExactly("item.type");
    assertThat(item.formulation()).isEqualTo("http://w3id.org/rml/JSONPath");
  }

  @Test
  void aLanguageSendsTheTripleToItsTarget() {
    TriplesMap map =
        read(object(
                """
                rml:reference "$.name" ; rml:languageMap [ rml:constant "fr" ;
                  rml:logicalTarget [ rml:target [ rml:path "fr.nt.gz" ] ;
                    rml:serialization formats:N-Triples ; rml:compression rml:gzip ] ]
                """))
            .triplesMaps()
            .getFirst();
    TermMap name = (TermMap) map.predicateObjectMaps().getFirst().objects().getFirst();
    assertThat(name.targets())
        .singleElement()
        .satisfies(target -> {
          assertThat(target.path()).isEqualTo("fr.nt.gz");
          assertThat(target.serialization()).isEqualTo("N-Triples");
          assertThat(target.compression()).isEqualTo("gzip");
        });
  }

  @Test
  void aMisplacedQuoteIsTold() {
    assertThat(
            catchThrowableOfType(
                    MappingException.class,
                    () ->
                        read(
                            map(
                                "rml:template \"http://x/{id}\"",
                                "; rml:predicateObjectMap [ rml:quotedTriplesMap <#a> ;"
                                    + " rml:object 1 ]")))
                .problems())
        .extracting(Finding::code)
        .contains("mapping.misplaced-property", "mapping.missing-part");
  }
}
