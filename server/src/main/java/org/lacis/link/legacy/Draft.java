package org.lacis.link.legacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.Condition;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Selection;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// A rule while it is carried over: its criteria, its prefixes, and what there is to say of it.
final class Draft {
  private final String file;
  private final FindingSink findings;
  private final Map<String, String> prefixes = new LinkedHashMap<>();
  private final List<Criterion> criteria = new ArrayList<>();
  private boolean sound = true;

  Draft(String file, FindingSink findings) {
    this.file = file;
    this.findings = findings;
    prefixes.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    prefixes.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    prefixes.put("owl", OWL.NS);
  }

  /// Whether nothing was met that has no like in a rule.
  boolean sound() {
    return sound;
  }

  /// What has no like: the rule is not made.
  void lost(XmlTree at, String found, String expected, String remedy) {
    sound = false;
    findings.report(
        Finding.violation(
            "link.not-carried-over", Place.line(file, at.line()), found, expected, remedy));
  }

  /// What is carried over and means something else, if only a little.
  void differs(XmlTree at, String found, String expected, String remedy) {
    findings.report(
        Finding.warning(
            "link.carried-over-otherwise", Place.line(file, at.line()), found, expected, remedy));
  }

  /// What was left out, since here it is said elsewhere or not at all.
  void leftOut(XmlTree at, String found, String remedy) {
    findings.report(
        Finding.info(
            "link.left-out", Place.line(file, at.line()), found, "what a rule says", remedy));
  }

  // ---- terms

  void prefix(String label, String namespace) {
    prefixes.put(label, namespace);
  }

  /// The IRI of a term, `prefix:name` or `<IRI>` or an IRI; empty, and told, when it is none.
  Optional<Node> term(XmlTree at, String word) {
    String text = word.strip();
    if (text.startsWith("<") && text.endsWith(">")) {
      text = text.substring(1, text.length() - 1);
    }
    int colon = text.indexOf(':');
    String namespace = colon < 0 ? null : prefixes.get(text.substring(0, colon));
    if (namespace != null) {
      return Optional.of(NodeFactory.createURI(namespace + text.substring(colon + 1)));
    }
    if (text.startsWith("http://") || text.startsWith("https://") || text.startsWith("urn:")) {
      return Optional.of(NodeFactory.createURI(text));
    }
    lost(at, word, "a term whose prefix is declared", "Declare the prefix, or write the IRI.");
    return Optional.empty();
  }

  /// `?x a ex:C . ?x ex:p "v"`: a class, and values that a thing must have.
  Optional<Selection> selection(XmlTree at, String text, List<String> graphs) {
    Optional<Node> type = Optional.empty();
    Map<Node, List<Selection.Wanted>> where = new LinkedHashMap<>();
    String plain = text.replaceAll("[{}]", " ").strip();
    for (String pattern : plain.split("\\s\\.(?:\\s|$)|\\s;\\s|(?<=[^\\s])\\.$", -1)) {
      String[] words = pattern.strip().split("\\s+", 3);
      if (pattern.isBlank()) {
        continue;
      }
      int first = words[0].startsWith("?") ? 1 : 0;
      if (words.length - first < 2 || words.length - first > 2 && first == 0) {
        lost(
            at,
            pattern.strip(),
            "?x a CLASS, or ?x PROPERTY VALUE",
            "Write the condition as where of the side.");
        continue;
      }
      String property = words[first];
      String value = words.length > first + 1 ? words[first + 1].strip() : "";
      Optional<Node> term =
          property.equals("a") || property.equals("rdf:type")
              ? Optional.of(RDF.type.asNode())
              : term(at, property);
      if (term.isEmpty()) {
        continue;
      }
      boolean isType = term.get().equals(RDF.type.asNode());
      if (isType && type.isEmpty()) {
        type = term(at, value);
      } else if (isType || value.startsWith("?") || value.contains("?")) {
        lost(
            at,
            pattern.strip(),
            "one class, and values",
            "Choose the things by one class; use where for values.");
      } else if (value.startsWith("\"")) {
        where.put(
            term.get(),
            List.of(new Selection.Wanted.Text(value.replaceFirst("^\"(.*)\".*$", "$1"))));
      } else {
        term(at, value)
            .ifPresent(
                node -> where.put(term.get(), List.of(new Selection.Wanted.Iri(node.getURI()))));
      }
    }
    if (type.isEmpty() && sound) {
      lost(
          at,
          text.isBlank() ? "no restriction" : text,
          "?x a CLASS",
          "Say of which class the things are.");
    }
    return type.map(node -> new Selection(node, graphs, where));
  }

  /// A warning where both ends would be declared the same thing.
  void predicate(XmlTree at, Node predicate) {
    if (predicate.equals(OWL.sameAs.asNode())) {
      differs(
          at,
          "owl:sameAs",
          "a relation of the domain, such as lacis:correspondsTo",
          "It stays as it was asked for; reasoning will then hold all that is said of one thing for said of the"
              + " other.");
    }
  }

  // ---- criteria

  List<Criterion> criteria() {
    return criteria;
  }

  /// The position of a criterion, which is made when there is none of this metric.
  int criterion(String name, Metric metric) {
    for (int i = 0; i < criteria.size(); i++) {
      if (criteria.get(i).metric().equals(metric)) {
        return i;
      }
    }
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "-").replaceFirst("^[^A-Za-z]+", "");
    String base = plain.isEmpty() ? "criterion" : plain;
    String free = base;
    for (int number = 2; taken(free); number++) {
      free = base + "-" + number;
    }
    criteria.add(new Criterion(free, metric));
    return criteria.size() - 1;
  }

  private boolean taken(String name) {
    return List.of("and", "or", "not", "missing").contains(name)
        || criteria.stream().anyMatch(one -> one.name().equals(name));
  }

  static Condition atLeast(int criterion, double number) {
    return new Condition.Compare(criterion, Condition.Operator.AT_LEAST, number);
  }

  static Condition atMost(int criterion, double number) {
    return new Condition.Compare(criterion, Condition.Operator.AT_MOST, number);
  }

  static Condition all(List<Condition> parts) {
    return combined(parts, (_, flat) -> new Condition.All(flat), Condition.All.class);
  }

  static Condition any(List<Condition> parts) {
    return combined(parts, (_, flat) -> new Condition.Any(flat), Condition.Any.class);
  }

  private static Condition combined(
      List<Condition> parts,
      BiFunction<Class<?>, List<Condition>, Condition> made,
      Class<? extends Condition> kind) {
    List<Condition> flat = new ArrayList<>();
    for (Condition part : parts) {
      switch (part) {
        case Condition.All(List<Condition> inner) when kind == Condition.All.class ->
            flat.addAll(inner);
        case Condition.Any(List<Condition> inner) when kind == Condition.Any.class ->
            flat.addAll(inner);
        default -> flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : made.apply(kind, flat);
  }

  // ---- blocking

  /// Of ways each of which finds every pair: the narrowest.
  static Blocking narrowest(List<Blocking> ways) {
    return ways.stream().min(Comparator.comparingInt(Draft::width)).orElseThrow();
  }

  /// Of ways that find every pair only together.
  static Blocking together(List<Blocking> ways) {
    List<Blocking> flat = new ArrayList<>();
    for (Blocking way : ways) {
      List<Blocking> parts =
          way instanceof Blocking.Any(List<Blocking> inner) ? inner : List.of(way);
      parts.stream().filter(part -> !flat.contains(part)).forEach(flat::add);
    }
    return flat.size() == 1 ? flat.getFirst() : new Blocking.Any(flat);
  }

  private static int width(Blocking way) {
    return switch (way) {
      case Blocking.Keys _ -> 0;
      case Blocking.Near _ -> 1;
      case Blocking.All _ -> 2;
      case Blocking.Words _ -> 3;
      case Blocking.Any _ -> 4;
    };
  }

  /// The name of a property for a criterion.
  static String named(Path path) {
    String iri = path.steps().getLast().property().getURI();
    return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }
}
