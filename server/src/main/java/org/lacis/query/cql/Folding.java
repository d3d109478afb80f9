package org.lacis.query.cql;

import java.text.Normalizer;
import java.util.Locale;

/// What CASEI and ACCENTI make of text.
final class Folding {
  private Folding() {}

  /// Full case folding of Unicode (5.18, "C" and "F" of CaseFolding.txt), by way of capitals, one
  /// code point after the other, so that neighbours do not matter.
  static String caseless(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case 0x130 -> folded.append("i\u0307");
            case 0x131 -> folded.append('\u0131'); // stays apart from i, though its capital is I
            case 0x1E9E -> folded.append("ss"); // has no capital but is one
            default -> {
              if (c < 0x80) {
                folded.append((char) Character.toLowerCase(c));
              } else {
                Character.toString(c)
                    .toUpperCase(Locale.ROOT)
                    .codePoints()
                    .forEach(capital -> folded.appendCodePoint(Character.toLowerCase(capital)));
              }
            }
          }
        });
    return folded.toString();
  }

  /// Letters without their marks: decomposed, marks dropped, and the letters with a stroke, which
  /// do not decompose, by their plain ones.
  static String accentless(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(c -> plain.appendCodePoint(stroke(c)));
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  private static int stroke(int c) {
    return switch (c) {
      case 'Ø' -> 'O';
      case 'ø' -> 'o';
      case 'Đ' -> 'D';
      case 'đ' -> 'd';
      case 'Ħ' -> 'H';
      case 'ħ' -> 'h';
      case 'Ł' -> 'L';
      case 'ł' -> 'l';
      case 'Ŧ' -> 'T';
      case 'ŧ' -> 't';
      default -> c;
    };
  }

  /// The order of texts by code points, as SPARQL has it.
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        // Half of a pair is above every character that stands alone.
        boolean leftHalf = Character.isSurrogate(left);
        return leftHalf == Character.isSurrogate(right)
            ? Character.compare(left, right)
            : leftHalf ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
