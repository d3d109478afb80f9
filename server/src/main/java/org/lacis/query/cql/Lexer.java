package org.lacis.query.cql;

import java.util.ArrayList;
import java.util.List;

/// Cuts the text of a filter into tokens.
final class Lexer {

  enum Sort {
    /// a name or a word of the language
    WORD,
    /// a name in double quotation marks
    QUOTED,
    /// text in single quotation marks, escapes undone
    TEXT,
    /// a number without sign
    NUMBER,
    SYMBOL,
    END
  }

  /// @param text the name, text, number or symbol
  /// @param start index of its first character in the filter
  record Token(Sort sort, String text, int start) {
    boolean symbol(String symbol) {
      return sort == Sort.SYMBOL && text.equals(symbol);
    }

    boolean word(String word) {
      return sort == Sort.WORD && text.equalsIgnoreCase(word);
    }

    /// As it is told in a message.
    String told() {
      return switch (sort) {
        case WORD, NUMBER, SYMBOL -> text;
        case QUOTED -> '"' + text + '"';
        case TEXT -> "'" + text + "'";
        case END -> "the end";
      };
    }
  }

  private final String filter;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String filter) {
    this.filter = filter;
  }

  /// @return the tokens, the last of which is the end
  static List<Token> tokens(String filter) {
    Lexer lexer = new Lexer(filter);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < filter.length()) {
      int c = filter.codePointAt(at);
      if (blank(c)) {
        at += Character.charCount(c);
      } else if (c == '\'') {
        text();
      } else if (c == '"') {
        quoted();
      } else if (digit(c)
          || (c == '.' && at + 1 < filter.length() && digit(filter.charAt(at + 1)))) {
        number();
      } else if (starts(c)) {
        word();
      } else {
        symbol(c);
      }
    }
    tokens.add(new Token(Sort.END, "", filter.length()));
  }

  private void text() {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < filter.length()) {
      char c = filter.charAt(at++);
      if (c == '\'') {
        if (at == filter.length() || filter.charAt(at) != '\'') {
          tokens.add(new Token(Sort.TEXT, text.toString(), start));
          return;
        }
        at++;
        text.append('\'');
      } else if (c == '\\' && at < filter.length()) {
        escaped(text);
      } else {
        text.append(c);
      }
    }
    throw error(
        start, filter.substring(start), "a ' at the end of the text", "Close the quotation mark.");
  }

  // /req/cql2-text/escaping. Another character keeps its backslash, for the patterns of LIKE.
  private void escaped(StringBuilder text) {
    char c = filter.charAt(at++);
    switch (c) {
      case '\'', '\\' -> text.append(c);
      case 'a' -> text.append('\u0007');
      case 'b' -> text.append('\b');
      case 't' -> text.append('\t');
      case 'n' -> text.append('\n');
      case 'v' -> text.append('\u000b');
      case 'f' -> text.append('\f');
      case 'r' -> text.append('\r');
      default -> text.append('\\').append(c);
    }
  }

  private void quoted() {
    int start = at++;
    StringBuilder name = new StringBuilder();
    while (at < filter.length()) {
      char c = filter.charAt(at++);
      if (c != '"') {
        name.append(c);
      } else if (at < filter.length() && filter.charAt(at) == '"') {
        at++;
        name.append('"');
      } else if (name.isEmpty()) {
        throw error(start, "\"\"", "a name of a property", "Write the name between the marks.");
      } else {
        tokens.add(new Token(Sort.QUOTED, name.toString(), start));
        return;
      }
    }
    throw error(
        start,
        filter.substring(start),
        "a \" at the end of the name",
        "Close the quotation mark; text stands in single ones.");
  }

  private void number() {
    int start = at;
    digits();
    if (at < filter.length() && filter.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < filter.length() && (filter.charAt(at) | 0x20) == 'e') {
      int exponent = at + 1;
      if (exponent < filter.length() && "+-".indexOf(filter.charAt(exponent)) >= 0) {
        exponent++;
      }
      if (exponent < filter.length() && digit(filter.charAt(exponent))) {
        at = exponent;
        digits();
      }
    }
    tokens.add(new Token(Sort.NUMBER, filter.substring(start, at), start));
  }

  private void digits() {
    while (at < filter.length() && digit(filter.charAt(at))) {
      at++;
    }
  }

  private void word() {
    int start = at;
    while (at < filter.length() && goesOn(filter.codePointAt(at))) {
      at += Character.charCount(filter.codePointAt(at));
    }
    tokens.add(new Token(Sort.WORD, filter.substring(start, at), start));
  }

  private void symbol(int c) {
    String two = filter.substring(at, Math.min(at + 2, filter.length()));
    if (two.equals("<>") || two.equals("<=") || two.equals(">=")) {
      tokens.add(new Token(Sort.SYMBOL, two, at));
      at += 2;
    } else if ("()=<>,+-*/%^".indexOf(c) >= 0) {
      if (two.equals("==")) {
        throw error(at, two, "=", "Equality is one sign: =.");
      }
      tokens.add(new Token(Sort.SYMBOL, filter.substring(at, at + 1), at));
      at++;
    } else {
      String found = Character.toString(c);
      throw two.equals("!=")
          ? error(at, two, "<>", "Inequality is written <>.")
          : error(
              at,
              found,
              "a name, a number, text in '…' or an operator",
              "Remove the character, or write the name of the property in double quotation marks.");
    }
  }

  private CqlException error(int start, String found, String expected, String remedy) {
    return error(filter, start, found, expected, remedy);
  }

  static CqlException error(
      String filter, int start, String found, String expected, String remedy) {
    int line = 1;
    int last = -1;
    for (int i = 0; i < start; i++) {
      if (filter.charAt(i) == '\n') {
        line++;
        last = i;
      }
    }
    return CqlException.at("cql.syntax", line, start - last, found, expected, remedy);
  }

  private static boolean blank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /// Rule `identifierStart`.
  static boolean starts(int c) {
    return c == ':'
        || c == '_'
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7)
        || (c >= 0x370 && c <= 0x1FFE && c != 0x37E && c != 0x1680)
        || c == 0x200C
        || c == 0x200D
        || (c >= 0x2070 && c <= 0x218F)
        || (c >= 0x2C00 && c <= 0x2FEF)
        || (c >= 0x3001 && c <= 0xD7FF)
        || (c >= 0xF900 && c <= 0xFDCF)
        || (c >= 0xFDF0 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0xEFFFF);
  }

  /// Rule `identifierPart`.
  static boolean goesOn(int c) {
    return starts(c)
        || c == '.'
        || digit(c)
        || (c >= 0x300 && c <= 0x36F)
        || c == 0x203F
        || c == 0x2040;
  }
}
