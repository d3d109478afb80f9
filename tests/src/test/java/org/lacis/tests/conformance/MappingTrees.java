package org.lacis.tests.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.Rml;

/// What a mapping says, as text that two mappings share when they mean the same: without names and
/// classes of nodes, with shortcuts written out and defaults stated, a line for each triples map.
///
/// @param sources whether the logical sources count
record MappingTrees(MappingGraph graph, boolean sources) {
  private static final Set<String> SHORTCUTS =
      Set.of("subject", "predicate", "object", "graph", "datatype", "language", "inputValue");
  private static final Set<String> NAMED = Set.of("subjectMap", "predicateMap", "graphMap");
  private static final String LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Node subject : graph.subjects()) {
      if (graph.has(subject, Rml.term("subjectMap"))) {
        lines.add(name(subject) + ": " + triplesMap(subject));
      }
    }
    lines.sort(null);
    return lines;
  }

  private String name(Node map) {
    return graph.about(map).stream()
        .filter(one -> one.predicate().getURI().equals(LABEL))
        .map(one -> one.object().getLiteralLexicalForm())
        .findFirst()
        .orElseGet(() -> map.toString().replaceFirst("^.*[/#]", ""))
        .replaceFirst("_\\d$", "");
  }

  private String triplesMap(Node map) {
    Set<String> parts = new TreeSet<>();
    if (sources) {
      objects(map, "logicalSource").forEach(one -> parts.add("source " + tree(one, "")));
    }
    for (Node subject : objects(map, "subjectMap")) {
      parts.add("subject " + tree(subject, "subjectMap"));
      for (Node type : objects(subject, "class")) {
        parts.add("{constant " + Rml.TYPE + "} {constant " + type + "} in []");
      }
    }
    for (Node pom : objects(map, "predicateObjectMap")) {
      Set<String> graphs = new TreeSet<>(both(pom, "graph"));
      Set<String> conditions = new TreeSet<>(both(pom, "condition"));
      for (String predicate : both(pom, "predicate")) {
        for (String object : both(pom, "object")) {
          parts.add(
              predicate
                  + " "
                  + object
                  + " in "
                  + graphs
                  + (conditions.isEmpty() ? "" : conditions));
        }
      }
    }
    return String.join("\n    ", parts);
  }

  private List<Node> objects(Node node, String property) {
    return graph.about(node, Rml.term(property)).stream().map(Statement::object).toList();
  }

  private List<String> both(Node node, String property) {
    List<String> trees = new ArrayList<>();
    objects(node, property)
        .forEach(one ->
            trees.add(
                property.equals("condition") ? tree(one, "") : "{constant " + plain(one) + "}"));
    objects(node, property + "Map").forEach(one -> trees.add(tree(one, property + "Map")));
    return trees;
  }

  private String tree(Node node, String role) {
    if (graph.about(node).isEmpty()) {
      return plain(node);
    }
    Set<String> parts = new TreeSet<>();
    for (Statement one : graph.about(node)) {
      part(one, role).ifPresent(parts::add);
    }
    termType(node, role).ifPresent(parts::add);
    boolean xpath = parts.stream().anyMatch(part -> part.startsWith("namespace"));
    return xpath ? Rml.NS + "XPath" : "{" + String.join("; ", parts) + "}";
  }

  private Optional<String> part(Statement one, String role) {
    String property = Rml.name(one.predicate()).orElse(one.predicate().getURI());
    Node object = one.object();
    if (property.equals(LABEL)
        || one.predicate().equals(Rml.TYPE)
        || Set.of("termType", "class", "root").contains(property)
        || property.startsWith(Rml.LACIS)
        || (object.isURI() && object.getURI().endsWith("XMLSchema#string"))) {
      return Optional.empty();
    }
    if (property.equals("parentTriplesMap")) {
      return Optional.of("parent " + name(object));
    }
    if (property.equals("constant")) {
      return Optional.of("constant " + (NAMED.contains(role) ? lexical(object) : plain(object)));
    }
    if (Set.of("child", "parent").contains(property)) {
      return Optional.of(property + "Map {reference " + plain(object) + "; type Literal}");
    }
    if (property.equals("iterator")) {
      return Optional.of("iterator " + lexical(object).strip().replaceAll("\\s+", " "));
    }
    if (property.equals("template") && NAMED.contains(role) && lexical(object).indexOf('{') < 0) {
      return Optional.of("constant " + lexical(object));
    }
    if (SHORTCUTS.contains(property)) {
      return Optional.of(property + "Map {constant " + plain(object) + "}");
    }
    if (property.endsWith("jdbcDSN")) {
      return Optional.of("database " + lexical(object).replaceFirst("^.*//", ""));
    }
    return Optional.of(
        property + " " + (object.isLiteral() ? plain(object) : tree(object, property)));
  }

  private Optional<String> termType(Node node, String role) {
    boolean term =
        List.of("reference", "template", "functionExecution", "termType").stream()
            .anyMatch(property -> graph.has(node, Rml.term(property)));
    boolean constant =
        graph.has(node, Rml.term("constant"))
            || (NAMED.contains(role)
                && objects(node, "template").stream()
                    .anyMatch(one -> lexical(one).indexOf('{') < 0));
    if (!term || constant) {
      return Optional.empty();
    }
    Optional<String> stated = objects(node, "termType").stream().findFirst().flatMap(Rml::name);
    boolean iri =
        NAMED.contains(role) || (role.equals("objectMap") && graph.has(node, Rml.term("template")));
    return Optional.of("type " + stated.orElse(iri ? "IRI" : "Literal"));
  }

  private static String lexical(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
  }

  private static String plain(Node node) {
    return node.isLiteral() ? node.toString() : String.valueOf(node);
  }
}
