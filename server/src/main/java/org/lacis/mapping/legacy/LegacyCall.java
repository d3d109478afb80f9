package org.lacis.mapping.legacy;

import static org.lacis.mapping.legacy.LegacyTerms.rml;
import static org.lacis.mapping.legacy.LegacyTerms.rr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.vocabulary.Place;

/// A function value of FNML before 2024: predicate-object maps of which one names the function
/// (`fno:executes`) and the others are its arguments.
///
/// @param node of the function value
/// @param parts nodes that mean nothing any more once the call is rewritten
record LegacyCall(
    Node node, Place place, Optional<Node> function, List<Argument> arguments, Set<Node> parts) {
  LegacyCall {
    arguments = List.copyOf(arguments);
    parts = Set.copyOf(parts);
  }

  /// One argument.
  ///
  /// @param value a term map, or a constant
  record Argument(Node parameter, Node value, boolean constant, Place place) {

    /// Whether the value comes from the other side of a join.
    boolean ofParent(MappingGraph graph) {
      return !constant && reachesParent(graph, value, new HashSet<>());
    }

    private static boolean reachesParent(MappingGraph graph, Node node, Set<Node> seen) {
      if (graph.has(node, rml("parentTermMap"))) {
        return true;
      }
      return graph.about(node).stream()
          .filter(one -> !one.predicate().equals(rml("logicalSource")))
          .map(Statement::object)
          .filter(object -> !object.isLiteral() && seen.add(object))
          .anyMatch(object -> reachesParent(graph, object, seen));
    }
  }

  static LegacyCall read(MappingGraph graph, Node value, Place otherwise) {
    Optional<Node> function = Optional.empty();
    List<Argument> arguments = new ArrayList<>();
    Set<Node> parts = new HashSet<>();
    parts.add(value);
    for (Statement pom : graph.about(value, rr("predicateObjectMap"))) {
      parts.add(pom.object());
      for (Argument argument : arguments(graph, pom, parts)) {
        if (LegacyTerms.EXECUTES.contains(argument.parameter().toString())) {
          function = Optional.of(named(graph, argument, parts));
        } else {
          arguments.add(argument);
        }
      }
    }
    return new LegacyCall(value, graph.place(value, otherwise), function, arguments, parts);
  }

  /// Whether the call is of one function.
  boolean of(String iri) {
    return function.filter(node -> node.isURI() && node.getURI().equals(iri)).isPresent();
  }

  /// The argument whose parameter has this local name.
  Optional<Argument> argument(String name) {
    return arguments.stream()
        .filter(one -> one.parameter().toString().replaceFirst("^.*[#/]_?", "").equals(name))
        .findFirst();
  }

  private static List<Argument> arguments(MappingGraph graph, Statement pom, Set<Node> parts) {
    List<Node> parameters = new ArrayList<>();
    graph.about(pom.object(), rr("predicate")).forEach(one -> parameters.add(one.object()));
    for (Statement map : graph.about(pom.object(), rr("predicateMap"))) {
      parts.add(map.object());
      graph.about(map.object(), rr("constant")).forEach(one -> parameters.add(one.object()));
    }
    List<Argument> arguments = new ArrayList<>();
    for (Node parameter : parameters) {
      for (Statement one : graph.about(pom.object())) {
        if (one.predicate().equals(rr("object"))) {
          arguments.add(new Argument(parameter, one.object(), true, one.place()));
        } else if (one.predicate().equals(rr("objectMap"))) {
          arguments.add(new Argument(parameter, one.object(), false, one.place()));
        }
      }
    }
    return arguments;
  }

  /// The function of `fno:executes`, given as an IRI or as a term map with a constant.
  private static Node named(MappingGraph graph, Argument argument, Set<Node> parts) {
    Node name = argument.value();
    if (!argument.constant()) {
      parts.add(argument.value());
      name = graph.first(name, rr("constant")).map(Statement::object).orElse(name);
    }
    return name.isLiteral() ? NodeFactory.createURI(name.getLiteralLexicalForm()) : name;
  }
}
