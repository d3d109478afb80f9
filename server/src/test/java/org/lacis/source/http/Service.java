package org.lacis.source.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A server on the loopback that answers as it is told, also badly.
public final class Service implements AutoCloseable {
  private final HttpServer server;
  private final List<Asked> asked = new ArrayList<>();
  private volatile Function<Asked, Reply> answers = _ -> Reply.of(404, "text/plain", "nothing");

  /// A request.
  ///
  /// @param target path and query as they came
  /// @param number how many requests with this target came before
  public record Asked(String target, Map<String, String> headers, int number) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }

    public String path() {
      return target.replaceFirst("\\?.*", "");
    }

    /// The value of a parameter; empty when there is none.
    public String parameter(String name) {
      for (String pair : target.replaceFirst("^[^?]*\\??", "").split("&")) {
        if (pair.startsWith(name + "=")) {
          return java.net.URLDecoder.decode(
              pair.substring(name.length() + 1), StandardCharsets.UTF_8);
        }
      }
      return "";
    }
  }

  /// An answer.
  ///
  /// @param cut how many bytes of the body are sent before the connection is closed; -1 for all
  /// @param pause before the status line
  /// @param drip between one byte of the body and the next
  /// @param chunked whether the length is left untold
  @SuppressWarnings("ArrayRecordComponent") // bytes to be sent, not to be changed
  public record Reply(
      int status,
      Map<String, String> headers,
      byte[] body,
      int cut,
      Duration pause,
      Duration drip,
      boolean chunked) {
    public static Reply of(int status, String type, String body) {
      return of(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, String type, byte[] body) {
      return new Reply(
          status, Map.of("Content-Type", type), body, -1, Duration.ZERO, Duration.ZERO, false);
    }

    public Reply with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body, cut, pause, drip, chunked);
    }

    public Reply cutAfter(int bytes) {
      return new Reply(status, headers, body, bytes, pause, drip, chunked);
    }

    public Reply after(Duration time) {
      return new Reply(status, headers, body, cut, time, drip, chunked);
    }

    public Reply dripping(Duration time) {
      return new Reply(status, headers, body, cut, pause, time, chunked);
    }

    public Reply untold() {
      return new Reply(status, headers, body, cut, pause, drip, true);
    }
  }

  public Service() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /// From now on requests are answered so.
  public void answer(Function<Asked, Reply> how) {
    answers = how;
    synchronized (asked) {
      asked.clear();
    }
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /// What was asked since [#answer(Function)].
  public List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  public List<String> targets() {
    return asked().stream().map(Asked::target).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    String target = exchange.getRequestURI().toString();
    Asked request;
    synchronized (asked) {
      int before = (int) asked.stream().filter(one -> one.target().equals(target)).count();
      request = new Asked(target, headers, before);
      asked.add(request);
    }
    try (exchange) {
      Reply reply = answers.apply(request);
      sleep(reply.pause());
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean empty = reply.status() == 304 || reply.body().length == 0;
      long length = empty ? -1 : reply.chunked() ? 0 : reply.body().length;
      exchange.sendResponseHeaders(reply.status(), length);
      if (empty) {
        return;
      }
      OutputStream out = exchange.getResponseBody();
      int until = reply.cut() < 0 ? reply.body().length : reply.cut();
      if (reply.drip().isZero()) {
        out.write(reply.body(), 0, until);
      } else {
        for (int i = 0; i < until; i++) {
          out.write(reply.body()[i]);
          out.flush();
          sleep(reply.drip());
        }
      }
      out.flush();
      if (reply.cut() < 0) {
        out.close();
      }
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
