package org.lacis.app.sample;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/// Text in UTF-8 with line feeds, written through one buffer.
final class TextFile implements Closeable {
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  private final BufferedWriter out;
  private final StringBuilder line = new StringBuilder(4096);

  TextFile(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8), 1 << 16);
  }

  TextFile text(String text) {
    line.append(text);
    return this;
  }

  TextFile text(long number) {
    line.append(number);
    return this;
  }

  /// A number with so many decimals, at most seven.
  TextFile number(double value, int decimals) {
    append(line, value, decimals);
    return this;
  }

  /// The coordinates of a ring as `x y, x y`.
  TextFile ring(Polygon polygon, int decimals) {
    Coordinate[] ring = polygon.getExteriorRing().getCoordinates();
    for (int i = 0; i < ring.length; i++) {
      text(i == 0 ? "" : ", ").number(ring[i].x, decimals).text(" ").number(ring[i].y, decimals);
    }
    return this;
  }

  /// Ends the line and hands it to the file.
  TextFile line() throws IOException {
    line.append('\n');
    return flushLine();
  }

  TextFile line(String text) throws IOException {
    line.append(text);
    return line();
  }

  /// Hands what was said so far to the file without ending the line.
  TextFile flushLine() throws IOException {
    out.append(line);
    line.setLength(0);
    return this;
  }

  static void append(StringBuilder text, double value, int decimals) {
    long power = POWERS[decimals];
    long scaled = Math.round(value * power);
    if (scaled < 0) {
      text.append('-');
      scaled = -scaled;
    }
    text.append(scaled / power);
    if (decimals == 0) {
      return;
    }
    text.append('.');
    long rest = scaled % power;
    for (long digit = power / 10; digit > 1 && rest < digit; digit /= 10) {
      text.append('0');
    }
    text.append(rest);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flushLine();
    }
  }
}
