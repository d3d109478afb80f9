package org.lacis.validate.shacl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.TargetType;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.shacl.parser.ShapesParser;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDF;
import org.lacis.validate.ValidationException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Severity;

/// Reads shapes. A constraint that cannot be used is left out, and told; the others stay.
public final class ShapesReader {
  /// Parameters whose value is a shape or a list of shapes.
  private static final Set<Node> SHAPES =
      Set.of(SHACL.node, SHACL.not, SHACL.and, SHACL.or, SHACL.xone, SHACL.qualifiedValueShape);

  /// Parameters that are about the number of values, and so want a path.
  private static final Set<Node> OF_PROPERTIES =
      Set.of(SHACL.minCount, SHACL.maxCount, SHACL.uniqueLang, SHACL.qualifiedValueShape);

  /// Parameters that are read with others of the same shape.
  private static final Set<Node> WITH_OTHERS =
      Set.of(
          SHACL.flags,
          SHACL.ignoredProperties,
          SHACL.qualifiedMinCount,
          SHACL.qualifiedMaxCount,
          SHACL.qualifiedValueShapesDisjoint);

  private static final int FARTHEST = 20;

  private final Graph graph;
  private final List<Finding> findings = new ArrayList<>();

  private ShapesReader(Graph graph) {
    this.graph = graph;
  }

  /// What was read.
  ///
  /// @param findings constraints that were left out (`validate.broken-shape`), and shapes that are
  ///   named and not there (`validate.undefined-shape`)
  public record Read(Shapes shapes, List<Finding> findings) {
    public Read {
      findings =
          findings.stream()
              .sorted(
                  Comparator.comparing((Finding one) -> one.place().toString())
                      .thenComparing(Finding::found))
              .toList();
    }
  }

  /// @param graph is not changed
  /// @throws ValidationException when no sense can be made of it even so
  public static Read read(Graph graph) {
    Graph copy = GraphFactory.createDefaultGraph();
    graph.find().forEachRemaining(copy::add);
    copy.getPrefixMapping().setNsPrefixes(graph.getPrefixMapping());
    ShapesReader reader = new ShapesReader(copy);
    reader.mend();
    try {
      return new Read(Shapes.parse(copy), reader.findings);
    } catch (RuntimeException e) {
      throw new ValidationException(
          Finding.violation(
              "validate.broken-shapes",
              Place.of("shapes"),
              String.valueOf(e.getMessage()),
              "well-formed SHACL shapes",
              "Mend the shape that is named."),
          e);
    }
  }

  private void mend() {
    queries();
    // Those that others are made of come first.
    parameters(p -> !SHAPES.contains(p));
    properties();
    parameters(SHAPES::contains);
    targets();
    undefined();
  }

  private void leaveOut(Triple triple, String found, String expected, String remedy) {
    graph.delete(triple);
    findings.add(
        Finding.violation(
            "validate.broken-shape",
            place(triple.getSubject(), triple.getPredicate()),
            found,
            expected,
            remedy + " It is left out; the rest is checked."));
  }

  private static String words(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  // ---- constraints in SPARQL

  private void queries() {
    for (Triple each : graph.find(Node.ANY, SHACL.sparql, Node.ANY).toList()) {
      query(each, each.getObject(), Prebinding.CONSTRAINT);
    }
    for (Node kind : List.of(SHACL.validator, SHACL.nodeValidator, SHACL.propertyValidator)) {
      for (Triple each : graph.find(Node.ANY, kind, Node.ANY).toList()) {
        query(each, each.getObject(), Prebinding.with(parameters(each.getSubject())));
      }
    }
  }

  /// Names of the variables for the parameters of a constraint component (section 6.2.1).
  private List<String> parameters(Node component) {
    List<String> names = new ArrayList<>();
    for (Triple parameter : graph.find(component, SHACL.parameter, Node.ANY).toList()) {
      graph
          .find(parameter.getObject(), SHACL.path, Node.ANY)
          .mapWith(Triple::getObject)
          .filterKeep(Node::isURI)
          .forEachRemaining(path -> names.add(path.getLocalName()));
    }
    return names;
  }

  private void query(Triple constraint, Node node, Prebinding prebinding) {
    try {
      for (Node property : List.of(SHACL.select, SHACL.ask)) {
        for (Triple text : graph.find(node, property, Node.ANY).toList()) {
          Query query =
              ShLib.parseQueryString(
                  ShLib.prefixes(graph, node) + "\n" + text.getObject().getLiteralLexicalForm());
          prebinding
              .breaks(query)
              .ifPresent(what ->
                  leaveOut(
                      constraint,
                      what,
                      "a query that $this can be put into (SHACL, appendix A)",
                      "Write the query without it, with FILTER NOT EXISTS for MINUS."));
        }
      }
    } catch (RuntimeException e) {
      leaveOut(constraint, words(e), "a query of SPARQL", "Mend the query.");
    }
  }

  // ---- parameters, each for itself

  private void parameters(Predicate<Node> which) {
    for (Triple triple : graph.find().toList()) {
      Node predicate = triple.getPredicate();
      if (!predicate.isURI()
          || !predicate.getURI().startsWith(SHACL.getURI())
          || predicate.equals(SHACL.property)
          || predicate.equals(SHACL.path)
          || WITH_OTHERS.contains(predicate)
          || !which.test(predicate)) {
        continue;
      }
      if (OF_PROPERTIES.contains(predicate)
          && !graph.contains(triple.getSubject(), SHACL.path, Node.ANY)) {
        leaveOut(
            triple,
            predicate.getLocalName() + " in a node shape",
            "a property shape",
            "Put it where a sh:path is.");
        continue;
      }
      try {
        parse(triple);
      } catch (RuntimeException e) {
        leaveOut(
            triple,
            text(triple.getObject()) + " (" + words(e) + ")",
            "a value of sh:" + predicate.getLocalName() + " that can be used",
            "Mend it.");
      }
    }
  }

  /// Lets jena-shacl read one parameter as if it were the only one of its shape.
  private void parse(Triple parameter) {
    Graph alone = GraphFactory.createDefaultGraph();
    Node shape = NodeFactory.createBlankNode();
    alone.add(shape, parameter.getPredicate(), parameter.getObject());
    for (Node with : WITH_OTHERS) {
      graph
          .find(parameter.getSubject(), with, Node.ANY)
          .forEachRemaining(other -> alone.add(shape, with, other.getObject()));
    }
    ShapesParser.parseShape(new HashMap<>(), new Union(alone, graph), shape);
  }

  private static String text(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
  }

  // ---- references

  private void properties() {
    for (Triple triple : graph.find(Node.ANY, SHACL.property, Node.ANY).toList()) {
      Node property = triple.getObject();
      List<Node> paths =
          graph.find(property, SHACL.path, Node.ANY).mapWith(Triple::getObject).toList();
      if (!graph.contains(property, Node.ANY, Node.ANY)) {
        leaveOut(
            triple,
            text(property),
            "a property shape that is there",
            "Write the shape that sh:property names, or take the reference away.");
      } else if (paths.size() != 1) {
        leaveOut(
            triple,
            text(property) + " with " + paths.size() + " paths",
            "one sh:path",
            "Give the property shape one path.");
      } else {
        try {
          ShaclPaths.parsePath(graph, paths.getFirst());
        } catch (RuntimeException e) {
          leaveOut(triple, words(e), "a path of SHACL", "Mend the path.");
        }
      }
    }
  }

  private void targets() {
    Graph nothing = GraphFactory.createDefaultGraph();
    for (Triple triple : graph.find(Node.ANY, SHACL.target, Node.ANY).toList()) {
      try {
        Target.create(triple.getSubject(), TargetType.targetExtension, triple.getObject(), graph)
            .getFocusNodes(nothing);
      } catch (RuntimeException e) {
        leaveOut(triple, words(e), "a target in SPARQL", "Mend the target.");
      }
    }
    for (Triple triple : graph.find(Node.ANY, SHACL.path, Node.ANY).toList()) {
      // Property shapes that no other shape has.
      Node shape = triple.getSubject();
      try {
        if (graph.find(shape, SHACL.path, Node.ANY).toList().size() > 1) {
          throw new IllegalArgumentException("several paths");
        }
        ShaclPaths.parsePath(graph, triple.getObject());
      } catch (RuntimeException e) {
        leaveOut(triple, words(e), "one path of SHACL", "Mend the path.");
        graph.find(shape, Node.ANY, Node.ANY).toList().forEach(graph::delete);
      }
    }
  }

  /// Whatever a shape says that is not there is true of everything.
  private void undefined() {
    for (Node parameter : SHAPES) {
      for (Triple triple : graph.find(Node.ANY, parameter, Node.ANY).toList()) {
        for (Node shape : members(triple.getObject())) {
          if (!graph.contains(shape, Node.ANY, Node.ANY)) {
            findings.add(
                new Finding(
                    "validate.undefined-shape",
                    Severity.WARNING,
                    place(triple.getSubject(), parameter),
                    text(shape),
                    "a shape that is there",
                    "Write the shape, or load the file that has it: so long it asks for nothing."));
          }
        }
      }
    }
  }

  private List<Node> members(Node node) {
    if (node.equals(RDF.nil.asNode())) {
      return List.of();
    }
    return graph.contains(node, RDF.first.asNode(), Node.ANY)
        ? G.rdfList(graph, node)
        : List.of(node);
  }

  // ---- places

  /// The nearest shape that has a name, the path, and the parameter.
  private Place place(Node shape, Node parameter) {
    Node named = shape;
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < FARTHEST && !named.isURI(); i++) {
      graph
          .find(named, SHACL.path, Node.ANY)
          .filterKeep(path -> path.getObject().isURI())
          .nextOptional()
          .ifPresent(path -> field.insert(0, path.getObject().getLocalName() + ", "));
      Node here = named;
      named =
          graph.find(Node.ANY, Node.ANY, here).nextOptional().map(Triple::getSubject).orElse(here);
    }
    return Place.of(named.isURI() ? named.getURI() : "shapes")
        .field(field + parameter.getLocalName());
  }
}
