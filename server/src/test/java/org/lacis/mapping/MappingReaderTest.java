package org.lacis.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lacis.mapping.Expression.Hole;
import org.lacis.mapping.Expression.Text;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

final class MappingReaderTest {
  private static final String HEAD =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix ex: <http://ex.org/> .
      """;

  private static final String SOURCE =
      "rml:logicalSource [ rml:source \"a.csv\" ; rml:referenceFormulation rml:CSV ] ;\n";

  private static MappingDocument read(String turtle) {
    return MappingReader.parse(HEAD + turtle, Path.of("m.ttl"), "http://base.example/");
  }

  private static List<Finding> problems(String turtle) {
    MappingException error = catchThrowableOfType(MappingException.class, () -> read(turtle));
    assertThat(error).isNotNull();
    return error.problems();
  }

  @Test
  void aTriplesMapKnowsItsLineAndItsParts() {
    MappingDocument document =
        read(
            """

            <#buildings> a rml:TriplesMap ;
              rml:logicalSource [
                rml:source [ a rml:RelativePathSource ; rml:path "b.geojson" ] ;
                rml:referenceFormulation lacis:GeoJSON ;
                rml:null "NC" ;
                lacis:crs "EPSG:2154" ] ;
              rml:subjectMap [ rml:template "id/{id}" ; rml:class ex:Building ; rml:graph ex:g ] ;
              rml:predicateObjectMap [
                rml:predicate ex:height ;
                rml:objectMap [ rml:reference "HAUTEUR" ; rml:datatype ex:metres ] ] .
            """);
    TriplesMap map = document.triplesMaps().getFirst();
    assertThat(map.name()).isEqualTo("http://base.example/#buildings");
    assertThat(map.place()).isEqualTo(Place.line("m.ttl", 5));
    assertThat(map.source().location()).isEqualTo("b.geojson");
    assertThat(map.source().formulation()).isEqualTo("https://w3id.org/lacis#GeoJSON");
    assertThat(map.source().nulls()).containsExactly("NC");
    assertThat(map.source().options()).containsEntry("crs", "EPSG:2154");
    assertThat(map.source().place().position()).isEqualTo(6);
    assertThat(map.subject().classes()).hasSize(1);
    assertThat(map.subject().graphs()).hasSize(1);
    assertThat(map.subject().term().expression())
        .isEqualTo(new Expression.Template(List.of(new Text("id/"), new Hole("id"))));
    TermMap height = (TermMap) map.predicateObjectMaps().getFirst().objects().getFirst();
    assertThat(height.type()).isEqualTo(TermType.LITERAL);
    assertThat(height.place().position()).isEqualTo(14);
    assertThat(height.datatype()).isPresent();
  }

  @Test
  void aMisspelledPropertyIsToldWithItsLineAndTheNearestOnes() {
    List<Finding> problems =
        problems("<#a> " + SOURCE + " rml:subjectMap [ rml:templte \"http://x/{id}\" ] .");
    assertThat(problems)
        .anySatisfy(problem -> {
          assertThat(problem.code()).isEqualTo("mapping.unknown-property");
          assertThat(problem.place()).isEqualTo(Place.line("m.ttl", 5));
          assertThat(problem.found()).isEqualTo("rml:templte");
          assertThat(problem.expected()).contains("rml:template");
        });
  }

  @Test
  void everyProblemIsToldAtOnce() {
    List<Finding> problems =
        problems(
            """
            <#a> rml:subjectMap [ rml:template "http://x/{id" ] .
            <#b> a rml:TriplesMap ;
              rml:logicalSource [ rml:referenceFormulation rml:CSV ] ;
              rml:predicateObjectMap [ rml:object 1 ] .
            """);
    assertThat(problems)
        .extracting(Finding::code)
        .contains("mapping.no-source", "mapping.missing-part");
    assertThat(problems).extracting(problem -> problem.place().position()).isSorted();
  }

  @Test
  void aPropertyAtTheWrongNodeIsToldWhereItStands() {
    assertThat(
            problems(
                "<#a> "
                    + SOURCE
                    + " rml:reference \"x\" ;\n rml:subjectMap [ rml:template \"http://x/{id}\" ] ."))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("mapping.misplaced-property");
          assertThat(problem.place().position()).isEqualTo(5);
        });
  }

  @Test
  void whatTheOldVocabularyLeavesOutIsToldInTheWordsOfTheNew() {
    assertThat(
            problems(
                "@prefix rr: <http://www.w3.org/ns/r2rml#> .\n"
                    + "<#a> a rr:TriplesMap ; rr:subjectMap [ rr:column \"x\" ] ."))
        .extracting(Finding::code)
        .containsExactly("mapping.missing-part");
  }

  @Test
  void brokenTurtleIsToldWithItsLine() {
    assertThat(problems("<#a> rml:subjectMap [\n rml:template 'x' ."))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("mapping.syntax");
          assertThat(problem.place().position()).isEqualTo(5);
        });
  }

  @Test
  void aParentMustExistAndAJoinNeedsConditionsAcrossSources() {
    String child =
        "<#a> "
            + SOURCE
            + """
               rml:subjectMap [ rml:template "http://x/{id}" ] ;
               rml:predicateObjectMap [
                 rml:predicate ex:p ;
                 rml:objectMap [ rml:parentTriplesMap <#b> ] ] .
            """;
    assertThat(problems(child))
        .singleElement()
        .extracting(Finding::code)
        .isEqualTo("mapping.unknown-parent");
    String parent =
        "<#b> "
            + SOURCE.replace("a.csv", "b.csv")
            + " rml:subjectMap [ rml:template \"http://y/{id}\" ] .";
    assertThat(problems(child + parent))
        .singleElement()
        .extracting(Finding::code)
        .isEqualTo("mapping.join-without-condition");
    assertThat(read(child + parent.replace("b.csv", "a.csv")).triplesMaps()).hasSize(2);
  }

  @Test
  void templatesMayEscapeBraces() throws TemplateParser.BadTemplate {
    assertThat(TemplateParser.parse("\\{{$['\\{n\\}']}\\\\ a\\b"))
        .containsExactly(new Text("{"), new Hole("$['{n}']"), new Text("\\ a\\b"));
  }

  @Test
  void aFunctionMayNotEatItsOwnResult() {
    assertThat(
            problems(
                "<#a> "
                    + SOURCE
                    + """
                    rml:subjectMap [ rml:functionExecution <#e> ] .
                    <#e> rml:function ex:f ;
                      rml:input [ rml:parameter ex:p ;
                        rml:inputValueMap [ rml:functionExecution <#e> ] ] .
                    """))
        .extracting(Finding::code)
        .contains("mapping.endless-function");
  }
}
