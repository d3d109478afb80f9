package org.lacis.federate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.vocabulary.RDF;

/// In which steps patterns are asked: what only one member can answer goes to it together, as far
/// as it hangs together; then, step by step, whatever is expected to give the fewest rows and
/// shares a variable with what is known.
final class Plan {
  private static final double MANY = 100_000;
  private static final double OF_CLASS = 20_000;
  private static final double ANYTHING = 5_000_000;

  private Plan() {}

  /// @param bound variables that have values before
  /// @param filters conditions that hold in the end
  /// @return empty when nobody has anything of a pattern
  static Optional<List<Group>> of(
      Map<Pattern, List<Member>> sources, Set<Var> bound, ExprList filters) {
    if (sources.values().stream().anyMatch(List::isEmpty)) {
      return Optional.empty();
    }
    List<Group> open = new ArrayList<>();
    Map<Member, List<Pattern>> exclusive = new LinkedHashMap<>();
    sources.forEach((pattern, members) -> {
      if (members.size() == 1) {
        exclusive.computeIfAbsent(members.getFirst(), _ -> new ArrayList<>()).add(pattern);
      } else {
        open.add(new Group(List.of(pattern), members, filters));
      }
    });
    exclusive.forEach((member, patterns) ->
        connected(patterns).forEach(part -> open.add(new Group(part, List.of(member), filters))));
    return Optional.of(ordered(open, new HashSet<>(bound)));
  }

  private static List<List<Pattern>> connected(List<Pattern> patterns) {
    List<List<Pattern>> parts = new ArrayList<>();
    List<Pattern> left = new ArrayList<>(patterns);
    while (!left.isEmpty()) {
      List<Pattern> part = new ArrayList<>(List.of(left.removeFirst()));
      Set<Var> variables = new HashSet<>(part.getFirst().variables());
      boolean grown = true;
      while (grown) {
        grown = false;
        for (Pattern pattern : List.copyOf(left)) {
          if (pattern.variables().stream().anyMatch(variables::contains)) {
            variables.addAll(pattern.variables());
            part.add(pattern);
            left.remove(pattern);
            grown = true;
          }
        }
      }
      parts.add(part);
    }
    return parts;
  }

  private static List<Group> ordered(List<Group> groups, Set<Var> bound) {
    List<Group> order = new ArrayList<>();
    List<Group> left = new ArrayList<>(groups);
    while (!left.isEmpty()) {
      Group best = left.getFirst();
      double least = Double.MAX_VALUE;
      for (Group group : left) {
        boolean apart = !bound.isEmpty() && group.variables().stream().noneMatch(bound::contains);
        double rows = rows(group, bound) * (apart ? 1e6 : 1);
        if (rows < least) {
          least = rows;
          best = group;
        }
      }
      order.add(best);
      left.remove(best);
      bound.addAll(best.variables());
    }
    return order;
  }

  private static double rows(Group group, Set<Var> bound) {
    double least = Double.MAX_VALUE;
    for (Pattern pattern : group.patterns()) {
      double rows = 0;
      for (Member member : group.members()) {
        rows += rows(pattern, member, bound);
      }
      least = Math.min(least, rows);
    }
    return least;
  }

  private static double rows(Pattern pattern, Member member, Set<Var> bound) {
    Pattern.Shape shape = pattern.shape();
    boolean subject = bound.contains(variable(pattern.triple().getSubject()));
    boolean object = bound.contains(variable(pattern.triple().getObject()));
    double all = all(shape, member);
    if (subject && object) {
      return Math.min(all, 1);
    }
    if (subject) {
      return Math.min(all, 2);
    }
    return object ? Math.min(all, 10) : all;
  }

  private static double all(Pattern.Shape shape, Member member) {
    if (member instanceof Own own) {
      long count = own.count(shape.graph(), shape.subject(), shape.predicate(), shape.object());
      return count < Own.COUNTED ? (double) count : Math.max((double) count, guess(shape));
    }
    double said = -1;
    boolean open = shape.subject().equals(Node.ANY) && shape.predicate().isURI();
    if (open && shape.object().equals(Node.ANY)) {
      said = member.statements(shape.predicate().getURI());
    } else if (open && shape.predicate().equals(RDF.type.asNode()) && shape.object().isURI()) {
      said = member.things(shape.object().getURI());
    }
    return said >= 0 ? said : guess(shape);
  }

  private static double guess(Pattern.Shape shape) {
    boolean subject = !shape.subject().equals(Node.ANY);
    boolean object = !shape.object().equals(Node.ANY);
    if (subject) {
      return object ? 1 : 5;
    }
    if (object) {
      return shape.predicate().equals(RDF.type.asNode()) ? OF_CLASS : 50;
    }
    return shape.predicate().equals(Node.ANY) ? ANYTHING : MANY;
  }

  private static Var variable(Node node) {
    return Var.isVar(node) ? Var.alloc(node) : Var.alloc(".none");
  }
}
