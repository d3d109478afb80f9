package org.lacis.link.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a condition: comparisons of criteria with numbers, `missing`, `not`, `and`, `or` and
/// brackets; `and` binds closer than `or`.
final class ConditionReader {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(>=|<=|>|<|\\(|\\)|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|[A-Za-z][A-Za-z0-9_-]*|\\S)");

  private final List<String> criteria;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  /// What is wrong with the text of a condition.
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message);
    }
  }

  private ConditionReader(String text, List<String> criteria) {
    this.criteria = criteria;
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      matcher.region(matcher.end(), text.length());
    }
  }

  /// @param criteria the names of the rule's criteria, in order
  static Condition read(String text, List<String> criteria) throws Mistake {
    ConditionReader reader = new ConditionReader(text, criteria);
    Condition condition = reader.any();
    if (reader.at < reader.tokens.size()) {
      throw new Mistake("'and', 'or' or the end, not '" + reader.tokens.get(reader.at) + "'");
    }
    return condition;
  }

  private Condition any() throws Mistake {
    List<Condition> parts = new ArrayList<>(List.of(all()));
    while (take("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts);
  }

  private Condition all() throws Mistake {
    List<Condition> parts = new ArrayList<>(List.of(one()));
    while (take("and")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }

  private Condition one() throws Mistake {
    if (take("not")) {
      return new Condition.Not(one());
    }
    if (take("(")) {
      Condition inner = any();
      if (!take(")")) {
        throw new Mistake("')'");
      }
      return inner;
    }
    int criterion = criteria.indexOf(peek());
    if (criterion < 0) {
      throw new Mistake("one of the criteria " + String.join(", ", criteria) + ", not " + shown());
    }
    at++;
    if (take("missing")) {
      return new Condition.Missing(criterion);
    }
    for (Condition.Operator operator : Condition.Operator.values()) {
      if (take(operator.sign())) {
        return new Condition.Compare(criterion, operator, number());
      }
    }
    throw new Mistake("'>=', '>', '<=', '<' or 'missing', not " + shown());
  }

  private double number() throws Mistake {
    try {
      double number = Double.parseDouble(peek());
      if (!Double.isFinite(number)) {
        throw new Mistake("a finite number, not " + shown());
      }
      at++;
      return number;
    } catch (NumberFormatException _) {
      throw new Mistake("a number, not " + shown());
    }
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String shown() {
    return at < tokens.size() ? "'" + tokens.get(at) + "'" : "the end";
  }

  private boolean take(String token) {
    if (peek().equals(token)) {
      at++;
      return true;
    }
    return false;
  }
}
