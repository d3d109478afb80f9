package org.lacis.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lacis.vocabulary.Finding;

final class NormalFormTest {
  private static final String BASE = "http://base.example/";
  private static final String RR = "@prefix rr: <http://www.w3.org/ns/r2rml#> .\n";
  private static final String OLD =
      RR
          + "@prefix rml: <http://semweb.mmlab.be/ns/rml#> .\n"
          + "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .\n";

  private static NormalForm normal(String text) {
    return NormalForm.parse(text, Path.of("m"), BASE);
  }

  private static List<Finding> problems(String text) {
    return catchThrowableOfType(
            MappingException.class, () -> MappingReader.parse(text, Path.of("m"), BASE))
        .problems();
  }

  /// Code and line of every problem.
  private static List<String> told(String text) {
    return problems(text).stream()
        .map(one -> one.code().replace("mapping.", "") + " " + one.place().position())
        .toList();
  }

  @Test
  void theContentTellsTheLanguage() {
    assertThat(normal("@prefix rml: <http://w3id.org/rml/> .\n<#a> a rml:TriplesMap .").language())
        .isEqualTo(Language.RML);
    assertThat(normal(RR + "<#a> rr:logicalTable [ rr:tableName \"t\" ] .").language())
        .isEqualTo(Language.R2RML);
    assertThat(normal(OLD + "<#a> rml:logicalSource [ rml:source \"f\" ] .").language())
        .isEqualTo(Language.LEGACY_RML);
    assertThat(normal("# a comment\n\nmappings:\n  m: {s: 'http://e/$(id)'}").language())
        .isEqualTo(Language.YARRRML);
    assertThat(normal("\uFEFFprefixes: {ex: 'http://e/'}\nm: {a: {}}").language())
        .isEqualTo(Language.YARRRML);
    assertThat(
            normal("ex: a\n".replace("ex: a", "PREFIX ex: <http://e/>\nex:a ex:b ex:c ."))
                .language())
        .isEqualTo(Language.RML);
  }

  @Test
  void tablesOfR2RmlAreReadFromADatabaseWithoutName() {
    MappingDocument document =
        MappingReader.parse(
            RR
                + "<#a> rr:logicalTable [ rr:tableName \"\\\"T\\\"\" ] ;\n"
                + "  rr:subjectMap [ rr:template \"http://e/{\\\"Id\\\"}\" ; rr:class <http://e/C> ] ;\n"
                + "  rr:predicateObjectMap [ rr:predicate <http://e/p> ;\n"
                + "    rr:objectMap [ rr:column \"N\" ; rr:inverseExpression \"x\" ] ] .",
            Path.of("m"),
            BASE);
    TriplesMap map = document.triplesMaps().getFirst();
    assertThat(map.source().location()).isEqualTo(NormalForm.UNNAMED_DATABASE);
    assertThat(map.source().kind()).isEqualTo(LogicalSource.Kind.DATABASE);
    assertThat(map.source().formulation()).isEqualTo("http://w3id.org/rml/SQL2008Table");
    assertThat(map.source().iterator()).isEqualTo("\"T\"");
    assertThat(map.source().options()).containsEntry("identifiers", "sql");
    TermMap object = (TermMap) map.predicateObjectMaps().getFirst().objects().getFirst();
    assertThat(object.expression()).isEqualTo(new Expression.Reference("N"));
    assertThat(object.place().position()).isEqualTo(5);
  }

  @Test
  void termsOfTheOldVocabulariesThatDoNotExistAreToldWithTheirLines() {
    assertThat(
            told(
                OLD
                    + "<#a> rml:logicalSource [ rml:source \"f\" ; rml:referenceFormulation ql:CVS ] ;\n"
                    + "  rr:subjectMap [ rr:tempalte \"http://e/{a}\" ] ;\n"
                    + "  rr:predicateObjectMap [ rr:predicate <http://e/p> ;\n"
                    + "    rr:objectMap [ rml:reference \"a\" ; rr:termType rr:URI ] ] ."))
        .containsExactly("unknown-formulation 4", "unknown-property 5", "unknown-term-type 7");
    assertThat(problems(OLD + "<#a> rr:subjectMap [ rr:tempalte \"x\" ] .").getFirst().sentence())
        .contains("rr:template");
  }

  @Test
  void mistakesOfYarrrmlAreToldTogetherWithTheirLines() {
    String text =
        """
        prefixes:
          ex: http://e/
        sources:
          trees: [trees.csv~cvs]
        mappings:
          tree:
            source: tres
            subject: ex:$(id)
            poo:
              - [a, ex:Tree]
            po:
              - [ex:only]
              - p: ex:near
                o:
                  mapping: house
              - p: ex:height
                o: {value: $(h), type: number}
            s: twice
        """;
    assertThat(told(text))
        .containsExactly(
            "unknown-source 7",
            "unknown-key 9",
            "bad-pair 12",
            "unknown-parent 15",
            "unknown-term-type 17",
            "repeated-key 18");
    assertThat(problems(text).getFirst().remedy()).isEqualTo("Did you mean trees?");
    assertThat(problems(text).get(1).remedy()).contains("Did you mean");
  }

  @Test
  void yamlThatIsBrokenOrRunsInACircleIsOneErrorWithItsLine() {
    assertThat(told("mappings:\n  a:\n    po: [a, [b\n")).containsExactly("syntax 4");
    assertThat(told("mappings: &all\n  a: *all\n")).containsExactly("circle 1");
    assertThat(told("mappings:\n  a:\n    po: &p\n      - [x, *p]\n")).containsExactly("circle 3");
    assertThat(told("prefixes:\n  ex: http://e/\n")).containsExactly("empty 1");
    assertThat(told("mappings:\n" + "  a: " + "[".repeat(200) + "]".repeat(200) + "\n").getFirst())
        .startsWith("syntax");
  }

  @Test
  void theNormalFormOfYarrrmlIsRmlThatSaysTheSame() {
    NormalForm normal =
        normal(
            """
            prefixes:
              ex: http://e/
            mappings:
              tree:
                sources:
                  - [trees.csv~csv]
                s: ex:tree/$(id)
                po:
                  - [a, ex:Tree]
                  - [ex:name, $(name), fr~lang]
                  - [ex:page, 'http://p/?t=$(id)~iri']
            """);
    assertThat(normal.turtle())
        .contains("@prefix rml: <http://w3id.org/rml/> .")
        .contains("rml:template \"http://e/tree/{id}\"")
        .contains("rml:path \"trees.csv\"")
        .contains("rml:language \"fr\"")
        .contains("rml:template \"http://p/?t={id}\"");
    assertThat(MappingReader.parse(normal.turtle(), Path.of("n"), BASE).triplesMaps()).hasSize(1);
    assertThat(normal.rewrites()).hasSize(1);
  }
}
