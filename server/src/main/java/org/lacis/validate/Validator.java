package org.lacis.validate;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;
import org.lacis.store.View;
import org.lacis.validate.shacl.Evaluation;
import org.lacis.validate.shacl.Facts;
import org.lacis.validate.shacl.ShapesPlan;
import org.lacis.validate.shacl.ShapesReader;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Checks a view against shapes. Immutable and thread-safe.
public final class Validator {
  private final ShapesPlan plan;
  private final List<Finding> shapeFindings;
  private final String language;

  /// @param shapes shapes graph (SHACL Core and SPARQL constraints)
  /// @param language of the messages, `fr` or `en`; another one is used where there is none in it
  /// @throws ValidationException when no sense can be made of the shapes
  public Validator(Graph shapes, String language) {
    ShapesReader.Read read = ShapesReader.read(shapes);
    this.plan = ShapesPlan.of(read.shapes());
    this.shapeFindings = read.findings();
    this.language = language;
  }

  /// What was checked.
  ///
  /// @param focusNodes objects checked; one that several shapes target counts for each
  /// @param findings results told, those about the shapes themselves not among them
  public record Outcome(long focusNodes, long findings) {}

  /// What is wrong with the shapes themselves: constraints that cannot be used and are left out
  /// (`validate.broken-shape`), references to shapes that are not there
  /// (`validate.undefined-shape`).
  public List<Finding> shapeFindings() {
    return shapeFindings;
  }

  ShapesPlan plan() {
    return plan;
  }

  /// Checks everything the shapes target, in the union of the view's graphs (inferences included).
  ///
  /// @param findings is told first what is wrong with the shapes
  public Outcome validate(View view, FindingSink findings) {
    shapeFindings.forEach(findings::report);
    return results(view, result -> findings.report(finding(result)));
  }

  /// As [#validate(View,FindingSink)], results as they are.
  ///
  /// @param results told one after the other on this thread
  public Outcome results(View view, Consumer<Result> results) {
    return results(Facts.of(view), view.dataset().getDefaultGraph(), results);
  }

  /// As [#results(View,Consumer)], of a graph that is small enough to be read whole.
  public Outcome results(Graph data, Consumer<Result> results) {
    return results(Facts.of(data), data, results);
  }

  private Outcome results(Facts facts, Graph graph, Consumer<Result> results) {
    long[] told = {0};
    long checked =
        new Evaluation(plan, facts, graph)
            .run(result -> {
              told[0]++;
              results.accept(result);
            });
    return new Outcome(checked, told[0]);
  }

  /// Checks a graph that is small enough to be checked whole.
  ///
  /// @param place where a focus node stands, for those who read the graph from a file
  /// @param findings is told first what is wrong with the shapes
  public void validate(Graph data, Function<Node, Place> place, FindingSink findings) {
    shapeFindings.forEach(findings::report);
    results(
        data,
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

  static String name(@Nullable Path path) {
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
