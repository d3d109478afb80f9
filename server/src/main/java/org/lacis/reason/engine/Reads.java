package org.lacis.reason.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.sparql.core.Var;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;

/// What rules have to know of the data.
public final class Reads {
  private Reads() {}

  /// Whether some rule looks at statements of any property, and not only at those of properties
  /// that rules or axioms name.
  public static boolean everything(List<Rule> rules) {
    return rules.stream().anyMatch(Reads::everything);
  }

  private static boolean everything(Rule rule) {
    List<Part.Atom> atoms = Strata.atoms(rule.body());
    Set<Var> named = new HashSet<>();
    for (Part.Atom atom : atoms) {
      if (Planner.isSmall(atom)) {
        named.addAll(atom.variables());
      }
    }
    return atoms.stream()
        .anyMatch(
            atom -> Var.isVar(atom.predicate()) && !named.contains(Var.alloc(atom.predicate())));
  }
}
