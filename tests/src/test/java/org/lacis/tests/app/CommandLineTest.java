package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.store.TwinStore;

final class CommandLineTest {
  @TempDir private Path folder;
  private Path workspace;

  @BeforeEach
  void aFreshWorkspace() {
    workspace = folder.resolve("twin");
    assertThat(lacis("init", workspace.toString()).exit()).isZero();
  }

  @Test
  void a01_theFirstHourWorks() throws IOException {
    Said built = lacis("build", workspace.toString());
    assertThat(built.err() + built.out()).contains("Lifted 1 dataset", "No findings.");
    assertThat(built.exit()).isZero();

    Said asked = lacis("query", workspace.toString(), path("queries/tallest-trees.rq"));
    assertThat(asked.out())
        .containsSubsequence("Cedar of Lebanon", "31.5", "Plane tree", "28", "Ginkgo", "3 rows");

    Said csv =
        lacis(
            "query",
            workspace.toString(),
            "-e",
            "SELECT (COUNT(*) AS ?n) { ?t a <https://w3id.org/lacis#TerritorialObject> }",
            "--format",
            "csv");
    assertThat(csv.out().lines()).containsExactly("n", "3");

    Said json = lacis("status", workspace.toString(), "--json");
    JsonNode status = new ObjectMapper().readTree(json.out());
    assertThat(status.get("geometries").asInt()).isEqualTo(3);
    assertThat(status.get("graphs").fieldNames())
        .toIterable()
        .contains("https://twin.example/graph/example/trees");
  }

  @Test
  void a02_aSecondBuildDoesNothing() throws IOException {
    lacis("build", workspace.toString());
    JsonNode again =
        new ObjectMapper().readTree(lacis("build", workspace.toString(), "--json").out());
    assertThat(again.get("lifted")).isEmpty();
    assertThat(again.get("unchanged").get(0).asText()).isEqualTo("example/trees");
  }

  @Test
  void a03_whatABuildChangedIsShown() throws IOException {
    lacis("build", workspace.toString());
    assertThat(lacis("diff", workspace.toString()).out()).contains("Nothing has changed");
    edit("data/trees.csv", "31.5", "32");
    assertThat(lacis("build", workspace.toString()).out())
        .containsPattern("changed example/trees +1 removed +1 added");
    Said list = lacis("diff", workspace.toString());
    assertThat(list.out().lines())
        .hasSize(2)
        .last()
        .asString()
        .containsPattern("example/trees +\\d{8}T\\d{6}\\.\\d{3}Z +1 +1$");
    Said patch = lacis("diff", workspace.toString(), "example/trees");
    assertThat(patch.out().lines().filter(line -> line.startsWith("D ")))
        .singleElement()
        .asString()
        .contains("31.5");
    assertThat(patch.out().lines().filter(line -> line.startsWith("A ")))
        .singleElement()
        .asString()
        .contains(" 32.0 ");
    JsonNode json =
        new ObjectMapper().readTree(lacis("diff", workspace.toString(), "--json").out());
    String run = json.get(0).path("run").asText();
    assertThat(lacis("diff", workspace.toString(), "example/trees", "--run", run).out())
        .isEqualTo(patch.out());
    Said none = lacis("diff", workspace.toString(), "example/shrubs");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("example/shrubs", "one of example/trees");
  }

  @Test
  void b01_anUnknownKeyIsToldWithItsLineAndTheNearestOne() throws IOException {
    edit("twin.yaml", "title:", "titel:");
    Said said = lacis("build", workspace.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("twin.yaml, line 5", "'titel'", "Did you mean 'title'?");
  }

  @Test
  void b02_aWrongTypeIsToldWithWhatWasExpected() throws IOException {
    edit("twin.yaml", "port: 7171", "port: many");
    Said said = lacis("build", workspace.toString());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("server.port", "many", "a whole number from 0 to 65535");
  }

  @Test
  void b03_aMissingColumnIsToldWithTheLineOfTheMappingAndTheColumnsThereAre() throws IOException {
    edit("mappings/example/trees/mapping.ttl", "\"height_m\"", "\"hight_m\"");
    Said lift = lacis("lift", path("mappings/example/trees/mapping.ttl"));
    assertThat(lift.exit()).isEqualTo(2);
    assertThat(lift.err()).contains("mapping.ttl, line ", "hight_m", "species", "height_m");

    Said build = lacis("build", workspace.toString());
    assertThat(build.exit()).isEqualTo(1);
    assertThat(build.out()).contains("hight_m");
  }

  @Test
  void b04_aMalformedRowIsAFindingAndTheRestIsLifted() throws IOException {
    Files.writeString(
        workspace.resolve("data/trees.csv"),
        """
        id,species,height_m,longitude,latitude
        1,Cedar,31.5,4.85,45.77
        2,Plane,tall,4.85,45.77
        3,Ginkgo,19.2,4.85,45.77,too,many
        4,Oak,12,4.85,45.77
        """);
    Said said = lacis("build", workspace.toString());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("trees.csv, line 3", "tall", "trees.csv, line 4");
    Said asked =
        lacis(
            "query",
            workspace.toString(),
            "-e",
            "SELECT ?id { ?t <http://purl.org/dc/terms/identifier> ?id } ORDER BY ?id",
            "--format",
            "csv");
    assertThat(asked.out().lines()).containsExactly("id", "1", "2", "4");
  }

  @Test
  void b05_badSparqlIsToldWithItsPlace() {
    lacis("build", workspace.toString());
    Said said = lacis("query", workspace.toString(), "-e", "SELECT * {\n ?s ?p }");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("line 2");
  }

  @Test
  void b06_aStoreInUseIsAClearMessage() {
    lacis("build", workspace.toString());
    try (TwinStore _ = TwinStore.open(workspace.resolve(".lacis/store"))) {
      Said said = lacis("query", workspace.toString(), "-e", "ASK {}");
      assertThat(said.exit()).isEqualTo(3);
      assertThat(said.err()).contains("store").doesNotContain("Exception");
    }
  }

  @Test
  void b07_noWorkspaceNoCommandNoFile() {
    assertThat(lacis("build", folder.resolve("nowhere").toString()).err())
        .contains("no twin.yaml", "lacis init");
    Said misspelled = lacis("bulid");
    assertThat(misspelled.exit()).isEqualTo(2);
    assertThat(misspelled.err()).contains("Did you mean");
    assertThat(lacis("query", workspace.toString(), "absent.rq").err()).contains("absent.rq");
    assertThat(lacis("init", workspace.toString()).err()).contains("empty or absent");
  }

  @Test
  void b08_aMissingDataFileKeepsWhatWasThere() throws IOException {
    lacis("build", workspace.toString());
    Files.delete(workspace.resolve("data/trees.csv"));
    Said said = lacis("build", workspace.toString());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("trees.csv");
    assertThat(lacis("query", workspace.toString(), path("queries/tallest-trees.rq")).out())
        .contains("3 rows");
  }

  @Test
  void c01_aMappingAloneIsLiftedToAFile() throws IOException {
    Path out = folder.resolve("out.nq");
    Said said = lacis("lift", path("mappings/example/trees/mapping.ttl"), "-o", out.toString());
    assertThat(said.exit()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(21).allMatch(line -> line.endsWith(" ."));
  }

  @Test
  void c02_aMappingInAnyLanguageIsExplainedWithoutBeingRun() throws IOException {
    Path mapping =
        Files.writeString(
            folder.resolve("trees.yml"),
            """
            mappings:
              tree:
                source: [absent.csv~csv]
                s: http://e/$(id)
                po:
                  - [http://e/name, $(name)]
            """);
    Said said = lacis("lift", mapping.toString(), "--explain");
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("# Written in YARRRML.", "rml:reference \"name\"", "# 1. absent.csv (CSV)");

    Files.writeString(
        mapping,
        """
        mappings:
          tree:
            sorce: [absent.csv~csv]
        """);
    Said wrong = lacis("lift", mapping.toString());
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("trees.yml, line 3", "the key sorce", "Did you mean source")
        .doesNotContain("Exception");
  }

  private String path(String relative) {
    return workspace.resolve(relative).toString();
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = workspace.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private static Said lacis(String... args) {
    return Said.by(args);
  }
}
