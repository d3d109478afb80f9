package org.lacis.serve.ngsi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lacis.query.cql.Cql2;
import org.lacis.query.cql.CqlException;
import org.lacis.query.cql.CqlFunction;
import org.lacis.query.cql.Expression;
import org.lacis.serve.web.ServeException;

/// The query language of NGSI-LD (4.9): `height>20;usage=="Residential"|name~=^Halle`, read into a
/// CQL2 expression. `;` binds tighter than `|`; values are numbers, true and false, dates and
/// times, text in quotation marks, IRIs; lists and ranges with `==` and `!=`; `!name` asks for what
/// has no such attribute.
final class QuerySyntax {
  private static final int MOST_NESTED = 50;

  private final String query;
  private final UnaryOperator<String> property;
  private int at;
  private int nested;

  private QuerySyntax(String query, UnaryOperator<String> property) {
    this.query = query;
    this.property = property;
  }

  /// @param property name of the property that an attribute is asked by
  /// @throws ServeException 400 with the column
  static Expression read(String query, UnaryOperator<String> property) {
    QuerySyntax reader = new QuerySyntax(query, property);
    Expression expression = reader.either();
    if (reader.at < query.length()) {
      throw reader.error("; or | or the end", "Join terms with ; (and) or | (or).");
    }
    return expression;
  }

  private Expression either() {
    List<Expression> terms = new ArrayList<>(List.of(all()));
    while (take("|")) {
      terms.add(all());
    }
    return terms.size() == 1 ? terms.getFirst() : new Expression.Or(terms);
  }

  private Expression all() {
    List<Expression> terms = new ArrayList<>(List.of(term()));
    while (take(";")) {
      terms.add(term());
    }
    return terms.size() == 1 ? terms.getFirst() : new Expression.And(terms);
  }

  private Expression term() {
    if (take("(")) {
      if (++nested > MOST_NESTED) {
        throw error("at most " + MOST_NESTED + " parentheses", "Ask in several requests.");
      }
      Expression inner = either();
      if (!take(")")) {
        throw error(")", "Close the parenthesis.");
      }
      nested--;
      return inner;
    }
    boolean absent = take("!");
    Expression attribute = new Expression.Property(property.apply(attribute()));
    if (absent) {
      return new Expression.IsNull(attribute);
    }
    if (take("!~=")) {
      return new Expression.Not(pattern(attribute));
    }
    if (take("~=")) {
      return pattern(attribute);
    }
    if (take("==")) {
      return equal(attribute);
    }
    if (take("!=")) {
      return new Expression.Not(equal(attribute));
    }
    for (Expression.Comparator comparator :
        List.of(
            Expression.Comparator.GREATER_OR_EQUAL,
            Expression.Comparator.LESS_OR_EQUAL,
            Expression.Comparator.GREATER,
            Expression.Comparator.LESS)) {
      if (take(comparator.sign())) {
        return new Expression.Comparison(comparator, attribute, value());
      }
    }
    return new Expression.Not(new Expression.IsNull(attribute));
  }

  private Expression equal(Expression attribute) {
    Expression first = value();
    if (take("..")) {
      return new Expression.Between(attribute, first, value());
    }
    List<Expression> values = new ArrayList<>(List.of(first));
    while (take(",")) {
      values.add(value());
    }
    return values.size() == 1
        ? new Expression.Comparison(Expression.Comparator.EQUAL, attribute, first)
        : new Expression.In(attribute, values);
  }

  private Expression pattern(Expression attribute) {
    String pattern;
    if (query.startsWith("\"", at)) {
      pattern = quoted();
    } else {
      int start = at;
      int open = 0;
      while (at < query.length()) {
        char c = query.charAt(at);
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ';' || (c == '|' && open <= 0) || open < 0) {
          break;
        }
        at++;
      }
      pattern = query.substring(start, at);
    }
    return new Expression.Call(
        CqlFunction.MATCHES, List.of(attribute, new Expression.Text(pattern)));
  }

  private String attribute() {
    int start = at;
    while (at < query.length() && "=!<>~;|()\"".indexOf(query.charAt(at)) < 0) {
      at++;
    }
    String name = query.substring(start, at).strip();
    if (name.isEmpty()) {
      throw error("the name of an attribute", "A term is a name, an operator and a value.");
    }
    if (name.endsWith("]")) {
      at = start;
      throw error(
          "a name without [ ]",
          "Parts of values are not asked here; compare the attribute as a whole.");
    }
    return name;
  }

  private Expression value() {
    if (at < query.length() && query.charAt(at) == '"') {
      return new Expression.Text(quoted());
    }
    int start = at;
    while (at < query.length()
        && ";|(),\"".indexOf(query.charAt(at)) < 0
        && !query.startsWith("..", at)) {
      at++;
    }
    String text = query.substring(start, at).strip();
    if (text.isEmpty()) {
      throw error("a value", "Write a number, true, a date, or text in \"…\".");
    }
    if (text.equals("true") || text.equals("false")) {
      return new Expression.Bool(text.equals("true"));
    }
    if (text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?") && text.length() < 60) {
      return new Expression.Numeral(new BigDecimal(text));
    }
    if (text.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
      String function = text.length() == 10 ? "DATE" : "TIMESTAMP";
      try {
        Expression made = Cql2.text("a = " + function + "('" + text.replace("'", "") + "')");
        return ((Expression.Comparison) made).right();
      } catch (CqlException _) {
        at = start;
        throw error("a date or a time with its zone", "Write 2024-05-31T12:00:00Z.");
      }
    }
    return new Expression.Text(text);
  }

  private String quoted() {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < query.length()) {
      char c = query.charAt(at++);
      if (c == '"') {
        return text.toString();
      }
      if (c == '\\' && at < query.length() && "\"\\".indexOf(query.charAt(at)) >= 0) {
        c = query.charAt(at++);
      }
      text.append(c);
    }
    at = start;
    throw error("a \" at the end of the text", "Close the quotation mark.");
  }

  private boolean take(String sign) {
    if (query.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  private ServeException error(String expected, String remedy) {
    String found = at < query.length() ? query.substring(at) : "the end";
    return Ngsi.bad("parameter q, column " + (at + 1), found, expected, remedy);
  }
}
