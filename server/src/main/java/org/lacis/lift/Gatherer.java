package org.lacis.lift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;

/// Makes the lists or containers of one gather map (RML-CC).
///
/// What a record gives is taken first ([#take]), and built into each graph afterwards ([#build]),
/// at once or, when a member is the subject of a parent that is not read to its end, later.
final class Gatherer {

  /// What gives members.
  sealed interface Member {
    /// Terms of the record.
    record Terms(TermMaker maker) implements Member {}

    /// Subjects of another triples map.
    record Parent(MapWorker.Reference reference) implements Member {}

    /// Lists or containers inside the list or container.
    record Nested(Gatherer gatherer) implements Member {}
  }

  /// What one member has for one record.
  sealed interface Part {
    record Nodes(Supplier<List<Node>> nodes) implements Part {}

    record Nested(Gatherer gatherer, Optional<Taken> taken) implements Part {}
  }

  /// What one record gives.
  ///
  /// @param names of the lists or containers; empty for one of its own
  record Taken(List<Node> names, List<Part> parts) {}

  private final Optional<ValueMaker> condition;
  private final Optional<TermMaker> name;
  private final List<Member> members;
  private final boolean cartesian;
  private final boolean allowEmpty;
  private final CollectionWriter writer;

  /// @param name names the list or container; empty for one of its own in every record
  Gatherer(
      Optional<ValueMaker> condition,
      Optional<TermMaker> name,
      List<Member> members,
      boolean cartesian,
      boolean allowEmpty,
      CollectionWriter writer) {
    this.condition = condition;
    this.name = name;
    this.members = List.copyOf(members);
    this.cartesian = cartesian;
    this.allowEmpty = allowEmpty;
    this.writer = writer;
  }

  /// Whether a member comes from a parent that is not read to its end.
  boolean waits() {
    for (Member member : members) {
      boolean waits =
          switch (member) {
            case Member.Terms _ -> false;
            case Member.Parent(MapWorker.Reference reference) -> reference.waits();
            case Member.Nested(Gatherer gatherer) -> gatherer.waits();
          };
      if (waits) {
        return true;
      }
    }
    return false;
  }

  /// Takes what a record gives; empty when the condition does not hold or the name has no value.
  Optional<Taken> take(Row row) {
    if (condition.isPresent() && !ValueMaker.holds(condition.get(), row)) {
      return Optional.empty();
    }
    List<Node> names = name.isPresent() ? name.get().make(row) : List.of();
    if (name.isPresent() && names.isEmpty()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>(members.size());
    for (Member member : members) {
      parts.add(part(member, row));
    }
    return Optional.of(new Taken(names, parts));
  }

  private static Part part(Member member, Row row) {
    return switch (member) {
      case Member.Terms(TermMaker maker) -> {
        List<Node> nodes = List.copyOf(maker.make(row));
        yield new Part.Nodes(() -> nodes);
      }
      case Member.Parent(MapWorker.Reference reference) -> new Part.Nodes(reference.subjects(row));
      case Member.Nested(Gatherer gatherer) -> new Part.Nested(gatherer, gatherer.take(row));
    };
  }

  /// Builds what a record gave into one graph.
  ///
  /// @param own whether blank nodes that are named are those of the graph alone
  /// @return the heads of lists, or the containers
  List<Node> build(Taken taken, Node graph, boolean own, QuadSink sink) {
    List<List<Node>> contents = contents(taken, graph, own, sink);
    List<Node> heads = new ArrayList<>(1);
    for (List<Node> content : contents) {
      if (content.isEmpty() && !allowEmpty) {
        continue;
      }
      if (taken.names().isEmpty()) {
        heads.add(writer.write(content, graph, sink));
      } else {
        for (Node one : taken.names()) {
          Node head = own ? writer.within(graph, one) : one;
          heads.add(writer.grow(head, content, graph, sink));
        }
      }
    }
    return heads;
  }

  private List<List<Node>> contents(Taken taken, Node graph, boolean own, QuadSink sink) {
    List<List<Node>> parts = new ArrayList<>(taken.parts().size());
    for (Part part : taken.parts()) {
      parts.add(
          switch (part) {
            case Part.Nodes(Supplier<List<Node>> nodes) -> nodes.get();
            case Part.Nested(Gatherer gatherer, Optional<Taken> inside) ->
                inside.isEmpty() ? List.of() : gatherer.build(inside.get(), graph, own, sink);
          });
    }
    if (!cartesian) {
      return List.of(parts.stream().flatMap(List::stream).toList());
    }
    List<List<Node>> all = List.of(List.of());
    for (List<Node> part : parts) {
      List<List<Node>> longer = new ArrayList<>();
      for (List<Node> before : all) {
        for (Node node : part) {
          List<Node> next = new ArrayList<>(before);
          next.add(node);
          longer.add(next);
        }
      }
      all = longer;
    }
    return all.isEmpty() ? List.of(List.of()) : all;
  }
}
