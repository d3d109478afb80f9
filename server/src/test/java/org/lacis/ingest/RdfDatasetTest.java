package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.vocabulary.Finding;

/// Datasets that are RDF already.
final class RdfDatasetTest {
  static {
    JenaSystem.init();
  }

  @TempDir Path folder;
  private TinyWorkspace town;

  @BeforeEach
  void workspace() {
    town = new TinyWorkspace(folder);
    town.write("mappings/town/walks/dataset.yaml", "rdf: rdf/*\n");
    town.write("data/rdf/a.ttl", "<https://ex.example/w> <https://ex.example/name> 'one', <b> .");
    town.write(
        "data/rdf/b.nq",
        """
        <https://ex.example/v> <https://ex.example/name> "two" <https://ex.example/g> .
        _:b <https://ex.example/name> "three" .
        """);
  }

  private Finding finding(BuildReport report, String code) {
    assertThat(report.findings()).containsKey(code);
    return Objects.requireNonNull(report.findings().get(code)).examples().getFirst();
  }

  @Test
  void filesAreTakenInAsTheyAreIntoTheGraphOfTheDataset() {
    BuildReport report = town.build();
    assertThat(report.findings()).isEmpty();
    assertThat(report.lifted()).containsEntry("town/walks", 4L);
    assertThat(town.dataset("walks"))
        .contains("w name \"one\"", "w name b", "v name \"two\"")
        .anyMatch(line -> line.endsWith("name \"three\""));
    assertThat(town.build().lifted()).isEmpty();
  }

  @Test
  void aMendIsRunOverAllOfThemWithTheBaseOfTheTwin() {
    town.write("mappings/town/walks/dataset.yaml", "rdf: [rdf/a.ttl, rdf/b.nq]\nmend: mend.ru\n");
    town.write(
        "mappings/town/walks/mend.ru",
        """
        PREFIX ex: <https://ex.example/>
        DELETE WHERE { ?s ex:name "three" } ;
        INSERT { ?s ex:like ?twin ; ex:also <id/here> }
        WHERE { ?s ex:name "two" BIND (IRI(CONCAT("id/", STRAFTER(STR(?s), "example/"))) AS ?twin) }
        """);
    BuildReport report = town.build();
    assertThat(report.findings()).isEmpty();
    assertThat(town.dataset("walks"))
        .containsExactly(
            "v also id/here", "v like id/v", "v name \"two\"", "w name \"one\"", "w name b");
    town.write("mappings/town/walks/mend.ru", "DELETE WHERE { <https://ex.example/w> ?p ?o }");
    assertThat(town.build().lifted()).containsOnlyKeys("town/walks");
    assertThat(town.dataset("walks")).hasSize(2);
  }

  @Test
  void aBrokenMendKeepsTheGraph() {
    town.build();
    List<String> before = town.dataset("walks");
    town.write("mappings/town/walks/dataset.yaml", "rdf: rdf/*\nmend: mend.ru\n");
    town.write("mappings/town/walks/mend.ru", "\nDELETE WHERE { ?s ex:p ?o }");
    BuildReport report = town.build();
    assertThat(report.skipped()).containsExactly("town/walks");
    assertThat(finding(report, "ingest.malformed-mend").place().source()).endsWith("mend.ru");
    assertThat(town.dataset("walks")).isEqualTo(before);
    town.delete("mappings/town/walks/mend.ru");
    assertThat(finding(town.build(), "ingest.missing-mapping").found()).contains("mend.ru");
  }

  @Test
  void aMalformedFileIsAFindingWithItsLineAndWhatStoodBeforeIsTakenIn() {
    town.write(
        "data/rdf/a.ttl",
        "<https://ex.example/w> <https://ex.example/name> 'one' .\n\n<https://ex.example/w> oops .");
    BuildReport report = town.build();
    assertThat(finding(report, "ingest.malformed-rdf").place().toString())
        .isEqualTo("a.ttl, line 3");
    assertThat(town.dataset("walks")).hasSize(3).contains("w name \"one\"");
  }

  @Test
  void aDoubtfulTermIsAFindingAndIsKept() {
    town.write(
        "data/rdf/a.ttl",
        "\n<https://ex.example/w> <https://ex.example/age>"
            + " 'old'^^<http://www.w3.org/2001/XMLSchema#integer> .");
    BuildReport report = town.build();
    assertThat(finding(report, "ingest.doubtful-rdf").place().toString())
        .isEqualTo("a.ttl, line 2");
    assertThat(town.dataset("walks")).hasSize(3);
  }
}
