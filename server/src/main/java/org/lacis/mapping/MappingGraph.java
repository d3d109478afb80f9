package org.lacis.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.vocabulary.Place;

/// The statements of a mapping in the order of the file, each with its line.
final class MappingGraph {

  /// One triple without its subject, and where its object stands.
  record Statement(Node predicate, Node object, Place place) {}

  private final String file;
  private final Map<Node, List<Statement>> bySubject = new LinkedHashMap<>();
  private final Map<Node, Long> lines = new HashMap<>();

  MappingGraph(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(Node subject, Node predicate, Node object, long subjectLine, long line) {
    lines.putIfAbsent(subject, subjectLine);
    bySubject
        .computeIfAbsent(subject, _ -> new ArrayList<>())
        .add(new Statement(predicate, object, Place.line(file, line)));
  }

  Set<Node> subjects() {
    return bySubject.keySet();
  }

  List<Statement> about(Node subject) {
    return bySubject.getOrDefault(subject, List.of());
  }

  List<Statement> about(Node subject, Node predicate) {
    return about(subject).stream()
        .filter(statement -> statement.predicate().equals(predicate))
        .toList();
  }

  Optional<Statement> first(Node subject, Node predicate) {
    return about(subject, predicate).stream().findFirst();
  }

  boolean has(Node subject, Node predicate) {
    return first(subject, predicate).isPresent();
  }

  /// Where a node is described; the statement that names it when it is described nowhere.
  Place place(Node node, Place otherwise) {
    Long line = lines.get(node);
    return line == null ? otherwise : Place.line(file, line);
  }
}
