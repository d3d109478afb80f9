package org.lacis.source.json;

import java.io.IOException;
import java.io.Reader;

/// Text read character by character, counting characters and lines; finds the end of a JSON value
/// by its brackets and quotes alone.
final class CountingReader implements AutoCloseable {
  private final Reader in;
  private final char[] buffer = new char[1 << 13];
  private int at;
  private int end;
  private long offset;
  private long lines;

  CountingReader(Reader in) {
    this.in = in;
  }

  /// How many characters were read.
  long offset() {
    return offset;
  }

  /// How many lines were ended.
  long lines() {
    return lines;
  }

  /// The text as it was given; for when nothing was read.
  Reader wrapped() {
    return in;
  }

  /// A text and then what is left.
  Reader behind(String prefix) {
    return new Reader() {
      private int given;

      @Override
      public int read(char[] target, int start, int length) throws IOException {
        if (given < prefix.length()) {
          int count = Math.min(length, prefix.length() - given);
          prefix.getChars(given, given + count, target, start);
          given += count;
          return count;
        }
        if (at < end) {
          int count = Math.min(length, end - at);
          System.arraycopy(buffer, at, target, start, count);
          at += count;
          return count;
        }
        return in.read(target, start, length);
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  void skipTo(long target) throws IOException {
    while (offset < target && next() >= 0) {
      // The counting is all.
    }
  }

  /// The next character that is no blank; -1 at the end.
  int nextVisible() throws IOException {
    int c = next();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      c = next();
    }
    return c;
  }

  /// Passes over an object or array.
  ///
  /// @return whether its last bracket was found
  boolean skipValue() throws IOException {
    int depth = 0;
    int c = next();
    while (c >= 0) {
      if (c == '"') {
        skipString();
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth <= 0) {
          return depth == 0;
        }
      }
      c = next();
    }
    return false;
  }

  private void skipString() throws IOException {
    int c = next();
    while (c >= 0 && c != '"') {
      if (c == '\\') {
        next();
      }
      c = next();
    }
  }

  private int next() throws IOException {
    if (at == end) {
      end = in.read(buffer, 0, buffer.length);
      at = 0;
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    offset++;
    char c = buffer[at++];
    if (c == '\n') {
      lines++;
    }
    return c;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
