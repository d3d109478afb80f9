package org.lacis.reason.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_LogicalNot;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.E_SameTerm;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.graph.NodeTransform;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementAssign;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.apache.jena.sparql.syntax.PatternVars;
import org.lacis.geometry.Relation;
import org.lacis.reason.ReasonException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A parsed head and body as rules; one for each choice among alternative paths, and those of the
/// steps that repeat in them.
final class RuleBody {
  private final String name;
  private final Place place;
  private final Map<String, String> words;
  private final Paths paths = new Paths(this);
  private final Set<Var> visible = new HashSet<>();
  private int locals;

  private RuleBody(String name, Place place, Map<String, String> words) {
    this.name = name;
    this.place = place;
    this.words = words;
  }

  /// One way of meeting a body.
  ///
  /// @param same variables that are to be read as another term
  record Way(List<Part> parts, Map<Var, Node> same) {
    static final Way FREE = new Way(List.of(), Map.of());

    static Way of(Part part) {
      return new Way(List.of(part), Map.of());
    }

    Way and(Way other) {
      List<Part> both = new ArrayList<>(parts);
      both.addAll(other.parts);
      Map<Var, Node> all = new HashMap<>(same);
      all.putAll(other.same);
      return new Way(both, all);
    }
  }

  /// @throws ReasonException when the body has what rules do not have, or the head says more than
  ///   the body gives
  static List<Rule> rules(String name, Query query, Place place, Map<String, String> words) {
    RuleBody reading = new RuleBody(name, place, words);
    if (query.getConstructTemplate().containsRealQuad()) {
      throw reading.wrong(
          "GRAPH in the head",
          "statements alone",
          "Leave it out: what is inferred stands in the graph of inferences.");
    }
    List<Part.Atom> head = new ArrayList<>();
    for (Triple triple : query.getConstructTemplate().getTriples()) {
      Part.Atom atom =
          new Part.Atom(triple.getSubject(), triple.getPredicate(), triple.getObject());
      head.add(atom);
      reading.visible.addAll(atom.variables());
    }
    reading.visible.addAll(PatternVars.vars(query.getQueryPattern()));
    List<Rule> rules = new ArrayList<>();
    for (Way way : reading.ways(query.getQueryPattern())) {
      rules.addAll(reading.rules(head, way));
    }
    rules.addAll(reading.paths.steps());
    return rules;
  }

  private List<Rule> rules(List<Part.Atom> head, Way way) {
    List<Part.Atom> heads = new ArrayList<>();
    List<Part> body = new ArrayList<>();
    NodeTransform same = sameness(way.same);
    head.forEach(atom -> heads.add((Part.Atom) Renaming.of(atom, same)));
    way.parts.forEach(part -> body.add(Renaming.of(part, same)));
    List<Rule> rules = new ArrayList<>();
    for (List<Part> whole : everywhere(body, way.same.values())) {
      List<Part> named = Uuids.named(name, whole);
      check(heads, named);
      rules.add(new Rule(name, heads, named, place, words));
    }
    return rules;
  }

  private static NodeTransform sameness(Map<Var, Node> same) {
    return node -> {
      Node found = node;
      for (int i = 0; i <= same.size() && same.containsKey(found); i++) {
        found = Objects.requireNonNull(same.get(found));
      }
      return found;
    };
  }

  /// A path of no steps leads from anything to itself: a variable that nothing else binds is then
  /// any subject, and any object.
  private static List<List<Part>> everywhere(List<Part> body, Collection<Node> ends) {
    Set<Var> bound = bound(body);
    List<List<Part>> all = List.of(body);
    for (Node end : new LinkedHashSet<>(ends)) {
      if (Var.isVar(end) && bound.add(Var.alloc(end))) {
        Part out = new Part.Atom(end, Var.alloc(".out" + end.getName()), Var.alloc(".to"));
        Part in = new Part.Atom(Var.alloc(".from"), Var.alloc(".in" + end.getName()), end);
        List<List<Part>> next = new ArrayList<>();
        for (List<Part> each : all) {
          for (Part part : List.of(out, in)) {
            List<Part> more = new ArrayList<>(each);
            more.add(part);
            next.add(more);
          }
        }
        all = next;
      }
    }
    return all;
  }

  private static Set<Var> bound(List<Part> body) {
    Set<Var> bound = new HashSet<>();
    for (Part part : body) {
      switch (part) {
        case Part.Atom atom -> bound.addAll(atom.variables());
        case Part.Assign assign -> bound.add(assign.variable());
        case Part.Different _, Part.Related _, Part.Test _, Part.Not _ -> {}
      }
    }
    return bound;
  }

  private void check(List<Part.Atom> head, List<Part> body) {
    Set<Var> bound = bound(body);
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
      if (part instanceof Part.Test
          || part instanceof Part.Different
          || part instanceof Part.Related) {
        needs(part, bound, "in a filter alone");
      } else if (part instanceof Part.Assign) {
        needs(part, bound, "in a value alone");
      } else if (part instanceof Part.Not not) {
        Set<Var> within = new HashSet<>(bound);
        within.addAll(bound(not.parts()));
        not.parts().stream()
            .filter(each -> !(each instanceof Part.Atom))
            .forEach(each -> needs(each, within, "in a filter alone"));
      }
    }
  }

  private void needs(Part part, Set<Var> bound, String where) {
    for (Var variable : part.variables()) {
      if (!bound.contains(variable)) {
        throw wrong(variable + " " + where, "variables that a pattern binds", "Bind it.");
      }
    }
  }

  ReasonException wrong(String found, String expected, String remedy) {
    return new ReasonException(
        Finding.violation("reason.rule-unsafe", place.field(name), found, expected, remedy));
  }

  /// A rule for a step of a path, which belongs to this one.
  Rule step(Part.Atom head, List<Part> body) {
    return new Rule(name, List.of(head), body, place, words);
  }

  private List<Way> ways(Element element) {
    List<Way> ways = List.of(Way.FREE);
    if (element instanceof ElementGroup group) {
      for (Element each : group.getElements()) {
        ways = times(ways, parts(each));
      }
      return ways;
    }
    return times(ways, parts(element));
  }

  /// Every choice of the one with every choice of the other.
  static List<Way> times(List<Way> some, List<Way> more) {
    List<Way> all = new ArrayList<>();
    for (Way one : some) {
      for (Way other : more) {
        all.add(one.and(other));
      }
    }
    return all;
  }

  private List<Way> parts(Element element) {
    return switch (element) {
      case ElementPathBlock block -> {
        List<Way> all = List.of(Way.FREE);
        for (TriplePath path : block.getPattern().getList()) {
          all = times(all, path(path));
        }
        yield all;
      }
      case ElementTriplesBlock block -> {
        Way all = Way.FREE;
        for (Triple t : block.getPattern()) {
          all = all.and(Way.of(atom(t.getSubject(), t.getPredicate(), t.getObject())));
        }
        yield List.of(all);
      }
      case ElementFilter filter -> filter(filter.getExpr());
      case ElementBind bind -> List.of(assigned(bind.getVar(), bind.getExpr()));
      case ElementAssign assign -> List.of(assigned(assign.getVar(), assign.getExpr()));
      case ElementGroup group -> ways(group);
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

  private Way assigned(Var variable, Expr value) {
    Expressions.check(value, this);
    return Way.of(new Part.Assign(variable, value));
  }

  private List<Way> path(TriplePath path) {
    return path.isTriple()
        ? List.of(Way.of(atom(path.getSubject(), path.getPredicate(), path.getObject())))
        : path(path.getSubject(), path.getPath(), path.getObject());
  }

  private List<Way> path(Node from, Path path, Node to) {
    return paths.ways(variable(from), path, variable(to));
  }

  static Part.Atom atom(Node subject, Node predicate, Node object) {
    return new Part.Atom(variable(subject), variable(predicate), variable(object));
  }

  /// Blank nodes in bodies are variables that nobody asks for.
  private static Node variable(Node term) {
    return term.isBlank() ? Var.alloc(".blank" + term.getBlankNodeLabel()) : term;
  }

  private List<Way> filter(Expr condition) {
    return switch (condition) {
      case E_NotExists not -> List.of(none(not.getElement()));
      case E_Exists some -> some(some.getElement());
      case E_LogicalNot not when not.getArg() instanceof E_Exists some ->
          List.of(none(some.getElement()));
      case E_LogicalNot not when not.getArg() instanceof E_NotExists some ->
          some(some.getElement());
      case E_LogicalNot not
          when not.getArg() instanceof E_SameTerm same
              && isTerm(same.getArg1())
              && isTerm(same.getArg2()) ->
          List.of(Way.of(new Part.Different(term(same.getArg1()), term(same.getArg2()))));
      case E_Function function
          when Relation.of(function.getFunctionIRI()).isPresent()
              && function.getArgs().size() == 2
              && function.getArgs().stream().allMatch(RuleBody::isAny) ->
          List.of(
              Way.of(
                  new Part.Related(
                      Relation.of(function.getFunctionIRI()).orElseThrow(),
                      term(function.getArg(1)),
                      term(function.getArg(2)))));
      default -> {
        Expressions.check(condition, this);
        yield List.of(Way.of(new Part.Test(condition)));
      }
    };
  }

  /// What is denied in any way of several is denied in each.
  private Way none(Element element) {
    Set<Var> outer = new HashSet<>(visible);
    visible.addAll(PatternVars.vars(element));
    List<Way> ways = ways(element);
    visible.retainAll(outer);
    Way all = Way.FREE;
    for (Way way : ways) {
      if (way.same.keySet().stream().anyMatch(outer::contains)) {
        throw wrong(
            "a path of no steps between two things in NOT",
            "a path from or to what NOT alone names",
            "Write the steps out.");
      }
      if (way.parts.stream()
          .anyMatch(part -> part instanceof Part.Not || part instanceof Part.Assign)) {
        throw wrong(
            "NOT or BIND within NOT", "patterns and FILTER", "Write what is within as a rule.");
      }
      NodeTransform same = sameness(way.same);
      all =
          all.and(
              Way.of(
                  new Part.Not(way.parts.stream().map(part -> Renaming.of(part, same)).toList())));
    }
    return all;
  }

  /// That there is something is a part like any other, with variables that nobody else asks for.
  private List<Way> some(Element element) {
    int number = ++locals;
    NodeTransform own =
        node ->
            Var.isVar(node) && !visible.contains(Var.alloc(node))
                ? Var.alloc("." + node.getName() + number)
                : node;
    List<Way> ways = new ArrayList<>();
    for (Way way : ways(element)) {
      List<Part> parts = new ArrayList<>();
      way.parts.forEach(part -> parts.add(Renaming.of(part, own)));
      Map<Var, Node> same = new HashMap<>();
      way.same.forEach((var, node) -> same.put(Var.alloc(own.apply(var)), own.apply(node)));
      ways.add(new Way(parts, same));
    }
    return ways;
  }

  private static boolean isAny(Expr expression) {
    return expression instanceof ExprVar || expression instanceof NodeValue;
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
