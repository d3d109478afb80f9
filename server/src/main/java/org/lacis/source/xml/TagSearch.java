package org.lacis.source.xml;

import java.io.IOException;
import java.io.Reader;
import java.util.Set;

/// Looks for start tags in text that is no longer well-formed.
final class TagSearch {
  private static final int LONGEST_TAG = 200;

  private final Reader in;
  private final Set<String> names;
  private long offset;
  private long lines;
  private long tagOffset;
  private long tagLines;

  TagSearch(Reader in, Set<String> names) {
    this.in = in;
    this.names = names;
  }

  /// Where the tag that was found begins, in characters from the start.
  long tagOffset() {
    return tagOffset;
  }

  /// How many lines end before the tag.
  long tagLines() {
    return tagLines;
  }

  /// Finds the first start tag with one of the names, prefix aside, at or behind an offset.
  boolean next(long least) throws IOException {
    StringBuilder tag = new StringBuilder();
    boolean inTag = false;
    char[] buffer = new char[1 << 13];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int i = 0; i < count; i++) {
        char c = buffer[i];
        if (c == '<') {
          inTag = offset >= least;
          tagOffset = offset;
          tagLines = lines;
          tag.setLength(0);
        } else if (inTag) {
          if (c == '>' || Character.isWhitespace(c)) {
            if (names.contains(tag.substring(tag.indexOf(":") + 1))) {
              return true;
            }
            inTag = false;
          } else if (tag.length() < LONGEST_TAG) {
            tag.append(c);
          }
        }
        lines += c == '\n' ? 1 : 0;
        offset++;
      }
    }
    return false;
  }

  /// A text and then what is left of another.
  static Reader behind(String prefix, Reader rest) {
    return new Reader() {
      private int given;

      @Override
      public int read(char[] target, int start, int length) throws IOException {
        if (given == prefix.length()) {
          return rest.read(target, start, length);
        }
        int count = Math.min(length, prefix.length() - given);
        prefix.getChars(given, given + count, target, start);
        given += count;
        return count;
      }

      @Override
      public void close() throws IOException {
        rest.close();
      }
    };
  }
}
