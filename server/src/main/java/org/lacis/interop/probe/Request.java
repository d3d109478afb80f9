package org.lacis.interop.probe;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is sent to a partner.
///
/// @param headers names in lower case
/// @param body may be empty; not to be changed
/// @param redirects whether redirects are followed
@SuppressWarnings("ArrayRecordComponent") // bodies of megabytes are not copied, never compared
public record Request(
    String method, URI address, SortedMap<String, String> headers, byte[] body, boolean redirects) {

  public Request {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  public static Request get(URI address, String accept) {
    return new Request("GET", address, new TreeMap<>(), new byte[0], true).header("accept", accept);
  }

  public static Request of(String method, URI address) {
    return new Request(method, address, new TreeMap<>(), new byte[0], true);
  }

  /// With one more header.
  public Request header(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return new Request(method, address, more, body, redirects);
  }

  public Request body(String media, String text) {
    return new Request(method, address, headers, text.getBytes(StandardCharsets.UTF_8), redirects)
        .header("content-type", media);
  }

  /// With the first answer, whatever it is: a redirect is not followed.
  public Request still() {
    return new Request(method, address, headers, body, false);
  }

  /// What tells it from others in a recording.
  String key() {
    return method + " " + address + " " + headers + (redirects ? " " : " still ") + digest(body);
  }

  /// As a person would write it: `GET https://…, accept: text/turtle`. A query of SPARQL is told as
  /// it reads, not as it is escaped.
  public String words() {
    StringBuilder words = new StringBuilder(method).append(' ');
    String text = address.toString();
    int at = text.indexOf("?query=");
    words.append(at < 0 ? text : text.substring(0, at));
    headers.forEach((name, value) -> words.append(", ").append(name).append(": ").append(value));
    if (at >= 0) {
      words.append(", query: ").append(plain(text.substring(at + "?query=".length())));
    }
    if (body.length > 0) {
      String sent = new String(body, StandardCharsets.UTF_8);
      words
          .append(", body: ")
          .append(sent.startsWith("query=") ? plain(sent.substring("query=".length())) : sent);
    }
    return words.toString();
  }

  private static String plain(String escaped) {
    try {
      return URLDecoder.decode(escaped, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    } catch (IllegalArgumentException _) {
      return escaped;
    }
  }

  private static String digest(byte[] body) {
    if (body.length == 0) {
      return "";
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
