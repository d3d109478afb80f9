package org.lacis.lift;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Carries out one triples map on the records it is given.
final class MapWorker {
  private static final Node TYPE =
      NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  private static final Node DEFAULT = NodeFactory.createURI("http://w3id.org/rml/defaultGraph");

  /// A compiled predicate-object map.
  record Branch(
      List<TermMaker> predicates,
      List<TermMaker> objects,
      List<Reference> references,
      List<TermMaker> graphs,
      List<ValueMaker> conditions) {}

  /// Objects that are subjects of another triples map.
  ///
  /// @param sides the child's expressions; empty when the parent's subject comes from the same
  ///   record
  record Reference(MapWorker parent, List<ValueMaker> sides, JoinIndex index) {}

  /// Triples that wait for a parent that is not read to its end.
  private record Waiting(
      Set<Node> graphs, List<Node> subjects, List<Node> predicates, Object key, JoinIndex index) {}

  private final TermMaker subject;
  private final List<Node> classes;
  private final List<TermMaker> subjectGraphs;
  private final List<Branch> branches = new ArrayList<>();
  private final List<JoinIndex> indexes = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<Node> byDefault;
  private final QuadSink sink;
  private final Tally tally;

  private long madeFor = -1;
  private List<Node> made = List.of();

  MapWorker(
      TermMaker subject,
      List<Node> classes,
      List<TermMaker> subjectGraphs,
      Node defaultGraph,
      QuadSink sink,
      Tally tally) {
    this.subject = subject;
    this.classes = List.copyOf(classes);
    this.subjectGraphs = List.copyOf(subjectGraphs);
    this.byDefault = Set.of(defaultGraph);
    this.sink = sink;
    this.tally = tally;
  }

  void add(Branch branch) {
    branches.add(branch);
  }

  void feed(JoinIndex index) {
    indexes.add(index);
  }

  List<JoinIndex> indexes() {
    return indexes;
  }

  Tally tally() {
    return tally;
  }

  void take(Row row) {
    row.workFor(tally);
    tally.records++;
    List<Node> subjects = subjects(row);
    if (subjects.isEmpty()) {
      tally.withoutSubject++;
      return;
    }
    for (JoinIndex index : indexes) {
      index.add(row, subjects);
    }
    Set<Node> graphs = graphs(row, subjectGraphs, Set.of());
    if (!classes.isEmpty()) {
      emit(orDefault(graphs), subjects, List.of(TYPE), classes);
    }
    for (Branch branch : branches) {
      take(row, branch, graphs, subjects);
    }
  }

  /// The subjects of the record at hand; made once however often they are asked for.
  private List<Node> subjects(Row row) {
    if (madeFor != row.serial()) {
      made = subject.make(row);
      madeFor = row.serial();
    }
    return made;
  }

  private void take(Row row, Branch branch, Set<Node> subjectGraphs, List<Node> subjects) {
    for (ValueMaker condition : branch.conditions()) {
      if (!ValueMaker.holds(condition, row)) {
        return;
      }
    }
    List<Node> predicates = all(branch.predicates(), row);
    if (predicates.isEmpty()) {
      return;
    }
    Set<Node> graphs = orDefault(graphs(row, branch.graphs(), subjectGraphs));
    for (TermMaker object : branch.objects()) {
      emit(graphs, subjects, predicates, object.make(row));
    }
    for (Reference reference : branch.references()) {
      join(row, reference, graphs, subjects, predicates);
    }
  }

  private void join(
      Row row, Reference reference, Set<Node> graphs, List<Node> subjects, List<Node> predicates) {
    if (reference.sides().isEmpty()) {
      emit(graphs, subjects, predicates, reference.parent().subjects(row));
      return;
    }
    for (Object key : JoinIndex.keys(reference.sides(), row)) {
      if (reference.index().complete()) {
        emit(graphs, subjects, predicates, reference.index().find(key));
      } else {
        waiting.add(new Waiting(graphs, subjects, predicates, key, reference.index()));
      }
    }
  }

  /// Hands on what waited for parents. Called when all sources have been read.
  void finish() {
    for (Waiting one : waiting) {
      emit(one.graphs(), one.subjects(), one.predicates(), one.index().find(one.key()));
    }
    waiting.clear();
  }

  private void emit(
      Iterable<Node> graphs, List<Node> subjects, List<Node> predicates, Iterable<Node> objects) {
    for (Node object : objects) {
      for (Node one : subjects) {
        for (Node predicate : predicates) {
          for (Node graph : graphs) {
            sink.quad(graph, one, predicate, object);
            tally.triples++;
          }
        }
      }
    }
  }

  private static List<Node> all(List<TermMaker> makers, Row row) {
    if (makers.size() == 1) {
      return makers.getFirst().make(row);
    }
    List<Node> nodes = new ArrayList<>();
    for (TermMaker maker : makers) {
      nodes.addAll(maker.make(row));
    }
    return nodes;
  }

  private Set<Node> orDefault(Set<Node> graphs) {
    return graphs.isEmpty() ? byDefault : graphs;
  }

  private Set<Node> graphs(Row row, List<TermMaker> makers, Set<Node> others) {
    if (makers.isEmpty()) {
      return others;
    }
    Set<Node> graphs = new LinkedHashSet<>(others);
    for (TermMaker maker : makers) {
      for (Node graph : maker.make(row)) {
        graphs.add(graph.equals(DEFAULT) ? byDefault.iterator().next() : graph);
      }
    }
    return graphs;
  }
}
