package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lacis check` of a file of a partner, from its first line to its exit code.
final class CheckCommandTest {
  private static final String GOOD =
      """
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      <https://partner.example/id/building/1> a lacis:Building ; rdfs:label "Town hall"@en ;
        geo:hasDefaultGeometry <https://partner.example/id/building/1/shape> .
      <https://partner.example/id/building/1/shape> geo:asWKT
        "POLYGON((4.85 45.75,4.86 45.75,4.86 45.76,4.85 45.75))"^^geo:wktLiteral .
      """;

  @TempDir private static Path folder;
  private static HttpServer partner;
  private static String address = "";

  @BeforeAll
  static void open() throws IOException {
    partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    partner.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    serve("/good.ttl", GOOD);
    serve("/broken.ttl", GOOD + "<oops");
    partner.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(404, -1);
          }
        });
    partner.start();
    address = "http://127.0.0.1:" + partner.getAddress().getPort();
  }

  private static void serve(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    partner.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "text/turtle");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  @AfterAll
  static void close() {
    partner.stop(0);
  }

  private static Said check(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "check";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    // names of the sample do not exist, and nobody waits for them
    all[arguments.length + 1] = "--budget";
    all[arguments.length + 2] = "requests=12,rate=0";
    return Said.by(all);
  }

  @Test
  void aPlainReportIsTold() {
    Said said = check(address + "/good.ttl", "--fail-on", "never");
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("Check of " + address + "/good.ttl")
        .contains("Level: ")
        .contains("+ protocol.reachable")
        .contains("+ protocol.document ");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void aDocumentThatBreaksFailsFromItsSeverityOn() {
    assertThat(check(address + "/broken.ttl", "--fail-on", "major").exit()).isEqualTo(1);
    Said never = check(address + "/broken.ttl", "--fail-on", "never");
    assertThat(never.exit()).isZero();
    assertThat(never.out()).contains("x protocol.document ");
  }

  @Test
  void whatNobodyAnswersIsAFailure() {
    Said said = check("http://127.0.0.1:1/", "--fail-on", "blocking");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("x protocol.reachable").contains("Level: none.");
  }

  @Test
  void aRecordedCheckIsMadeAgainByteForByte() throws IOException {
    Path recording = folder.resolve("exchange.jsonl.gz");
    Path report = folder.resolve("report.json");
    Said live =
        check(
            address + "/good.ttl",
            "--seed",
            "7",
            "--record",
            recording.toString(),
            "--format",
            "json",
            "-o",
            report.toString(),
            "--fail-on",
            "never");
    assertThat(live.exit()).as(live.err()).isZero();
    for (String format : List.of("text", "junit", "html", "svg")) {
      Said one = replay(recording, format);
      assertThat(one.exit()).as(one.err()).isZero();
      assertThat(one.out()).contains(format.equals("svg") ? "<svg" : "protocol");
    }
    assertThat(replay(recording, "turtle").out())
        .contains("earl:Assertion")
        .isEqualTo(replay(recording, "turtle").out());
    assertThat(replay(recording, "json").out()).isEqualTo(Files.readString(report));
    JsonNode json = new ObjectMapper().readTree(report.toFile());
    assertThat(json.path("format").asText()).isEqualTo("lacis-check/1");
    assertThat(json.path("seed").asInt()).isEqualTo(7);
    assertThat(json.path("subject").path("kind").asText()).isEqualTo("dump");
  }

  private static Said replay(Path recording, String format) {
    return Said.by(
        "check", "--replay", recording.toString(), "--format", format, "--fail-on", "never");
  }

  @Test
  void whatGotWorseIsTold() throws IOException {
    Path before = folder.resolve("before.json");
    Said first =
        check(
            address + "/good.ttl",
            "--format",
            "json",
            "-o",
            before.toString(),
            "--fail-on",
            "never");
    assertThat(first.exit()).as(first.err()).isZero();
    Said said = check(address + "/broken.ttl", "--compare", before.toString());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out())
        .contains("Got worse")
        .contains("protocol.document: failed, before passed");
    Said pair = check(address + "/broken.ttl", "--pair", before.toString(), "--format", "json");
    assertThat(new ObjectMapper().readTree(pair.out()).path("directions")).hasSize(2);
  }

  @Test
  void wrongWordsAreUsage() throws IOException {
    Path none = folder.resolve("none.json");
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    List<List<String>> wrong =
        List.of(
            List.of("check"),
            List.of("check", "ftp://x.example/"),
            List.of("check", "nonsense"),
            List.of("check", address, "--profile", "brass"),
            List.of("check", address, "--kind", "cake"),
            List.of("check", address, "--budget", "requests=0"),
            List.of("check", address, "--budget", "coffee=3"),
            List.of("check", address, "--budget", "bytes=lots"),
            List.of("check", address, "--compare", none.toString()),
            List.of("check", address, "--compare", other.toString()),
            List.of("check", "--replay", other.toString()),
            List.of("check", address, "--fail-on", "sometimes"),
            List.of("check", address, "--against", folder.toString()));
    for (List<String> words : wrong) {
      Said said = Said.by(words.toArray(String[]::new));
      assertThat(said.exit()).as(words + said.out()).isEqualTo(2);
      assertThat(said.err()).startsWith("lacis: ").doesNotContain("Exception");
    }
  }
}
