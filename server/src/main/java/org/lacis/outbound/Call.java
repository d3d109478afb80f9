package org.lacis.outbound;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is asked of an address; immutable.
public final class Call {
  private final String method;
  private final URI address;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean redirects;

  private Call(
      String method, URI address, Map<String, String> headers, byte[] body, boolean redirects) {
    this.method = method;
    this.address = address;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
    this.redirects = redirects;
  }

  /// GET that follows redirects.
  public static Call get(URI address) {
    return new Call("GET", address, Map.of(), new byte[0], true);
  }

  /// HEAD that follows redirects.
  public static Call head(URI address) {
    return new Call("HEAD", address, Map.of(), new byte[0], true);
  }

  /// POST of a text in UTF-8.
  public static Call post(URI address, String mediaType, String text) {
    return new Call(
        "POST",
        address,
        Map.of("Content-Type", mediaType),
        text.getBytes(StandardCharsets.UTF_8),
        true);
  }

  /// Any method without a body.
  public static Call of(String method, URI address) {
    return new Call(method, address, Map.of(), new byte[0], true);
  }

  public Call withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, address, more, body, redirects);
  }

  /// The same, whose answer may be a redirect itself.
  public Call withoutRedirects() {
    return new Call(method, address, headers, body, false);
  }

  public Call withBody(byte[] bytes) {
    return new Call(method, address, headers, bytes.clone(), redirects);
  }

  public String method() {
    return method;
  }

  public URI address() {
    return address;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  public boolean redirects() {
    return redirects;
  }

  @Override
  public String toString() {
    return method + " " + address;
  }
}
