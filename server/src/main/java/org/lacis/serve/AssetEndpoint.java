package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.lacis.serve.page.TwinPart;

/// `/assets/…`: style, script, mark and fonts, all from here and held in memory. Addresses carry a
/// stamp of the content, so browsers keep them for a year.
///
/// @param files content by name
/// @param stamp changes when any content does
record AssetEndpoint(Map<String, byte[]> files, String stamp) implements Handler {
  private static final String FONTS =
      "/META-INF/resources/webjars/fontsource__source-sans-pro/5.2.5/files/";
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  AssetEndpoint {
    files = Map.copyOf(files);
  }

  /// Loads everything.
  ///
  /// @param twins whose hues become a style sheet
  static AssetEndpoint load(List<TwinPart> twins) {
    Map<String, byte[]> files = new HashMap<>();
    for (String own : List.of("site.css", "site.js", "mark.svg")) {
      files.put(own, read("/org/lacis/serve/assets/" + own));
    }
    for (String cut : List.of("latin-400", "latin-600", "latin-ext-400", "latin-ext-600")) {
      String name = "source-sans-pro-" + cut + "-normal.woff2";
      files.put(name, read(FONTS + name));
    }
    files.put("twins.css", hues(twins).getBytes(StandardCharsets.UTF_8));
    CRC32 sum = new CRC32();
    files.keySet().stream()
        .sorted()
        .forEach(name -> sum.update(files.getOrDefault(name, new byte[0])));
    return new AssetEndpoint(files, HexFormat.of().toHexDigits((int) sum.getValue()));
  }

  private static String hues(List<TwinPart> twins) {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    for (TwinPart twin : twins) {
      light.append(".hue-%s{--hue:%s}%n".formatted(twin.key(), twin.colour()));
      dark.append(".hue-%s{--hue:%s}%n".formatted(twin.key(), twin.dark()));
    }
    return light + "@media (prefers-color-scheme:dark){" + dark + "}\n";
  }

  private static byte[] read(String resource) {
    try (InputStream in = AssetEndpoint.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(Context ctx) {
    String name = ctx.pathParam("name");
    byte[] content = files.get(name);
    if (content == null) {
      throw new NotFoundResponse();
    }
    boolean lasting = stamp.equals(ctx.queryParam("v")) || name.endsWith("woff2");
    ctx.header(
        "Cache-Control", lasting ? "public, max-age=31536000, immutable" : "public, max-age=300");
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    ctx.contentType(type == null ? "application/octet-stream" : type).result(content);
  }
}
