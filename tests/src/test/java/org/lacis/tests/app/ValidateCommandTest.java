package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// `lacis validate`, from a CSV file with mistakes in it to the report that names their lines.
@TestMethodOrder(MethodOrderer.MethodName.class)
final class ValidateCommandTest {
  private static final String TURTLE =
      """
      @prefix dcterms: <http://purl.org/dc/terms/> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix : <https://twin.example/id/> .
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void build() throws IOException {
    assertThat(Said.by("init", folder.resolve("twin").toString()).exit()).isZero();
    Path dataset = folder.resolve("twin/mappings/example/towers");
    Files.createDirectories(dataset);
    Files.writeString(
        dataset.resolve("dataset.yaml"),
        """
        title: {en: Towers}
        twin: example
        files: {towers.csv: towers.csv}
        """);
    Files.writeString(
        dataset.resolve("mapping.ttl"),
        """
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix geo: <http://www.opengis.net/ont/geosparql#> .
        @prefix lacis: <https://w3id.org/lacis#> .
        @prefix rml: <http://w3id.org/rml/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @base <https://twin.example/mappings/towers> .
        <#s> a rml:LogicalSource ; rml:referenceFormulation rml:CSV ;
          rml:source [ a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path "towers.csv" ] .
        <#tower> a rml:TriplesMap ; rml:logicalSource <#s> ;
          rml:subjectMap [ rml:template "id/example/building/{id}" ; rml:class lacis:Building ] ;
          rml:predicateObjectMap
            [ rml:predicate dcterms:identifier ; rml:objectMap [ rml:reference "name" ] ] ,
            [ rml:predicate lacis:height ; rml:objectMap [ rml:reference "height" ; rml:datatype xsd:decimal ] ] ,
            [ rml:predicate lacis:validFrom ; rml:objectMap [ rml:reference "from" ] ] ,
            [ rml:predicate lacis:validTo ; rml:objectMap [ rml:reference "to" ] ] ,
            [ rml:predicate geo:hasDefaultGeometry ; rml:objectMap [ rml:template "id/example/building/{id}/geometry" ] ] .
        <#place> a rml:TriplesMap ; rml:logicalSource <#s> ;
          rml:subjectMap [ rml:template "id/example/building/{id}/geometry" ] ;
          rml:predicateObjectMap
            [ rml:predicate geo:asWKT ; rml:objectMap [ rml:template "POINT({x} {y})" ; rml:termType rml:Literal ; rml:datatype geo:wktLiteral ] ] .
        """);
    Files.writeString(
        folder.resolve("twin/data/towers.csv"),
        """
        id,name,height,from,to,x,y
        1,one,120,2001-01-01,2009-01-01,4.85,45.76
        2,two,9999,2001-01-01,2009-01-01,4.85,45.76
        3,three,80,2009-01-01,2001-01-01,4.85,45.76
        4,one,80,2001-01-01,2009-01-01,4.85,45.76
        """);
    assertThat(Said.by("build", folder.resolve("twin").toString()).exit()).isEqualTo(1);
  }

  private static Said validate(String... more) {
    return Said.by(
        Stream.concat(
                Stream.of("validate", folder.resolve("twin").toString(), "--lang", "en"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void a01_theTableNamesWhatIsWrongWhereAndWhatToDo() {
    Said said = validate();
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(1);
    assertThat(said.out())
        .contains("1 × Building · height  (violation)")
        .contains("id/example/building/2  9999.0  [towers.csv, line 3 (example/towers)]")
        .contains("A value such as 9999 means unknown")
        .contains("id/example/building/3  2001-01-01  [towers.csv, line 4 (example/towers)]")
        .contains("The interval begins on 2009-01-01 and ends on 2001-01-01.")
        .contains("The identifier one is also that of")
        .contains("commune-code     nothing to judge");
  }

  @Test
  void a02_theExitCodeIsThatOfTheThreshold() throws IOException {
    assertThat(validate("--fail-on", "never").exit()).isZero();
    assertThat(validate("--fail-on", "info", "--checks", "none").exit()).isEqualTo(1);
    Path none = Files.writeString(folder.resolve("none.ttl"), "");
    Said sound = validate("--shapes", none.toString(), "--checks", "place,commune-code");
    assertThat(sound.exit()).as(sound.out()).isZero();
    Said doubtful = validate("--shapes", none.toString(), "--checks", "value-range");
    assertThat(doubtful.exit()).as(doubtful.out()).isZero();
    assertThat(doubtful.out()).contains("warnings: 1");
    assertThat(
            validate("--shapes", none.toString(), "--checks", "value-range", "--fail-on", "warning")
                .exit())
        .isEqualTo(1);
  }

  @Test
  void a03_jsonTellsTheSame() throws IOException {
    Path file = folder.resolve("report.json");
    Said said = validate("--format", "json", "--output", file.toString());
    assertThat(said.out()).isEmpty();
    JsonNode report = new ObjectMapper().readTree(file.toFile());
    JsonNode height =
        report
            .get("groups")
            .valueStream()
            .filter(group -> group.get("title").asText().equals("Building · height"))
            .findFirst()
            .orElseThrow();
    assertThat(height.get("examples").get(0).get("source").get("file").asText())
        .isEqualTo("towers.csv");
    assertThat(height.get("examples").get(0).get("source").get("number").asInt()).isEqualTo(3);
  }

  @Test
  void a04_turtleIsAReportOfShaclAndHtmlStandsAlone() {
    Said said = validate("--format", "turtle");
    Graph graph =
        RDFParser.create().source(new StringReader(said.out())).lang(Lang.TURTLE).toGraph();
    assertThat(
            graph
                .find(
                    Node.ANY, NodeFactory.createURI("http://www.w3.org/ns/shacl#result"), Node.ANY)
                .toList())
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(validate("--format", "html").out())
        .contains("<!doctype html>", "<style>", "Building · height", "towers.csv, line 3")
        .doesNotContain("/assets/");
  }

  @Test
  void a05_aChangedFileIsNotHeldToBeTheSource() throws IOException {
    Path file = folder.resolve("twin/data/towers.csv");
    String before = Files.readString(file);
    Files.writeString(
        file, before.replace("id,name", "id,name").replace("1,one,120", "9,x,1\n1,one,120"));
    try {
      assertThat(validate().out())
          .contains("[towers.csv (example/towers)]")
          .doesNotContain("towers.csv, line");
    } finally {
      Files.writeString(file, before);
    }
    assertThat(validate("--no-records").out()).contains("[towers.csv (example/towers)]");
  }

  @Test
  void b01_filesAreCheckedWithoutAStore() throws IOException {
    Path data = folder.resolve("b.ttl");
    Files.writeString(
        data,
        TURTLE
            + ":b a lacis:Building ; dcterms:identifier 'b' ; lacis:height 9999 ;"
            + " geo:hasDefaultGeometry :g . :g geo:asWKT 'POINT(4.8 45.7)'^^geo:wktLiteral .");
    Said said = Said.by("validate", data.toString(), "--lang", "fr");
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(1);
    assertThat(said.out()).contains("Bâtiment · hauteur", "9999");
    Path shapes =
        Files.writeString(
            folder.resolve("s.ttl"),
            TURTLE
                + "@prefix sh: <http://www.w3.org/ns/shacl#> . :S a sh:NodeShape ; sh:targetClass"
                + " lacis:Building ; sh:property [ sh:path lacis:height ; sh:maxInclusive 10000 ] .");
    assertThat(
            Said.by(
                    "validate",
                    data.toString(),
                    "--shapes",
                    shapes.toString(),
                    "--fail-on",
                    "violation")
                .exit())
        .isZero();
  }

  @Test
  void b02_wrongWordsAreTold() throws IOException {
    assertThat(validate("--checks", "communes").err()).contains("communes", "commune-code");
    assertThat(validate("--checks", "communes").exit()).isEqualTo(2);
    assertThat(validate("--shapes", "absent.ttl").exit()).isEqualTo(2);
    assertThat(validate("--fail-on", "sometimes").exit()).isEqualTo(2);
    Path broken =
        Files.writeString(
            folder.resolve("broken.ttl"),
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:S> a sh:NodeShape ; sh:targetClass"
                + " <urn:C> ; sh:property [ sh:minCount 1 ] .");
    Said said = validate("--shapes", broken.toString(), "--checks", "none");
    assertThat(said.err()).doesNotContain("Exception");
    assertThat(said.out()).contains("About the shapes themselves:");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(Said.by("validate", folder.toString()).err()).contains("twin.yaml");
  }
}
