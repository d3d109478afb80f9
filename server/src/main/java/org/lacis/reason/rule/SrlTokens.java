package org.lacis.reason.rule;

/// The words and signs of a text in the syntax of SPARQL and of the rules, one after the other.
final class SrlTokens {
  private final String text;

  SrlTokens(String text) {
    this.text = text;
  }

  /// The end of the token that begins here: a comment, a string, an IRI, a name, a variable, a
  /// number, blank space, or one sign.
  int end(int at) {
    char sign = text.charAt(at);
    return switch (sign) {
      case '#' -> orEnd(text.indexOf('\n', at));
      case '"', '\'' -> string(at, sign);
      case '<' -> iri(at);
      case '?', '$', '@' -> name(at + 1);
      default ->
          Character.isWhitespace(sign)
              ? blank(at)
              : text.startsWith(":-", at) || text.startsWith(":=", at)
                  ? at + 2
                  : isOfName(sign) ? name(at) : at + 1;
    };
  }

  private int orEnd(int end) {
    return end < 0 ? text.length() : end;
  }

  private int string(int at, char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean isLong = text.startsWith(three, at);
    int i = at + (isLong ? 3 : 1);
    while (i < text.length()) {
      if (text.charAt(i) == '\\') {
        i += 2;
      } else if (isLong ? text.startsWith(three, i) : text.charAt(i) == quote) {
        return i + (isLong ? 3 : 1);
      } else {
        i++;
      }
    }
    return text.length();
  }

  /// A `<` that begins no IRI is a sign of its own.
  private int iri(int at) {
    for (int i = at + 1; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '>') {
        return i + 1;
      }
      if (sign <= ' ' || "<\"{}|^`\\".indexOf(sign) >= 0) {
        return at + 1;
      }
    }
    return at + 1;
  }

  private int blank(int at) {
    int i = at;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// A dot belongs to a name or a number only when more of it follows.
  private int name(int at) {
    int i = at;
    while (i < text.length()) {
      char sign = text.charAt(i);
      if (sign == '\\' && i + 1 < text.length()) {
        i += 2;
        continue;
      }
      boolean dotted =
          sign == '.' && i > at && i + 1 < text.length() && isWithin(text.charAt(i + 1));
      if (text.startsWith(":-", i) || text.startsWith(":=", i) || !(isWithin(sign) || dotted)) {
        break;
      }
      i++;
    }
    return Math.max(i, at);
  }

  private static boolean isOfName(char sign) {
    return Character.isLetterOrDigit(sign) || sign == '_' || sign == ':';
  }

  private static boolean isWithin(char sign) {
    return isOfName(sign) || sign == '-' || sign == '%';
  }
}
