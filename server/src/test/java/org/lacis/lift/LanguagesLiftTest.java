package org.lacis.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.NormalForm;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.vocabulary.Finding;

/// Mappings that are not written in RML, lifted.
final class LanguagesLiftTest {
  private static final String BASE = "http://base.example/";

  @TempDir Path folder;

  private List<String> lift(String mapping, Map<String, LiftSettings.Database> databases)
      throws IOException {
    Path file = Files.writeString(folder.resolve("mapping"), mapping);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Finding> findings = new ArrayList<>();
    LiftFile.lift(
        file,
        LiftSettings.beside(folder, BASE).withDatabases(databases),
        new Sources(StandardFormats.all()),
        out,
        findings::add);
    assertThat(findings).isEmpty();
    return out.toString(StandardCharsets.UTF_8).lines().sorted().toList();
  }

  @Test
  void yarrrmlWithJoinConditionFunctionAndGraph() throws IOException {
    Files.writeString(folder.resolve("trees.csv"), "id,name,park,felled\n1,oak,P,\n2,elm,Q,2020\n");
    Files.writeString(folder.resolve("parks.csv"), "code,title\nP,Parc\nQ,Square\n");
    String mapping =
        """
        prefixes:
          ex: http://e/
        sources:
          parks: [parks.csv~csv]
        mappings:
          tree:
            sources: [[trees.csv~csv]]
            s: ex:tree/$(id)
            po:
              - p: ex:name
                o:
                  - function: grel:toUpperCase(valueParameter = $(name))
                    language: en
              - p: ex:stands
                o: "true"
                condition:
                  function: equal
                  parameters:
                    - [str1, $(felled)]
                    - [str2, ""]
              - p: ex:in
                o:
                  mapping: park
                  condition:
                    function: equal
                    parameters:
                      - [str1, $(park)]
                      - [str2, $(code)]
              - p: [ex:label, rdfs:label]
                o: "tree no. $(id)"
                graphs: ex:labels
          park:
            source: parks
            s: ex:park/$(code)
        """;
    assertThat(lift(mapping, Map.of()))
        .containsExactly(
            "<http://e/tree/1> <http://e/in> <http://e/park/P> .",
            "<http://e/tree/1> <http://e/label> \"tree no. 1\" <http://e/labels> .",
            "<http://e/tree/1> <http://e/name> \"OAK\"@en .",
            "<http://e/tree/1> <http://e/stands> \"true\" .",
            "<http://e/tree/1> <http://www.w3.org/2000/01/rdf-schema#label> \"tree no. 1\" <http://e/labels> .",
            "<http://e/tree/2> <http://e/in> <http://e/park/Q> .",
            "<http://e/tree/2> <http://e/label> \"tree no. 2\" <http://e/labels> .",
            "<http://e/tree/2> <http://e/name> \"ELM\"@en .",
            "<http://e/tree/2> <http://www.w3.org/2000/01/rdf-schema#label> \"tree no. 2\" <http://e/labels> .");
  }

  @Test
  void r2RmlAsksTheDatabaseThatTheRunNames() throws Exception {
    String mapping =
        """
        @prefix rr: <http://www.w3.org/ns/r2rml#> .
        <#a> rr:logicalTable [ rr:sqlQuery "SELECT id, height FROM tree" ] ;
          rr:subjectMap [ rr:template "http://e/tree/{id}" ] ;
          rr:predicateObjectMap [ rr:predicate <http://e/height> ; rr:objectMap [ rr:column "height" ] ] .
        """;
    String url = "jdbc:h2:mem:languages";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE tree (id INTEGER, height DOUBLE PRECISION)");
      statement.execute("INSERT INTO tree VALUES (1, 12.5)");
      assertThat(
              lift(
                  mapping,
                  Map.of(NormalForm.UNNAMED_DATABASE, new LiftSettings.Database(url, "", ""))))
          .containsExactly(
              "<http://e/tree/1> <http://e/height>"
                  + " \"1.25E1\"^^<http://www.w3.org/2001/XMLSchema#double> .");
    }
    assertThatThrownBy(() -> lift(mapping, Map.of()))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("--database");
  }

  @Test
  void anExplanationShowsNormalFormAndPlanAndOpensNothing() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mapping.yml"),
            """
            mappings:
              tree:
                source: [trees.csv~csv]
                s: http://e/tree/$(id)
                po:
                  - p: http://e/in
                    o:
                      mapping: park
                      condition: {function: equal, parameters: [[str1, $(park)], [str2, $(code)]]}
              park:
                source: [parks.csv~csv]
                s: http://e/park/$(code)
            """);
    String words = Explanation.of(file, LiftSettings.beside(folder, BASE));
    assertThat(words)
        .startsWith(
            "# Written in YARRRML.\n# Rewritten:\n#   mapping tree → a triples map (line 2)")
        .contains("rml:joinCondition [\n")
        .contains("# 1. parks.csv (CSV), read once for park\n#    asked for code\n")
        .contains("# 2. trees.csv (CSV), read once for tree\n#    asked for id, park\n")
        .contains("#    tree joins park on park = code, whose subjects are held by then");
    assertThat(NormalForm.parse(words, file, BASE).language())
        .isEqualTo(org.lacis.mapping.Language.RML);
  }
}
