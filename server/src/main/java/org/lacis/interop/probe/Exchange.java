package org.lacis.interop.probe;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A request and what came of it.
///
/// @param hops addresses that redirects led to, in their order; empty without any
/// @param status of the last answer; 0 when none came
/// @param headers of the last answer, names in lower case
/// @param body as far as it was read, decompressed; not to be changed
/// @param cut whether the body goes on beyond what was read
/// @param at when it was asked, since the check began
/// @param took until the body was read
/// @param failure why no answer came
@SuppressWarnings("ArrayRecordComponent") // bodies of megabytes are not copied, never compared
public record Exchange(
    Request request,
    List<URI> hops,
    int status,
    SortedMap<String, List<String>> headers,
    byte[] body,
    boolean cut,
    Duration at,
    Duration took,
    Optional<Failure> failure) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Why no answer came.
  ///
  /// @param code of the finding: `outbound.unreachable`, `outbound.private-address`, …
  /// @param words what happened, in a sentence
  public record Failure(String code, String words) {}

  public Exchange {
    hops = List.copyOf(hops);
    SortedMap<String, List<String>> lower = new TreeMap<>();
    headers.forEach(
        (name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = Collections.unmodifiableSortedMap(lower);
  }

  static Exchange failed(Request request, Duration at, Duration took, String code, String words) {
    return new Exchange(
        request,
        List.of(),
        0,
        new TreeMap<>(Map.of()),
        new byte[0],
        false,
        at,
        took,
        Optional.of(new Failure(code, words)));
  }

  /// Whether an answer came and its status is 2xx.
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /// The address that answered.
  public URI address() {
    return hops.isEmpty() ? request.address() : hops.getLast();
  }

  /// The first value of a header.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .filter(values -> !values.isEmpty())
        .map(List::getFirst);
  }

  /// All values of a header, in their order.
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /// The media type without its parameters, lower case; empty when none is given.
  public String media() {
    return header("content-type")
        .map(value -> value.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /// The body as text, in the charset it names, or UTF-8.
  public String text() {
    return new String(body, charset());
  }

  /// The body as JSON; empty when it is none.
  public Optional<JsonNode> json() {
    try {
      JsonNode read = JSON.readTree(body);
      return read == null || read.isMissingNode() ? Optional.empty() : Optional.of(read);
    } catch (JacksonException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  /// What came, in a few words: `200 text/turtle, 12 kB`.
  public String words() {
    if (failure.isPresent()) {
      return failure.get().words();
    }
    String redirected =
        hops.isEmpty() ? "" : " after " + hops.size() + " redirects to " + address();
    String media = media();
    return status
        + (media.isEmpty() ? "" : " " + media)
        + (body.length == 0 ? "" : ", " + size(body.length) + (cut ? " and more" : ""))
        + header("location").map(place -> ", location: " + place).orElse("")
        + redirected;
  }

  private static String size(int bytes) {
    return bytes < 1_000
        ? bytes + " B"
        : bytes < 1_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
  }

  private Charset charset() {
    String value = header("content-type").orElse("");
    int at = value.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return StandardCharsets.UTF_8;
    }
    String name =
        value.substring(at + "charset=".length()).replaceFirst(";.*", "").replace("\"", "");
    try {
      return Charset.forName(name.strip());
    } catch (IllegalArgumentException _) {
      return StandardCharsets.UTF_8;
    }
  }
}
