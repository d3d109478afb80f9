package org.lacis.reason.rule;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.apache.jena.graph.Node;
import org.apache.jena.reasoner.TriplePattern;
import org.apache.jena.reasoner.rulesys.ClauseEntry;
import org.apache.jena.reasoner.rulesys.Functor;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shared.JenaException;
import org.lacis.reason.ReasonException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Reads rules in the syntax of Jena's general purpose rule engine, as rules in ours.
///
/// All consequences are worked out, so that `a <- b` says the same as `b -> a`. What hangs on the
/// order in which an engine happens to run (`remove`, `drop`, `makeTemp`, `now`, captured groups)
/// or on lists of arguments is refused, and so are rules within rules. `noValue` is NOT, with its
/// order.
public final class JenaRules {
  private final String source;
  private final String text;
  private int wild;

  private JenaRules(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /// @param source where the text is from, for places
  /// @throws ReasonException for a text that is no rules, and for what has no like in ours
  public static List<Rule> read(String source, String text) {
    return new JenaRules(source, text).rules();
  }

  private List<Rule> rules() {
    StringBuilder prologue = new StringBuilder();
    List<Rule> rules = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (Character.isWhitespace(sign) || sign == '.') {
        at++;
      } else if (sign == '#' || text.startsWith("//", at)) {
        at = lineEnd(at);
      } else if (sign == '@') {
        String line = text.substring(at, lineEnd(at));
        if (!line.toLowerCase(Locale.ROOT).startsWith("@prefix")) {
          throw wrong(
              at,
              "reason.rule-unreadable",
              line.split("\\s")[0],
              "@prefix, and rules in this file",
              "Copy the rules that it includes: nothing is fetched.");
        }
        prologue.append(line).append('\n');
        at = lineEnd(at);
      } else {
        int end = ruleEnd(at);
        rules.addAll(read(prologue + text.substring(at, end), at));
        at = end;
      }
    }
    return rules;
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /// A rule is in brackets, or ends with a dot.
  private int ruleEnd(int at) {
    boolean bracketed = text.charAt(at) == '[';
    int depth = 0;
    int i = at;
    while (i < text.length()) {
      char sign = text.charAt(i);
      if (sign == '\'' || sign == '"') {
        int close = i + 1;
        while (close < text.length() && text.charAt(close) != sign) {
          close += text.charAt(close) == '\\' ? 2 : 1;
        }
        i = close;
      } else if (sign == '<' && text.indexOf('>', i) > 0 && !text.startsWith("<-", i)) {
        i = text.indexOf('>', i);
      } else if (sign == '#') {
        i = lineEnd(i);
      } else if (sign == '[' || sign == '(') {
        depth++;
      } else if (sign == ']' || sign == ')') {
        depth--;
        if (bracketed && depth == 0) {
          return i + 1;
        }
      } else if (!bracketed && depth == 0 && sign == '.' && endsHere(i + 1)) {
        return i + 1;
      }
      i++;
    }
    if (bracketed) {
      throw wrong(at, "reason.rule-unreadable", "a [ without its ]", "both", "Mend the rule.");
    }
    return text.length();
  }

  private boolean endsHere(int at) {
    return at >= text.length() || Character.isWhitespace(text.charAt(at));
  }

  private List<Rule> read(String one, int begin) {
    List<Rule> rules = new ArrayList<>();
    try {
      var parser =
          org.apache.jena.reasoner.rulesys.Rule.rulesParserFromReader(
              new BufferedReader(new StringReader(one)));
      for (var rule : org.apache.jena.reasoner.rulesys.Rule.parseRules(parser)) {
        rules.addAll(ours(rule, begin));
      }
    } catch (ReasonException e) {
      throw e;
    } catch (JenaException e) {
      throw new ReasonException(
          Finding.violation(
              "reason.rule-unreadable",
              place(begin),
              Objects.toString(e.getMessage(), "").lines().findFirst().orElse(""),
              "[name: (?s ?p ?o) … -> (?s ?p ?o) …]",
              "Mend the rule."),
          e);
    }
    return rules;
  }

  private List<Rule> ours(org.apache.jena.reasoner.rulesys.Rule rule, int begin) {
    StringBuilder head = new StringBuilder();
    for (ClauseEntry entry : rule.getHead()) {
      switch (entry) {
        case TriplePattern pattern -> head.append(pattern(pattern, begin)).append(" . ");
        case Functor functor when functor.getName().startsWith("table") -> {}
        case Functor functor -> throw refused(begin, functor.getName() + " in a head");
        default -> throw refused(begin, "a rule within a rule");
      }
    }
    if (head.isEmpty()) {
      // How to run, which is ours to choose.
      return List.of();
    }
    StringBuilder body = new StringBuilder();
    for (ClauseEntry entry : rule.getBody()) {
      switch (entry) {
        case TriplePattern pattern -> body.append(pattern(pattern, begin)).append(" . ");
        case Functor functor -> body.append(builtin(functor, begin)).append(' ');
        default -> throw refused(begin, "a rule within a rule");
      }
    }
    String name = Objects.requireNonNullElse(rule.getName(), "");
    return RuleReader.one(source, text, begin, name, head.toString(), body.toString());
  }

  private String pattern(TriplePattern pattern, int begin) {
    return term(pattern.getSubject(), begin)
        + " "
        + term(pattern.getPredicate(), begin)
        + " "
        + term(pattern.getObject(), begin);
  }

  private String term(Node term, int begin) {
    if (term.isVariable()) {
      return "?" + term.getName().replaceFirst("^\\?", "");
    }
    if (Functor.isFunctor(term)) {
      throw refused(begin, "a functor in a statement");
    }
    return NodeFmtLib.strNT(term);
  }

  private String builtin(Functor functor, int begin) {
    Node[] nodes = functor.getArgs();
    String[] a = new String[nodes.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = term(nodes[i], begin);
    }
    String name = functor.getName() + "/" + a.length;
    return switch (name) {
      case "equal/2" -> "FILTER(" + a[0] + " = " + a[1] + ")";
      case "notEqual/2" -> "FILTER(COALESCE(" + a[0] + " != " + a[1] + ", true))";
      case "lessThan/2" -> "FILTER(" + a[0] + " < " + a[1] + ")";
      case "greaterThan/2" -> "FILTER(" + a[0] + " > " + a[1] + ")";
      case "le/2" -> "FILTER(" + a[0] + " <= " + a[1] + ")";
      case "ge/2" -> "FILTER(" + a[0] + " >= " + a[1] + ")";
      case "sum/3" -> bind(a[0] + " + " + a[1], a[2]);
      case "difference/3" -> bind(a[0] + " - " + a[1], a[2]);
      case "product/3" -> bind(a[0] + " * " + a[1], a[2]);
      case "quotient/3" -> bind(a[0] + " / " + a[1], a[2]);
      case "addOne/2" -> bind(a[0] + " + 1", a[1]);
      case "min/3" -> bind("IF(" + a[0] + " < " + a[1] + ", " + a[0] + ", " + a[1] + ")", a[2]);
      case "max/3" -> bind("IF(" + a[0] + " > " + a[1] + ", " + a[0] + ", " + a[1] + ")", a[2]);
      case "isLiteral/1" -> "FILTER(isLITERAL(" + a[0] + "))";
      case "notLiteral/1" -> "FILTER(!isLITERAL(" + a[0] + "))";
      case "isBNode/1" -> "FILTER(isBLANK(" + a[0] + "))";
      case "notBNode/1" -> "FILTER(!isBLANK(" + a[0] + "))";
      case "isDType/2" -> "FILTER(DATATYPE(" + a[0] + ") = " + a[1] + ")";
      case "notDType/2" -> "FILTER(COALESCE(DATATYPE(" + a[0] + ") != " + a[1] + ", true))";
      case "regex/2" ->
          "FILTER(REGEX(STR(" + a[0] + "), CONCAT(\"^(?:\", STR(" + a[1] + "), \")$\"), \"s\"))";
      case "noValue/2" -> "NOT { " + a[0] + " " + a[1] + " ?any_" + ++wild + " }";
      case "noValue/3" -> "NOT { " + String.join(" ", a) + " }";
      case "listContains/2" -> a[0] + " " + MEMBER + " " + a[1] + " .";
      case "listNotContains/2" -> "NOT { " + a[0] + " " + MEMBER + " " + a[1] + " }";
      default ->
          switch (functor.getName()) {
            // In a body that is met every variable is bound.
            case "bound" -> "";
            case "strConcat" -> bind(concat(a), a[a.length - 1]);
            case "uriConcat" -> bind("IRI(" + concat(a) + ")", a[a.length - 1]);
            default -> throw refused(begin, "the builtin " + name);
          };
    };
  }

  private static final String MEMBER =
      "(<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>*/<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>)";

  private static String concat(String[] arguments) {
    StringJoiner all = new StringJoiner(", ", "CONCAT(", ")");
    for (int i = 0; i < arguments.length - 1; i++) {
      all.add("STR(" + arguments[i] + ")");
    }
    return all.toString();
  }

  /// A result that is known before has to be the same.
  private String bind(String value, String result) {
    String made = "?made_" + ++wild;
    return result.startsWith("?")
        ? "LET (" + result + " := " + value + ")"
        : "BIND(" + value + " AS " + made + ") FILTER(" + made + " = " + result + ")";
  }

  private ReasonException refused(int begin, String found) {
    return wrong(
        begin,
        "reason.rule-not-ours",
        found,
        "patterns, comparisons, arithmetic, strConcat, uriConcat, regex, noValue, listContains",
        "Write the rule in SHACL 1.2 Rules (.srl), or work the value out when the data are lifted.");
  }

  private ReasonException wrong(
      int begin, String code, String found, String expected, String remedy) {
    return new ReasonException(Finding.violation(code, place(begin), found, expected, remedy));
  }

  private Place place(int offset) {
    return Place.line(
        source, 1 + (int) text.substring(0, offset).chars().filter(sign -> sign == '\n').count());
  }
}
