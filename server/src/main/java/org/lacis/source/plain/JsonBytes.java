package org.lacis.source.plain;

import java.nio.charset.StandardCharsets;

/// JSON of RFC 8259 in bytes, read strictly: whatever Jackson would not take is refused.
///
/// Every method begins at a place and gives the place behind what it read.
final class JsonBytes {
  private static final int DEEPEST = 100;

  /// Far below what Jackson takes.
  private static final int LONGEST_NUMBER = 100;

  private static final boolean[] ENDS_TEXT = new boolean[256];

  static {
    for (int c = 0; c < ' '; c++) {
      ENDS_TEXT[c] = true;
    }
    ENDS_TEXT['"'] = true;
    ENDS_TEXT['\\'] = true;
  }

  private final byte[] bytes;
  private final int length;

  /// Where the text that was undone last ends.
  private int textEnd;

  /// Whether the number that was read last has a point or an exponent.
  private boolean fraction;

  JsonBytes(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  static NotPlainException odd() {
    return new NotPlainException("what is no JSON, or cut");
  }

  int blanks(int from) {
    int at = from;
    while (at < length && blank(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean blank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /// The byte at a place.
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

  /// The end of a text without escapes, from behind its first quote.
  ///
  /// @return the place of the quote, or of a backslash
  int plainText(int from) throws NotPlainException {
    int at = from;
    while (at < length && !ENDS_TEXT[bytes[at] & 0xFF]) {
      at++;
    }
    if (at == length || (bytes[at] != '"' && bytes[at] != '\\')) {
      throw odd();
    }
    return at;
  }

  /// Undoes the escapes of a text where it stands.
  ///
  /// @param from the first backslash
  /// @return behind the closing quote; the text ends at [#textEnd()]
  int escapedText(int from) throws NotPlainException {
    int read = from;
    int write = from;
    while (true) {
      byte b = at(read);
      if (b == '"') {
        textEnd = write;
        return read + 1;
      }
      if (b >= 0 && b < ' ') {
        throw odd();
      }
      if (b != '\\') {
        bytes[write++] = b;
        read++;
        continue;
      }
      byte letter = at(read + 1);
      if (letter == 'u') {
        int c = hex(read + 2);
        read += 6;
        if (c >= 0xD800 && c < 0xDC00) {
          if (at(read) != '\\' || at(read + 1) != 'u') {
            throw odd();
          }
          int low = hex(read + 2);
          if (low < 0xDC00 || low >= 0xE000) {
            throw odd();
          }
          c = Character.toCodePoint((char) c, (char) low);
          read += 6;
        } else if (c >= 0xDC00 && c < 0xE000) {
          throw odd();
        }
        write = Scan.put(c, bytes, write);
      } else {
        bytes[write++] = escaped(letter);
        read += 2;
      }
    }
  }

  int textEnd() {
    return textEnd;
  }

  private static byte escaped(byte letter) throws NotPlainException {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw odd();
    };
  }

  private int hex(int from) throws NotPlainException {
    int c = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit((char) at(i), 16);
      if (digit < 0) {
        throw odd();
      }
      c = c << 4 | digit;
    }
    return c;
  }

  /// A number; [#fraction()] tells whether it is more than a whole one.
  int number(int from) throws NotPlainException {
    int at = bytes[from] == '-' ? from + 1 : from;
    int first = at;
    at = digits(at);
    if (bytes[first] == '0' && at > first + 1) {
      throw odd();
    }
    fraction = false;
    if (at < length && bytes[at] == '.') {
      fraction = true;
      at = digits(at + 1);
    }
    if (at < length && (bytes[at] == 'e' || bytes[at] == 'E')) {
      fraction = true;
      at++;
      if (at < length && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      at = digits(at);
    }
    if (at - from > LONGEST_NUMBER) {
      throw odd();
    }
    return at;
  }

  boolean fraction() {
    return fraction;
  }

  private int digits(int from) throws NotPlainException {
    int at = from;
    while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw odd();
    }
    return at;
  }

  int word(int from, String word) throws NotPlainException {
    for (int i = 0; i < word.length(); i++) {
      if (at(from + i) != word.charAt(i)) {
        throw odd();
      }
    }
    return from + word.length();
  }

  /// Passes over any value.
  int value(int from) throws NotPlainException {
    return value(from, 0);
  }

  private int value(int from, int depth) throws NotPlainException {
    if (depth > DEEPEST) {
      throw new NotPlainException("deep nesting");
    }
    return switch (at(from)) {
      case '{' -> members(from + 1, depth);
      case '[' -> elements(from + 1, depth);
      case '"' -> passText(from + 1);
      case 't' -> word(from, "true");
      case 'f' -> word(from, "false");
      case 'n' -> word(from, "null");
      default -> number(from);
    };
  }

  private int passText(int from) throws NotPlainException {
    int at = plainText(from);
    return bytes[at] == '"' ? at + 1 : escapedText(at);
  }

  private int members(int from, int depth) throws NotPlainException {
    int at = blanks(from);
    if (at(at) == '}') {
      return at + 1;
    }
    while (true) {
      at = passText(expect(blanks(at), '"'));
      at = expect(blanks(at), ':');
      at = blanks(value(blanks(at), depth + 1));
      if (at(at) == '}') {
        return at + 1;
      }
      at = expect(at, ',');
    }
  }

  private int elements(int from, int depth) throws NotPlainException {
    int at = blanks(from);
    if (at(at) == ']') {
      return at + 1;
    }
    while (true) {
      at = blanks(value(blanks(at), depth + 1));
      if (at(at) == ']') {
        return at + 1;
      }
      at = expect(at, ',');
    }
  }

  /// Passes over members of an object until one of a name, which is the last thing read.
  ///
  /// @return the place of its value
  int member(int from, String name) throws NotPlainException {
    int at = expect(blanks(from), '{');
    while (true) {
      int start = expect(blanks(at), '"');
      int end = passText(start);
      boolean found = equal(start, end - 1, name);
      at = blanks(expect(blanks(end), ':'));
      if (found) {
        return at;
      }
      at = expect(blanks(value(at)), ',');
    }
  }

  /// Passes over the members behind one of that name, to the end of the object.
  int behind(int from, String name) throws NotPlainException {
    int at = blanks(from);
    while (at(at) == ',') {
      int start = expect(blanks(at + 1), '"');
      int end = passText(start);
      if (equal(start, end - 1, name)) {
        throw new NotPlainException("a member twice");
      }
      at = blanks(value(blanks(expect(blanks(end), ':'))));
    }
    return expect(at, '}');
  }

  /// Names with escapes are refused, whatever they say.
  private boolean equal(int from, int to, String name) throws NotPlainException {
    if (Scan.find(bytes, from, to, '\\') < to) {
      throw odd();
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).equals(name);
  }
}
