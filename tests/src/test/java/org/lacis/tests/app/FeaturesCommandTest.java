package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `lacis features`: the collections of a workspace, and their features in a file.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FeaturesCommandTest {
  private static final String TREES = "territorial-object";

  private Path workspace;

  @BeforeAll
  void aTwinIsBuilt(@TempDir Path folder) throws IOException {
    workspace = folder.resolve("twin");
    assertThat(Said.by("init", workspace.toString()).exit()).isZero();
    Files.writeString(
        workspace.resolve("queries/tall.rq"),
        """
        # collection: tall
        # en: Which trees are taller than 30 m?
        PREFIX lacis: <https://w3id.org/lacis#>
        SELECT ?tree { ?tree lacis:height ?height FILTER(?height > 30) }
        """);
    assertThat(Said.by("build", workspace.toString()).exit()).isZero();
  }

  private JsonNode features(String... options) throws IOException {
    Path file = workspace.resolve("out.json");
    String[] command = new String[options.length + 4];
    command[0] = "features";
    command[1] = workspace.toString();
    System.arraycopy(options, 0, command, 2, options.length);
    command[options.length + 2] = "-o";
    command[options.length + 3] = file.toString();
    Said said = Said.by(command);
    assertThat(said.exit()).as(said.err()).isZero();
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void itListsWhatThereIs() {
    Said said = Said.by("features", workspace.toString());
    assertThat(said.exit()).isZero();
    assertThat(said.out().lines().map(line -> line.strip().replaceAll("\\s+", " ")))
        .containsExactly("tall 1 example", TREES + " 3 example");
  }

  @Test
  void itWritesGeoJsonAndJsonFg() throws IOException {
    JsonNode all = features(TREES);
    assertThat(all.path("numberMatched").asInt()).isEqualTo(3);
    assertThat(all.at("/features/0/geometry/type").asText()).isEqualTo("Point");
    JsonNode one = features(TREES, "--filter", "height > 30");
    assertThat(one.path("features")).hasSize(1);
    assertThat(features("tall").path("features")).isEqualTo(one.path("features"));
    JsonNode lambert = features(TREES, "--limit", "1", "--crs", "EPSG:2154", "--format", "json_fg");
    assertThat(lambert.path("coordRefSys").asText()).endsWith("/EPSG/0/2154");
    assertThat(lambert.at("/features/0/place/coordinates/1").asDouble()).isGreaterThan(6_000_000);
  }

  @Test
  void itSaysWhatIsWrong() {
    Said collection = Said.by("features", workspace.toString(), "houses");
    assertThat(collection.exit()).isEqualTo(2);
    assertThat(collection.err()).contains("houses", TREES);
    Said filter = Said.by("features", workspace.toString(), TREES, "--filter", "height >");
    assertThat(filter.exit()).isEqualTo(2);
    assertThat(filter.err()).contains("line 1");
    Said box = Said.by("features", workspace.toString(), TREES, "--bbox", "1,2,3");
    assertThat(box.exit()).isEqualTo(2);
    assertThat(box.err()).contains("bbox");
  }
}
