package org.lacis.reason.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_LogicalNot;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.E_SameTerm;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.lacis.reason.ReasonException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A parsed head and body as rules; one for each choice among alternative paths.
final class RuleBody {
  private final String name;
  private final Place place;
  private int made;

  private RuleBody(String name, Place place) {
    this.name = name;
    this.place = place;
  }

  /// @throws ReasonException when the body has what rules do not have, or the head says more than
  ///   the body gives
  static List<Rule> rules(String name, Query query, Place place) {
    RuleBody reading = new RuleBody(name, place);
    List<Part.Atom> head = new ArrayList<>();
    for (Triple triple : query.getConstructTemplate().getTriples()) {
      head.add(new Part.Atom(triple.getSubject(), triple.getPredicate(), triple.getObject()));
    }
    List<Rule> rules = new ArrayList<>();
    for (List<Part> body : reading.bodies(query.getQueryPattern())) {
      reading.check(head, body);
      rules.add(new Rule(name, head, body, place));
    }
    return rules;
  }

  private void check(List<Part.Atom> head, List<Part> body) {
    Set<Var> bound = new HashSet<>();
    for (Part part : body) {
      switch (part) {
        case Part.Atom atom -> bound.addAll(atom.variables());
        case Part.Assign assign -> bound.add(assign.variable());
        case Part.Different _, Part.Test _, Part.Not _ -> {}
      }
    }
    for (Part.Atom atom : head) {
      for (Node term : List.of(atom.subject(), atom.predicate(), atom.object())) {
        if (term.isBlank() || (Var.isVar(term) && !bound.contains(Var.alloc(term)))) {
          throw wrong(
              term.isBlank() ? "a blank node in the head" : term + " in the head alone",
              "variables that the body binds",
              "Bind it in the body, or name a term.");
        }
      }
    }
    for (Part part : body) {
      if (part instanceof Part.Test || part instanceof Part.Different) {
        for (Var variable : part.variables()) {
          if (!bound.contains(variable)) {
            throw wrong(
                variable + " in a filter alone", "variables that a pattern binds", "Bind it.");
          }
        }
      }
    }
  }

  private ReasonException wrong(String found, String expected, String remedy) {
    return new ReasonException(
        Finding.violation("reason.rule-unsafe", place.field(name), found, expected, remedy));
  }

  private List<List<Part>> bodies(Element element) {
    List<List<Part>> bodies = new ArrayList<>();
    bodies.add(new ArrayList<>());
    if (element instanceof ElementGroup group) {
      for (Element each : group.getElements()) {
        bodies = times(bodies, parts(each));
      }
      return bodies;
    }
    return times(bodies, parts(element));
  }

  /// Every choice of the one with every choice of the other.
  private static List<List<Part>> times(List<List<Part>> some, List<List<Part>> more) {
    List<List<Part>> all = new ArrayList<>();
    for (List<Part> one : some) {
      for (List<Part> other : more) {
        List<Part> both = new ArrayList<>(one);
        both.addAll(other);
        all.add(both);
      }
    }
    return all;
  }

  private List<List<Part>> parts(Element element) {
    return switch (element) {
      case ElementPathBlock block -> {
        List<List<Part>> all = List.of(List.of());
        for (TriplePath path : block.getPattern().getList()) {
          all = times(all, path(path));
        }
        yield all;
      }
      case ElementTriplesBlock block -> {
        List<Part> atoms = new ArrayList<>();
        block
            .getPattern()
            .forEach(t -> atoms.add(atom(t.getSubject(), t.getPredicate(), t.getObject())));
        yield List.of(atoms);
      }
      case ElementFilter filter -> List.of(List.of(filter(filter.getExpr())));
      case ElementBind bind -> List.of(List.of(new Part.Assign(bind.getVar(), bind.getExpr())));
      case ElementGroup group -> bodies(group);
      default ->
          throw wrong(
              element
                  .getClass()
                  .getSimpleName()
                  .replace("Element", "")
                  .toUpperCase(java.util.Locale.ROOT),
              "patterns, FILTER, BIND and NOT",
              "Write it as several rules.");
    };
  }

  private List<List<Part>> path(TriplePath path) {
    return path.isTriple()
        ? List.of(List.of(atom(path.getSubject(), path.getPredicate(), path.getObject())))
        : path(path.getSubject(), path.getPath(), path.getObject());
  }

  private List<List<Part>> path(Node from, Path path, Node to) {
    return switch (path) {
      case P_Link link -> List.of(List.of(atom(from, link.getNode(), to)));
      case P_Inverse inverse -> path(to, inverse.getSubPath(), from);
      case P_Seq steps -> {
        Node middle = Var.alloc(".step" + ++made);
        yield times(path(from, steps.getLeft(), middle), path(middle, steps.getRight(), to));
      }
      case P_Alt choice -> {
        List<List<Part>> both = new ArrayList<>(path(from, choice.getLeft(), to));
        both.addAll(path(from, choice.getRight(), to));
        yield both;
      }
      default ->
          throw wrong(
              "the path " + path,
              "paths of /, | and ^",
              "Write what repeats as a rule of its own.");
    };
  }

  private static Part.Atom atom(Node subject, Node predicate, Node object) {
    return new Part.Atom(variable(subject), variable(predicate), variable(object));
  }

  /// Blank nodes in bodies are variables that nobody asks for.
  private static Node variable(Node term) {
    return term.isBlank() ? Var.alloc(".blank" + term.getBlankNodeLabel()) : term;
  }

  private Part filter(Expr condition) {
    if (condition instanceof E_LogicalNot not
        && not.getArg() instanceof E_SameTerm same
        && isTerm(same.getArg1())
        && isTerm(same.getArg2())) {
      return new Part.Different(term(same.getArg1()), term(same.getArg2()));
    }
    if (condition instanceof E_NotExists not) {
      List<List<Part>> within = bodies(not.getElement());
      if (within.size() != 1) {
        throw wrong("alternative paths in NOT", "one pattern", "Write NOT twice.");
      }
      return new Part.Not(within.getFirst());
    }
    return new Part.Test(condition);
  }

  private static boolean isTerm(Expr expression) {
    return expression instanceof ExprVar
        || (expression instanceof NodeValue value && !value.asNode().isLiteral());
  }

  private static Node term(Expr expression) {
    return expression instanceof ExprVar variable
        ? variable.asVar()
        : ((NodeValue) expression).asNode();
  }
}
