package org.lacis.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.TermMapReader.Role;
import org.lacis.vocabulary.Place;

/// Reads what refers to the records of others: referencing object maps and join conditions.
final class JoinReader {
  private final MappingGraph graph;
  private final Problems problems;
  private final WordCheck words;
  private final TermMapReader terms;

  JoinReader(MappingGraph graph, Problems problems, WordCheck words, TermMapReader terms) {
    this.graph = graph;
    this.problems = problems;
    this.words = words;
    this.terms = terms;
  }

  RefObjectMap reference(Statement statement) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    words.at(node, "a referencing object map", Rml.ON_REF_OBJECT_MAP);
    String parent =
        graph
            .first(node, Rml.term("parentTriplesMap"))
            .map(one -> one.object().toString())
            .orElse("");
    return new RefObjectMap(place, parent, conditions(node));
  }

  /// The join conditions of a node, in the order of the file.
  List<RefObjectMap.JoinCondition> conditions(Node node) {
    List<RefObjectMap.JoinCondition> joins = new ArrayList<>();
    for (Statement join : graph.about(node, Rml.term("joinCondition"))) {
      join(join).ifPresent(joins::add);
    }
    return joins;
  }

  private Optional<RefObjectMap.JoinCondition> join(Statement statement) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    words.at(node, "a join condition", Rml.ON_JOIN);
    Optional<TermMap> child = side(node, place, "child");
    Optional<TermMap> parent = side(node, place, "parent");
    return child.isPresent() && parent.isPresent()
        ? Optional.of(new RefObjectMap.JoinCondition(place, child.get(), parent.get()))
        : Optional.empty();
  }

  /// `rml:child "x"` is short for `rml:childMap [ rml:reference "x" ]`.
  private Optional<TermMap> side(Node node, Place place, String name) {
    Optional<Statement> full = graph.first(node, Rml.term(name + "Map"));
    if (full.isPresent()) {
      return terms.read(full.get(), Role.VALUE);
    }
    Optional<Statement> brief = graph.first(node, Rml.term(name));
    if (brief.isPresent()) {
      return terms.text(brief.get()).map(text -> referenceTo(text, brief.get().place()));
    }
    problems.add(
        "missing-part",
        place,
        "a join condition without rml:" + name,
        "rml:" + name + " or rml:" + name + "Map",
        "Add it.");
    return Optional.empty();
  }

  private static TermMap referenceTo(String reference, Place place) {
    return new TermMap(
        place,
        new Expression.Reference(reference),
        TermType.LITERAL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
