package org.lacis.reason.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.lacis.reason.ReasonException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Reads rules in the syntax of SHACL 1.2 Rules (its "shape rules language"): `RULE { head } WHERE
/// { body }`, `IF { body } THEN { head }`, `head :- body .`, and the short forms `TRANSITIVE(p)`,
/// `SYMMETRIC(p)`, `INVERSE(p, q)`. Bodies are SPARQL patterns with FILTER, BIND and NOT; the
/// prologue is that of SPARQL. A comment right before a rule is its name.
public final class RuleReader {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

  private final String source;
  private final String text;
  private final StringBuilder prologue = new StringBuilder();
  private final List<Rule> rules = new ArrayList<>();
  private int at;
  private String comment = "";
  private int unnamed;

  private RuleReader(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /// @param source where the text is from, for places
  /// @throws ReasonException for a text that is no rules, with its line
  public static List<Rule> read(String source, String text) {
    return new RuleReader(source, text).rules();
  }

  private List<Rule> rules() {
    while (skip()) {
      int begin = at;
      Matcher word = WORD.matcher(text).region(at, text.length());
      String name = word.lookingAt() ? word.group().toUpperCase(Locale.ROOT) : "";
      switch (name) {
        case "PREFIX", "BASE" -> {
          int end = text.indexOf('>', at);
          if (end < 0) {
            throw wrong(begin, name + " without an IRI", "an IRI in < >");
          }
          prologue.append(text, at, end + 1).append('\n');
          at = end + 1;
        }
        case "RULE" -> {
          at += name.length();
          String head = block(begin);
          word("WHERE");
          rule(head, block(begin), begin);
        }
        case "IF" -> {
          at += name.length();
          String body = block(begin);
          word("THEN");
          rule(block(begin), body, begin);
        }
        case "TRANSITIVE" -> {
          List<String> p = arguments(name, 1);
          rule("?x " + p.get(0) + " ?z", "?x " + p.get(0) + " ?y . ?y " + p.get(0) + " ?z", begin);
        }
        case "SYMMETRIC" -> {
          List<String> p = arguments(name, 1);
          rule("?y " + p.get(0) + " ?x", "?x " + p.get(0) + " ?y", begin);
        }
        case "INVERSE" -> {
          List<String> p = arguments(name, 2);
          rule("?y " + p.get(1) + " ?x", "?x " + p.get(0) + " ?y", begin);
          rule("?y " + p.get(0) + " ?x", "?x " + p.get(1) + " ?y", begin);
        }
        case "REFLEXIVE" -> {
          List<String> p = arguments(name, 1);
          rule("?x " + p.get(0) + " ?x . ?y " + p.get(0) + " ?y", "?x " + p.get(0) + " ?y", begin);
        }
        default -> datalog(begin);
      }
      if (!name.equals("PREFIX") && !name.equals("BASE")) {
        comment = "";
      }
    }
    return List.copyOf(rules);
  }

  /// `head :- part , part .`
  private void datalog(int begin) {
    int arrow = find(":-", begin);
    if (arrow < 0) {
      throw wrong(
          begin,
          shortened(text.substring(begin)),
          "PREFIX, RULE { … } WHERE { … }, IF { … } THEN { … }, or head :- body .");
    }
    at = arrow + 2;
    StringBuilder body = new StringBuilder();
    int depth = 0;
    while (true) {
      if (at >= text.length()) {
        throw wrong(begin, "a rule without an end", "a dot after the body");
      }
      int token = token();
      String piece = text.substring(at, token);
      at = token;
      if (piece.equals("(") || piece.equals("{")) {
        depth++;
      } else if (piece.equals(")") || piece.equals("}")) {
        depth--;
      }
      if (depth == 0 && piece.equals(".")) {
        break;
      }
      body.append(depth == 0 && piece.equals(",") ? " . " : piece);
    }
    String dotted = body.toString().replaceAll("\\)\\s*\\.\\s", ") ");
    rule(text.substring(begin, arrow), dotted, begin);
  }

  private List<String> arguments(String name, int count) {
    int begin = at;
    at += name.length();
    int close = find(")", at);
    int open = text.indexOf('(', at);
    if (open < 0 || close < open) {
      throw wrong(begin, name + " without ( )", name + "(property)");
    }
    List<String> arguments = List.of(text.substring(open + 1, close).strip().split("\\s*,\\s*"));
    at = close + 1;
    if (arguments.size() != count) {
      throw wrong(begin, arguments.size() + " properties", count + " for " + name);
    }
    return arguments;
  }

  private void rule(String head, String body, int begin) {
    String name = comment.isEmpty() ? "rule-" + ++unnamed : comment;
    Place place = Place.line(source, line(begin));
    String negated =
        Pattern.compile("(?<![A-Za-z_:?])NOT\\s*\\{")
            .matcher(body)
            .replaceAll("FILTER NOT EXISTS {");
    Query query;
    try {
      query =
          QueryFactory.create(
              prologue + "CONSTRUCT {" + head + "} WHERE {" + negated + "}", Syntax.syntaxARQ);
    } catch (QueryParseException e) {
      throw new ReasonException(
          Finding.violation(
              "reason.rule-unreadable",
              place,
              firstLine(Objects.toString(e.getMessage(), "")),
              "a head of statements and a body of SPARQL patterns",
              "Mend the rule " + name + "."),
          e);
    } catch (QueryException e) {
      throw new ReasonException(
          Finding.violation(
              "reason.rule-unreadable",
              place,
              firstLine(Objects.toString(e.getMessage(), "")),
              "a rule",
              "Mend it."),
          e);
    }
    rules.addAll(RuleBody.rules(name, query, place));
  }

  private static String firstLine(String words) {
    return words.lines().findFirst().orElse("");
  }

  private String block(int begin) {
    skip();
    if (at >= text.length() || text.charAt(at) != '{') {
      throw wrong(begin, "no {", "{ … } here");
    }
    int open = at;
    int depth = 0;
    while (at < text.length()) {
      int end = token();
      char sign = text.charAt(at);
      depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
      at = end;
      if (depth == 0) {
        return text.substring(open + 1, at - 1);
      }
    }
    throw wrong(begin, "a { without its }", "both");
  }

  private void word(String word) {
    skip();
    if (!text.regionMatches(true, at, word, 0, word.length())) {
      throw wrong(at, shortened(text.substring(at)), word);
    }
    at += word.length();
  }

  /// The end of the string, IRI, comment, or sign that begins here.
  private int token() {
    char sign = text.charAt(at);
    if (sign == '#') {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (sign == '"' || sign == '\'') {
      for (int i = at + 1; i < text.length(); i++) {
        if (text.charAt(i) == '\\') {
          i++;
        } else if (text.charAt(i) == sign) {
          return i + 1;
        }
      }
      return text.length();
    }
    if (sign == '<') {
      Matcher iri =
          Pattern.compile("<[^<>\"{}|^`\\\\\\s]*>").matcher(text).region(at, text.length());
      return iri.lookingAt() ? iri.end() : at + 1;
    }
    return at + 1;
  }

  private int find(String sign, int begin) {
    int kept = at;
    at = begin;
    int found = -1;
    while (at < text.length() && found < 0) {
      if (text.startsWith(sign, at)) {
        found = at;
      } else {
        at = token();
      }
    }
    at = kept;
    return found;
  }

  /// Goes to the next sign that counts.
  ///
  /// @return whether there is one
  private boolean skip() {
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == '#') {
        int end = token();
        comment = text.substring(at + 1, end).strip();
        at = end;
      } else if (Character.isWhitespace(sign) || sign == '.' || sign == ';') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private int line(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(sign -> sign == '\n').count();
  }

  private static String shortened(String words) {
    String line = words.strip().lines().findFirst().orElse("");
    return line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }

  private ReasonException wrong(int offset, String found, String expected) {
    return new ReasonException(
        Finding.violation(
            "reason.rule-unreadable",
            Place.line(source, line(offset)),
            found,
            expected,
            "Mend the rule."));
  }
}
