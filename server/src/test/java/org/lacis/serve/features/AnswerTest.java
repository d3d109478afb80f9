package org.lacis.serve.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes wrong while an answer is sent never looks like its end.
final class AnswerTest {
  private static final byte[] PIECE = new byte[20_000];

  private final HttpClient client = HttpClient.newHttpClient();
  private Javalin server;

  @BeforeEach
  void start() {
    server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.routes.get("/whole/{pieces}", ctx -> send(ctx, false));
          config.routes.get("/broken/{pieces}", ctx -> send(ctx, true));
          config.routes.exception(
              IllegalStateException.class, (_, ctx) -> ctx.status(500).result("told"));
        });
    server.start("127.0.0.1", 0);
  }

  private static void send(io.javalin.http.Context ctx, boolean breaks) {
    int pieces = Integer.parseInt(ctx.pathParam("pieces"));
    Answer.send(
        ctx,
        out -> {
          for (int i = 0; i < pieces; i++) {
            out.write(PIECE, 0, PIECE.length);
          }
          if (breaks) {
            throw new IllegalStateException("no more");
          }
        });
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
  }

  @Test
  void whatIsWholeArrives() throws Exception {
    for (int pieces : new int[] {0, 1, 2, 50}) {
      assertThat(get("/whole/" + pieces).body()).hasSize(pieces * PIECE.length);
    }
  }

  @Test
  void beforeTheFirstBytesItIsTold() throws Exception {
    HttpResponse<byte[]> answer = get("/broken/1");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("told");
  }

  @Test
  void afterThemTheConnectionBreaks() {
    assertThatThrownBy(() -> get("/broken/50")).isInstanceOf(IOException.class);
  }
}
