package org.lacis.reason.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.vocabulary.OWL;
import org.lacis.reason.ReasonException;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;
import org.lacis.vocabulary.Finding;

/// An order of rules in which what each denies is complete when it is asked.
///
/// What rests on what is told of relations: properties, and classes. A rule over the relations that
/// an axiom names (subclasses, chains) ties those that axioms do name: the axioms have to be known
/// for it, and no rule with NOT may make any.
final class Strata {
  /// A property, or the members of a class; any of them when there is no term.
  ///
  /// @param object the one object that the statements of a property have; empty for any
  private record Key(String term, boolean ofClass, String object) {
    static final Key ANY = new Key("", false, "");

    boolean meets(Key other) {
      return this.equals(ANY)
          || other.equals(ANY)
          || (term.equals(other.term)
              && ofClass == other.ofClass
              && (object.isEmpty() || other.object.isEmpty() || object.equals(other.object)));
    }

    @Override
    public String toString() {
      return this.equals(ANY)
          ? "any property"
          : (ofClass ? "the class " : "")
              + "<"
              + term
              + ">"
              + (object.isEmpty() ? "" : " " + object);
    }
  }

  /// Stands for all objects that a property may have.
  private static final String ALL = "*";

  /// A rule, or a case of one.
  private record Link(Rule rule, Set<Key> body, Set<Key> denied, Set<Key> head) {}

  /// Tells the cases in which axioms meet a part of a body.
  interface Axioms {
    /// The term that stands for a term and its equals.
    Node standing(Node term);

    /// @param body patterns that axioms alone match, and conditions on what these bind
    /// @param found is told each choice of terms
    void cases(List<Part> body, Consumer<Map<Var, Node>> found);
  }

  /// None are known.
  private static final Axioms NONE =
      new Axioms() {
        @Override
        public Node standing(Node term) {
          return term;
        }

        @Override
        public void cases(List<Part> body, Consumer<Map<Var, Node>> found) {}
      };

  private final List<Link> links = new ArrayList<>();
  private final Axioms axioms;

  private Strata(Axioms axioms) {
    this.axioms = axioms;
  }

  static boolean denies(Rule rule) {
    return rule.body().stream().anyMatch(Part.Not.class::isInstance);
  }

  static boolean relates(Rule rule) {
    return rule.body().stream().anyMatch(Strata::relates);
  }

  private static boolean relates(Part part) {
    return part instanceof Part.Related
        || (part instanceof Part.Not not && not.parts().stream().anyMatch(Strata::relates));
  }

  /// Whether rules can be used at all, whatever axioms there are.
  ///
  /// @throws ReasonException when a rule denies what rests on it; or when one that makes new values
  ///   feeds itself, so that it might go on for ever
  static void check(List<Rule> rules) {
    Endless.of(rules)
        .ifPresent(rule -> {
          throw wrong(
              rule,
              "makes values out of what it gives",
              "a rule that comes to an end",
              "Let BIND be in a rule whose body is not fed by what it makes.");
        });
    of(rules, NONE);
  }

  /// @return the stratum of each rule: 0 for one that denies nothing, which may run at any time
  /// @throws ReasonException when a rule denies what rests on it, so that there is no such order
  static int[] of(List<Rule> rules, Axioms axioms) {
    int[] strata = new int[rules.size()];
    if (rules.stream().noneMatch(Strata::denies)) {
      return strata;
    }
    Strata order = new Strata(axioms);
    rules.forEach(order::add);
    Map<Rule, Integer> levels = order.levels();
    for (int i = 0; i < strata.length; i++) {
      strata[i] = levels.getOrDefault(rules.get(i), 0);
    }
    return strata;
  }

  private void add(Rule rule) {
    List<Part> known = new ArrayList<>();
    Set<Var> bound = new HashSet<>();
    for (Part part : rule.body()) {
      if (part instanceof Part.Atom atom && Planner.isSmall(atom)) {
        known.add(atom);
        bound.addAll(atom.variables());
      }
    }
    Set<Var> open = new HashSet<>();
    List<Part.Atom> atoms = new ArrayList<>(atoms(rule.body()));
    atoms.addAll(rule.head());
    for (Part.Atom atom : atoms) {
      Node key = Planner.isType(atom) ? atom.object() : atom.predicate();
      if (Var.isVar(key)) {
        open.add(Var.alloc(key));
      }
    }
    if (open.stream().noneMatch(bound::contains)) {
      links.add(link(rule, Map.of()));
      return;
    }
    for (Part part : rule.body()) {
      boolean isCondition = part instanceof Part.Test || part instanceof Part.Different;
      if (isCondition && bound.containsAll(part.variables())) {
        known.add(part);
      }
    }
    Set<Link> found = new LinkedHashSet<>();
    axioms.cases(known, values -> found.add(link(rule, values)));
    links.addAll(found);
  }

  private Link link(Rule rule, Map<Var, Node> values) {
    Set<Key> body = new LinkedHashSet<>();
    Set<Key> denied = new LinkedHashSet<>();
    Set<Key> head = new LinkedHashSet<>();
    for (Part part : rule.body()) {
      switch (part) {
        case Part.Atom atom -> body.add(key(atom, values));
        case Part.Not not -> atoms(not.parts()).forEach(atom -> denied.add(key(atom, values)));
        case Part.Different _, Part.Related _, Part.Test _, Part.Assign _ -> {}
      }
    }
    rule.head().forEach(atom -> head.add(key(atom, values)));
    return new Link(rule, body, denied, head);
  }

  private Key key(Part.Atom atom, Map<Var, Node> values) {
    boolean ofClass = Planner.isType(atom);
    Node key = ofClass ? atom.object() : atom.predicate();
    Node term = Var.isVar(key) ? values.getOrDefault(Var.alloc(key), key) : key;
    // Equal terms may stand in any relation.
    if (Var.isVar(term) || term.equals(OWL.sameAs.asNode())) {
      return Key.ANY;
    }
    boolean isOne = !ofClass && !atom.object().isVariable();
    return new Key(
        axioms.standing(term).toString(),
        ofClass,
        isOne ? axioms.standing(atom.object()).toString() : "");
  }

  private Map<Rule, Integer> levels() {
    Map<Key, Integer> level = new HashMap<>();
    Map<Rule, Integer> levels = new HashMap<>();
    long most =
        links.stream().filter(link -> !link.denied.isEmpty()).map(Link::rule).distinct().count();
    int[] highest = {0};
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Link link : links) {
        int least = link.denied.isEmpty() ? 0 : 1;
        for (Key key : link.body) {
          least = Math.max(least, level(key, level, highest[0]));
        }
        for (Key key : link.denied) {
          least = Math.max(least, level(key, level, highest[0]) + 1);
        }
        if (least > most) {
          throw circle();
        }
        if (!link.denied.isEmpty()) {
          levels.merge(link.rule, least, Math::max);
        }
        for (Key key : link.head) {
          if (level.getOrDefault(key, 0) < least) {
            level.put(key, least);
            level.merge(new Key(key.term, key.ofClass, ALL), least, Math::max);
            highest[0] = Math.max(highest[0], least);
            changed = true;
          }
        }
      }
    }
    return levels;
  }

  /// The highest level of what a pattern may match.
  private static int level(Key key, Map<Key, Integer> level, int highest) {
    if (key.equals(Key.ANY)) {
      return highest;
    }
    int least = Math.max(level.getOrDefault(key, 0), level.getOrDefault(Key.ANY, 0));
    Key whole = new Key(key.term, key.ofClass, key.object.isEmpty() ? ALL : "");
    return Math.max(least, level.getOrDefault(whole, 0));
  }

  /// Tells a rule that denies what rests on it, and by which rules.
  private ReasonException circle() {
    for (Link link : links) {
      if (link.denied.isEmpty()) {
        continue;
      }
      Map<Link, Link> from = new HashMap<>();
      List<Link> open = new ArrayList<>(List.of(link));
      while (!open.isEmpty()) {
        Link each = open.removeFirst();
        if (feeds(each, link.denied)) {
          return wrong(
              link.rule,
              "denies " + named(each, link) + ", which rests on it by " + way(each, from),
              "rules of which none denies what follows from it",
              "Let it write another property, or deny what nothing infers from it.");
        }
        for (Link next : links) {
          if (!from.containsKey(next) && (feeds(each, next.body) || feeds(each, next.denied))) {
            from.put(next, each);
            open.add(next);
          }
        }
      }
    }
    throw new IllegalStateException("no order, and no circle");
  }

  private static String named(Link last, Link first) {
    return first.denied.stream()
        .filter(key -> feeds(last, Set.of(key)))
        .map(Key::toString)
        .findFirst()
        .orElse("");
  }

  private static String way(Link last, Map<Link, Link> from) {
    List<String> names = new ArrayList<>();
    Link each = last;
    while (each != null && names.size() < 20) {
      names.addFirst(each.rule.name());
      each = from.get(each);
    }
    return String.join(", then ", new LinkedHashSet<>(names));
  }

  private static boolean feeds(Link link, Set<Key> keys) {
    return link.head.stream().anyMatch(head -> keys.stream().anyMatch(head::meets));
  }

  static List<Part.Atom> atoms(List<Part> parts) {
    List<Part.Atom> atoms = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Atom atom -> atoms.add(atom);
        case Part.Not not -> atoms.addAll(atoms(not.parts()));
        case Part.Different _, Part.Related _, Part.Test _, Part.Assign _ -> {}
      }
    }
    return atoms;
  }

  private static ReasonException wrong(Rule rule, String found, String expected, String remedy) {
    return new ReasonException(
        Finding.violation(
            "reason.rule-unsafe", rule.place().field(rule.name()), found, expected, remedy));
  }
}
