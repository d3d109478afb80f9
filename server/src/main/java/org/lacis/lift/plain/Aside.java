package org.lacis.lift.plain;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lacis.lift.SeenLines;

/// Lines put aside on disk, because what tells repeated ones would not fit in memory: equal lines
/// go to the same of many files, and the files are gone through one after the other at the end.
/// Safe for threads.
final class Aside implements AutoCloseable {
  private static final int PARTS = 64;
  private static final int BUFFER = 1 << 15;

  private final @Nullable DataOutputStream[] parts = new DataOutputStream[PARTS];
  private @Nullable Path folder;

  /// @param hash of the line
  synchronized void add(byte[] bytes, int from, int to, long hash) {
    int number = (int) (hash >>> 58);
    try {
      DataOutputStream part = parts[number];
      if (part == null) {
        part =
            new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file(number)), BUFFER));
        parts[number] = part;
      }
      part.writeInt(to - from);
      part.write(bytes, from, to - from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(int number) throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("lacis-lift");
    }
    return folder.resolve("lines" + number);
  }

  /// Hands on all lines, each once.
  ///
  /// @return how many
  long drain(PlainWorker.Sink sink) throws IOException {
    long written = 0;
    Bytes lines = new Bytes(2 * BUFFER);
    for (int number = 0; number < PARTS; number++) {
      DataOutputStream part = parts[number];
      if (part != null) {
        part.close();
        written += drain(file(number), lines, sink);
        Files.delete(file(number));
      }
    }
    sink.write(lines.array, lines.end);
    return written;
  }

  private static long drain(Path file, Bytes lines, PlainWorker.Sink sink) throws IOException {
    long left = Files.size(file);
    SeenLines seen = new SeenLines();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      while (left > 0) {
        int length = in.readInt();
        lines.room(length);
        in.readFully(lines.array, lines.end, length);
        int end = lines.end + length;
        if (seen.add(
            Bytes.hash(lines.array, lines.end, end, Seen.HIGH),
            Bytes.hash(lines.array, lines.end, end, Seen.LOW))) {
          lines.end = end;
        }
        if (lines.end > BUFFER) {
          sink.write(lines.array, lines.end);
          lines.end = 0;
        }
        left -= Integer.BYTES + (long) length;
      }
    }
    return seen.size();
  }

  /// Deletes what is left.
  @Override
  public void close() {
    try {
      for (int number = 0; number < PARTS; number++) {
        DataOutputStream part = parts[number];
        if (part != null) {
          part.close();
          Files.deleteIfExists(file(number));
        }
      }
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
