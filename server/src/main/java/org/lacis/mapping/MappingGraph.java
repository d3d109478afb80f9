package org.lacis.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.vocabulary.Place;

/// The statements of a mapping in the order of the file, each with its line.
///
/// What every mapping language is rewritten to, and what the reader reads. Filled by one thread.
public final class MappingGraph {

  /// One triple without its subject, and where its object stands.
  public record Statement(Node predicate, Node object, Place place) {}

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final Node FIRST = NodeFactory.createURI(RDF + "first");
  private static final Node REST = NodeFactory.createURI(RDF + "rest");

  private final String file;
  private final Map<Node, List<Statement>> bySubject = new LinkedHashMap<>();
  private final Map<Node, Long> lines = new HashMap<>();
  private final Map<String, String> prefixes = new LinkedHashMap<>();

  public MappingGraph(String file) {
    this.file = file;
  }

  public String file() {
    return file;
  }

  void add(Node subject, Node predicate, Node object, long subjectLine, long line) {
    lines.putIfAbsent(subject, subjectLine);
    bySubject
        .computeIfAbsent(subject, _ -> new ArrayList<>())
        .add(new Statement(predicate, object, Place.line(file, line)));
  }

  /// A statement that stands where another stood, about something that was described elsewhere.
  ///
  /// @param subjectPlace where the subject is described
  /// @param place where this is said; both are lines of this file
  public void add(Node subject, Node predicate, Node object, Place subjectPlace, Place place) {
    add(subject, predicate, object, subjectPlace.position(), place.position());
  }

  /// IRIs by the short names that the file gives them, in its order.
  public Map<String, String> prefixes() {
    return Collections.unmodifiableMap(prefixes);
  }

  public void prefix(String name, String iri) {
    prefixes.put(name, iri);
  }

  public Set<Node> subjects() {
    return bySubject.keySet();
  }

  public List<Statement> about(Node subject) {
    return bySubject.getOrDefault(subject, List.of());
  }

  public List<Statement> about(Node subject, Node predicate) {
    return about(subject).stream()
        .filter(statement -> statement.predicate().equals(predicate))
        .toList();
  }

  public Optional<Statement> first(Node subject, Node predicate) {
    return about(subject, predicate).stream().findFirst();
  }

  public boolean has(Node subject, Node predicate) {
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

  /// All statements without their lines, for whoever reads RDF.
  public Graph graph() {
    Graph all = GraphFactory.createDefaultGraph();
    bySubject.forEach((subject, statements) ->
        statements.forEach(one -> all.add(Triple.create(subject, one.predicate(), one.object()))));
    return all;
  }

  /// Where a node is described; the statement that names it when it is described nowhere.
  public Place place(Node node, Place otherwise) {
    Long line = lines.get(node);
    return line == null ? otherwise : Place.line(file, line);
  }
}
