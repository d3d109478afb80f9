package org.lacis.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.mapping.Expression.Container;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.TermMapReader.Role;
import org.lacis.vocabulary.Place;

/// Reads gather maps (RML-CC) and quoted triples maps (RML-star): term maps whose terms are made of
/// other terms.
final class GatherReader {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private final MappingGraph graph;
  private final Problems problems;
  private final WordCheck words;
  private final TermMapReader terms;
  private final JoinReader joins;

  GatherReader(MappingGraph graph, Problems problems, WordCheck words, TermMapReader terms) {
    this.graph = graph;
    this.problems = problems;
    this.words = words;
    this.terms = terms;
    this.joins = new JoinReader(graph, problems, words, terms);
  }

  JoinReader joins() {
    return joins;
  }

  boolean gathers(Node node) {
    return graph.has(node, Rml.term("gather")) || graph.has(node, Rml.term("gatherAs"));
  }

  boolean quotes(Node node) {
    return graph.has(node, Rml.term("quotedTriplesMap"));
  }

  /// The term map of a node that gathers.
  Optional<TermMap> gather(Node node, Place place, Role role, Optional<TermMap> condition) {
    words.at(node, "a gather map", allowed(Rml.ON_GATHER_MAP, role));
    refuseAt(place, role, "a gather map");
    Optional<Container> container = container(node, place);
    List<ObjectMap> members = members(node, place);
    boolean cartesian = cartesian(node);
    Optional<TermType> stated = terms.statedType(node);
    Optional<Expression> name = name(node, place, stated, role);
    TermType type = name.isPresent() ? type(name.get(), stated) : TermType.BLANK_NODE;
    boolean unnamed = name.isEmpty() && stated.isPresent() && stated.get() != TermType.BLANK_NODE;
    if (type == TermType.LITERAL || unnamed) {
      problems.add(
          "wrong-term-type",
          place,
          "rml:termType " + stated.map(TermType::toString).orElse("LITERAL") + " on a gather map",
          unnamed
              ? "rml:BlankNode, or an expression that names the list"
              : "rml:IRI or rml:BlankNode",
          "Take the term type away or change it.");
    }
    if (container.isEmpty()) {
      return Optional.empty();
    }
    Expression gathered =
        new Expression.Gathered(
            place, name, members, container.get(), cartesian, allowsEmpty(node));
    return Optional.of(
        new TermMap(place, gathered, type, Optional.empty(), Optional.empty(), condition));
  }

  /// The term map of a node that quotes a triples map.
  Optional<TermMap> quote(Node node, Place place, Role role, Optional<TermMap> condition) {
    words.at(node, "a quoting term map", allowed(Rml.ON_STAR_MAP, role));
    refuseAt(place, role, "a quoted triples map");
    List<Statement> found = graph.about(node, Rml.term("quotedTriplesMap"));
    if (found.size() != 1) {
      problems.add(
          "too-many-parts",
          place,
          found.size() + " of rml:quotedTriplesMap",
          "one rml:quotedTriplesMap",
          "Keep one.");
    }
    Expression quoted =
        new Expression.Quoted(place, found.getFirst().object().toString(), joins.conditions(node));
    return Optional.of(
        new TermMap(
            place, quoted, TermType.TRIPLE_TERM, Optional.empty(), Optional.empty(), condition));
  }

  private static Set<String> allowed(Set<String> words, Role role) {
    Set<String> all = new java.util.HashSet<>(words);
    if (role == Role.SUBJECT) {
      all.addAll(Set.of("class", "graph", "graphMap"));
    }
    return all;
  }

  private void refuseAt(Place place, Role role, String what) {
    if (role != Role.SUBJECT && role != Role.OBJECT) {
      problems.add(
          "wrong-term-type",
          place,
          what + " as " + role.words,
          "a subject map or an object map",
          "Only subjects and objects are made of other terms.");
    }
  }

  private Optional<Container> container(Node node, Place place) {
    List<Statement> found = graph.about(node, Rml.term("gatherAs"));
    Optional<Container> known =
        found.size() == 1
            ? switch (Rml.local(found.getFirst().object(), RDF).orElse("")) {
              case "List" -> Optional.of(Container.LIST);
              case "Bag" -> Optional.of(Container.BAG);
              case "Seq" -> Optional.of(Container.SEQ);
              case "Alt" -> Optional.of(Container.ALT);
              default -> Optional.empty();
            }
            : Optional.empty();
    if (known.isEmpty()) {
      problems.add(
          "bad-gather",
          found.isEmpty() ? place : found.getLast().place(),
          found.size() == 1
              ? "rml:gatherAs " + Rml.words(found.getFirst().object())
              : found.size() + " of rml:gatherAs",
          "one of rdf:List, rdf:Bag, rdf:Seq, rdf:Alt",
          "Say what the values are gathered as.");
    }
    return known;
  }

  private List<ObjectMap> members(Node node, Place place) {
    List<Statement> found = graph.about(node, Rml.term("gather"));
    List<ObjectMap> members = new ArrayList<>();
    if (found.size() == 1) {
      for (Statement item : graph.list(found.getFirst().object())) {
        if (graph.has(item.object(), Rml.term("parentTriplesMap"))) {
          members.add(joins.reference(item));
        } else {
          terms.read(item, Role.OBJECT).ifPresent(members::add);
        }
      }
    }
    if (found.size() != 1 || graph.list(found.getFirst().object()).isEmpty()) {
      problems.add(
          "bad-gather",
          found.isEmpty() ? place : found.getLast().place(),
          found.size() == 1 ? "rml:gather without members" : found.size() + " of rml:gather",
          "one rml:gather with a list of term maps",
          "Write rml:gather ( [ rml:reference \"a\" ] [ rml:reference \"b\" ] ).");
    }
    return members;
  }

  private boolean cartesian(Node node) {
    Optional<Statement> stated = graph.first(node, Rml.term("strategy"));
    String name = stated.flatMap(one -> Rml.name(one.object())).orElse("append");
    boolean known = name.equals("append") || name.equals("cartesianProduct");
    boolean named = stated.isEmpty() || Rml.name(stated.get().object()).isPresent();
    if (!known || !named) {
      problems.add(
          "bad-gather",
          stated.get().place(),
          "rml:strategy " + Rml.words(stated.get().object()),
          "rml:append or rml:cartesianProduct",
          "Take one of them; rml:append is the default.");
    }
    return name.equals("cartesianProduct");
  }

  private boolean allowsEmpty(Node node) {
    Optional<Statement> stated = graph.first(node, Rml.term("allowEmptyListAndContainer"));
    String plain =
        stated
            .map(Statement::object)
            .map(one -> one.isLiteral() ? one.getLiteralLexicalForm() : Rml.words(one))
            .orElse("false");
    if (!Set.of("true", "false", "1", "0").contains(plain)) {
      problems.add(
          "bad-gather",
          stated.get().place(),
          "rml:allowEmptyListAndContainer " + plain,
          "true or false",
          "Write it without quotes.");
    }
    return plain.equals("true") || plain.equals("1");
  }

  private Optional<Expression> name(Node node, Place place, Optional<TermType> stated, Role role) {
    boolean named =
        graph.about(node).stream()
            .anyMatch(one ->
                Rml.name(one.predicate()).filter(TermMapReader.EXPRESSIONS::contains).isPresent());
    return named ? terms.expression(node, place, stated, role) : Optional.empty();
  }

  private static TermType type(Expression name, Optional<TermType> stated) {
    if (name instanceof Expression.Constant(Node constant)) {
      return TermMapReader.typeOf(constant);
    }
    return stated.orElse(TermType.IRI);
  }
}
