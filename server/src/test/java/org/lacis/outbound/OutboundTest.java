package org.lacis.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The guarded client against servers on loopback that behave badly.
final class OutboundTest {
  private static final EgressRules LOOPBACK =
      new EgressRules(
          List.of(),
          List.of(Network.parse("127.0.0.0/8"), Network.parse("::1")),
          Duration.ofMillis(500),
          Duration.ofMillis(400),
          Duration.ofMillis(1_200),
          1 << 20,
          3);

  private HttpServer server;
  private HttpServer other;

  @BeforeEach
  void start() throws IOException {
    server = serving();
    other = serving();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    other.stop(0);
  }

  private HttpServer serving() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    started.createContext("/", OutboundTest::answer);
    started.start();
    return started;
  }

  private URI at(String path) {
    return at(server, path);
  }

  private static URI at(HttpServer one, String path) {
    return URI.create("http://127.0.0.1:" + one.getAddress().getPort() + path);
  }

  private static void answer(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getQuery();
      switch (path) {
        case "/to" -> {
          exchange.getResponseHeaders().add("Location", query);
          exchange.sendResponseHeaders(303, -1);
        }
        case "/keep" -> {
          exchange.getResponseHeaders().add("Location", query);
          exchange.sendResponseHeaders(307, -1);
        }
        case "/loop" -> {
          exchange.getResponseHeaders().add("Location", "/loop");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/endless" -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[1 << 16];
          for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(piece);
          }
        }
        case "/bomb" -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] piece = new byte[1 << 16];
            for (int i = 0; i < 50; i++) {
              gzip.write(piece);
            }
          }
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, packed.size());
          exchange.getResponseBody().write(packed.toByteArray());
        }
        case "/drip" -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            Thread.sleep(100);
          }
        }
        case "/silent" -> Thread.sleep(5_000);
        case "/short" -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("short".getBytes(StandardCharsets.UTF_8));
        }
        case "/headers" -> {
          for (int i = 0; i < 5_000; i++) {
            exchange.getResponseHeaders().add("X-" + i, "y");
          }
          exchange.sendResponseHeaders(200, -1);
        }
        default -> echo(exchange);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // the client hung up, which is what is tested
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String told =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("Accept")
            + " "
            + body;
    byte[] bytes = told.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "Text/Plain; charset=UTF-8");
    exchange.sendResponseHeaders(query404(exchange) ? 404 : 200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static boolean query404(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals("/missing");
  }

  private static Reply send(EgressRules rules, Call call) {
    try (Outbound outbound = new Outbound(rules)) {
      return outbound.send(call);
    }
  }

  private static String code(EgressRules rules, Call call) {
    return catchThrowableOfType(OutboundException.class, () -> send(rules, call)).finding().code();
  }

  @Test
  void anAnswerOfAnyStatusIsAReply() {
    Reply reply = send(LOOPBACK, Call.get(at("/missing?q=1")).withHeader("Accept", "text/x"));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.media()).isEqualTo("text/plain");
    assertThat(reply.text()).isEqualTo("GET /missing?q=1 null text/x ");
    assertThat(reply.hops()).isEmpty();
  }

  @Test
  void aPostKeepsItsBodyOrBecomesAGet() {
    Call kept = Call.post(at("/keep?/x"), "text/plain", "été");
    assertThat(send(LOOPBACK, kept).text()).isEqualTo("POST /x null null été");
    Call turned = Call.post(at("/to?/x"), "text/plain", "été");
    Reply reply = send(LOOPBACK, turned);
    assertThat(reply.text()).isEqualTo("GET /x null null ");
    assertThat(reply.hops()).containsExactly(at("/x"));
    assertThat(send(LOOPBACK, turned.withoutRedirects()).status()).isEqualTo(303);
  }

  @Test
  void aKeyIsNotCarriedToAnotherHost() {
    Call home = Call.get(at("/to?/x")).withHeader("Authorization", "Bearer k");
    assertThat(send(LOOPBACK, home).text()).startsWith("GET /x Bearer k");
    Call away = Call.get(at("/to?" + at(other, "/x"))).withHeader("Authorization", "Bearer k");
    assertThat(send(LOOPBACK, away).text()).startsWith("GET /x null");
  }

  @ParameterizedTest
  @CsvSource({
    "/loop, outbound.too-many-redirects",
    "/endless, outbound.too-large",
    "/bomb, outbound.too-large",
    "/drip, outbound.too-slow",
    "/silent, outbound.too-slow",
    "/short, outbound.cut-off",
    "/headers, outbound.cut-off",
    "/to?file:///etc/passwd, outbound.not-http",
    "/to?http://169.254.169.254/x, outbound.private-address",
    "/to?http://user@127.0.0.1/, outbound.key-in-address"
  })
  void whatABadServerDoesIsTold(String path, String code) {
    assertThat(code(LOOPBACK, Call.get(at(path)))).isEqualTo(code);
  }

  @Test
  void loopbackIsNotAskedUnlessItIsAllowed() {
    assertThat(code(EgressRules.standard(), Call.get(at("/x"))))
        .isEqualTo("outbound.private-address");
    URI byName = URI.create("http://localhost:" + server.getAddress().getPort() + "/x");
    assertThat(code(EgressRules.standard(), Call.get(byName)))
        .isEqualTo("outbound.private-address");
    assertThat(send(LOOPBACK, Call.get(byName)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1]/"
      })
  void otherWaysToWriteLoopbackDoNotPass(String address) {
    assertThat(code(EgressRules.standard(), Call.get(URI.create(address))))
        .isIn("outbound.private-address", "outbound.unreachable", "outbound.no-host");
  }

  @Test
  void aHostThatIsNotAmongTheAllowedIsNotEvenLookedUp() {
    EgressRules rules =
        new EgressRules(
            List.of("data.example.org"),
            List.of(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            0);
    assertThat(code(rules, Call.get(URI.create("http://localhost:1/"))))
        .isEqualTo("outbound.not-allowed");
  }

  @Test
  void nobodyThereIsTroubleThatMayPass() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    OutboundException told =
        catchThrowableOfType(
            OutboundException.class,
            () -> send(LOOPBACK, Call.get(URI.create("http://127.0.0.1:" + free + "/"))));
    assertThat(told.finding().code()).isEqualTo("outbound.unreachable");
    assertThat(told.isPassing()).isTrue();
  }

  @Test
  void aReadingMayStopEarly() {
    try (Outbound outbound = new Outbound(LOOPBACK)) {
      int first =
          outbound.stream(Call.get(at("/endless")), (head, body) -> head.status() + body.read());
      assertThat(first).isEqualTo(200);
      // and the next call is not held up by what was left unread
      assertThat(outbound.send(Call.get(at("/x"))).status()).isEqualTo(200);
    }
  }

  @Test
  void threadsComeBackToRest() {
    int before = Thread.activeCount();
    try (Outbound outbound = new Outbound(LOOPBACK)) {
      for (int i = 0; i < 20; i++) {
        outbound.send(Call.get(at("/x")));
      }
    } catch (OutboundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 1);
  }
}
