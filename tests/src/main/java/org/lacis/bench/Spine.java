package org.lacis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The main job, from files to the first answer, each step in a process of its own.
final class Spine {
  private static final String ASK = "ASK { ?building a <https://w3id.org/lacis#Building> }";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path home;
  private final ObjectMapper json = new ObjectMapper();

  Spine(Path home) {
    this.home = home;
  }

  /// One stage.
  ///
  /// @param seconds how long it took
  /// @param triples how many statements it made or looked at; 0 where that says nothing
  record Stage(double seconds, double triples) {}

  /// What was measured at one size; NaN where it could not be.
  ///
  /// @param buildings of the national side
  /// @param stages by name, in order
  /// @param build seconds of the whole build, start of the process included
  /// @param peak megabytes that the building process held at most
  /// @param samplePeak megabytes that the writing process held at most
  /// @param statements in the store
  /// @param bytes of the store on disk
  /// @param query seconds from the start of `lacis query` to its end
  /// @param serve seconds from the start of `lacis serve` to its first answer
  record Run(
      long buildings,
      Map<String, Stage> stages,
      double build,
      double peak,
      double samplePeak,
      double statements,
      double bytes,
      double query,
      double serve) {}

  Run run(long buildings) throws IOException {
    Path scratch = home.resolve("target").resolve("bench").resolve("spine-" + buildings);
    delete(scratch);
    Files.createDirectories(scratch);
    String twin = scratch.resolve("twin").toString();
    Map<String, Stage> stages = new LinkedHashMap<>();

    tell(buildings, "sample");
    ChildRun sample = ok(child(scratch, "sample", twin, Long.toString(buildings), "1"));
    stages.put("sample", new Stage(sample.figure("seconds"), 0));
    tell(buildings, "lift alone");
    ChildRun lift = ok(child(scratch, "lift-only", twin));
    stages.put("lift alone", new Stage(lift.figure("seconds"), lift.figure("triples")));
    tell(buildings, "build");
    ChildRun build = child(scratch, "build", twin, "--json");
    if (build.exit() > 1) {
      throw new IllegalStateException("the build failed");
    }
    stages(stages, json.readTree(build.out()));
    JsonNode status = json.readTree(ok(child(scratch, "status", twin, "--json")).out());
    tell(buildings, "first answer");
    ChildRun query = child(scratch, "query", twin, "-e", ASK);
    return new Run(
        buildings,
        stages,
        build.wall(),
        build.figure("peak"),
        sample.figure("peak"),
        status.path("statements").asDouble(Double.NaN),
        status.path("bytes").asDouble(Double.NaN),
        query.exit() == 0 ? query.wall() : Double.NaN,
        serve(twin));
  }

  private static void stages(Map<String, Stage> stages, JsonNode report) {
    Map<String, Double> triples = new LinkedHashMap<>();
    triples.put("lift", sum(report.path("lifted")));
    triples.put("link", sum(report.path("links")));
    triples.put("reason", report.path("inferred").asDouble());
    triples.put("validate", report.path("checked").asDouble());
    report
        .path("seconds")
        .properties()
        .forEach(stage -> {
          String name = stage.getKey();
          double made = triples.getOrDefault(name, 0.0);
          String shown = name.equals("lift") ? "lift and store" : name;
          stages.put(shown, new Stage(stage.getValue().asDouble(), made));
        });
  }

  private static double sum(JsonNode counts) {
    double sum = 0;
    for (JsonNode count : counts) {
      sum += count.asDouble();
    }
    return sum;
  }

  private ChildRun child(Path scratch, String... arguments) throws IOException {
    return ChildRun.of(home, scratch, arguments);
  }

  private static ChildRun ok(ChildRun run) {
    if (run.exit() != 0) {
      throw new IllegalStateException("a step ended with exit code " + run.exit());
    }
    return run;
  }

  // From the start of the process until it has answered a question over HTTP.
  private double serve(String twin) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(ChildRun.java(home));
    command.addAll(List.of("org.lacis.app.Main", "serve", twin, "--port", Integer.toString(port)));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address =
          URI.create(
              "http://127.0.0.1:%d/sparql?query=%s"
                  .formatted(port, URLEncoder.encode(ASK, StandardCharsets.UTF_8)));
      while (process.isAlive() && System.nanoTime() - began < PATIENCE.toNanos()) {
        if (answers(client, address)) {
          return (System.nanoTime() - began) / 1e9;
        }
      }
      return Double.NaN;
    } finally {
      process.destroy();
      ChildRun.await(process);
    }
  }

  private static boolean answers(HttpClient client, URI address) {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 && response.body().contains("true");
    } catch (IOException _) {
      pause();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  // The server is not there yet; asking without a pause would take the processor from it.
  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
  }

  private static void tell(long buildings, String step) {
    System.err.printf("spine, %,d buildings: %s…%n", buildings, step);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
