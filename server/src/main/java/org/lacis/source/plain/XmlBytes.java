package org.lacis.source.plain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// XML 1.0 in bytes, without namespaces, document types and instructions, read strictly: what is
/// not well-formed is refused, and more.
///
/// Every method begins at a place and gives the place behind what it read.
final class XmlBytes {
  private static final int DEEPEST = 100;
  private static final int MOST_ATTRIBUTES = 64;
  private static final byte[] CDATA = "<![CDATA[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CDATA_END = "]]>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMMENT = "<!--".getBytes(StandardCharsets.US_ASCII);

  private static final boolean[] NAME_START = new boolean[256];
  private static final boolean[] NAME = new boolean[256];

  /// Bytes of text that need a second look.
  private static final boolean[] STOPS = new boolean[256];

  static {
    for (char c = 0; c < 128; c++) {
      NAME_START[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      NAME[c] = NAME_START[c] || (c >= '0' && c <= '9') || c == '-' || c == '.';
      STOPS[c] = c < ' ' && c != '\n' && c != '\t';
    }
    for (char c : new char[] {'<', '&', ']'}) {
      STOPS[c] = true;
    }
    // U+FFFE and U+FFFF, which XML does not have, begin so.
    STOPS[0xEF] = true;
  }

  private final byte[] bytes;
  private final int length;

  private int textEnd;
  private boolean empty;

  private final int[] attributes = new int[4 * MOST_ATTRIBUTES];
  private int attributeCount;

  XmlBytes(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  static NotPlainException odd() {
    return new NotPlainException("what is no plain XML, or cut");
  }

  static boolean blank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  int blanks(int from) {
    int at = from;
    while (at < length && blank(bytes[at])) {
      at++;
    }
    return at;
  }

  byte at(int place) throws NotPlainException {
    if (place >= length) {
      throw odd();
    }
    return bytes[place];
  }

  int expect(int at, char wanted) throws NotPlainException {
    if (at(at) != wanted) {
      throw odd();
    }
    return at + 1;
  }

  int expect(int at, byte[] wanted) throws NotPlainException {
    if (!stands(wanted, at)) {
      throw odd();
    }
    return at + wanted.length;
  }

  private boolean stands(byte[] wanted, int at) {
    return at + wanted.length <= length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  /// A name in ASCII without a prefix.
  int name(int from) throws NotPlainException {
    if (at(from) < 0 || !NAME_START[bytes[from]]) {
      throw odd();
    }
    int at = from + 1;
    while (at < length && NAME[bytes[at] & 0xFF]) {
      at++;
    }
    return at;
  }

  /// What stands behind the name of a start tag: attributes, of which notes are kept, and its end.
  int restOfStartTag(int from) throws NotPlainException {
    attributeCount = 0;
    int at = from;
    while (true) {
      int next = blanks(at);
      byte b = at(next);
      if (b == '>') {
        empty = false;
        return next + 1;
      }
      if (b == '/') {
        empty = true;
        return expect(next + 1, '>');
      }
      if (next == at) {
        throw odd();
      }
      at = attribute(next);
    }
  }

  private int attribute(int from) throws NotPlainException {
    int nameEnd = name(from);
    if (nameEnd - from >= 5 && bytes[from] == 'x' && bytes[from + 1] == 'm' && xmlns(from)) {
      throw new NotPlainException("a namespace");
    }
    int quote = blanks(expect(blanks(nameEnd), '='));
    byte mark = at(quote);
    if (mark != '"' && mark != '\'') {
      throw odd();
    }
    int end = quote + 1;
    while (at(end) != mark) {
      byte b = bytes[end];
      if (b == '<' || b == '&' || (b >= 0 && b < ' ') || b == (byte) 0xEF) {
        throw new NotPlainException("an attribute with more than plain text");
      }
      end++;
    }
    if (attributeCount == MOST_ATTRIBUTES) {
      throw new NotPlainException("many attributes");
    }
    for (int i = 0; i < attributeCount; i++) {
      if (Arrays.equals(bytes, from, nameEnd, bytes, attributes[4 * i], attributes[4 * i + 1])) {
        throw odd();
      }
    }
    attributes[4 * attributeCount] = from;
    attributes[4 * attributeCount + 1] = nameEnd;
    attributes[4 * attributeCount + 2] = quote + 1;
    attributes[4 * attributeCount + 3] = end;
    attributeCount++;
    return end + 1;
  }

  private boolean xmlns(int from) {
    return bytes[from + 2] == 'l' && bytes[from + 3] == 'n' && bytes[from + 4] == 's';
  }

  /// Whether the start tag that was read last has no content.
  boolean empty() {
    return empty;
  }

  int attributeCount() {
    return attributeCount;
  }

  /// Where the name (0) and value (2) of an attribute begin, and where they end (1, 3).
  int attribute(int number, int part) {
    return attributes[4 * number + part];
  }

  /// Text up to a tag; entities and sections are undone where they stand, to [#textEnd()].
  ///
  /// @return the place of the tag
  int text(int from) throws NotPlainException {
    int at = from;
    while (at < length && !STOPS[bytes[at] & 0xFF]) {
      at++;
    }
    if (at(at) == '<' && at(at + 1) != '!') {
      textEnd = at;
      return at;
    }
    return undone(at);
  }

  private int undone(int from) throws NotPlainException {
    int read = from;
    int write = from;
    while (true) {
      byte b = at(read);
      if (!STOPS[b & 0xFF]) {
        bytes[write++] = b;
        read++;
        continue;
      }
      switch (b) {
        case '<' -> {
          if (at(read + 1) != '!') {
            textEnd = write;
            return read;
          }
          int begin = expect(read, CDATA);
          int end = section(begin);
          System.arraycopy(bytes, begin, bytes, write, end - begin);
          write += end - begin;
          read = end + CDATA_END.length;
        }
        case '&' -> {
          int end = Scan.find(bytes, read, Math.min(length, read + 12), ';');
          write = Scan.put(entity(read + 1, end), bytes, write);
          read = end + 1;
        }
        case ']' -> {
          if (stands(CDATA_END, read)) {
            throw odd();
          }
          bytes[write++] = b;
          read++;
        }
        case (byte) 0xEF -> {
          requireCharacter(read);
          bytes[write++] = b;
          read++;
        }
        default -> throw new NotPlainException("a control character");
      }
    }
  }

  /// @return where the section ends, at `]]>`
  private int section(int from) throws NotPlainException {
    int at = from;
    while (!stands(CDATA_END, at)) {
      byte b = at(at);
      if (b >= 0 && b < ' ' && b != '\n' && b != '\t') {
        throw new NotPlainException("a control character");
      }
      if (b == (byte) 0xEF) {
        requireCharacter(at);
      }
      at++;
    }
    return at;
  }

  private void requireCharacter(int at) throws NotPlainException {
    if (at(at + 1) == (byte) 0xBF && (at(at + 2) & 0xFE) == 0xBE) {
      throw odd();
    }
  }

  private int entity(int from, int to) throws NotPlainException {
    if (at(to) != ';') {
      throw odd();
    }
    String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return switch (name) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> character(name);
    };
  }

  private static int character(String name) throws NotPlainException {
    boolean hexadecimal = name.startsWith("#x");
    String digits = name.substring(Math.min(name.length(), hexadecimal ? 2 : 1));
    if (!name.startsWith("#") || !digits.matches(hexadecimal ? "[0-9a-fA-F]{1,6}" : "[0-9]{1,7}")) {
      throw new NotPlainException("an entity");
    }
    int c = Integer.parseInt(digits, hexadecimal ? 16 : 10);
    boolean character =
        c == '\t'
            || c == '\n'
            || c == '\r'
            || (c >= ' ' && c < 0xD800)
            || (c >= 0xE000 && c < 0xFFFE)
            || (c >= 0x10000 && c < 0x110000);
    if (!character) {
      throw odd();
    }
    return c;
  }

  int textEnd() {
    return textEnd;
  }

  /// Passes over the end tag of an element.
  int endTag(int from, int nameFrom, int nameTo) throws NotPlainException {
    int at = from + 2;
    int end = at + nameTo - nameFrom;
    if (end >= length
        || bytes[from] != '<'
        || bytes[from + 1] != '/'
        || !Arrays.equals(bytes, at, end, bytes, nameFrom, nameTo)) {
      throw odd();
    }
    return expect(blanks(end), '>');
  }

  /// Passes over an element, from its start tag on.
  int element(int from) throws NotPlainException {
    return element(from, 0);
  }

  private int element(int from, int depth) throws NotPlainException {
    if (depth > DEEPEST) {
      throw new NotPlainException("deep nesting");
    }
    int name = expect(from, '<');
    int nameEnd = name(name);
    int at = restOfStartTag(nameEnd);
    if (empty) {
      return at;
    }
    while (true) {
      at = text(at);
      if (at(at + 1) == '/') {
        return endTag(at, name, nameEnd);
      }
      at = element(at, depth + 1);
    }
  }

  /// Passes over blanks and comments.
  int aside(int from) throws NotPlainException {
    int at = blanks(from);
    while (stands(COMMENT, at)) {
      at += COMMENT.length;
      while (at(at) != '-' || at(at + 1) != '-') {
        byte b = bytes[at];
        if ((b >= 0 && b < ' ' && !blank(b)) || b == (byte) 0xEF) {
          throw odd();
        }
        at++;
      }
      at = blanks(expect(at + 2, '>'));
    }
    return at;
  }
}
