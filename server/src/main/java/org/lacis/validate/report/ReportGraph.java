package org.lacis.validate.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.shacl.engine.ShaclPaths;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.validate.Result;
import org.lacis.validate.register.RegisterWords;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Prefixes;

/// A report as a graph of SHACL (section 3.6): one `sh:ValidationReport` and its results.
///
/// Beyond SHACL each result of a check of the register says what can be done (`lacis:remedy`), and
/// the report says how many results there are (`lacis:resultCount`), which is more than it lists
/// when there are more than it keeps.
public final class ReportGraph {
  private static final String SH = "http://www.w3.org/ns/shacl#";

  private ReportGraph() {}

  public static Graph of(Report report) {
    Graph graph = GraphFactory.createDefaultGraph();
    Prefixes.COMMON.forEach(graph.getPrefixMapping()::setNsPrefix);
    graph.getPrefixMapping().setNsPrefix("sh", SH);
    Node node = NodeFactory.createBlankNode();
    graph.add(node, RDF.type.asNode(), sh("ValidationReport"));
    graph.add(
        node, sh("conforms"), literal(String.valueOf(report.conforms()), XSDDatatype.XSDboolean));
    graph.add(
        node,
        Lacis.term("resultCount"),
        literal(String.valueOf(report.count()), XSDDatatype.XSDinteger));
    Map<Node, Node> shapes = new LinkedHashMap<>();
    for (Result result : report.results()) {
      graph.add(node, sh("result"), add(graph, result, shapes));
    }
    return graph;
  }

  private static Node add(Graph graph, Result result, Map<Node, Node> shapes) {
    Node node = NodeFactory.createBlankNode();
    graph.add(node, RDF.type.asNode(), sh("ValidationResult"));
    graph.add(node, sh("focusNode"), result.focus());
    graph.add(node, sh("resultSeverity"), result.severity());
    graph.add(node, sh("sourceConstraintComponent"), result.component());
    graph.add(node, sh("sourceShape"), result.shape());
    if (result.path() instanceof P_Link link) {
      graph.add(node, sh("resultPath"), link.getNode());
    } else if (result.path() != null) {
      graph.add(node, sh("resultPath"), ShaclPaths.pathToRDF(result.path(), graph));
    }
    if (result.value() != null) {
      graph.add(node, sh("value"), result.value());
    }
    result.messages().forEach(message -> graph.add(node, sh("resultMessage"), message));
    if (!result.shape().equals(result.target())) {
      shapes.computeIfAbsent(
          result.shape(),
          shape -> {
            graph.add(shape, RDFS.seeAlso.asNode(), result.target());
            remedies(graph, shape);
            return result.target();
          });
    }
    return node;
  }

  private static void remedies(Graph graph, Node kind) {
    if (kind.isURI()) {
      for (String language : new String[] {"fr", "en"}) {
        RegisterWords.remedy(kind.getURI(), language)
            .ifPresent(remedy ->
                graph.add(
                    kind, Lacis.term("remedy"), NodeFactory.createLiteralLang(remedy, language)));
      }
    }
  }

  private static Node literal(String text, XSDDatatype type) {
    return NodeFactory.createLiteralDT(text, type);
  }

  private static Node sh(String name) {
    return NodeFactory.createURI(SH + name);
  }
}
