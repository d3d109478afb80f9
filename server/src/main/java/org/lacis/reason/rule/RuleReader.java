package org.lacis.reason.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.lacis.reason.ReasonException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Reads rules in the syntax of SHACL 1.2 Rules (its "shape rules language"): `RULE { head } WHERE
/// { body }`, `IF { body } THEN { head }`, `head :- body .`, the short forms `TRANSITIVE(p)`,
/// `SYMMETRIC(p)`, `INVERSE(p, q)`, `REFLEXIVE(p)`, and `DATA { statements }`. Bodies are patterns
/// of SPARQL with FILTER, BIND (or SET) and NOT; the prologue is that of SPARQL.
///
/// Comments right before a rule tell its name, and in lines that begin with `en:` or `fr:` what it
/// says as a reason. A rule may have an IRI as its name instead: `RULE :name { … }`.
public final class RuleReader {
  private static final Pattern WORDS = Pattern.compile("([a-z]{2}):\\s+(.+)");
  private static final Pattern AT =
      Pattern.compile("(?i)\\s*(?:at )?\\[?line:? (\\d+), col(?:umn)?:? (\\d+)[\\].:]*");

  private final String source;
  private final String text;
  private final SrlTokens tokens;
  private final Query prologue = new Query();
  private final List<Rule> rules = new ArrayList<>();
  private final Set<Object> steps = new HashSet<>();
  private final Map<String, String> words = new LinkedHashMap<>();
  private String comment = "";
  private int at;

  private RuleReader(String source, String text) {
    this.source = source;
    this.text = text;
    this.tokens = new SrlTokens(text);
  }

  /// @param source where the text is from, for places
  /// @throws ReasonException for a text that is no rules, with its line and column
  public static List<Rule> read(String source, String text) {
    return new RuleReader(source, text).rules();
  }

  /// Reads one rule that is given in pieces.
  ///
  /// @param begin where in the text it is from
  static List<Rule> one(
      String source, String text, int begin, String name, String head, String body) {
    RuleReader reader = new RuleReader(source, text);
    reader.comment = name;
    SrlText denying = new SrlText().add("", begin);
    RuleReader pieces = new RuleReader(source, body);
    while (pieces.at < body.length()) {
      pieces.bodyToken(denying, pieces.at);
    }
    reader.rule(
        new SrlText().add(head, begin), new SrlText().add(denying.toString(), begin), begin);
    return reader.rules;
  }

  /// Whether a property stands for the repeated steps of a path, and was made here.
  public static boolean isStep(Node property) {
    return Paths.isStep(property);
  }

  private List<Rule> rules() {
    while (skip()) {
      int begin = at;
      String word = text.substring(at, tokens.end(at)).toUpperCase(Locale.ROOT);
      switch (word) {
        case "PREFIX" -> {
          next();
          String prefix = needed(begin, "a prefix, such as ex:");
          if (!prefix.endsWith(":")) {
            throw wrong(begin, prefix, "a prefix, such as ex:");
          }
          prologue.setPrefix(prefix.substring(0, prefix.length() - 1), iri(begin));
        }
        case "BASE" -> {
          next();
          prologue.setBaseURI(iri(begin));
        }
        case "VERSION" -> {
          next();
          needed(begin, "a version");
        }
        case "IMPORTS" ->
            throw wrong(
                begin,
                "IMPORTS",
                "rules in this folder",
                "Put a copy of them beside this file: nothing is fetched.");
        case "DATA" -> {
          next();
          SrlText head = block(begin, false);
          rule(head, new SrlText().add("", begin), begin);
        }
        case "RULE" -> {
          next();
          skipBlank();
          if (at < text.length() && text.charAt(at) != '{') {
            comment = needed(begin, "{ or the name of the rule").replaceAll("[<>]", "");
          }
          SrlText head = block(begin, false);
          word("WHERE");
          rule(head, block(begin, true), begin);
        }
        case "IF" -> {
          next();
          SrlText body = block(begin, true);
          word("THEN");
          rule(block(begin, false), body, begin);
        }
        case "TRANSITIVE" -> {
          List<String> p = arguments(word, 1);
          rule("?x " + p.get(0) + " ?z", "?x " + p.get(0) + " ?y . ?y " + p.get(0) + " ?z", begin);
        }
        case "SYMMETRIC" -> {
          List<String> p = arguments(word, 1);
          rule("?y " + p.get(0) + " ?x", "?x " + p.get(0) + " ?y", begin);
        }
        case "INVERSE" -> {
          List<String> p = arguments(word, 2);
          rule("?y " + p.get(1) + " ?x", "?x " + p.get(0) + " ?y", begin);
          rule("?y " + p.get(0) + " ?x", "?x " + p.get(1) + " ?y", begin);
        }
        case "REFLEXIVE" -> {
          List<String> p = arguments(word, 1);
          rule("?x " + p.get(0) + " ?x . ?y " + p.get(0) + " ?y", "?x " + p.get(0) + " ?y", begin);
        }
        default -> datalog(begin);
      }
      comment = "";
      words.clear();
    }
    return List.copyOf(rules);
  }

  /// `head :- part , part .`
  private void datalog(int begin) {
    int arrow = begin;
    while (arrow < text.length() && !text.startsWith(":-", arrow)) {
      arrow = tokens.end(arrow);
    }
    if (arrow >= text.length()) {
      throw wrong(
          begin,
          shortened(text.substring(begin)),
          "PREFIX, RULE { … } WHERE { … }, IF { … } THEN { … }, or head :- body .");
    }
    SrlText head = new SrlText().copy(text, begin, arrow);
    at = arrow + 2;
    SrlText body = new SrlText().add("", at);
    int depth = 0;
    while (true) {
      if (at >= text.length()) {
        throw wrong(begin, "a rule without an end", "a dot after the body");
      }
      char sign = text.charAt(at);
      int end = tokens.end(at);
      boolean alone = end == at + 1;
      depth +=
          alone && (sign == '(' || sign == '{')
              ? 1
              : alone && (sign == ')' || sign == '}') ? -1 : 0;
      if (depth == 0 && alone && sign == '.') {
        at = end;
        break;
      }
      if (depth == 0 && alone && sign == ',') {
        body.add(" . ", at);
        at = end;
      } else {
        bodyToken(body, begin);
      }
    }
    rule(head, body, begin);
  }

  private List<String> arguments(String name, int count) {
    int begin = at;
    at = tokens.end(at);
    skipBlank();
    if (at >= text.length() || text.charAt(at) != '(') {
      throw wrong(begin, name + " without (", name + "(property)");
    }
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != ')') {
      int end = tokens.end(at);
      if (text.charAt(at) == ',') {
        arguments.add(argument.toString().strip());
        argument.setLength(0);
      } else {
        argument.append(text, at, end);
      }
      at = end;
    }
    if (at >= text.length()) {
      throw wrong(begin, name + " without )", name + "(property)");
    }
    arguments.add(argument.toString().strip());
    at++;
    if (arguments.size() != count || arguments.contains("")) {
      throw wrong(begin, arguments.size() + " properties", count + " for " + name);
    }
    return arguments;
  }

  private void rule(String head, String body, int begin) {
    rule(new SrlText().add(head, begin), new SrlText().add(body, begin), begin);
  }

  private void rule(SrlText head, SrlText body, int begin) {
    Place place = Place.line(source, line(begin));
    String name = comment.isEmpty() ? file() + ":" + line(begin) : comment;
    // Both in lines of their own, so that the place of an error tells in which it lies.
    String before = "CONSTRUCT {\n" + head + "\n} WHERE {\n";
    String composed = before + body + "\n}";
    int bodyLine = 1 + (int) before.chars().filter(sign -> sign == '\n').count();
    Query query = new Query(prologue);
    try {
      QueryFactory.parse(query, composed, prologue.getBaseURI(), Syntax.syntaxARQ);
    } catch (QueryParseException e) {
      // What the exception says of itself is the place of the token before.
      Matcher told = AT.matcher(Objects.toString(e.getMessage(), ""));
      boolean isTold = told.find();
      int line = isTold ? Integer.parseInt(told.group(1)) : e.getLine();
      int column = isTold ? Integer.parseInt(told.group(2)) : e.getColumn();
      int origin =
          line >= bodyLine
              ? body.origin(line - bodyLine + 1, column)
              : head.origin(line - 1, column);
      throw unreadable(name, e, line < 1 ? place : at(origin));
    } catch (QueryException e) {
      throw unreadable(name, e, place);
    }
    List<Rule> read = RuleBody.rules(name, query, place, words);
    rules.addAll(read.stream().filter(each -> !steps.containsAll(stepsOf(each))).toList());
    read.forEach(each -> steps.addAll(stepsOf(each)));
  }

  /// The relations of repeated steps that a rule makes: itself alone when there are none.
  private static List<Object> stepsOf(Rule rule) {
    List<Object> made = new ArrayList<>();
    rule.head().stream().map(Part.Atom::predicate).filter(Paths::isStep).forEach(made::add);
    return made.isEmpty() ? List.of(rule) : made;
  }

  private String file() {
    return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
  }

  private static ReasonException unreadable(String name, QueryException e, Place place) {
    String said = AT.matcher(Objects.toString(e.getMessage(), "")).replaceAll("");
    Matcher missing = Pattern.compile("Unresolved prefixed name: (\\S*?:)").matcher(said);
    return new ReasonException(
        Finding.violation(
            "reason.rule-unreadable",
            place,
            shortened(said),
            "a head of statements and a body of SPARQL patterns",
            missing.find()
                ? "Say what the prefix means: PREFIX " + missing.group(1) + " <…>."
                : "Mend the rule " + name + "."),
        e);
  }

  /// What stands between braces.
  ///
  /// @param isBody whether it is a body, in which NOT and SET stand for words of SPARQL
  private SrlText block(int begin, boolean isBody) {
    skipBlank();
    if (at < text.length() && text.startsWith("DATA", at)) {
      throw wrong(
          at,
          "a pattern of DATA",
          "a pattern of all that is known",
          "Leave DATA out, or give what is inferred another property.");
    }
    if (at >= text.length() || text.charAt(at) != '{') {
      throw wrong(Math.min(at, text.length()), "no {", "{ … } here");
    }
    at++;
    SrlText block = new SrlText().add("", at);
    int depth = 1;
    while (at < text.length()) {
      char sign = text.charAt(at);
      depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
      if (depth == 0) {
        block.add("", at);
        at++;
        return block;
      }
      if (isBody) {
        bodyToken(block, begin);
      } else {
        copyToken(block);
      }
    }
    throw wrong(begin, "a { without its }", "both");
  }

  private void copyToken(SrlText into) {
    int end = tokens.end(at);
    into.copy(text, at, end);
    at = end;
  }

  /// Copies a token; `NOT {` as `FILTER NOT EXISTS {`, and `SET (?v := value)` as `BIND`.
  private void bodyToken(SrlText into, int begin) {
    int end = tokens.end(at);
    String word = text.substring(at, end).toUpperCase(Locale.ROOT);
    if (word.equals("NOT") || word.equals("SET")) {
      int word0 = at;
      at = end;
      int blank = at;
      skipBlank();
      if (word.equals("NOT") && text.startsWith("DATA", at)) {
        throw wrong(
            at, "NOT DATA", "NOT of all that is known", "Give what is inferred another property.");
      }
      if (word.equals("NOT") && at < text.length() && text.charAt(at) == '{') {
        into.add("FILTER NOT EXISTS ", word0);
      } else if (word.equals("SET") && at < text.length() && text.charAt(at) == '(') {
        at++;
        set(into, begin);
      } else {
        into.copy(text, word0, end);
        at = blank;
      }
    } else {
      copyToken(into);
    }
  }

  private void set(SrlText into, int begin) {
    skipBlank();
    String variable = needed(begin, "a variable");
    skipBlank();
    if (!text.startsWith(":=", at)) {
      throw wrong(Math.min(at, text.length()), "SET without :=", "SET (?v := value)");
    }
    at += 2;
    into.add("BIND (", at);
    int depth = 1;
    while (at < text.length()) {
      char sign = text.charAt(at);
      depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
      if (depth == 0) {
        into.add(" AS " + variable, at);
        copyToken(into);
        return;
      }
      copyToken(into);
    }
    throw wrong(begin, "a ( without its )", "both");
  }

  private void word(String word) {
    skipBlank();
    if (at >= text.length() || !text.regionMatches(true, at, word, 0, word.length())) {
      throw wrong(Math.min(at, text.length()), shortened(text.substring(at)), word);
    }
    at += word.length();
  }

  private void next() {
    at = tokens.end(at);
  }

  private String needed(int begin, String what) {
    skipBlank();
    if (at >= text.length()) {
      throw wrong(begin, "the end", what);
    }
    int end = tokens.end(at);
    String token = text.substring(at, end);
    at = end;
    return token;
  }

  private String iri(int begin) {
    String iri = needed(begin, "an IRI in < >");
    if (iri.length() < 2 || !iri.startsWith("<")) {
      throw wrong(begin, iri, "an IRI in < >");
    }
    return iri.substring(1, iri.length() - 1);
  }

  /// Goes to the next sign that counts, and keeps what comments say of the rule there.
  ///
  /// @return whether there is one
  private boolean skip() {
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == '#') {
        int end = tokens.end(at);
        String said = text.substring(at + 1, end).strip();
        Matcher inWords = WORDS.matcher(said);
        if (inWords.matches()) {
          words.put(inWords.group(1), inWords.group(2));
        } else if (!said.isEmpty()) {
          comment = said;
        }
        at = end;
      } else if (Character.isWhitespace(sign) || sign == '.' || sign == ';') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipBlank() {
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
      at = tokens.end(at);
    }
  }

  private int line(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(sign -> sign == '\n').count();
  }

  private Place at(int offset) {
    int within = Math.min(offset, text.length());
    int begin = text.lastIndexOf('\n', within - 1) + 1;
    return Place.line(source, line(within)).field("column " + (within - begin + 1));
  }

  private static String shortened(String words) {
    String line = words.strip().lines().findFirst().orElse("");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }

  private ReasonException wrong(int offset, String found, String expected) {
    return wrong(offset, found, expected, "Mend the rule.");
  }

  private ReasonException wrong(int offset, String found, String expected, String remedy) {
    return new ReasonException(
        Finding.violation("reason.rule-unreadable", at(offset), found, expected, remedy));
  }
}
