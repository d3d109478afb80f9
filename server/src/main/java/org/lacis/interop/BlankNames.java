package org.lacis.interop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.graph.GraphFactory;

/// Gives the blank nodes of a small graph names that follow from what is said of them, so that the
/// same graph comes out the same each time: `b1`, `b2`, … in the order of their statements. Nodes
/// of which the same is said, four steps deep, are told apart by chance.
final class BlankNames {
  private static final int DEEP = 4;

  private BlankNames() {}

  /// @param triples N-Triples
  /// @return the same, sorted, a statement a line
  static String settled(String triples) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(triples, Lang.NTRIPLES).parse(graph);
    Set<Node> blank = new HashSet<>();
    graph
        .find()
        .forEachRemaining(triple -> {
          if (triple.getSubject().isBlank()) {
            blank.add(triple.getSubject());
          }
          if (triple.getObject().isBlank()) {
            blank.add(triple.getObject());
          }
        });
    Map<Node, String> said = new HashMap<>();
    blank.forEach(node -> said.put(node, said(graph, node, 0)));
    List<Node> order = new ArrayList<>(blank);
    order.sort(Comparator.comparing(node -> String.valueOf(said.get(node))));
    Map<Node, Node> names = new HashMap<>();
    order.forEach(node -> names.put(node, NodeFactory.createBlankNode("b" + (names.size() + 1))));
    List<String> lines = new ArrayList<>();
    graph
        .find()
        .forEachRemaining(triple ->
            lines.add(
                NodeFmtLib.strNT(names.getOrDefault(triple.getSubject(), triple.getSubject()))
                    + " "
                    + NodeFmtLib.strNT(triple.getPredicate())
                    + " "
                    + NodeFmtLib.strNT(names.getOrDefault(triple.getObject(), triple.getObject()))
                    + " .\n"));
    lines.sort(Comparator.naturalOrder());
    return String.join("", lines);
  }

  private static String said(Graph graph, Node node, int depth) {
    List<String> words = new ArrayList<>();
    for (Triple triple : graph.find(node, Node.ANY, Node.ANY).toList()) {
      Node object = triple.getObject();
      words.add(
          triple.getPredicate()
              + " "
              + (!object.isBlank()
                  ? object.toString()
                  : depth >= DEEP ? "" : said(graph, object, depth + 1)));
    }
    words.sort(Comparator.naturalOrder());
    return "[" + String.join(";", words) + "]";
  }
}
