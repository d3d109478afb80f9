package org.lacis.serve.features;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.lacis.query.feature.FeatureJson.Link;

/// Absolute addresses of the documents below `/ogc`, as the client sees this server: with the host
/// that it asked, and what a proxy in front of it says of that (`X-Forwarded-Proto`,
/// `X-Forwarded-Host`).
///
/// @param origin scheme and host, without a `/` at the end
record Addresses(String origin) {
  static final String ROOT = "/ogc";

  static Addresses of(Context ctx) {
    String scheme = header(ctx, "X-Forwarded-Proto", "https?", ctx.scheme());
    String host =
        header(ctx, "X-Forwarded-Host", "[A-Za-z0-9.:\\[\\]-]+", ctx.req().getServerName());
    boolean asked = ctx.header("X-Forwarded-Host") == null;
    int port = ctx.req().getServerPort();
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    String bare =
        asked && host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    return new Addresses(scheme + "://" + bare + (asked && !usual ? ":" + port : ""));
  }

  private static String header(Context ctx, String name, String form, String otherwise) {
    String said = Objects.requireNonNullElse(ctx.header(name), "").split(",")[0].strip();
    return said.matches(form) ? said : otherwise;
  }

  /// @param path below `/ogc`, beginning with `/`, or empty
  String at(String path) {
    return origin + ROOT + path;
  }

  String collection(String id) {
    return at("/collections/" + id);
  }

  String items(String id) {
    return collection(id) + "/items";
  }

  String feature(String collection, String id) {
    return items(collection) + "/" + segment(id);
  }

  /// A segment of a path, its letters beyond ASCII escaped.
  static String segment(String text) {
    StringBuilder segment = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80) {
        segment.append(c);
      } else {
        segment.append('%').append(String.format("%02X", (int) c));
      }
    }
    return segment.toString();
  }

  static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /// An address with parameters, in order.
  static String with(String address, Map<String, String> parameters) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameters.forEach((name, value) -> query.add(escaped(name) + "=" + escaped(value)));
    return address + query;
  }

  /// Links of a document to itself and its other forms.
  ///
  /// @param parameters of the request beside `f`
  List<Link> selves(
      String address, Map<String, String> parameters, Shape told, List<Shape> offered) {
    List<Link> links = new ArrayList<>();
    for (Shape shape : offered) {
      Map<String, String> all = new java.util.LinkedHashMap<>(parameters);
      all.put(Shape.PARAMETER, shape.key());
      Link link =
          new Link(with(address, all), shape == told ? "self" : "alternate", shape.mediaType(), "");
      links.add(shape == told ? 0 : links.size(), link);
    }
    return links;
  }
}
