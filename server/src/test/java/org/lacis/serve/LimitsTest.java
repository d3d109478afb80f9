package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.lacis.ingest.ServerLimits;

/// Clients that ask too much, send too much, or do not get on, met with real sockets.
final class LimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static ServerLimits limits(int concurrent, int rate, int requests) {
    return new ServerLimits(
        concurrent,
        rate,
        requests,
        200,
        2,
        4096,
        20_000,
        Duration.ofMillis(1500),
        10_000,
        List.of("127.0.0.1"));
  }

  private static ServedTwin served(int concurrent, int rate, int requests) {
    return new ServedTwin(Duration.ofSeconds(3), limits(concurrent, rate, requests));
  }

  private static JsonNode problem(HttpResponse<String> answer) throws IOException {
    assertThat(ServedTwin.header(answer, "Content-Type")).startsWith("application/problem+json");
    return new ObjectMapper().readTree(answer.body());
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void whoAsksTooOftenIsTold() throws Exception {
    try (ServedTwin twin = served(0, 1, 0)) {
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(twin.get("/health"));
      }
      // twice as many as a second may have come at once, and what was gained meanwhile
      assertThat(answers.subList(0, 2)).allMatch(answer -> answer.statusCode() == 200);
      HttpResponse<String> refused =
          answers.stream().filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow();
      JsonNode told = problem(refused);
      assertThat(told.path("code").asText()).isEqualTo("serve.too-often");
      assertThat(ServedTwin.header(refused, "Retry-After")).isEqualTo("1");
      // another client, for whom a proxy that is believed speaks, is none of this
      assertThat(twin.get("/health", "X-Forwarded-For", "192.0.2.7").statusCode()).isEqualTo(200);
      // what a client says of itself before the proxy does is not believed
      List<HttpResponse<String>> forged = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String said = "198.51.100." + i + ", 192.0.2.9";
        forged.add(twin.get("/health", "X-Forwarded-For", said));
      }
      assertThat(forged).anyMatch(answer -> answer.statusCode() == 429);
      Thread.sleep(1100);
      assertThat(twin.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoAsksTooMuchAtOnceIsToldAndNothingStays() throws Exception {
    ServerLimits limits =
        new ServerLimits(
            3, 0, 5, 200, 2, 4096, 20_000, Duration.ofSeconds(20), 0, List.of("127.0.0.1"));
    try (ServedTwin twin = new ServedTwin(PATIENCE, limits)) {
      List<Socket> held = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        held.add(holding(twin, "192.0.2.1"));
      }
      await(() -> twin.server().active() == 3);
      HttpResponse<String> third = twin.get("/health", "X-Forwarded-For", "192.0.2.1");
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(problem(third).path("code").asText()).isEqualTo("serve.too-many-at-once");
      assertThat(ServedTwin.header(third, "Retry-After")).isNotEmpty();
      assertThat(twin.get("/health", "X-Forwarded-For", "192.0.2.2").statusCode()).isEqualTo(200);
      held.add(holding(twin, "192.0.2.3"));
      held.add(holding(twin, "192.0.2.4"));
      await(() -> twin.server().active() == 5);
      HttpResponse<String> full = twin.get("/health", "X-Forwarded-For", "192.0.2.5");
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(problem(full).path("code").asText()).isEqualTo("serve.busy");
      for (Socket one : held) {
        one.close();
      }
      await(() -> twin.server().active() == 0);
      assertThat(twin.get("/health", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(200);
    }
  }

  /// A request that goes on as long as its body does not come.
  private static Socket holding(ServedTwin twin, String client) throws IOException {
    Socket socket = connected(twin);
    String head =
        String.join(
            "\r\n",
            "POST /sparql HTTP/1.1",
            "Host: x",
            "X-Forwarded-For: " + client,
            "Content-Type: application/sparql-query",
            "Content-Length: 100",
            "",
            "");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void largeBodiesAreRefused() throws Exception {
    try (ServedTwin twin = served(0, 0, 0)) {
      String large = "SELECT * {} #" + "x".repeat(50_000);
      HttpResponse<String> refused = twin.post("/sparql", "application/sparql-query", large);
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(problem(refused).path("limitBytes").asInt()).isEqualTo(20_000);
      // its length is not told before: it is counted
      HttpResponse<String> counted =
          twin.send(
              HttpRequest.newBuilder(twin.at("/sparql"))
                  .header("Content-Type", "application/sparql-query")
                  .POST(
                      HttpRequest.BodyPublishers.ofInputStream(() ->
                          new java.io.ByteArrayInputStream(
                              large.getBytes(StandardCharsets.UTF_8)))));
      assertThat(counted.statusCode()).isEqualTo(413);
      problem(counted);
      HttpResponse<String> update =
          twin.post(
              "/update",
              "application/sparql-update",
              "#" + "x".repeat(50_000),
              "Authorization",
              "Bearer " + ServedTwin.KEY);
      assertThat(update.statusCode()).isEqualTo(413);
      assertThat(twin.post("/sparql", "application/sparql-query", "ASK {}").statusCode())
          .isEqualTo(200);
      await(() -> twin.server().active() == 0);
    }
  }

  @Test
  void headersThatFloodAreRefused() throws Exception {
    try (ServedTwin twin = served(0, 0, 0)) {
      String flood =
          raw(twin, "GET /health HTTP/1.1\r\nHost: x\r\n" + "X-A: 1\r\n".repeat(2000) + "\r\n");
      assertThat(flood).startsWith("HTTP/1.1 431").contains("serve.http-431").contains("remedy");
      assertThat(raw(twin, "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
          .containsPattern("^HTTP/1.1 4(14|31)")
          .contains("application/problem+json");
      assertThat(raw(twin, "GARBAGE\r\n\r\n"))
          .startsWith("HTTP/1.1 400")
          .contains("serve.http-400");
      assertThat(raw(twin, "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json");
      assertThat(
              raw(
                  twin,
                  "GET /id/local/batiment/Éclusier HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .containsPattern("^HTTP/1.1 (303|400)");
    }
  }

  private static Socket connected(ServedTwin twin) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), twin.at("/").getPort());
  }

  private static String raw(ServedTwin twin, String request) throws IOException {
    try (Socket socket = connected(twin)) {
      socket.setSoTimeout(10_000);
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (SocketException e) {
        return "broken: " + e.getMessage();
      }
    }
  }

  @Test
  void aHeaderThatComesByteByByteIsNotWaitedFor() throws Exception {
    try (ServedTwin twin = served(0, 0, 0);
        Socket socket = connected(twin)) {
      long began = System.nanoTime();
      OutputStream out = socket.getOutputStream();
      out.write("GET /health HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(
              () -> {
                while (System.nanoTime() - began < PATIENCE.toNanos()) {
                  out.write('X');
                  out.flush();
                  Thread.sleep(100);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(8).toNanos());
      await(() -> twin.server().connections() == 0);
    }
  }

  @Test
  void aBodyThatTricklesIsNotWaitedFor() throws Exception {
    try (ServedTwin twin = served(0, 0, 0);
        Socket socket = connected(twin)) {
      long began = System.nanoTime();
      OutputStream out = socket.getOutputStream();
      String head =
          String.join(
              "\r\n",
              "POST /sparql HTTP/1.1",
              "Host: x",
              "Content-Type: application/sparql-query",
              "Content-Length: 10000",
              "",
              "");
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(
              () -> {
                while (System.nanoTime() - began < PATIENCE.toNanos()) {
                  out.write('#');
                  out.flush();
                  Thread.sleep(100);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(8).toNanos());
      await(() -> twin.server().active() == 0);
    }
  }

  @Test
  void anAnswerThatNobodyTakesIsNotHeldAndOneThatIsCutNeitherStays() throws Exception {
    String all =
        "GET /sparql?query=SELECT*%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff.%3Fg%20%3Fh%20%3Fi%7D"
            + " HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n";
    try (ServedTwin twin = new ServedTwin(Duration.ofSeconds(60), limits(0, 0, 0))) {
      try (Socket stuck = connected(twin)) {
        stuck.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
        try (Socket cut = connected(twin)) {
          cut.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
          assertThat(cut.getInputStream().readNBytes(100_000)).hasSize(100_000);
          cut.setSoLinger(true, 0); // closing it is a reset
        }
        long began = System.nanoTime();
        await(() -> twin.server().active() == 0);
        assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(12).toNanos());
        // what had been sent before ends in the middle: no last chunk
        stuck.setSoTimeout(5_000);
        byte[] rest = drained(stuck);
        String end =
            new String(
                rest,
                Math.max(0, rest.length - 5),
                Math.min(5, rest.length),
                StandardCharsets.US_ASCII);
        assertThat(end).isNotEqualTo("0\r\n\r\n");
      }
      await(() -> twin.server().connections() == 0);
      assertThat(twin.get("/sparql?query=ASK%7B%7D").statusCode()).isEqualTo(200);
    }
  }

  private static byte[] drained(Socket socket) throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = socket.getInputStream().read(buffer); n >= 0; ) {
        all.reset();
        all.write(buffer, 0, n);
        n = socket.getInputStream().read(buffer);
      }
    } catch (SocketException _) {
      // broken off, as it should be
    }
    return all.toByteArray();
  }
}
