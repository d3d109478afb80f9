package org.lacis.reason;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.util.FmtUtils;
import org.lacis.reason.engine.Proof;

/// Why a statement holds, with where its premises were said.
///
/// @param graphs by statement that was said: the graphs that hold it
/// @param withEquals whether some terms are the same as others, so that the proof may name another
///   than was asked for
/// @param isChecked whether [ProofCheck], which knows the rules and what was said alone, has gone
///   through the proof and found it right. It cannot when the proof may name equal terms, or a rule
///   denies something
/// @param ruleWords rules that tell themselves what they say, by name and language
public record Explanation(
    Proof proof,
    Map<Triple, List<Node>> graphs,
    boolean withEquals,
    boolean isChecked,
    Map<String, Map<String, String>> ruleWords) {
  public Explanation {
    graphs = Map.copyOf(graphs);
    ruleWords = Map.copyOf(ruleWords);
  }

  /// As indented lines, each statement above what it rests on; what was told above is not told
  /// again.
  ///
  /// @param language `fr`; any other is English
  public String text(PrefixMapping prefixes, String language) {
    ResourceBundle words = words(language);
    StringBuilder text = new StringBuilder();
    line(proof, 0, prefixes, words, text, new HashSet<>());
    text.append('\n').append(words.getString(isChecked ? "checked" : "unchecked")).append('\n');
    if (withEquals) {
      text.append('\n').append(words.getString("equal")).append('\n');
    }
    return text.toString();
  }

  /// What is told when nothing is known.
  public static String nothing(String language) {
    return words(language).getString("none");
  }

  private static ResourceBundle words(String language) {
    return ResourceBundle.getBundle(
        "org.lacis.reason.rules",
        Locale.forLanguageTag(language.equals("fr") ? "fr" : "en"),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private void line(
      Proof step,
      int depth,
      PrefixMapping prefixes,
      ResourceBundle words,
      StringBuilder text,
      Set<Triple> told) {
    text.append("  ".repeat(depth)).append(words(step.statement(), prefixes));
    if (step.isSaid()) {
      List<Node> in = graphs.getOrDefault(step.statement(), List.of());
      text.append("  — ").append(words.getString("said")).append(' ');
      text.append(String.join(", ", in.stream().map(graph -> term(graph, prefixes)).toList()));
      text.append('\n');
      return;
    }
    text.append("  — ").append(words.getString("because")).append(' ');
    text.append(reason(step.rule(), words)).append('\n');
    if (told.add(step.statement())) {
      for (Proof premise : step.premises()) {
        line(premise, depth + 1, prefixes, words, text, told);
      }
    }
  }

  /// The rule of a step in words, as a reason: "one class is a kind of the other".
  ///
  /// @param rule its name
  /// @param language `fr`; any other is English
  public String reason(String rule, String language) {
    return reason(rule, words(language));
  }

  private String reason(String rule, ResourceBundle words) {
    Map<String, String> own = ruleWords.getOrDefault(rule, Map.of());
    String language = words.getString("language");
    if (!own.isEmpty()) {
      String told = own.getOrDefault(language, own.values().iterator().next());
      return told + " (" + rule + ")";
    }
    try {
      return words.getString(rule) + " (" + rule + ")";
    } catch (MissingResourceException e) {
      return words.getString("rule") + " " + rule;
    }
  }

  private static String words(Triple statement, PrefixMapping prefixes) {
    return term(statement.getSubject(), prefixes)
        + " "
        + term(statement.getPredicate(), prefixes)
        + " "
        + term(statement.getObject(), prefixes);
  }

  private static String term(Node term, PrefixMapping prefixes) {
    return FmtUtils.stringForNode(term, prefixes);
  }
}
