package org.lacis.outbound;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What came back; immutable. Any status is a reply, also 404 and 500.
public final class Reply {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private final URI asked;
  private final List<URI> hops;
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final Duration took;

  /// @param asked the address of the call
  /// @param hops the addresses it was redirected to, in order; the last one answered
  /// @param headers by name, in any case
  /// @param body unpacked
  /// @param took from the call to the last byte
  public Reply(
      URI asked,
      List<URI> hops,
      int status,
      Map<String, List<String>> headers,
      byte[] body,
      Duration took) {
    this.asked = asked;
    this.hops = List.copyOf(hops);
    this.status = status;
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    this.headers = Collections.unmodifiableMap(byName);
    this.body = body.clone();
    this.took = took;
  }

  public URI asked() {
    return asked;
  }

  public List<URI> hops() {
    return hops;
  }

  /// The address that answered.
  public URI from() {
    return hops.isEmpty() ? asked : hops.getLast();
  }

  public int status() {
    return status;
  }

  /// Whether the status is 2xx.
  public boolean isDone() {
    return status / 100 == 2;
  }

  public Map<String, List<String>> headers() {
    return headers;
  }

  /// The first value of a header; names in any case.
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /// The media type in small letters, without parameters; empty when none is given.
  public String media() {
    return header("Content-Type")
        .orElse("")
        .replaceFirst(";.*", "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  public byte[] body() {
    return body.clone();
  }

  /// The body as text, in the charset the answer names, else in UTF-8.
  public String text() {
    Matcher matcher = CHARSET.matcher(header("Content-Type").orElse(""));
    if (matcher.find()) {
      try {
        return new String(body, Charset.forName(matcher.group(1)));
      } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
        // read as what most send
      }
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  public Duration took() {
    return took;
  }
}
