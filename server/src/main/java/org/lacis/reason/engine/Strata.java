package org.lacis.reason.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.lacis.reason.ReasonException;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;
import org.lacis.vocabulary.Finding;

/// Rules one above the other, so that what a rule denies is complete when it is asked.
final class Strata {
  private Strata() {}

  /// @return the stratum of each rule, from 0
  /// @throws ReasonException when a rule denies what rests on it, so that there is no such order;
  ///   or when one that makes new values feeds itself, so that it might go on for ever
  static int[] of(List<Rule> rules) {
    int[] stratum = new int[rules.size()];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int upper = 0; upper < stratum.length; upper++) {
        for (int lower = 0; lower < stratum.length; lower++) {
          int least = least(rules.get(upper), rules.get(lower), stratum[lower]);
          if (least > stratum[upper]) {
            if (least > rules.size()) {
              throw wrong(
                  rules.get(upper),
                  "denies what rests on it",
                  "rules of which none denies what follows from it",
                  "Let it write another property.");
            }
            stratum[upper] = least;
            changed = true;
          }
        }
      }
    }
    rules.forEach(rule -> ends(rule, rules));
    return stratum;
  }

  private static int least(Rule upper, Rule lower, int stratum) {
    int least = 0;
    for (Part part : upper.body()) {
      switch (part) {
        case Part.Atom atom -> least = Math.max(least, feeds(lower, atom) ? stratum : 0);
        case Part.Not not -> {
          for (Part.Atom atom : atoms(not.parts())) {
            least = Math.max(least, feeds(lower, atom) ? stratum + 1 : 0);
          }
        }
        case Part.Different _, Part.Test _, Part.Assign _ -> {}
      }
    }
    return least;
  }

  private static List<Part.Atom> atoms(List<Part> parts) {
    List<Part.Atom> atoms = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Atom atom -> atoms.add(atom);
        case Part.Not not -> atoms.addAll(atoms(not.parts()));
        case Part.Different _, Part.Test _, Part.Assign _ -> {}
      }
    }
    return atoms;
  }

  private static boolean feeds(Rule rule, Part.Atom atom) {
    return rule.head().stream().anyMatch(head -> mayMatch(head, atom));
  }

  private static boolean mayMatch(Part.Atom head, Part.Atom atom) {
    return mayMatch(head.subject(), atom.subject())
        && mayMatch(head.predicate(), atom.predicate())
        && mayMatch(head.object(), atom.object());
  }

  private static boolean mayMatch(Node one, Node other) {
    return one.isVariable() || other.isVariable() || one.equals(other);
  }

  /// A rule that makes new values must not feed itself, over others or not.
  private static void ends(Rule rule, List<Rule> rules) {
    boolean makes = rule.body().stream().anyMatch(Part.Assign.class::isInstance);
    if (!makes) {
      return;
    }
    List<Rule> reached = new ArrayList<>();
    List<Rule> open = new ArrayList<>(List.of(rule));
    while (!open.isEmpty()) {
      Rule from = open.removeLast();
      for (Rule next : rules) {
        boolean fed = atoms(next.body()).stream().anyMatch(atom -> feeds(from, atom));
        if (fed && next.equals(rule)) {
          throw wrong(
              rule,
              "makes values out of what it gives",
              "a rule that comes to an end",
              "Let BIND be in a rule whose body is not fed by its head.");
        }
        if (fed && !reached.contains(next)) {
          reached.add(next);
          open.add(next);
        }
      }
    }
  }

  private static ReasonException wrong(Rule rule, String found, String expected, String remedy) {
    return new ReasonException(
        Finding.violation(
            "reason.rule-unsafe", rule.place().field(rule.name()), found, expected, remedy));
  }
}
