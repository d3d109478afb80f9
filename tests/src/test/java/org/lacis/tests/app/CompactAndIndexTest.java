package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.store.TwinStore;

/// `lacis compact` gives room back and changes no statement; `lacis index` tells whether the index
/// fits the data, and mends it.
final class CompactAndIndexTest {
  private static final int THINGS = 3_000;

  @TempDir private Path folder;
  private Path workspace;

  @BeforeEach
  void aWorkspace() throws IOException {
    workspace = Files.createDirectories(folder.resolve("twin"));
    Files.writeString(workspace.resolve("twin.yaml"), "twins: {town: }\n");
  }

  @Test
  void a01_whereNothingIsBuiltThereIsNothingToDo() {
    assertThat(lacis("compact", at()).out()).contains("Nothing is built yet");
    assertThat(lacis("compact", at()).exit()).isZero();
    assertThat(lacis("index", at()).out()).contains("Nothing is built yet");
    assertThat(lacis("index", at(), "--json").out().strip()).isEqualTo("{}");
  }

  @Test
  void a02_whatWasReplacedTakesNoRoomAfterwards() throws IOException {
    load(0);
    load(1);
    clear("urn:g0");
    String before = everything();
    long bytes = bytes();

    Said said = lacis("compact", at());
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    Matcher told =
        Pattern.compile(
                "Wrote ([\\d,]+) statements and [\\d,]+ terms anew: ([\\d.]+) MB before,"
                    + " ([\\d.]+) MB now, ([\\d.]+) MB given back\\.")
            .matcher(said.out());
    assertThat(told.find()).as(said.out()).isTrue();
    assertThat(told.group(1)).isEqualTo("6,000");
    double given = Double.parseDouble(told.group(4));
    assertThat(given).isPositive();
    assertThat((bytes - bytes()) / 1e6).isCloseTo(given, within(0.1));
    assertThat(everything()).isEqualTo(before);
    assertThat(lacis("index", at()).exit()).isZero();

    // Again: there is nothing to give back.
    assertThat(lacis("compact", at()).out()).contains("0.0 MB given back");
    // And it can be written to.
    load(2);
    assertThat(lacis("index", at(), "--json").exit()).isZero();
  }

  @Test
  void a03_aStoreThatSomebodyHasOpenIsLeftAlone() throws IOException {
    load(0);
    try (TwinStore _ = TwinStore.open(store())) {
      Said said = lacis("compact", at());
      assertThat(said.exit()).isEqualTo(3);
      assertThat(said.err()).contains("has open");
    }
    assertThat(lacis("compact", at()).exit()).isZero();
  }

  @Test
  void b01_anIndexThatFitsIsToldInFigures() throws IOException {
    load(0);
    Said said = lacis("index", at());
    assertThat(said.exit()).isZero();
    assertThat(said.out()).containsPattern("geometries in the index +3,000\n");
    assertThat(said.out()).containsPattern("differences from the data +0\n");
    JsonNode json = new ObjectMapper().readTree(lacis("index", at(), "--json").out());
    assertThat(json.get("literals").asInt()).isEqualTo(THINGS);
    assertThat(json.get("differences").asInt()).isZero();
  }

  @Test
  void b02_anIndexThatDoesNotFitIsToldAndMended() throws IOException {
    load(0);
    damage();
    Said said = lacis("index", at(), "--check");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).doesNotContainPattern("differences from the data +0\n");

    Said mended = lacis("index", at(), "--rebuild", "--check");
    assertThat(mended.err()).contains("built anew from the data");
    assertThat(mended.exit()).isZero();
    assertThat(mended.out()).containsPattern("differences from the data +0\n");
    assertThat(lacis("index", at()).exit()).isZero();
  }

  @Test
  void b03_aMissingIndexIsMadeWhenTheStoreIsOpened() throws IOException {
    load(0);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(store().resolve("spatial"))) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Said said = lacis("index", at());
    assertThat(said.exit()).isZero();
    assertThat(said.out()).containsPattern("geometries in the index +3,000\n");
  }

  /// Turns over some bits among the shapes of the largest tree: a bad disk.
  private void damage() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(store().resolve("spatial"), "tree-*")) {
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < 8; i++) {
          bytes[bytes.length - 2_000 + i] ^= 0x55;
        }
        Files.write(file, bytes);
      }
    }
  }

  private String at() {
    return workspace.toString();
  }

  private Path store() {
    return workspace.resolve(".lacis/store");
  }

  private long bytes() {
    try (TwinStore store = TwinStore.open(store())) {
      return store.status().bytes();
    }
  }

  /// Two statements a thing, one of them a point.
  private void load(int graph) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < THINGS; i++) {
      String thing = "<urn:thing:" + graph + ":" + i + ">";
      text.append(thing + " <urn:name> \"thing " + i + "\" <urn:g" + graph + "> .\n");
      text.append(
          (thing + " <http://www.opengis.net/ont/geosparql#asWKT> \"POINT (4." + i + " 45." + graph)
              + "1)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral> <urn:g"
              + graph
              + "> .\n");
    }
    Path file = Files.writeString(folder.resolve("g" + graph + ".nq"), text);
    assertThat(lacis("load", at(), file.toString()).exit()).isZero();
  }

  private void clear(String graph) {
    try (TwinStore store = TwinStore.open(store())) {
      store.write(view -> {
        view.clear(org.apache.jena.graph.NodeFactory.createURI(graph));
        return true;
      });
    }
  }

  /// Every statement, in order.
  private String everything() {
    return lacis(
            "query",
            at(),
            "-e",
            "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o",
            "--format",
            "csv")
        .out();
  }

  private static Said lacis(String... arguments) {
    return Said.by(arguments);
  }
}
