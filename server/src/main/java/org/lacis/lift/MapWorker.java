package org.lacis.lift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Carries out one triples map on the records it is given.
final class MapWorker {
  static final Node TYPE = NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  private static final Node DEFAULT = NodeFactory.createURI("http://w3id.org/rml/defaultGraph");

  /// A compiled predicate-object map, or the part of one that goes to the same targets.
  ///
  /// @param alone whether its graphs are all there are; else those of the subject count too
  /// @param sink gets what it makes
  record Branch(
      List<TermMaker> predicates,
      List<TermMaker> objects,
      List<Reference> references,
      List<Gatherer> gatherers,
      List<TermMaker> graphs,
      boolean alone,
      List<ValueMaker> conditions,
      QuadSink sink) {}

  /// Objects that are subjects of another triples map.
  ///
  /// @param sides the child's expressions; empty when the parent's subject comes from the same
  ///   record
  record Reference(MapWorker parent, List<ValueMaker> sides, JoinIndex index) {

    /// Whether the parent is not read to its end.
    boolean waits() {
      return !sides.isEmpty() && !index.complete();
    }

    /// The parent's subjects for a record, to be asked for when the parent is read.
    Supplier<List<Node>> subjects(Row row) {
      if (sides.isEmpty()) {
        List<Node> nodes = parent.subjects(row);
        return () -> nodes;
      }
      List<Object> keys = JoinIndex.keys(sides, row);
      return () -> keys.stream().flatMap(key -> index.find(key).stream()).toList();
    }
  }

  /// Triples that wait for a parent that is not read to its end.
  private sealed interface Waiting {

    record Join(
        Set<Node> graphs,
        List<Node> subjects,
        List<Node> predicates,
        Object key,
        JoinIndex index,
        QuadSink sink)
        implements Waiting {}

    record Gathering(
        Set<Node> graphs,
        List<Node> subjects,
        List<Node> predicates,
        Gatherer gatherer,
        Gatherer.Taken taken,
        QuadSink sink)
        implements Waiting {}
  }

  private TermMaker subject = new TermMaker.Fixed(List.of());
  private List<Node> classes = List.of();
  private List<TermMaker> subjectGraphs = List.of();
  private final List<Branch> branches = new ArrayList<>();
  private final List<JoinIndex> indexes = new ArrayList<>();
  private final List<JoinIndex> quotes = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<Waiting.Join> joining = new HashSet<>();
  private final Set<Node> byDefault;
  private final boolean asserted;
  private final QuadSink sink;
  private final Tally tally;

  private long madeFor = -1;
  private List<Node> made = List.of();

  /// @param asserted whether the triples are said, and not only quoted
  MapWorker(Node defaultGraph, boolean asserted, QuadSink sink, Tally tally) {
    this.byDefault = Set.of(defaultGraph);
    this.asserted = asserted;
    this.sink = sink;
    this.tally = tally;
  }

  /// Says what the subjects are. Called once, before the first record.
  ///
  /// @param types empty when a branch makes the types
  void about(TermMaker maker, List<Node> types, List<TermMaker> graphs) {
    this.subject = maker;
    this.classes = List.copyOf(types);
    this.subjectGraphs = List.copyOf(graphs);
  }

  void add(Branch branch) {
    branches.add(branch);
  }

  /// Fills an index with the subjects of every record.
  void feed(JoinIndex index) {
    indexes.add(index);
  }

  /// Fills an index with the triples of every record.
  void feedTriples(JoinIndex index) {
    quotes.add(index);
  }

  /// Tells the indexes that there are no more records.
  void close() {
    indexes.forEach(JoinIndex::close);
    quotes.forEach(JoinIndex::close);
  }

  Tally tally() {
    return tally;
  }

  /// A sink that counts what goes to another for this triples map.
  QuadSink counting(QuadSink other) {
    return (graph, one, predicate, object) -> {
      other.quad(graph, one, predicate, object);
      tally.triples++;
    };
  }

  /// Whether others join with the records of this one.
  boolean joined() {
    return !indexes.isEmpty() || !quotes.isEmpty();
  }

  void take(Row row) {
    row.workFor(tally);
    tally.records++;
    List<Node> subjects = subjects(row);
    if (subjects.isEmpty()) {
      tally.withoutSubject++;
      return;
    }
    learn(row, subjects);
    say(row, subjects);
  }

  /// Takes a record for those who join with it, and for nothing else.
  void learn(Row row) {
    row.workFor(tally);
    learn(row, subjects(row));
  }

  /// Makes the triples of a record that was learnt before, or that nobody joins with.
  void say(Row row) {
    row.workFor(tally);
    tally.records++;
    List<Node> subjects = subjects(row);
    if (subjects.isEmpty()) {
      tally.withoutSubject++;
      return;
    }
    say(row, subjects);
  }

  private void learn(Row row, List<Node> subjects) {
    if (subjects.isEmpty()) {
      return;
    }
    for (JoinIndex index : indexes) {
      index.add(row, subjects);
    }
    if (!quotes.isEmpty()) {
      List<Node> triples = triples(row);
      for (JoinIndex index : quotes) {
        index.add(row, triples);
      }
    }
  }

  private void say(Row row, List<Node> subjects) {
    if (!asserted) {
      return;
    }
    Set<Node> graphs = graphs(row, subjectGraphs, Set.of());
    if (!classes.isEmpty()) {
      emit(sink, orDefault(graphs), subjects, List.of(TYPE), classes);
    }
    for (Branch branch : branches) {
      take(row, branch, graphs, subjects);
    }
  }

  /// The subjects of the record at hand; made once however often they are asked for.
  List<Node> subjects(Row row) {
    if (madeFor != row.serial()) {
      made = subject.make(row);
      madeFor = row.serial();
    }
    return made;
  }

  /// The graphs of the subject, or the default one.
  Set<Node> subjectGraphs(Row row) {
    return orDefault(graphs(row, subjectGraphs, Set.of()));
  }

  /// The triples of the record at hand as terms.
  List<Node> triples(Row row) {
    List<Node> subjects = subjects(row);
    List<Node> triples = new ArrayList<>();
    quote(subjects, classes.isEmpty() ? List.of() : List.of(TYPE), classes, triples);
    for (Branch branch : branches) {
      if (branch.conditions().stream().allMatch(one -> ValueMaker.holds(one, row))) {
        List<Node> predicates = all(branch.predicates(), row);
        for (TermMaker object : branch.objects()) {
          quote(subjects, predicates, object.make(row), triples);
        }
        for (Reference reference : branch.references()) {
          quote(subjects, predicates, reference.subjects(row).get(), triples);
        }
      }
    }
    return triples;
  }

  private static void quote(
      List<Node> subjects, List<Node> predicates, List<Node> objects, List<Node> triples) {
    for (Node one : subjects) {
      for (Node predicate : predicates) {
        for (Node object : objects) {
          triples.add(NodeFactory.createTripleTerm(one, predicate, object));
        }
      }
    }
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
    Set<Node> around = branch.alone() ? Set.of() : subjectGraphs;
    Set<Node> graphs = orDefault(graphs(row, branch.graphs(), around));
    for (TermMaker object : branch.objects()) {
      emit(branch.sink(), graphs, subjects, predicates, object.make(row));
    }
    for (Reference reference : branch.references()) {
      join(row, reference, graphs, subjects, predicates, branch.sink());
    }
    for (Gatherer gatherer : branch.gatherers()) {
      gather(row, gatherer, graphs, subjects, predicates, branch.sink());
    }
  }

  private void join(
      Row row,
      Reference reference,
      Set<Node> graphs,
      List<Node> subjects,
      List<Node> predicates,
      QuadSink to) {
    if (reference.sides().isEmpty()) {
      emit(to, graphs, subjects, predicates, reference.parent().subjects(row));
      return;
    }
    for (Object key : JoinIndex.keys(reference.sides(), row)) {
      if (reference.index().complete()) {
        emit(to, graphs, subjects, predicates, reference.index().find(key));
      } else {
        var join = new Waiting.Join(graphs, subjects, predicates, key, reference.index(), to);
        // The points of a line are many, and each of them joins the line with all.
        if (joining.add(join)) {
          waiting.add(join);
        }
      }
    }
  }

  private void gather(
      Row row,
      Gatherer gatherer,
      Set<Node> graphs,
      List<Node> subjects,
      List<Node> predicates,
      QuadSink to) {
    Optional<Gatherer.Taken> taken = gatherer.take(row);
    if (taken.isEmpty()) {
      return;
    }
    Waiting.Gathering gathering =
        new Waiting.Gathering(graphs, subjects, predicates, gatherer, taken.get(), to);
    if (gatherer.waits()) {
      waiting.add(gathering);
    } else {
      build(gathering);
    }
  }

  private void build(Waiting.Gathering one) {
    QuadSink counted = counting(one.sink());
    for (Node graph : one.graphs()) {
      List<Node> heads = one.gatherer().build(one.taken(), graph, true, counted);
      emit(one.sink(), Set.of(graph), one.subjects(), one.predicates(), heads);
    }
  }

  /// Hands on what waited for parents. Called when all sources have been read.
  void finish() {
    for (Waiting one : waiting) {
      switch (one) {
        case Waiting.Join join ->
            emit(
                join.sink(),
                join.graphs(),
                join.subjects(),
                join.predicates(),
                join.index().find(join.key()));
        case Waiting.Gathering gathering -> build(gathering);
      }
    }
    waiting.clear();
    joining.clear();
  }

  private void emit(
      QuadSink to,
      Iterable<Node> graphs,
      List<Node> subjects,
      List<Node> predicates,
      Iterable<Node> objects) {
    for (Node object : objects) {
      for (Node one : subjects) {
        for (Node predicate : predicates) {
          for (Node graph : graphs) {
            to.quad(graph, one, predicate, object);
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
