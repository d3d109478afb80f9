package org.lacis.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.vocabulary.Place;

/// The statements of a mapping in the order of the file, each with its line.
final class MappingGraph {

  /// One triple without its subject, and where its object stands.
  record Statement(Node predicate, Node object, Place place) {}

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final Node FIRST = NodeFactory.createURI(RDF + "first");
  private static final Node REST = NodeFactory.createURI(RDF + "rest");

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

  /// The members of a list, each with its place; empty for what is no list.
  List<Statement> list(Node head) {
    List<Statement> members = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    Node at = head;
    while (seen.add(at)) {
      Optional<Statement> first = first(at, FIRST);
      Optional<Statement> rest = first(at, REST);
      if (first.isEmpty() || rest.isEmpty()) {
        break;
      }
      members.add(first.get());
      at = rest.get().object();
    }
    return members;
  }

  /// Where a node is described; the statement that names it when it is described nowhere.
  Place place(Node node, Place otherwise) {
    Long line = lines.get(node);
    return line == null ? otherwise : Place.line(file, line);
  }
}
