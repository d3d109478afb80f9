package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.vocabulary.Finding;

/// Partners in `twin.yaml`.
final class PartnerSettingsTest {
  @TempDir Path folder;

  private TwinSettings read(String text) throws IOException {
    Files.writeString(folder.resolve("twin.yaml"), text);
    return Workspace.open(folder).settings();
  }

  @Test
  void aPartnerSaysWhatItSaysAndHasDefaults() throws IOException {
    TwinSettings settings =
        read(
            """
            partners:
              lyon:
                label: {fr: Lyon, en: Lyons}
                endpoint: https://lyon.example/sparql
                trust: named
                licence: https://spdx.org/licenses/etalab-2.0
                limits: {timeout: 3s, rate: 5, concurrent: 2, bytes: 10MB}
                key: LYON_KEY
                void: https://lyon.example/.well-known/void
              metro: {endpoint: "http://metro.example/f", kind: features}
            """);
    PartnerSettings lyon = settings.partners().get("lyon");
    assertThat(lyon)
        .isEqualTo(
            new PartnerSettings(
                Map.of("fr", "Lyon", "en", "Lyons"),
                URI.create("https://lyon.example/sparql"),
                PartnerSettings.Kind.SPARQL,
                PartnerSettings.Trust.NAMED,
                "https://spdx.org/licenses/etalab-2.0",
                Duration.ofSeconds(3),
                5,
                2,
                10L << 20,
                "LYON_KEY",
                java.util.Optional.of(URI.create("https://lyon.example/.well-known/void"))));
    PartnerSettings metro = Objects.requireNonNull(settings.partners().get("metro"));
    assertThat(metro.trust()).isEqualTo(PartnerSettings.Trust.FULL);
    assertThat(metro.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.partners().keySet()).containsExactly("lyon", "metro");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpint: http://a.example/ | partners.x          | Did you mean 'endpoint'?",
        "label: a                   | partners.x          | endpoint",
        "endpoint: ftp://a.example/ | partners.x.endpoint | http",
        "kind: soap                 | partners.x.kind     | sparql or features",
        "trust: some                | partners.x.trust    | named",
        "key: s3cr3t-value          | partners.x.key      | environment variable",
        "void: nowhere              | partners.x.void     | http",
        "limits: {rate: 0}          | partners.x.limits.rate | from 1",
        "limits: {tiemout: 3s}      | partners.x.limits   | timeout",
      })
  void aMistakeIsToldWithLineAndRemedy(String line, String field, String words) throws IOException {
    boolean has = line.startsWith("endp") || line.startsWith("label");
    String text =
        "partners:\n  x:\n"
            + (has ? "" : "    endpoint: http://a.example/sparql\n")
            + "    "
            + line
            + "\n";
    Files.writeString(folder.resolve("twin.yaml"), text);
    Finding finding =
        catchThrowableOfType(WorkspaceException.class, () -> Workspace.open(folder)).finding();
    assertThat(finding.place().field()).isEqualTo(field);
    assertThat(finding.place().position()).isEqualTo(has ? 3 : 4);
    assertThat(finding.sentence()).contains(words).doesNotContain("s3cr3t-value");
  }

  @Test
  void aKeyOfAPartnerIsAShortName() throws IOException {
    Files.writeString(
        folder.resolve("twin.yaml"), "partners: {self: {endpoint: \"http://a.example/\"}}\n");
    Finding finding =
        catchThrowableOfType(WorkspaceException.class, () -> Workspace.open(folder)).finding();
    assertThat(finding.found()).contains("self");
  }
}
