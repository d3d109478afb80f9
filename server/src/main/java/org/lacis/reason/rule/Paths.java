package org.lacis.reason.rule;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_OneOrMoreN;
import org.apache.jena.sparql.path.P_Path0;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrMoreN;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.lacis.reason.rule.RuleBody.Way;

/// Property paths written out (SPARQL 1.1, section 9). What repeats becomes a relation of its own,
/// with rules that make it.
final class Paths {
  private static final String STEP = "urn:x-lacis:step:";

  private final RuleBody rule;
  private final Map<Node, List<Rule>> steps = new LinkedHashMap<>();
  private int made;

  Paths(RuleBody rule) {
    this.rule = rule;
  }

  /// Whether a property is one that stands for what repeats, made here.
  static boolean isStep(Node property) {
    return property.isURI()
        && property.getURI().startsWith(STEP)
        && property.getURI().endsWith("+");
  }

  /// The rules of the relations that stand for what repeats.
  List<Rule> steps() {
    return steps.values().stream().flatMap(List::stream).toList();
  }

  List<Way> ways(Node from, Path path, Node to) {
    return switch (path) {
      case P_Link link -> List.of(Way.of(RuleBody.atom(from, link.getNode(), to)));
      case P_ReverseLink link -> List.of(Way.of(RuleBody.atom(to, link.getNode(), from)));
      case P_Inverse inverse -> ways(to, inverse.getSubPath(), from);
      case P_Seq seq -> {
        Node middle = fresh("step");
        yield RuleBody.times(ways(from, seq.getLeft(), middle), ways(middle, seq.getRight(), to));
      }
      case P_Alt choice -> {
        List<Way> both = new ArrayList<>(ways(from, choice.getLeft(), to));
        both.addAll(ways(from, choice.getRight(), to));
        yield both;
      }
      case P_OneOrMore1 more -> List.of(Way.of(repeated(from, more.getSubPath(), to)));
      case P_OneOrMoreN more -> List.of(Way.of(repeated(from, more.getSubPath(), to)));
      case P_ZeroOrMore1 any ->
          orNone(from, List.of(Way.of(repeated(from, any.getSubPath(), to))), to);
      case P_ZeroOrMoreN any ->
          orNone(from, List.of(Way.of(repeated(from, any.getSubPath(), to))), to);
      case P_ZeroOrOne one -> orNone(from, ways(from, one.getSubPath(), to), to);
      case P_NegPropSet other -> others(from, other, to);
      default ->
          throw rule.wrong(
              "the path " + path,
              "paths of /, |, ^, +, *, ? and !",
              "Write what repeats as a rule of its own.");
    };
  }

  private Node fresh(String kind) {
    return Var.alloc("." + kind + ++made);
  }

  /// One step or more, as a relation of its own.
  private Part.Atom repeated(Node from, Path path, Node to) {
    Node step =
        NodeFactory.createURI(
            STEP + URLEncoder.encode(path.toString(), StandardCharsets.UTF_8) + "+");
    if (!steps.containsKey(step)) {
      steps.put(step, List.of());
      Node one = Var.alloc(".one");
      Node other = Var.alloc(".other");
      Node next = Var.alloc(".next");
      List<Rule> rules = new ArrayList<>();
      for (Way way : ways(one, path, other)) {
        rules.add(rule.step(RuleBody.atom(one, step, other), parts(way)));
      }
      for (Way way : ways(other, path, next)) {
        List<Part> body = new ArrayList<>(List.of(RuleBody.atom(one, step, other)));
        body.addAll(parts(way));
        rules.add(rule.step(RuleBody.atom(one, step, next), body));
      }
      steps.put(step, rules);
    }
    return RuleBody.atom(from, step, to);
  }

  private List<Part> parts(Way way) {
    if (!way.same().isEmpty()) {
      throw rule.wrong(
          "a path of no steps within what repeats", "p+ or p*", "Write (p?)+ and (p*)+ as p*.");
    }
    return way.parts();
  }

  private static List<Way> orNone(Node from, List<Way> ways, Node to) {
    List<Way> all = new ArrayList<>(ways);
    if (from.equals(to)) {
      all.add(new Way(List.of(), from.isVariable() ? Map.of(Var.alloc(from), from) : Map.of()));
    } else if (to.isVariable()) {
      all.add(new Way(List.of(), Map.of(Var.alloc(to), from)));
    } else if (from.isVariable()) {
      all.add(new Way(List.of(), Map.of(Var.alloc(from), to)));
    }
    return all;
  }

  /// Any property but those of a set, and, when it has such, backwards any but those.
  private List<Way> others(Node from, P_NegPropSet set, Node to) {
    Map<Boolean, List<Node>> but = new HashMap<>();
    for (P_Path0 each : set.getNodes()) {
      but.computeIfAbsent(each.isForward(), _ -> new ArrayList<>()).add(each.getNode());
    }
    List<Way> ways = new ArrayList<>();
    but.forEach((isForward, properties) -> {
      Node property = fresh("property");
      List<Part> parts = new ArrayList<>();
      parts.add(isForward ? RuleBody.atom(from, property, to) : RuleBody.atom(to, property, from));
      properties.forEach(each -> parts.add(new Part.Different(property, each)));
      ways.add(new Way(parts, Map.of()));
    });
    return ways;
  }
}
