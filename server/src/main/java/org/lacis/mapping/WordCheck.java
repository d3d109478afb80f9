package org.lacis.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;

/// Finds words of the mapping language that do not exist or stand at the wrong node.
final class WordCheck {
  private static final Set<String> ALL = allProperties();

  private final MappingGraph graph;
  private final Problems problems;

  WordCheck(MappingGraph graph, Problems problems) {
    this.graph = graph;
    this.problems = problems;
  }

  private static Set<String> allProperties() {
    Set<String> all = new TreeSet<>();
    List.of(
            Rml.ON_TRIPLES_MAP,
            Rml.ON_LOGICAL_SOURCE,
            Rml.ON_SOURCE,
            Rml.ON_POM,
            Rml.ON_TERM_MAP,
            Rml.ON_SUBJECT_MAP,
            Rml.ON_REF_OBJECT_MAP,
            Rml.ON_JOIN,
            Rml.ON_FUNCTION,
            Rml.ON_INPUT,
            Rml.ON_FORMULATION,
            Rml.ON_GATHER_MAP,
            Rml.ON_STAR_MAP,
            Rml.ON_LOGICAL_TARGET,
            Rml.ON_TARGET,
            Rml.ON_LOGICAL_VIEW,
            Rml.ON_VIEW_JOIN,
            Rml.ON_FIELD,
            Rml.ON_ANNOTATION)
        .forEach(all::addAll);
    return all;
  }

  /// Looks at every statement once, wherever it stands.
  void everywhere() {
    for (Node subject : graph.subjects()) {
      for (Statement statement : graph.about(subject)) {
        property(statement);
        if (statement.predicate().equals(Rml.TYPE)) {
          type(statement);
        }
      }
    }
  }

  /// Reports properties of RML that mean nothing at this node.
  ///
  /// @param what the node is, for a person
  void at(Node node, String what, Set<String> allowed) {
    for (Statement statement : graph.about(node)) {
      Optional<String> name = Rml.name(statement.predicate()).filter(ALL::contains);
      if (name.isPresent() && !allowed.contains(name.get())) {
        problems.add(
            "misplaced-property",
            statement.place(),
            "rml:" + name.get() + " on " + what,
            "one of " + listed(allowed.stream().sorted().toList()),
            "Move it to the node it belongs to.");
      }
    }
  }

  private void property(Statement statement) {
    Node predicate = statement.predicate();
    Rml.name(predicate)
        .filter(name -> !ALL.contains(name))
        .ifPresent(name -> unknown("unknown-property", statement, name, ALL));
  }

  /// Properties say what a node is, so a class of another case does no harm.
  private void type(Statement statement) {
    Rml.name(statement.object())
        .filter(name -> Rml.CLASSES.stream().noneMatch(name::equalsIgnoreCase))
        .ifPresent(name -> unknown("unknown-class", statement, name, Rml.CLASSES));
  }

  private void unknown(String code, Statement statement, String name, Set<String> known) {
    List<String> near = Nearest.to(name, known);
    problems.add(
        code,
        statement.place(),
        "rml:" + name,
        near.isEmpty() ? "a term of RML" : listed(near),
        near.isEmpty() ? "Look it up in http://w3id.org/rml/." : "Mend the spelling.");
  }

  private static String listed(List<String> names) {
    return names.stream().map(name -> "rml:" + name).collect(Collectors.joining(", "));
  }
}
