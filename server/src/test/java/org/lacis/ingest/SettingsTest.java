package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.vocabulary.Finding;

/// Every mistake in a settings file is told with file, line, what stood there and what should have.
final class SettingsTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Finding twinMistake(String text) throws IOException {
    write("twin.yaml", text);
    return catchThrowableOfType(WorkspaceException.class, () -> Workspace.open(folder)).finding();
  }

  private Finding datasetMistake(String text) throws IOException {
    Path file = write("dataset.yaml", text);
    return catchThrowableOfType(
            WorkspaceException.class, () -> DatasetFile.read("lyon/things", file))
        .finding();
  }

  @Test
  void anUnknownKindOfReasoningIsToldWithThoseThereAre() throws IOException {
    Finding finding = twinMistake("reasoning: owl-full\n");
    assertThat(finding.found()).isEqualTo("'owl-full'");
    assertThat(finding.expected()).isEqualTo("owl-rl, rdfs or none");
  }

  @Test
  void anEmptyFileHasAllTheDefaults() throws IOException {
    write("twin.yaml", "");
    TwinSettings settings = Workspace.open(folder).settings();
    assertThat(settings.base()).isEqualTo("http://localhost:7171/");
    assertThat(settings.languages()).containsExactly("fr", "en");
    assertThat(settings.twins()).isEmpty();
    assertThat(settings.port()).isEqualTo(7171);
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aFullFileSaysWhatItSays() throws IOException {
    write(
        "twin.yaml",
        """
        base: https://twin.example/x/
        title: {fr: Jumeau, en: Twin}
        publisher: Quelqu'un
        languages: [en]
        data: ../files
        twins:
          b: {label: {fr: Deux}, colour: "#010203"}
          a:
        server: {host: 0.0.0.0, port: 80}
        limits: {query: 500ms}
        """);
    TwinSettings settings = Workspace.open(folder).settings();
    assertThat(settings.title())
        .containsExactly(Map.entry("fr", "Jumeau"), Map.entry("en", "Twin"));
    assertThat(settings.twins()).containsOnlyKeys("b", "a");
    assertThat(settings.twins().keySet()).containsExactly("b", "a");
    assertThat(settings.twins().values())
        .extracting(TwinSettings.Part::label)
        .containsExactly(Map.of("fr", "Deux"), Map.of("", "a"));
    assertThat(settings.twins().values())
        .extracting(TwinSettings.Part::colour)
        .containsExactly("#010203", "#2a4f9e");
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.iris().datasetGraph("a/c").getURI())
        .isEqualTo("https://twin.example/x/graph/a/c");
  }

  @Test
  void anUnknownKeyIsToldWithLineAndNearestKey() throws IOException {
    Finding finding = twinMistake("base: http://a.example/\n\npublishr: me\n");
    assertThat(finding.code()).isEqualTo("workspace.settings");
    assertThat(finding.place().source()).isEqualTo(folder.resolve("twin.yaml").toString());
    assertThat(finding.place().position()).isEqualTo(3);
    assertThat(finding.found()).contains("publishr");
    assertThat(finding.sentence()).contains("publisher");
  }

  @Test
  void anUnknownKeyBelowAKeyIsToldWithItsLine() throws IOException {
    Finding finding = twinMistake("server:\n  host: a\n  prot: 80\n");
    assertThat(finding.place().position()).isEqualTo(3);
    assertThat(finding.sentence()).contains("prot").contains("port");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base: here                  | base",
        "base: http://a.example      | base",
        "base: ftp://a.example/      | base",
        "base: 'http://a.example/ b/' | base",
        "base: [a, b]                | base",
        "server: {port: eighty}      | server.port",
        "server: {port: 65536}       | server.port",
        "server: {port: -1}          | server.port",
        "server: 80                  | server",
        "limits: {query: 30}         | limits.query",
        "limits: {query: fast}       | limits.query",
        "twins: [a, b]               | twins",
        "twins: {a: {colour: red}}   | twins.a.colour",
        "title: [a]                  | title",
        "languages: {fr: en}         | languages",
      })
  void aValueThatCannotBeIsToldWithLineAndField(String line, String field) throws IOException {
    Finding finding = twinMistake("# first line\ndata: here\n" + line + "\n");
    assertThat(finding.place().position()).isEqualTo(3);
    assertThat(finding.place().field()).isEqualTo(field);
    assertThat(finding.expected()).isNotEmpty();
  }

  @Test
  void whatIsNoYamlIsToldWithItsLine() throws IOException {
    assertThat(twinMistake("base: http://a.example/\ntitle: {fr: a\nx").place().position())
        .isGreaterThanOrEqualTo(2);
    assertThat(twinMistake("data: a\ndata: b\n").sentence()).contains("data");
    assertThat(twinMistake("- a\n").expected()).isEqualTo("keys with values");
  }

  @Test
  void aFolderWithoutTwinYamlIsNoWorkspace() {
    Finding finding =
        catchThrowableOfType(WorkspaceException.class, () -> Workspace.open(folder)).finding();
    assertThat(finding.code()).isEqualTo("workspace.none");
    assertThat(finding.remedy()).contains("lacis init");
  }

  @Test
  void aDatasetSaysWhatItSays() throws IOException {
    Path file =
        write(
            "dataset.yaml",
            """
            title: Choses
            mapping: ../other/mapping.ttl
            files:
              one.csv: a/one.csv
              many.csv: [b/*.csv, c.csv]
            database: {engine: postgresql, extensions: [postgis], load: [a.sql, b.sql]}
            build: false
            """);
    DatasetFile dataset = DatasetFile.read("lyon/things", file);
    assertThat(dataset.twin()).isEqualTo("lyon");
    assertThat(dataset.title()).containsExactly(Map.entry("", "Choses"));
    assertThat(dataset.mapping()).hasValue(folder.resolveSibling("other/mapping.ttl"));
    assertThat(dataset.files())
        .containsExactly(
            Map.entry("one.csv", List.of("a/one.csv")),
            Map.entry("many.csv", List.of("b/*.csv", "c.csv")));
    assertThat(dataset.database())
        .hasValue(
            new DatasetFile.Database("postgresql", List.of("postgis"), List.of("a.sql", "b.sql")));
    assertThat(dataset.built()).isEqualTo(DatasetFile.Built.NEVER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tittle: a                    | ''              | title",
        "files: a.csv                 | files           | keys",
        "files: {a.csv: {b: c}}       | files.a.csv     | list",
        "database: {engine: oracle}   | database.engine | postgresql",
        "database: {load: a.sql}      | database        | engine",
        "database: {engin: h2}        | database        | engine",
        "build: maybe                 | build           | true",
        "rdf: {a: b}                  | rdf             | list",
      })
  void aMistakeInADatasetIsToldWithLineAndField(String line, String field, String words)
      throws IOException {
    Finding finding = datasetMistake("description: x\n" + line + "\n");
    assertThat(finding.place().source()).endsWith("dataset.yaml");
    assertThat(finding.place().position()).isEqualTo(2);
    assertThat(finding.place().field()).isEqualTo(field);
    assertThat(finding.sentence()).contains(words);
  }

  @Test
  void namesOfExtensionsAreOnlyNames() throws IOException {
    Finding finding =
        datasetMistake("database: {engine: postgresql, extensions: 'a; DROP TABLE b'}\n");
    assertThat(finding.place().field()).isEqualTo("database.extensions");
  }
}
