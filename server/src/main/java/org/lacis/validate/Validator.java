package org.lacis.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.ShaclParseException;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Checks a view against shapes. Immutable and thread-safe.
public final class Validator {
  /// How many objects are checked before their results are handed on, so that a store in which
  /// everything is wrong does not have to fit a report in memory.
  private static final int BATCH = 1_000;

  private final Shapes shapes;
  private final String language;

  /// Whether a constraint is a query, for which the engine wants the data as the store shows them.
  private final boolean queries;

  /// @param shapes shapes graph (SHACL Core and SPARQL constraints)
  /// @param language of the messages, `fr` or `en`; another one is used where there is none in it
  /// @throws ValidationException when the shapes themselves are broken
  public Validator(Graph shapes, String language) {
    try {
      this.shapes = Shapes.parse(shapes);
    } catch (ShaclParseException e) {
      throw new ValidationException(
          Finding.violation(
              "validate.broken-shapes",
              Place.of("ontologies/*/shapes.ttl"),
              String.valueOf(e.getMessage()),
              "well-formed SHACL shapes",
              "Mend the shape that is named."),
          e);
    }
    this.language = language;
    this.queries =
        shapes.contains(Node.ANY, SHACL.sparql, Node.ANY)
            || shapes.contains(Node.ANY, SHACL.select, Node.ANY)
            || shapes.contains(Node.ANY, SHACL.ask, Node.ANY);
  }

  /// What was checked.
  ///
  /// @param focusNodes objects checked; one that several shapes target counts for each
  /// @param findings results told
  public record Outcome(long focusNodes, long findings) {}

  /// Checks everything the shapes target, in the union of the view's graphs (inferences included).
  public Outcome validate(View view, FindingSink findings) {
    return results(view, result -> findings.report(finding(result)));
  }

  /// As [#validate(View,FindingSink)], results as they are.
  ///
  /// @param results told one after the other on this thread
  public Outcome results(View view, Consumer<Result> results) {
    Graph union = view.dataset().getDefaultGraph();
    Graph data = queries ? union : new SubjectGraph(union);
    long checked = 0;
    long told = 0;
    for (Shape shape : shapes.getTargetShapes()) {
      Collection<Node> focusNodes = VLib.focusNodes(data, shape);
      List<Node> batch = new ArrayList<>(BATCH);
      for (Node focus : focusNodes) {
        batch.add(focus);
        if (batch.size() == BATCH) {
          told += check(data, shape, batch, results);
          batch.clear();
        }
      }
      told += check(data, shape, batch, results);
      checked += focusNodes.size();
    }
    return new Outcome(checked, told);
  }

  /// Checks a graph that is small enough to be checked whole.
  ///
  /// @param place where a focus node stands, for those who read the graph from a file
  public void validate(Graph data, Function<Node, Place> place, FindingSink findings) {
    for (Shape shape : shapes.getTargetShapes()) {
      check(
          data,
          shape,
          VLib.focusNodes(data, shape),
          result -> {
            Finding finding = finding(result);
            findings.report(
                new Finding(
                    finding.code(),
                    finding.severity(),
                    place.apply(result.focus()).field(finding.place().field()),
                    finding.found(),
                    finding.expected(),
                    finding.remedy()));
          });
    }
  }

  private long check(
      Graph data, Shape shape, Collection<Node> focusNodes, Consumer<Result> results) {
    ValidationContext context = ValidationContext.create(shapes, data);
    focusNodes.forEach(focus -> VLib.validateShape(context, data, shape, focus));
    Collection<ReportEntry> entries = context.generateReport().getEntries();
    entries.forEach(entry -> results.accept(result(shape, entry)));
    return entries.size();
  }

  private static Result result(Shape target, ReportEntry entry) {
    return new Result(
        entry.focusNode(),
        entry.resultPath(),
        entry.value(),
        target.getShapeNode(),
        entry.source(),
        entry.sourceConstraintComponent(),
        entry.severity().level(),
        List.copyOf(entry.messages()));
  }

  /// A result as a finding: its code is made of the names of the target shape and of the path.
  public Finding finding(Result result) {
    String path = name(result.path());
    String code = "validate." + kebab(localName(result.target()));
    Node value = result.value();
    return new Finding(
        path.isEmpty() ? code : code + "." + kebab(path),
        result.level(),
        Place.of(result.focus().toString()).field(path),
        value == null ? "" : value.isLiteral() ? value.getLiteralLexicalForm() : value.toString(),
        "",
        result.message(language));
  }

  private static String name(@Nullable Path path) {
    if (path == null) {
      return "";
    }
    return path instanceof P_Link link
        ? localName(link.getNode())
        : path.toString().replaceAll("<[^>]*[#/]([^#/>]*)>", "$1");
  }

  private static String localName(Node node) {
    if (!node.isURI()) {
      return "shape";
    }
    String iri = node.getURI();
    return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("[^A-Za-z0-9]+", "-")
        .replaceAll("^-|-$", "")
        .toLowerCase(Locale.ROOT);
  }
}
