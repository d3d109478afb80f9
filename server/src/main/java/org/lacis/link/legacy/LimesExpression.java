package org.lacis.link.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A metric expression of LIMES: `AND(trigrams(x.name,y.label)|0.8, top_within(x.geo,y.geo)|1.0)`.
sealed interface LimesExpression {
  /// Least similarity of what it gives; 0 where none is written.
  double threshold();

  /// A measure of two properties.
  ///
  /// @param measure in small letters
  /// @param source after the variable; several, kept apart by `|`, for a measure of points
  record Measure(String measure, List<String> source, List<String> target, double threshold)
      implements LimesExpression {}

  /// Two or more, put together.
  ///
  /// @param operator in capitals
  /// @param factors what each is multiplied by, of `ADD`; 1 where none is written
  record Together(
      String operator, List<LimesExpression> parts, List<Double> factors, double threshold)
      implements LimesExpression {}

  /// What is wrong with an expression.
  final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message);
    }
  }

  static LimesExpression read(String text) throws Mistake {
    Reader reader = new Reader(text);
    LimesExpression expression = reader.expression(0);
    reader.space();
    if (reader.at < text.length()) {
      throw new Mistake("the end, not '" + text.substring(reader.at) + "'");
    }
    return expression;
  }

  /// From left to right.
  final class Reader {
    private static final int DEEPEST = 50;
    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private LimesExpression expression(int depth) throws Mistake {
      if (depth > DEEPEST) {
        throw new Mistake("an expression of 50 levels at most");
      }
      String name = word();
      if (name.isEmpty()) {
        throw new Mistake("a measure or an operator at '" + text.substring(at) + "'");
      }
      expect('(');
      String upper = name.toUpperCase(Locale.ROOT);
      boolean together =
          List.of("AND", "OR", "MIN", "MAX", "ADD", "MINUS", "DIFF", "XOR").contains(upper);
      if (!together) {
        List<String> source = properties();
        expect(',');
        List<String> target = properties();
        expect(')');
        return new Measure(name.toLowerCase(Locale.ROOT), source, target, threshold());
      }
      List<LimesExpression> parts = new ArrayList<>();
      List<Double> factors = new ArrayList<>();
      do {
        factors.add(factor());
        parts.add(expression(depth + 1));
      } while (take(','));
      expect(')');
      if (parts.size() < 2) {
        throw new Mistake("two parts of " + upper);
      }
      return new Together(upper, parts, factors, threshold());
    }

    private double factor() throws Mistake {
      int from = at;
      String number = number();
      if (number.isEmpty() || !take('*')) {
        at = from;
        return 1;
      }
      return Double.parseDouble(number);
    }

    private double threshold() throws Mistake {
      if (!take('|')) {
        return 0;
      }
      String number = number();
      if (number.isEmpty()) {
        throw new Mistake("a threshold after '|'");
      }
      return Double.parseDouble(number);
    }

    /// `x.name`, or `x.lat|x.long`.
    private List<String> properties() throws Mistake {
      List<String> properties = new ArrayList<>();
      do {
        space();
        int from = at;
        while (at < text.length() && ",)|(".indexOf(text.charAt(at)) < 0) {
          at++;
        }
        String property =
            text.substring(from, at).strip().replaceFirst("^\\??[A-Za-z][A-Za-z0-9_]*\\.", "");
        if (property.isEmpty()) {
          throw new Mistake("a property at '" + text.substring(from) + "'");
        }
        properties.add(property);
      } while (take('|'));
      return properties;
    }

    private String word() {
      space();
      int from = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      return text.substring(from, at);
    }

    private String number() {
      space();
      int from = at;
      while (at < text.length() && "0123456789.".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String number = text.substring(from, at);
      return number.matches("[0-9]*\\.?[0-9]+|[0-9]+\\.") ? number : "";
    }

    private boolean take(char sign) {
      space();
      if (at < text.length() && text.charAt(at) == sign) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char sign) throws Mistake {
      if (!take(sign)) {
        throw new Mistake(
            "'"
                + sign
                + "', not "
                + (at < text.length() ? "'" + text.substring(at) + "'" : "the end"));
      }
    }

    private void space() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
  }
}
