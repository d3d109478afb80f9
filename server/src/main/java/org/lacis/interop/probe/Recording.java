package org.lacis.interop.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.lacis.interop.InteropException;

/// Files of recorded exchanges: a line of JSON that says what was checked and how, then one a
/// request, in their order. Compressed when the name ends with `.gz`.
///
/// A body is text (`body`) when it is UTF-8, else Base64 (`bytes`).
public final class Recording {
  private static final String FORMAT = "lacis-check-recording/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recording() {}

  /// Carries requests by another transport and writes each exchange down.
  public static final class Recorder implements Transport, AutoCloseable {
    private final Transport inner;
    private final BufferedWriter out;

    private Recorder(Transport inner, BufferedWriter out) {
      this.inner = inner;
      this.out = out;
    }

    @Override
    public Exchange exchange(Request request, long bytes) {
      Exchange exchange = inner.exchange(request, bytes);
      line(out, write(exchange));
      return exchange;
    }

    @Override
    public Instant began() {
      return inner.began();
    }

    @Override
    public void pause(Duration time) {
      inner.pause(time);
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Plays back what was recorded: the n-th time that something is asked, what came the n-th time.
  public static final class Replay implements Transport {
    private final ObjectNode settings;
    private final Instant began;
    private final Map<String, Deque<Exchange>> exchanges;

    private Replay(ObjectNode settings, Instant began, Map<String, Deque<Exchange>> exchanges) {
      this.settings = settings;
      this.began = began;
      this.exchanges = exchanges;
    }

    /// What was checked and how, as it was given to [#record].
    public ObjectNode settings() {
      return settings;
    }

    @Override
    public Exchange exchange(Request request, long bytes) {
      Deque<Exchange> kept = exchanges.get(request.key());
      Exchange next = kept == null ? null : kept.poll();
      return next != null
          ? next
          : Exchange.failed(
              request,
              Duration.ZERO,
              Duration.ZERO,
              NOT_RECORDED,
              "the recording has no answer to " + request.words());
    }

    @Override
    public Instant began() {
      return began;
    }

    @Override
    public void pause(Duration time) {
      // it has passed
    }
  }

  /// Begins a recording.
  ///
  /// @param settings what is checked and how
  /// @throws InteropException when the file cannot be written
  public static Recorder record(Path file, ObjectNode settings, Transport inner) {
    try {
      OutputStream raw = Files.newOutputStream(file);
      OutputStream bytes = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
      BufferedWriter out =
          new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
      ObjectNode head = JSON.createObjectNode();
      head.put("format", FORMAT);
      head.put("began", inner.began().toString());
      head.set("settings", settings);
      line(out, head);
      return new Recorder(inner, out);
    } catch (IOException e) {
      throw InteropException.of(
          "interop.recording",
          file.toString(),
          String.valueOf(e.getMessage()),
          "a file that can be written",
          "Name another file.");
    }
  }

  /// Reads a recording.
  ///
  /// @throws InteropException when the file is none
  public static Replay replay(Path file) {
    long line = 0;
    try (InputStream raw = Files.newInputStream(file);
        InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      line++;
      JsonNode head = JSON.readTree(Optional.ofNullable(in.readLine()).orElse(""));
      if (!head.path("format").asText().equals(FORMAT)
          || !(head.path("settings") instanceof ObjectNode settings)) {
        throw unreadable(file, line, "another kind of file");
      }
      Map<String, Deque<Exchange>> exchanges = new HashMap<>();
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        line++;
        Exchange exchange = read(JSON.readTree(text));
        exchanges.computeIfAbsent(exchange.request().key(), _ -> new ArrayDeque<>()).add(exchange);
      }
      return new Replay(settings, Instant.parse(head.path("began").asText()), exchanges);
    } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
      throw unreadable(file, line, String.valueOf(e.getMessage()));
    }
  }

  private static InteropException unreadable(Path file, long line, String found) {
    return InteropException.of(
        "interop.recording",
        file + ", line " + line,
        found,
        "a recording of lacis check",
        "Give the file that --record wrote.");
  }

  private static void line(BufferedWriter out, JsonNode json) {
    try {
      out.write(JSON.writeValueAsString(json));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode write(Exchange exchange) {
    ObjectNode json = JSON.createObjectNode();
    Request request = exchange.request();
    json.put("at", exchange.at().toMillis());
    json.put("took", exchange.took().toMillis());
    ObjectNode asked = json.putObject("request");
    asked.put("method", request.method());
    asked.put("address", request.address().toString());
    request.headers().forEach(asked.putObject("headers")::put);
    asked.put("redirects", request.redirects());
    body(asked, request.body());
    exchange
        .failure()
        .ifPresent(failure ->
            json.putObject("failure").put("code", failure.code()).put("words", failure.words()));
    json.set("hops", strings(exchange.hops().stream().map(URI::toString).toList()));
    json.put("status", exchange.status());
    ObjectNode headers = json.putObject("headers");
    exchange.headers().forEach((name, values) -> headers.set(name, strings(values)));
    json.put("cut", exchange.cut());
    body(json, exchange.body());
    return json;
  }

  private static JsonNode strings(List<String> values) {
    return JSON.valueToTree(values);
  }

  private static void body(ObjectNode json, byte[] body) {
    try {
      json.put(
          "body", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException _) {
      json.put("bytes", Base64.getEncoder().encodeToString(body));
    }
  }

  private static byte[] body(JsonNode json) {
    return json.has("bytes")
        ? Base64.getDecoder().decode(json.path("bytes").asText())
        : json.path("body").asText().getBytes(StandardCharsets.UTF_8);
  }

  private static Exchange read(JsonNode json) {
    JsonNode asked = json.path("request");
    SortedMap<String, String> sent = new TreeMap<>();
    asked
        .path("headers")
        .properties()
        .forEach(one -> sent.put(one.getKey(), one.getValue().asText()));
    Request request =
        new Request(
            asked.path("method").asText(),
            URI.create(asked.path("address").asText()),
            sent,
            body(asked),
            asked.path("redirects").asBoolean());
    List<URI> hops = new ArrayList<>();
    json.path("hops").forEach(hop -> hops.add(URI.create(hop.asText())));
    SortedMap<String, List<String>> headers = new TreeMap<>();
    json.path("headers")
        .properties()
        .forEach(one -> {
          List<String> values = new ArrayList<>();
          one.getValue().forEach(value -> values.add(value.asText()));
          headers.put(one.getKey(), values);
        });
    JsonNode failure = json.path("failure");
    return new Exchange(
        request,
        hops,
        json.path("status").asInt(),
        headers,
        body(json),
        json.path("cut").asBoolean(),
        Duration.ofMillis(json.path("at").asLong()),
        Duration.ofMillis(json.path("took").asLong()),
        failure.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new Exchange.Failure(
                    failure.path("code").asText(), failure.path("words").asText())));
  }
}
