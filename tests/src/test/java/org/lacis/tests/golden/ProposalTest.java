package org.lacis.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.lift.LiftReport;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.lift.propose.Proposal;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.tests.Quads;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Severity;

/// A mapping that is proposed from a file alone lifts as it stands: every record of every sample of
/// the workspace gives triples, and nothing is found wrong.
final class ProposalTest {
  private static final String BASE = "https://twin.example/";

  private final Sources sources = new Sources(StandardFormats.all());

  @TempDir Path folder;

  private List<Graph> ontologies() {
    return List.of(
        RDFDataMgr.loadGraph(
            Shared.project().resolve("ontologies/territory/ontology.ttl").toUri().toString()));
  }

  private record Lifted(LiftReport report, List<Finding> findings, String quads, String mapping) {}

  private Lifted lift(Path file) {
    String name = String.valueOf(file.getFileName());
    String mapping = Proposal.of(file, name, ontologies(), sources);
    List<Finding> findings = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      LiftReport report =
          new Lifter(
                  MappingReader.parse(mapping, file.resolveSibling("proposed.yml"), BASE),
                  LiftSettings.beside(file.toAbsolutePath().resolveSibling(""), BASE),
                  sources)
              .lift(writer, findings::add);
      writer.flush();
      return new Lifted(report, findings, out.toString(StandardCharsets.UTF_8), mapping);
    }
  }

  @TestFactory
  Stream<DynamicTest> everySampleIsLiftedWhole() throws IOException {
    Path mappings = Shared.project().resolve("mappings");
    try (Stream<Path> files = Files.walk(mappings, 3)) {
      List<Path> samples =
          files
              .filter(Files::isRegularFile)
              .filter(
                  file -> file.toString().matches(".*\\.(csv|txt|json|geojson|gml|xml|shp|gpkg)"))
              .filter(file -> !file.endsWith("feed_info.txt"))
              .sorted()
              .toList();
      assertThat(samples).hasSizeGreaterThan(50);
      return samples.stream()
          .map(file ->
              DynamicTest.dynamicTest(mappings.relativize(file).toString(), () -> whole(file)));
    }
  }

  private void whole(Path file) {
    Lifted lifted = lift(file);
    assertThat(lifted.findings())
        .as(lifted.mapping())
        .filteredOn(finding -> finding.severity() == Severity.VIOLATION)
        .extracting(Finding::sentence)
        .isEmpty();
    assertThat(lifted.report().parts()).isNotEmpty();
    for (LiftReport.Part part : lifted.report().parts()) {
      assertThat(part.records()).as(part.name()).isPositive();
      assertThat(part.skipped()).as(part.name()).isEmpty();
      assertThat(part.triples()).as(part.name()).isGreaterThanOrEqualTo(part.records());
    }
    Set<String> types = new HashSet<>();
    Quads.read(lifted.quads().getBytes(StandardCharsets.UTF_8))
        .find()
        .forEachRemaining(quad -> {
          if (quad.getPredicate().getURI().endsWith("rdf-syntax-ns#type")) {
            types.add(quad.getSubject() + " " + quad.getObject());
          }
        });
    long records = lifted.report().parts().stream().mapToLong(LiftReport.Part::records).sum();
    assertThat(types).as("each record has a subject of its own").hasSize((int) records);
  }

  @Test
  void whatAColumnIsAndWhatItIsCalled() throws IOException {
    Path file = folder.resolve("batiments.csv");
    Files.writeString(
        file,
        """
        identifiant;hauteur;construit;code_insee;siret;surface;x;y;site;renove;code_postal
        B1;12.5;03/02/1987;69381;73282932000074;1 234,5;842000.5;6520000.2;https://example.org/1;true;01000
        B2;9;17/11/2001;69382;;88,25;843100;6519000;https://example.org/2;false;69002
        """);
    String mapping = lift(file).mapping();
    assertThat(mapping)
        .contains("delimiter: ';'")
        .contains("# key: identifiant, another value in every record")
        .contains("- [lacis:height, '$(hauteur)', xsd:decimal]")
        .contains("\"hauteur\" is like \"hauteur\" of lacis:height, 1.00; next ")
        .contains("[lf:pattern, 'dd/MM/yyyy']")
        .contains("- [lacis:inseeCode, '$(code_insee)']")
        .contains("siret: SIRET, 14 digits with their check digit, in 1 of 2 records")
        .contains("surface: number with a comma or spaces from 88.25 to 1234.5")
        .contains("'$(site)~iri'")
        .contains("'$(renove)', xsd:boolean]")
        .contains("code_postal: text")
        .contains("[lf:crs, 'EPSG:2154']")
        .contains("the metres of Lambert-93");
    String quads = lift(file).quads();
    assertThat(quads)
        .contains("\"1987-02-03\"^^<http://www.w3.org/2001/XMLSchema#date>")
        .contains("\"1234.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>")
        .contains("POINT")
        .contains("EPSG/0/2154")
        .contains("\"01000\"");
  }

  @Test
  void withoutAKeyARecordIsABlankNode() throws IOException {
    Path file = folder.resolve("comptages.csv");
    Files.writeString(file, "jour,nombre\n2024-01-01,5\n2024-01-01,5\n");
    Lifted lifted = lift(file);
    assertThat(lifted.mapping()).contains("no column has another value in every record");
    assertThat(lifted.report().parts())
        .singleElement()
        .satisfies(part -> {
          assertThat(part.records()).isEqualTo(2);
          assertThat(part.triples()).isEqualTo(6);
        });
  }

  @Test
  void arraysAreFoundInJsonAndElementsInXml() throws IOException {
    Path json = folder.resolve("reponse.json");
    Files.writeString(
        json,
        """
        {"meta": {"n": 2}, "data": {"Les stations": [
          {"id": 7, "nom (fr)": "Bellecour", "position": {"lat": 45.757, "lon": 4.832}, "lignes": ["A", "D"]},
          {"id": 8, "nom (fr)": "Cordeliers", "position": {"lat": 45.764, "lon": 4.836}, "lignes": ["A"]}]}}
        """);
    Lifted lifted = lift(json);
    assertThat(lifted.mapping())
        .contains("iterator: '$.data[''Les stations''][*]'")
        .contains("within metropolitan France");
    assertThat(lifted.quads()).contains("/7> ").contains("\"Bellecour\"", "\"D\"", "POINT");

    Path xml = folder.resolve("parkings.xml");
    Files.writeString(
        xml,
        """
        <r xmlns="http://example.org/p"><parkings><parking code="P1"><nom>Part-Dieu</nom><places>1500</places></parking>
        <parking code="P2"><nom>Perrache</nom><places>900</places></parking></parkings></r>
        """);
    Lifted fromXml = lift(xml);
    assertThat(fromXml.mapping())
        .contains("iterator: '/n1:r/n1:parkings/n1:parking'", "n1: 'http://example.org/p'");
    assertThat(fromXml.quads())
        .contains("/P1> ", "\"Part-Dieu\"", "\"1500\"^^<http://www.w3.org/2001/XMLSchema#integer>");
  }

  @Test
  void linesOfJsonAndOtherCharsets() throws IOException {
    Path lines = folder.resolve("mesures.jsonl");
    Files.writeString(lines, "{\"id\":1,\"t\":20.5}\n{\"id\":2,\"t\":21}\n");
    assertThat(lift(lines).report().parts().getFirst().records()).isEqualTo(2);

    Path latin = folder.resolve("rues.csv");
    Files.write(
        latin,
        "code,libellé\n1,Rue de la République\n2,Allée\n".getBytes(StandardCharsets.ISO_8859_1));
    Lifted lifted = lift(latin);
    assertThat(lifted.mapping()).contains("encoding: windows-1252", "'$(libellé)'");
    assertThat(lifted.quads()).contains("République");
  }
}
