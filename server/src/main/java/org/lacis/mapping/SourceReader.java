package org.lacis.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.mapping.LogicalSource.Kind;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.vocabulary.Place;

/// Reads logical sources (RML-IO and the registry of sources).
final class SourceReader {
  private final MappingGraph graph;
  private final Problems problems;
  private final WordCheck words;

  SourceReader(MappingGraph graph, Problems problems, WordCheck words) {
    this.graph = graph;
    this.problems = problems;
    this.words = words;
  }

  /// A location and what it is.
  private record Location(String text, Kind kind) {}

  Optional<LogicalSource> read(Statement statement) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    words.at(node, "a logical source", Rml.ON_LOGICAL_SOURCE);
    List<Statement> sources = graph.about(node, Rml.term("source"));
    if (sources.size() != 1) {
      problems.add(
          "no-source",
          place,
          sources.size() + " rml:source",
          "one rml:source",
          "Name the file: rml:source [ a rml:RelativePathSource ; rml:path \"data.csv\" ].");
      return Optional.empty();
    }
    Node source = sources.getFirst().object();
    Optional<Location> location = location(source, sources.getFirst().place());
    Optional<String> formulation = formulation(node, source, place);
    if (location.isEmpty() || formulation.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> options = options(node, source);
    return Optional.of(
        new LogicalSource(
            place,
            location.get().text(),
            location.get().kind(),
            formulation.get(),
            firstText(node, source, "query")
                .or(() -> firstText(node, source, "iterator"))
                .orElse(""),
            encoding(node, source, options),
            firstText(node, source, "compression").filter(name -> !name.equals("none")).orElse(""),
            nulls(node, source),
            options));
  }

  private Optional<Location> location(Node source, Place place) {
    if (source.isLiteral()) {
      return Optional.of(new Location(source.getLiteralLexicalForm(), Kind.FILE));
    }
    words.at(source, "a source", Rml.ON_SOURCE);
    Optional<String> path = text(source, Rml.NS + "path");
    if (path.isPresent()) {
      return path.map(text -> new Location(text, Kind.FILE));
    }
    Optional<String> url =
        text(source, Rml.CSVW + "url").or(() -> text(source, Rml.DCAT + "downloadURL"));
    if (url.isPresent()) {
      return url.map(text -> new Location(text, text.contains("://") ? Kind.WEB : Kind.FILE));
    }
    Optional<String> database = text(source, Rml.D2RQ + "jdbcDSN");
    if (database.isEmpty()) {
      problems.add(
          "no-location",
          graph.place(source, place),
          "a source that names no place",
          "rml:path, csvw:url, dcat:downloadURL or d2rq:jdbcDSN",
          "Name the file or database.");
    }
    return database.map(text -> new Location(text, Kind.DATABASE));
  }

  private Optional<String> formulation(Node node, Node source, Place place) {
    Optional<Statement> stated = graph.first(node, Rml.term("referenceFormulation"));
    if (stated.isPresent()) {
      Node formulation = stated.get().object();
      String iri = formulationOf(formulation);
      if (!iri.isEmpty()) {
        return Optional.of(iri);
      }
    } else if (text(source, Rml.CSVW + "url").isPresent()) {
      return Optional.of(Rml.NS + "CSV");
    } else if (text(source, Rml.D2RQ + "jdbcDSN").isPresent()) {
      boolean query = graph.has(node, Rml.term("query"));
      return Optional.of(Rml.NS + (query ? "SQL2008Query" : "SQL2008Table"));
    }
    problems.add(
        "no-formulation",
        place,
        "no rml:referenceFormulation",
        "rml:CSV, rml:JSONPath, rml:XPath, lacis:GeoJSON…",
        "Say how references into the source are written.");
    return Optional.empty();
  }

  /// The IRI of a reference formulation; empty when the node is none.
  String formulationOf(Node formulation) {
    boolean xpath =
        graph.about(formulation, Rml.TYPE).stream()
            .anyMatch(one -> one.object().equals(Rml.term("XPathReferenceFormulation")));
    if (xpath) {
      return Rml.NS + "XPath";
    }
    return formulation.isURI() ? formulation.getURI() : "";
  }

  private String encoding(Node node, Node source, Map<String, String> options) {
    return firstText(node, source, "encoding")
        .or(() -> Optional.ofNullable(options.get("encoding")))
        .orElse("");
  }

  private List<String> nulls(Node node, Node source) {
    List<String> nulls = new ArrayList<>();
    for (Node one : List.of(node, source)) {
      for (Statement statement : graph.about(one)) {
        String predicate = statement.predicate().getURI();
        if (statement.object().isLiteral()
            && (predicate.equals(Rml.NS + "null") || predicate.equals(Rml.CSVW + "null"))) {
          nulls.add(statement.object().getLiteralLexicalForm());
        }
      }
    }
    return nulls;
  }

  private Map<String, String> options(Node node, Node source) {
    Map<String, String> options = new HashMap<>();
    for (Node one : List.of(node, source)) {
      collect(one, Rml.LACIS, options);
    }
    collect(source, Rml.D2RQ, options);
    options.remove("jdbcDSN");
    graph.about(source).stream()
        .filter(one -> one.predicate().getURI().equals(Rml.CSVW + "dialect"))
        .forEach(one -> collect(one.object(), Rml.CSVW, options));
    graph
        .first(node, Rml.term("referenceFormulation"))
        .ifPresent(one -> namespaces(one.object(), options));
    return options;
  }

  private void namespaces(Node formulation, Map<String, String> options) {
    for (Statement statement : graph.about(formulation, Rml.term("namespace"))) {
      Optional<String> prefix = text(statement.object(), Rml.NS + "namespacePrefix");
      Optional<String> url = text(statement.object(), Rml.NS + "namespaceURL");
      if (prefix.isPresent() && url.isPresent()) {
        options.put("namespace:" + prefix.get(), url.get());
      } else {
        problems.add(
            "bad-namespace",
            statement.place(),
            "a namespace without prefix or URL",
            "rml:namespacePrefix and rml:namespaceURL",
            "Give both.");
      }
    }
  }

  private void collect(Node node, String namespace, Map<String, String> options) {
    for (Statement statement : graph.about(node)) {
      Rml.local(statement.predicate(), namespace)
          .filter(_ -> !statement.object().isBlank())
          .ifPresent(name -> options.put(name, plain(statement.object())));
    }
  }

  /// A text of RML on the logical source, else on its source.
  private Optional<String> firstText(Node node, Node source, String name) {
    return text(node, Rml.NS + name).or(() -> text(source, Rml.NS + name));
  }

  private Optional<String> text(Node node, String property) {
    return graph.about(node).stream()
        .filter(one -> one.predicate().getURI().equals(property))
        .map(one -> plain(one.object()))
        .findFirst();
  }

  /// Terms of RML by their local name (`rml:gzip` is `gzip`, `rml:UTF-16` is `UTF-16`), other IRIs
  /// and texts as they stand.
  private static String plain(Node node) {
    if (node.isLiteral()) {
      return node.getLiteralLexicalForm();
    }
    return Rml.name(node).orElseGet(() -> node.isURI() ? node.getURI() : "").strip();
  }
}
