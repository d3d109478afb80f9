package org.lacis.query.cql;

/// A pattern of LIKE: `%` stands for any characters, `_` for one, `\` takes the next for itself.
/// Matching takes time of the length of the text times that of the pattern at most.
final class Pattern {
  private static final int ANY = -1;
  private static final int ONE = -2;

  private final int[] parts;

  Pattern(String text) {
    int[] letters = text.codePoints().toArray();
    int[] parts = new int[letters.length];
    int length = 0;
    for (int i = 0; i < letters.length; i++) {
      int letter = letters[i];
      if (letter == '\\' && i + 1 < letters.length) {
        parts[length++] = letters[++i];
      } else {
        parts[length++] = letter == '%' ? ANY : letter == '_' ? ONE : letter;
      }
    }
    this.parts = java.util.Arrays.copyOf(parts, length);
  }

  boolean matches(String value) {
    int[] letters = value.codePoints().toArray();
    int at = 0;
    int part = 0;
    int star = -1;
    int from = 0;
    while (at < letters.length) {
      if (part < parts.length && parts[part] == ANY) {
        star = part++;
        from = at;
      } else if (part < parts.length && (parts[part] == ONE || parts[part] == letters[at])) {
        part++;
        at++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++from;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == ANY) {
      part++;
    }
    return part == parts.length;
  }
}
