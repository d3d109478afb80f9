package org.lacis.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.TermMapReader.Role;
import org.lacis.vocabulary.Place;

/// Reads logical views (RML-LV), and tells them from plain logical sources.
final class ViewReader {
  private final MappingGraph graph;
  private final Problems problems;
  private final WordCheck words;
  private final TermMapReader terms;
  private final SourceReader sources;
  private final Map<Node, Optional<LogicalSource>> known = new HashMap<>();
  private final Set<Node> open = new LinkedHashSet<>();

  ViewReader(
      MappingGraph graph,
      Problems problems,
      WordCheck words,
      TermMapReader terms,
      SourceReader sources) {
    this.graph = graph;
    this.problems = problems;
    this.words = words;
    this.terms = terms;
    this.sources = sources;
  }

  /// Reads every view of the document, used or not.
  void all() {
    for (Node node : graph.subjects()) {
      if (isView(node)) {
        view(node, graph.place(node, Place.of(graph.file())));
      }
    }
  }

  /// The logical source or view that a statement names.
  Optional<LogicalSource> read(Statement statement) {
    Node node = statement.object();
    return isView(node) ? view(node, statement.place()) : sources.read(statement);
  }

  private boolean isView(Node node) {
    return graph.has(node, Rml.term("viewOn"))
        || graph.about(node, Rml.TYPE).stream()
            .anyMatch(one -> one.object().equals(Rml.term("LogicalView")));
  }

  private Optional<LogicalSource> view(Node node, Place from) {
    Optional<LogicalSource> before = known.get(node);
    if (before != null) {
      return before;
    }
    if (!open.add(node)) {
      problems.add(
          "endless-view",
          from,
          "a view that is made of itself: "
              + String.join(" -> ", open.stream().map(Rml::words).toList())
              + " -> "
              + Rml.words(node),
          "views that end in a logical source",
          "Break the circle; a view that is to be joined with itself needs a second view on the"
              + " same source.");
      return Optional.empty();
    }
    Optional<LogicalSource> view = make(node).map(LogicalSource::of);
    open.remove(node);
    known.put(node, view);
    return view;
  }

  private Optional<LogicalView> make(Node node) {
    Place place = graph.place(node, Place.of(graph.file()));
    words.at(node, "a logical view", Rml.ON_LOGICAL_VIEW);
    List<Statement> on = graph.about(node, Rml.term("viewOn"));
    if (on.size() != 1) {
      problems.add(
          "missing-part",
          place,
          on.size() + " of rml:viewOn on a logical view",
          "one rml:viewOn",
          "Name the logical source, or the view, that the fields are taken from.");
      return Optional.empty();
    }
    Optional<LogicalSource> source = read(on.getFirst());
    String formulation = source.map(LogicalSource::formulation).orElse("");
    Set<String> names = new HashSet<>();
    List<ViewField> fields = fields(node, "", formulation, names, new HashSet<>());
    List<LogicalView.ViewJoin> joins = new ArrayList<>();
    for (Statement statement : graph.about(node)) {
      String name = Rml.name(statement.predicate()).orElse("");
      if (name.equals("leftJoin") || name.equals("innerJoin")) {
        join(statement, name.equals("innerJoin"), names).ifPresent(joins::add);
      }
    }
    if (fields.isEmpty() && joins.isEmpty()) {
      problems.add(
          "missing-part",
          place,
          "a logical view without fields",
          "rml:field",
          "Name what its records have: rml:field [ rml:fieldName \"a\" ; rml:reference \"$.a\" ].");
    }
    return source.map(one -> new LogicalView(place, node.toString(), one, fields, joins));
  }

  private Optional<LogicalView.ViewJoin> join(
      Statement statement, boolean inner, Set<String> names) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    words.at(node, "a join of views", Rml.ON_VIEW_JOIN);
    Optional<Statement> parent = graph.first(node, Rml.term("parentLogicalView"));
    List<RefObjectMap.JoinCondition> conditions = terms.joins().conditions(node);
    if (parent.isEmpty() || conditions.isEmpty()) {
      problems.add(
          "missing-part",
          place,
          "a join of views without "
              + (parent.isEmpty() ? "rml:parentLogicalView" : "rml:joinCondition"),
          "rml:parentLogicalView and rml:joinCondition",
          "Say which view is joined, and which values must be equal.");
      return Optional.empty();
    }
    Optional<LogicalSource> view =
        isView(parent.get().object())
            ? view(parent.get().object(), parent.get().place())
            : Optional.empty();
    if (!isView(parent.get().object())) {
      problems.add(
          "not-a-view",
          parent.get().place(),
          Rml.words(parent.get().object()),
          "a logical view",
          "Write a logical view on the source, with the fields that are wanted.");
    }
    List<ViewField.Of> fields = new ArrayList<>();
    for (ViewField field : fields(node, "", "", names, new HashSet<>())) {
      if (field instanceof ViewField.Of plain && plain.inside().isEmpty()) {
        fields.add(plain);
      } else {
        problems.add(
            "bad-field",
            field.place(),
            "the field " + field.name() + " of a join, with records inside",
            "a field with an expression alone",
            "Take the records apart in the view that is joined.");
      }
    }
    return view.map(one -> new LogicalView.ViewJoin(place, inner, one, conditions, fields));
  }

  private List<ViewField> fields(
      Node node, String prefix, String formulation, Set<String> names, Set<Node> around) {
    List<ViewField> fields = new ArrayList<>();
    for (Statement statement : graph.about(node, Rml.term("field"))) {
      field(statement, prefix, formulation, names, around).ifPresent(fields::add);
    }
    return fields;
  }

  private Optional<ViewField> field(
      Statement statement, String prefix, String formulation, Set<String> names, Set<Node> around) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    if (!around.add(node)) {
      problems.add(
          "endless-field",
          statement.place(),
          "a field inside itself: " + Rml.words(node),
          "fields that end in expressions",
          "Break the circle.");
      return Optional.empty();
    }
    try {
      words.at(node, "a field", Rml.ON_FIELD);
      String own = name(node, place);
      String name = prefix + own;
      if (!own.isEmpty() && !names.add(name)) {
        problems.add(
            "duplicate-field",
            place,
            "a second field \"" + name + '"',
            "names that differ within a view, its joins included",
            "Give the field another name.");
      }
      return isExpression(node)
          ? expression(node, place, name, formulation, names, around)
          : Optional.of(within(node, place, name, formulation, formulation, names, around));
    } finally {
      around.remove(node);
    }
  }

  private boolean isExpression(Node node) {
    return graph.about(node).stream()
        .anyMatch(one ->
            Rml.name(one.predicate()).filter(TermMapReader.EXPRESSIONS::contains).isPresent());
  }

  private String name(Node node, Place place) {
    List<Statement> found = graph.about(node, Rml.term("fieldName"));
    String name = found.size() == 1 ? terms.text(found.getFirst()).orElse("") : "";
    if (found.size() != 1 || name.isEmpty() || name.contains("#") || name.equals("<it>")) {
      problems.add(
          "bad-field",
          found.isEmpty() ? place : found.getLast().place(),
          found.size() == 1 ? "rml:fieldName \"" + name + '"' : found.size() + " of rml:fieldName",
          "one rml:fieldName, without # and not <it>",
          "Give the field a name.");
    }
    return name;
  }

  private Optional<ViewField> expression(
      Node node,
      Place place,
      String name,
      String formulation,
      Set<String> names,
      Set<Node> around) {
    if (graph.has(node, Rml.term("iterator"))) {
      problems.add(
          "bad-field",
          place,
          "an iterator beside an expression",
          "one of them",
          "Put the iterator into a field of its own inside this one.");
    }
    List<ViewField.Within> inside = new ArrayList<>();
    for (Statement child : graph.about(node, Rml.term("field"))) {
      if (around.contains(child.object()) || !isExpression(child.object())) {
        field(child, name + ".", formulation, names, around)
            .map(ViewField.Within.class::cast)
            .ifPresent(inside::add);
      } else {
        problems.add(
            "bad-field",
            child.place(),
            "an expression inside an expression",
            "an iterable field: rml:iterator, rml:referenceFormulation",
            "Say first which records the text holds.");
      }
    }
    return terms
        .expression(node, place, Optional.empty(), Role.VALUE)
        .map(value ->
            new ViewField.Of(
                place,
                name,
                new TermMap(
                    place,
                    value,
                    TermType.LITERAL,
                    Optional.empty(),
                    Optional.empty(),
                    terms.condition(node)),
                inside));
  }

  private ViewField.Within within(
      Node node,
      Place place,
      String name,
      String formulation,
      String inherited,
      Set<String> names,
      Set<Node> around) {
    String own =
        graph
            .first(node, Rml.term("referenceFormulation"))
            .map(one -> sources.formulationOf(one.object()))
            .orElse(inherited);
    if (own.isEmpty()) {
      problems.add(
          "no-formulation",
          place,
          "the iterable field " + name + " of a view on a view",
          "rml:referenceFormulation, inside a field with an expression",
          "Put it into the field whose text holds the records, or into the view below.");
    }
    String iterator = graph.first(node, Rml.term("iterator")).flatMap(terms::text).orElse("");
    List<ViewField> fields =
        fields(node, name + ".", own.isEmpty() ? formulation : own, names, around);
    if (fields.isEmpty()) {
      problems.add(
          "bad-field",
          place,
          "an iterable field without fields",
          "rml:field inside it",
          "Name what its records have.");
    }
    return new ViewField.Within(place, name, own, iterator, fields);
  }
}
