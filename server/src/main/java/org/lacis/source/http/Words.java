package org.lacis.source.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a server says in words where data were expected.
final class Words {
  private Words() {}

  /// The first of it, without markup, after a colon; empty when there is nothing to read.
  static String start(Path body) {
    try (InputStream in = Files.newInputStream(body)) {
      String text = new String(in.readNBytes(2_000), StandardCharsets.UTF_8);
      String plain =
          text.replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>?", " ")
              .replaceAll("\\s+", " ")
              .strip();
      return plain.isEmpty() ? "" : ": " + plain.substring(0, Math.min(150, plain.length()));
    } catch (IOException _) {
      return "";
    }
  }
}
