package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lacis.tests.Shared;

/// The commands of `docs/sparql.md` do what the page says, in the order of the page.
final class SparqlPageTest {
  private static final String STATUS_ONLY =
      "curl() { command curl -sS -o /dev/null -w '%{http_code}\\n' \"$@\"; }\n";

  @Test
  void everyCommandIsAnswered() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    String commands =
        Files.readAllLines(Shared.project().resolve("docs/sparql.md")).stream()
            .filter(line -> line.startsWith("    "))
            .map(String::strip)
            .collect(Collectors.joining("\n"));
    try (Served served = new Served()) {
      ProcessBuilder shell = new ProcessBuilder("bash", "-c", STATUS_ONLY + commands);
      shell.environment().put("TWIN", served.at("").toString());
      shell.environment().put("KEY", Served.KEY);
      Process process = shell.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said.lines().toList())
          .isEqualTo(List.of("200", "200", "400", "204", "200", "200", "204"));
    }
  }
}
