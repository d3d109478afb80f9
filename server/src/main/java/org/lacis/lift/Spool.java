package org.lacis.lift;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lacis.mapping.LogicalSource;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Data that come as a stream, kept in a file of their own for the time of a lift: a lift may read
/// a source twice, and memory stays what it is however much comes.
///
/// A line of JSON each (NDJSON) serves a mapping whose iterator takes the members of an array: each
/// line is kept as an array of one, so that a broken line is passed over and the others are lifted.
///
/// @param file is deleted when the spool is closed
/// @param name what findings call it
/// @param bytes how many came
public record Spool(Path file, String name, long bytes) implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /// More came than is allowed.
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long limit) {
      super("more than " + limit + " bytes");
    }
  }

  /// Takes in a stream to its end; does not close it.
  ///
  /// @param source what the data stand for
  /// @param limit the most bytes that are taken
  /// @throws TooLargeException when there are more
  public static Spool of(InputStream in, String name, LogicalSource source, long limit)
      throws IOException {
    Path file = Files.createTempFile("lacis-", ".in");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      PushbackInputStream text = new PushbackInputStream(in, BUFFER);
      boolean lines =
          source.formulation().endsWith("JSONPath")
              && source.iterator().startsWith("$[*]")
              && beginsWithObject(text);
      return new Spool(file, name, lines ? lines(text, out, limit) : copy(text, out, limit));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static boolean beginsWithObject(PushbackInputStream in) throws IOException {
    byte[] start = in.readNBytes(256);
    in.unread(start);
    for (byte one : start) {
      if (one == '{') {
        return true;
      }
      boolean mark = one == (byte) 0xEF || one == (byte) 0xBB || one == (byte) 0xBF;
      if (!mark && !Character.isWhitespace(one)) {
        return false;
      }
    }
    return false;
  }

  private static long copy(InputStream in, OutputStream out, long limit) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes = counted(bytes, read, limit);
      out.write(buffer, 0, read);
    }
    return bytes;
  }

  private static long counted(long before, int more, long limit) throws TooLargeException {
    if (before + more > limit) {
      throw new TooLargeException(limit);
    }
    return before + more;
  }

  private static long lines(InputStream in, OutputStream out, long limit) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    JsonLine line = new JsonLine(out);
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes = counted(bytes, read, limit);
      for (int i = 0; i < read; i++) {
        line.take(buffer[i]);
      }
    }
    line.end();
    return bytes;
  }

  /// A line of JSON on its way. What is open at its end would take the lines behind it along: such
  /// a line is kept as a broken record of its own, which is told and passed over.
  private static final class JsonLine {
    private static final byte[] BROKEN =
        "[{this line ends inside a text or a bracket}]".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 16 << 20;

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean text;
    private boolean escaped;
    private int depth;

    JsonLine(OutputStream out) {
      this.out = out;
    }

    void take(byte one) throws IOException {
      if (one == '\n' || one == '\r') {
        end();
        out.write(one);
        return;
      }
      if (line.size() < LONGEST) {
        line.write(one);
      }
      if (escaped) {
        escaped = false;
      } else if (one == '\\') {
        escaped = text;
      } else if (one == '"') {
        text = !text;
      } else if (!text && (one == '{' || one == '[')) {
        depth++;
      } else if (!text && (one == '}' || one == ']')) {
        depth--;
      }
    }

    void end() throws IOException {
      if (line.size() == LONGEST || text || depth != 0) {
        out.write(BROKEN);
      } else if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
        out.write('[');
        line.writeTo(out);
        out.write(']');
      }
      line.reset();
      text = false;
      escaped = false;
      depth = 0;
    }
  }

  /// A finding that calls the data by their name.
  public Finding renamed(Finding finding) {
    Place place = finding.place();
    return new Finding(
        finding.code(),
        finding.severity(),
        new Place(named(place.source()), place.unit(), place.position(), place.field()),
        named(finding.found()),
        named(finding.expected()),
        named(finding.remedy()),
        finding.rule());
  }

  private String named(String text) {
    return text.replace(file.toString(), name);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
