package org.lacis.tests.interop;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One request and its answer, in short.
@SuppressWarnings("ArrayRecordComponent")
record Wire(HttpExchange exchange, byte[] body) {

  static Wire of(HttpExchange exchange) throws IOException {
    return new Wire(exchange, exchange.getRequestBody().readAllBytes());
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  String header(String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /// Whether a media type is asked for by name.
  boolean accepts(String media) {
    return header("Accept").contains(media);
  }

  Map<String, String> query() {
    return form(exchange.getRequestURI().getRawQuery());
  }

  Map<String, String> form() {
    return form(text());
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Map<String, String> form(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    if (text != null) {
      for (String pair : text.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Wire with(String header, String value) {
    exchange.getResponseHeaders().add(header, value);
    return this;
  }

  void answer(int status, String media, String text) throws IOException {
    answer(status, media, text.getBytes(StandardCharsets.UTF_8));
  }

  void answer(int status, String media, byte[] bytes) throws IOException {
    if (!media.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", media);
    }
    boolean head = method().equals("HEAD");
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head && bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
