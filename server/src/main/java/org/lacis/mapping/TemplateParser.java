package org.lacis.mapping;

import java.util.ArrayList;
import java.util.List;

/// Cuts a string template into text and references (RML-Core, "Template-Valued Expression Maps").
///
/// References stand in braces; a backslash before a brace or a backslash takes its meaning away.
/// Any other backslash stands for itself, as XPath and JSONPath have their own.
final class TemplateParser {

  /// Says what is wrong with a template.
  static final class BadTemplate extends Exception {
    private static final long serialVersionUID = 1L;

    BadTemplate(String message) {
      super(message);
    }
  }

  private TemplateParser() {}

  static List<Expression.Part> parse(String template) throws BadTemplate {
    List<Expression.Part> parts = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int open = -1;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '\\' && i + 1 < template.length() && "{}\\".indexOf(template.charAt(i + 1)) >= 0) {
        piece.append(template.charAt(++i));
      } else if (c == '{') {
        if (open >= 0) {
          throw new BadTemplate("a second '{' at " + (i + 1) + " before the first was closed");
        }
        flush(piece, parts);
        open = i;
      } else if (c == '}') {
        if (open < 0) {
          throw new BadTemplate("a '}' at " + (i + 1) + " that closes nothing");
        }
        if (piece.isEmpty()) {
          throw new BadTemplate("'{}' at " + (open + 1) + " with no reference in it");
        }
        parts.add(new Expression.Hole(piece.toString()));
        piece.setLength(0);
        open = -1;
      } else {
        piece.append(c);
      }
    }
    if (open >= 0) {
      throw new BadTemplate("a '{' at " + (open + 1) + " that is never closed");
    }
    flush(piece, parts);
    return parts;
  }

  private static void flush(StringBuilder piece, List<Expression.Part> parts) {
    if (!piece.isEmpty()) {
      parts.add(new Expression.Text(piece.toString()));
      piece.setLength(0);
    }
  }
}
