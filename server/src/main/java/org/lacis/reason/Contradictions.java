package org.lacis.reason;

import java.util.Map;
import org.apache.jena.graph.Node;
import org.lacis.reason.engine.Engine;

/// Contradictions in words.
final class Contradictions {
  /// By rule; `%s` is what more the rule tells.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("eq-diff1", "equal to %s and different from it"),
          Map.entry("prp-irp", "in the irreflexive relation %s to itself"),
          Map.entry("prp-asyp", "in an asymmetric relation to %s both ways"),
          Map.entry("prp-pdw", "in two disjoint relations to %s"),
          Map.entry("prp-npa1", "in a relation to %s that is denied"),
          Map.entry("prp-npa2", "with a value %s that is denied"),
          Map.entry("cls-nothing2", "in the class %s, which has no members"),
          Map.entry("cls-com", "in the class %s and in its complement"),
          Map.entry("cls-maxc1", "with a value of %s where none may be"),
          Map.entry("cls-maxqc1", "with a value of %s where none may be"),
          Map.entry("cls-maxqc2", "with a value of %s where none may be"),
          Map.entry("cax-dw", "in the class %s and in one that is disjoint with it"),
          Map.entry("dt-not-type", "not a value of %s"),
          Map.entry("dt-diff", "equal to the other value %s"));

  private Contradictions() {}

  static String words(Engine.Clash clash) {
    String pattern = WORDS.getOrDefault(clash.rule(), "against the rule, with %s");
    return pattern.formatted(name(clash.object())) + " (" + clash.rule() + ")";
  }

  private static String name(Node term) {
    return term.isURI() ? "<" + term.getURI() + ">" : term.toString();
  }
}
