package org.lacis.reason.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;

/// Finds rules that make values out of the values that they make, and so might go on for ever: a
/// value goes from the places of a body to those of the head, and no way may lead from a place that
/// gets a new value back to one that it is made from (weak acyclicity: Fagin, Kolaitis, Miller and
/// Popa, 2005).
///
/// Rules over what axioms name are left out: they make no values.
final class Endless {
  private static final String ANY = "";

  /// Subject (0), property (1) or object (2) of the statements of a relation.
  private record Position(String relation, int part) {
    boolean meets(Position other) {
      return part == other.part
          && (relation.equals(other.relation)
              || relation.equals(ANY)
              || other.relation.equals(ANY));
    }
  }

  private record Making(Rule rule, Position from, Position to) {}

  private final Map<Position, Set<Position>> ways = new LinkedHashMap<>();
  private final List<Making> making = new ArrayList<>();

  private Endless() {}

  /// A rule that might go on for ever.
  static Optional<Rule> of(List<Rule> rules) {
    Endless all = new Endless();
    rules.stream().filter(rule -> !isOfAxioms(rule)).forEach(all::add);
    return all.making.stream()
        .filter(each -> all.leads(each.to, each.from))
        .map(Making::rule)
        .findFirst();
  }

  private static boolean isOfAxioms(Rule rule) {
    Set<Var> bound = new HashSet<>();
    for (Part.Atom atom : Strata.atoms(rule.body())) {
      if (Planner.isSmall(atom)) {
        bound.addAll(atom.variables());
      }
    }
    return rule.head().stream()
        .map(head -> Planner.isType(head) ? head.object() : head.predicate())
        .anyMatch(key -> Var.isVar(key) && bound.contains(Var.alloc(key)));
  }

  private void add(Rule rule) {
    Map<Var, Set<Position>> places = new HashMap<>();
    for (Part part : rule.body()) {
      if (part instanceof Part.Atom atom) {
        places(atom)
            .forEach((position, term) -> {
              if (Var.isVar(term)) {
                places.computeIfAbsent(Var.alloc(term), _ -> new LinkedHashSet<>()).add(position);
              }
            });
      }
    }
    Set<Var> made = new HashSet<>();
    for (Part part : rule.body()) {
      if (part instanceof Part.Assign assign) {
        // Values that others are made from come first in a body.
        Set<Position> from = new LinkedHashSet<>();
        assign.variables().forEach(each -> from.addAll(places.getOrDefault(each, Set.of())));
        places.put(assign.variable(), from);
        made.add(assign.variable());
      }
    }
    for (Part.Atom head : rule.head()) {
      places(head)
          .forEach((to, term) -> {
            if (Var.isVar(term)) {
              Var variable = Var.alloc(term);
              for (Position from : places.getOrDefault(variable, Set.of())) {
                ways.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
                if (made.contains(variable)) {
                  making.add(new Making(rule, from, to));
                }
              }
            }
          });
    }
  }

  private static Map<Position, Node> places(Part.Atom atom) {
    Map<Position, Node> places = new LinkedHashMap<>();
    boolean ofClass = Planner.isType(atom);
    Node key = ofClass ? atom.object() : atom.predicate();
    String relation = Var.isVar(key) ? ANY : (ofClass ? "a " : "") + key;
    places.put(new Position(relation, 0), atom.subject());
    places.put(new Position(ANY, 1), atom.predicate());
    places.put(new Position(relation, 2), atom.object());
    return places;
  }

  private boolean leads(Position from, Position to) {
    Set<Position> seen = new HashSet<>(Set.of(from));
    List<Position> open = new ArrayList<>(seen);
    while (!open.isEmpty()) {
      Position at = open.removeLast();
      if (at.meets(to)) {
        return true;
      }
      ways.forEach((begin, ends) -> {
        if (begin.meets(at)) {
          ends.stream().filter(seen::add).forEach(open::add);
        }
      });
    }
    return false;
  }
}
