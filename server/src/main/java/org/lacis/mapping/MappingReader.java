package org.lacis.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.TermMapReader.Role;
import org.lacis.vocabulary.Place;

/// Reads a mapping: RML with the vocabulary of 2024 and later, or any language that [NormalForm]
/// rewrites to it.
///
/// All that can be known without the data is checked here; every problem of the document is told at
/// once, each with its line.
public final class MappingReader {
  /// Base of relative IRIs when the caller names none.
  public static final String DEFAULT_BASE = "http://localhost:7171/";

  private final MappingGraph graph;
  private final Problems problems = new Problems();
  private final WordCheck words;
  private final TermMapReader terms;
  private final ViewReader sources;

  private MappingReader(MappingGraph graph) {
    this.graph = graph;
    this.words = new WordCheck(graph, problems);
    this.terms = new TermMapReader(graph, problems, words);
    this.sources =
        new ViewReader(graph, problems, words, terms, new SourceReader(graph, problems, words));
  }

  /// Reads a file; relative IRIs in it are resolved against [#DEFAULT_BASE].
  ///
  /// @throws MappingException when the file cannot be read or says something wrong
  public static MappingDocument read(Path file) {
    return read(file, DEFAULT_BASE);
  }

  /// @param baseIri against which relative IRIs in the mapping (not in the data) are resolved
  /// @throws MappingException when the file cannot be read or says something wrong
  public static MappingDocument read(Path file, String baseIri) {
    return read(NormalForm.read(file, baseIri), file);
  }

  /// Reads a mapping that is not in a file.
  ///
  /// @param name stands for the file in messages; relative sources are found beside it
  public static MappingDocument parse(String text, Path name, String baseIri) {
    return read(NormalForm.parse(text, name, baseIri), name);
  }

  /// Reads what a mapping was rewritten to.
  ///
  /// @param name stands for the file in messages; relative sources are found beside it
  public static MappingDocument read(NormalForm normal, Path name) {
    return new MappingReader(normal.graph()).document(name);
  }

  private MappingDocument document(Path file) {
    words.everywhere();
    List<TriplesMap> maps = new ArrayList<>();
    List<Node> nodes = graph.subjects().stream().filter(this::isTriplesMap).toList();
    nodes.forEach(node -> triplesMap(node).ifPresent(maps::add));
    sources.all();
    if (nodes.isEmpty()) {
      problems.add(
          "empty",
          Place.of(graph.file()),
          "no triples map",
          "at least one rml:TriplesMap with rml:logicalSource",
          "Describe what is to be lifted.");
    }
    checkParents(nodes, maps);
    problems.throwAny();
    return new MappingDocument(file, maps);
  }

  private boolean isTriplesMap(Node node) {
    return graph.has(node, Rml.term("logicalSource"))
        || isA(node, "TriplesMap")
        || isA(node, "AssertedTriplesMap")
        || isA(node, "NonAssertedTriplesMap");
  }

  private boolean isA(Node node, String name) {
    return graph.about(node, Rml.TYPE).stream()
        .anyMatch(one -> one.object().equals(Rml.term(name)));
  }

  /// Whether the triples are said, and not only quoted (RML-star).
  private boolean asserted(Node node, Place place) {
    boolean quoted = isA(node, "NonAssertedTriplesMap");
    if (quoted && isA(node, "AssertedTriplesMap")) {
      problems.add(
          "asserted-or-not",
          place,
          "rml:AssertedTriplesMap and rml:NonAssertedTriplesMap",
          "one of them",
          "Keep one.");
    }
    return !quoted;
  }

  private Optional<TriplesMap> triplesMap(Node node) {
    Place place = graph.place(node, Place.of(graph.file()));
    words.at(node, "a triples map", Rml.ON_TRIPLES_MAP);
    Optional<LogicalSource> source =
        single(node, place, Set.of("logicalSource")).flatMap(sources::read);
    Optional<SubjectMap> subject =
        single(node, place, Set.of("subjectMap", "subject")).flatMap(this::subject);
    List<PredicateObjectMap> poms = new ArrayList<>();
    for (Statement statement : graph.about(node, Rml.term("predicateObjectMap"))) {
      poms.add(predicateObjectMap(statement));
    }
    String base =
        graph
            .first(node, Rml.term("baseIRI"))
            .map(Statement::object)
            .map(iri -> iri.isURI() ? iri.getURI() : iri.getLiteralLexicalForm())
            .orElse("");
    boolean asserted = asserted(node, place);
    if (source.isEmpty() || subject.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TriplesMap(node.toString(), place, source.get(), base, subject.get(), poms, asserted));
  }

  /// The one statement with one of these properties.
  private Optional<Statement> single(Node node, Place place, Set<String> names) {
    List<Statement> found =
        graph.about(node).stream()
            .filter(one -> Rml.name(one.predicate()).filter(names::contains).isPresent())
            .toList();
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    String wanted =
        names.stream().sorted().map(name -> "rml:" + name).collect(Collectors.joining(" or "));
    problems.add(
        found.isEmpty() ? "missing-part" : "too-many-parts",
        found.isEmpty() ? place : found.get(1).place(),
        found.isEmpty() ? "a triples map without " + wanted : found.size() + " of " + wanted,
        "one " + wanted,
        found.isEmpty() ? "Add it." : "Keep one, or write another triples map.");
    return Optional.empty();
  }

  private Optional<SubjectMap> subject(Statement statement) {
    if (statement.predicate().equals(Rml.term("subject"))) {
      return terms
          .constant(statement, Role.SUBJECT)
          .map(term -> new SubjectMap(term, List.of(), List.of()));
    }
    Node node = statement.object();
    List<Node> classes = new ArrayList<>();
    for (Statement one : graph.about(node, Rml.term("class"))) {
      if (one.object().isURI()) {
        classes.add(one.object());
      } else {
        problems.add(
            "bad-class", one.place(), Rml.words(one.object()), "an IRI", "Name the class by IRI.");
      }
    }
    List<TermMap> graphs = terms.both(node, "graph", "graphMap", Role.GRAPH);
    return terms.read(statement, Role.SUBJECT).map(term -> new SubjectMap(term, classes, graphs));
  }

  private PredicateObjectMap predicateObjectMap(Statement statement) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    words.at(node, "a predicate-object map", Rml.ON_POM);
    List<TermMap> predicates = terms.both(node, "predicate", "predicateMap", Role.PREDICATE);
    List<ObjectMap> objects = objects(node);
    missing(node, place, "predicate");
    missing(node, place, "object");
    List<TermMap> graphs = terms.both(node, "graph", "graphMap", Role.GRAPH);
    return new PredicateObjectMap(place, predicates, objects, graphs, terms.condition(node));
  }

  private void missing(Node node, Place place, String what) {
    if (!graph.has(node, Rml.term(what)) && !graph.has(node, Rml.term(what + "Map"))) {
      problems.add(
          "missing-part",
          place,
          "a predicate-object map without " + what,
          "rml:" + what + " or rml:" + what + "Map",
          "Add it.");
    }
  }

  private List<ObjectMap> objects(Node node) {
    List<ObjectMap> objects = new ArrayList<>();
    for (Statement statement : graph.about(node)) {
      if (statement.predicate().equals(Rml.term("object"))) {
        terms.constant(statement, Role.OBJECT).ifPresent(objects::add);
      } else if (statement.predicate().equals(Rml.term("objectMap"))) {
        if (graph.has(statement.object(), Rml.term("parentTriplesMap"))) {
          objects.add(terms.joins().reference(statement));
        } else {
          terms.read(statement, Role.OBJECT).ifPresent(objects::add);
        }
      }
    }
    return objects;
  }

  private void checkParents(List<Node> nodes, List<TriplesMap> maps) {
    List<String> names = nodes.stream().map(Node::toString).toList();
    for (TriplesMap map : maps) {
      checkParents(map, map.subject().term(), names, maps);
      for (PredicateObjectMap pom : map.predicateObjectMaps()) {
        for (ObjectMap object : pom.objects()) {
          checkParents(map, object, names, maps);
        }
      }
    }
  }

  private void checkParents(
      TriplesMap map, ObjectMap object, List<String> names, List<TriplesMap> maps) {
    switch (object) {
      case RefObjectMap(Place place, String parent, var joins) ->
          checkParent(map, "parentTriplesMap", place, parent, joins, names, maps);
      case TermMap term -> {
        switch (term.expression()) {
          case Expression.Quoted(Place place, String quoted, var joins) ->
              checkParent(map, "quotedTriplesMap", place, quoted, joins, names, maps);
          case Expression.Gathered gathered ->
              gathered.members().forEach(member -> checkParents(map, member, names, maps));
          case Expression.Constant _,
              Expression.Reference _,
              Expression.Template _,
              Expression.Fresh _,
              Expression.Function _ -> {}
        }
      }
    }
  }

  private void checkParent(
      TriplesMap map,
      String property,
      Place place,
      String parent,
      List<RefObjectMap.JoinCondition> joins,
      List<String> names,
      List<TriplesMap> maps) {
    if (!names.contains(parent)) {
      List<String> near = Nearest.to(parent, names);
      problems.add(
          "unknown-parent",
          place,
          "rml:" + property + " <" + parent + ">",
          "one of " + String.join(", ", near.isEmpty() ? names : near),
          "Name a triples map of this file.");
      return;
    }
    boolean elsewhere =
        maps.stream()
            .filter(other -> other.name().equals(parent))
            .anyMatch(other -> !other.source().sameAs(map.source()));
    if (joins.isEmpty() && elsewhere) {
      problems.add(
          "join-without-condition",
          place,
          "a parent that reads another source, and no rml:joinCondition",
          "a join condition",
          "Say which values must be equal: rml:joinCondition [ rml:child \"a\" ; rml:parent \"b\""
              + " ].");
    }
  }
}
