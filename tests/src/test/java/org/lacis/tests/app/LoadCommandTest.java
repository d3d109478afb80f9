package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.store.TwinStore;

/// Files of statements go into the store by `lacis load`, whole or not at all.
final class LoadCommandTest {
  @TempDir private Path folder;
  private Path workspace;

  @BeforeEach
  void aWorkspace() throws IOException {
    workspace = Files.createDirectories(folder.resolve("twin"));
    Files.writeString(workspace.resolve("twin.yaml"), "twins: {town: }\n");
  }

  @Test
  void a01_aNewStoreIsFilledFromSeveralFormsAndCanBeAsked() throws IOException {
    Said said =
        load(
            file(
                "one.nq",
                """
                <urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .
                <urn:a> <http://www.opengis.net/ont/geosparql#asWKT> "POINT (4 45)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> <urn:g> .
                <urn:a> <urn:knows> _:b <urn:g> .
                _:b <urn:p> "é" <urn:g> .
                """),
            zipped("two.trig.gz", "<urn:h> { <urn:b> <urn:p> 2 , 3 , 2 }"));
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("6 statements (7 statements read), 10 terms", "1 geometry literal ");
    assertThat(said.exit()).isZero();
    assertThat(ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).isEqualTo("6");
    assertThat(ask("SELECT ?n { <urn:a> <urn:knows>/<urn:p> ?n }")).isEqualTo("é");
  }

  @Test
  void a02_toAStoreThatHoldsSomethingStatementsAreAdded() throws IOException {
    load(file("one.nq", "<urn:a> <urn:p> <urn:o> <urn:g> .\n"));
    Said said = load(file("two.nq", "<urn:b> <urn:p> <urn:o> <urn:g> .\n"));
    assertThat(said.out()).contains("Added 1 statement read in one transaction");
    assertThat(ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).isEqualTo("2");
  }

  @Test
  void b01_aBadLineIsToldWithItsNumberAndLeftOut() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 40_000; i++) {
      lines.append(
          i == 31_234
              ? "<urn:s> <urn:p> oops <urn:g> .\n"
              : "<urn:s" + i + "> <urn:p> <urn:o> <urn:g> .\n");
    }
    lines.append("<urn:last> <urn:p> <urn:o> <urn:g> ."); // no line end
    Said said = load(file("lines.nq", lines.toString()));
    assertThat(said.err()).contains("lines.nq, line 31234");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).isEqualTo("40000");
  }

  @Test
  void b02_aFaultInTurtleStopsTheLoadAndNothingIsLoaded() throws IOException {
    Said said =
        load(
            file("good.nq", "<urn:a> <urn:p> <urn:o> <urn:g> .\n"),
            file("bad.ttl", "<urn:a> <urn:p> <urn:o> .\n<urn:b> urn:p"),
            Path.of("--graph=urn:g"));
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("bad.ttl, line 2");
    try (TwinStore store = TwinStore.open(workspace.resolve(".lacis/store"))) {
      assertThat(store.status().quads()).isZero();
    }
  }

  @Test
  void b03_statementsWithoutAGraphNeedOne() throws IOException {
    Path file = file("plain.ttl", "<urn:a> <urn:p> <urn:o> .");
    Said said = load(file);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("--graph");
    assertThat(load(file, Path.of("--graph=urn:g")).exit()).isZero();
    assertThat(ask("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")).isEqualTo("urn:g");
  }

  @Test
  void b04_absentFilesAndUnknownFormsAreTold() throws IOException {
    assertThat(load(folder.resolve("absent.nq")).err())
        .contains("absent.nq", "no such file")
        .doesNotContain("Exception");
    assertThat(load(file("data.xyz", "")).err()).contains("data.xyz", ".nq");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path zipped(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private Said load(Path... files) {
    String[] arguments = new String[files.length + 2];
    arguments[0] = "load";
    arguments[1] = workspace.toString();
    for (int i = 0; i < files.length; i++) {
      arguments[i + 2] = files[i].toString();
    }
    return lacis(arguments);
  }

  /// The first cell of the first row.
  private String ask(String query) {
    return lacis("query", workspace.toString(), "-e", query, "--format", "csv")
        .out()
        .lines()
        .skip(1)
        .findFirst()
        .orElse("");
  }

  private static Said lacis(String... arguments) {
    return Said.by(arguments);
  }
}
