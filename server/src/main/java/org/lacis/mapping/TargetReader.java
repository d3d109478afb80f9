package org.lacis.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.vocabulary.Place;

/// Reads logical targets (RML-IO).
final class TargetReader {
  private static final String FORMATS = "http://www.w3.org/ns/formats/";
  private static final Set<String> SERIALIZATIONS =
      Set.of("N-Quads", "N-Triples", "Turtle", "TriG", "N3", "RDF_XML", "RDF_JSON", "JSON-LD");
  private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE");
  private static final Set<String> COMPRESSIONS =
      Set.of("", "none", "gzip", "zip", "targz", "targzip", "tarxz");

  private final MappingGraph graph;
  private final Problems problems;
  private final WordCheck words;

  TargetReader(MappingGraph graph, Problems problems, WordCheck words) {
    this.graph = graph;
    this.problems = problems;
    this.words = words;
  }

  /// The targets of a term map, in the order of the file.
  List<LogicalTarget> of(Node termMap) {
    List<LogicalTarget> targets = new ArrayList<>();
    for (Statement statement : graph.about(termMap, Rml.term("logicalTarget"))) {
      read(statement).ifPresent(targets::add);
    }
    return targets;
  }

  private Optional<LogicalTarget> read(Statement statement) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    words.at(node, "a logical target", Rml.ON_LOGICAL_TARGET);
    Optional<Statement> file = graph.first(node, Rml.term("target"));
    Optional<String> path =
        file.flatMap(one -> graph.first(one.object(), Rml.term("path")))
            .map(Statement::object)
            .filter(Node::isLiteral)
            .map(Node::getLiteralLexicalForm);
    file.ifPresent(one -> words.at(one.object(), "a target", Rml.ON_TARGET));
    if (path.isEmpty()) {
      problems.add(
          "no-location",
          place,
          "a logical target that names no file",
          "rml:target with rml:path",
          "Name the file: rml:target [ a rml:RelativePath ; rml:path \"dump.nq\" ].");
      return Optional.empty();
    }
    String serialization =
        graph
            .first(node, Rml.term("serialization"))
            .map(one -> Rml.local(one.object(), FORMATS).orElse(Rml.words(one.object())))
            .orElse("N-Quads");
    check(node, "serialization", serialization, SERIALIZATIONS, "formats:");
    String encoding = word(node, file.get().object(), "encoding").toUpperCase(Locale.ROOT);
    check(node, "encoding", encoding.isEmpty() ? "UTF-8" : encoding, ENCODINGS, "rml:");
    String compression = word(node, file.get().object(), "compression");
    check(node, "compression", compression, COMPRESSIONS, "rml:");
    return Optional.of(
        new LogicalTarget(
            place,
            node.toString(),
            path.get(),
            serialization,
            encoding,
            switch (compression) {
              case "none" -> "";
              case "targzip" -> "targz";
              default -> compression;
            }));
  }

  private String word(Node target, Node file, String property) {
    return graph
        .first(target, Rml.term(property))
        .or(() -> graph.first(file, Rml.term(property)))
        .map(Statement::object)
        .map(node ->
            node.isLiteral()
                ? node.getLiteralLexicalForm()
                : Rml.name(node).orElse(Rml.words(node)))
        .orElse("");
  }

  private void check(Node node, String property, String word, Set<String> known, String prefix) {
    if (!known.contains(word)) {
      Place place = graph.place(node, Place.of(graph.file()));
      Set<String> names = new TreeSet<>(known);
      names.remove("");
      problems.add(
          "unknown-target-" + property,
          graph.first(node, Rml.term(property)).map(Statement::place).orElse(place),
          word,
          prefix + String.join(", " + prefix, names),
          "Take one of them.");
    }
  }
}
