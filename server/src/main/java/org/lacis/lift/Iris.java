package org.lacis.lift;

import java.nio.charset.StandardCharsets;

/// IRIs as text: what may stand in them, what must be encoded (RFC 3987; RML-Core, "IRI-safe").
public final class Iris {
  private static final String HEX = "0123456789ABCDEF";
  private static final boolean[] UNRESERVED = new boolean[128];
  private static final boolean[] ALLOWED = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      boolean letterOrDigit = letter(c) || digit(c);
      UNRESERVED[c] = letterOrDigit || "-._~".indexOf(c) >= 0;
      ALLOWED[c] = UNRESERVED[c] || ":/?#[]@!$&'()*+,;=%".indexOf(c) >= 0;
    }
  }

  /// How a template writes a value.
  public enum Encoding {
    /// as it is
    NONE,
    /// all but unreserved characters; those beyond ASCII stay when RFC 3987 counts them unreserved
    IRI,
    /// all but unreserved ASCII characters
    URI,
    /// only characters beyond ASCII
    ASCII
  }

  private Iris() {}

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Whether the text starts with a scheme.
  public static boolean absolute(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i > 0;
      }
      boolean letter = letter(c);
      boolean later = digit(c) || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !later)) {
        return false;
      }
    }
    return false;
  }

  /// The first character that may not stand in an IRI; -1 when all may.
  public static int bad(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 128) {
        if (!ALLOWED[c] || (c == '%' && !encoded(text, i))) {
          return i;
        }
      } else if (!beyondAscii(text.codePointAt(i))) {
        return i;
      } else if (Character.isHighSurrogate(c)) {
        i++;
      }
    }
    return -1;
  }

  private static boolean encoded(String text, int percent) {
    return percent + 2 < text.length()
        && Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0;
  }

  /// `ucschar` of RFC 3987.
  private static boolean beyondAscii(int c) {
    if (c < 0xA0 || (c >= 0xD800 && c < 0xF900) || (c >= 0xFDD0 && c <= 0xFDEF)) {
      return false;
    }
    return c < 0xE0000 && (c & 0xFFFE) != 0xFFFE && (c < 0xFFF0 || c > 0xFFFD);
  }

  /// Writes a value into an IRI.
  public static void append(String value, Encoding encoding, StringBuilder to) {
    if (encoding == Encoding.NONE) {
      to.append(value);
      return;
    }
    int length = value.length();
    int from = 0;
    for (int i = 0; i < length; ) {
      int c = value.charAt(i);
      int width = 1;
      boolean stays;
      if (c < 128) {
        stays = encoding == Encoding.ASCII || UNRESERVED[c];
      } else {
        c = value.codePointAt(i);
        width = Character.charCount(c);
        stays = encoding == Encoding.IRI && beyondAscii(c);
      }
      if (!stays) {
        to.append(value, from, i);
        percent(value, i, width, to);
        from = i + width;
      }
      i += width;
    }
    to.append(value, from, length);
  }

  private static void percent(String value, int at, int width, StringBuilder to) {
    char c = value.charAt(at);
    if (c < 128) {
      to.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      return;
    }
    for (byte b : value.substring(at, at + width).getBytes(StandardCharsets.UTF_8)) {
      to.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
    }
  }
}
