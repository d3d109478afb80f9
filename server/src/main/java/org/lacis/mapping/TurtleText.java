package org.lacis.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.io.StringWriterI;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFormatterTTL;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.lacis.mapping.MappingGraph.Statement;

/// Writes a mapping as Turtle in the order of its file. Blank nodes that one statement names stand
/// in its place.
final class TurtleText {
  private final MappingGraph graph;
  private final NodeFormatterTTL terms;
  private final PrefixMap prefixes = PrefixMapFactory.create();
  private final Map<Node, Integer> uses = new HashMap<>();
  private final Map<Node, String> labels = new HashMap<>();
  private final Set<Node> open = new HashSet<>();
  private final StringBuilder out = new StringBuilder();

  TurtleText(MappingGraph graph) {
    this.graph = graph;
    prefixes.add("rml", Rml.NS);
    graph.prefixes().forEach(this::prefix);
    this.terms = new NodeFormatterTTL("", prefixes);
    for (Node subject : graph.subjects()) {
      graph.about(subject).forEach(one -> uses.merge(one.object(), 1, Integer::sum));
    }
  }

  /// Prefixes of the languages that were rewritten would only confuse.
  private void prefix(String name, String iri) {
    if (!name.equals("rml") && !Rml.OLD.contains(iri)) {
      prefixes.add(name, iri);
    }
  }

  String write() {
    StringBuilder body = new StringBuilder();
    for (Node subject : graph.subjects()) {
      if (!nested(subject)) {
        out.setLength(0);
        subject(subject);
        body.append('\n').append(out);
      }
    }
    StringBuilder all = new StringBuilder();
    prefixes.forEach((name, iri) -> {
      if (name.equals("rml") || body.indexOf(name + ":") >= 0) {
        all.append("@prefix ").append(name).append(": <").append(iri).append("> .\n");
      }
    });
    return all.append(body).toString();
  }

  private boolean nested(Node node) {
    return node.isBlank() && uses.getOrDefault(node, 0) == 1;
  }

  private void subject(Node subject) {
    open.add(subject);
    out.append(term(subject));
    statements(subject, 1);
    out.append(" .\n");
    open.remove(subject);
  }

  private void statements(Node subject, int depth) {
    List<Statement> left = new ArrayList<>(graph.about(subject));
    boolean first = true;
    while (!left.isEmpty()) {
      Node predicate = left.getFirst().predicate();
      List<Statement> same =
          left.stream().filter(one -> one.predicate().equals(predicate)).toList();
      left.removeAll(same);
      out.append(first ? "" : " ;").append('\n').append("  ".repeat(depth));
      out.append(predicate.equals(Rml.TYPE) ? "a" : term(predicate));
      String separator = " ";
      for (Statement one : same) {
        out.append(separator);
        object(one.object(), depth);
        separator = ", ";
      }
      first = false;
    }
  }

  private void object(Node object, int depth) {
    if (!nested(object) || !open.add(object)) {
      out.append(term(object));
      return;
    }
    if (graph.about(object).isEmpty()) {
      out.append("[]");
    } else {
      out.append('[');
      statements(object, depth + 1);
      out.append(" ]");
    }
    open.remove(object);
  }

  private String term(Node node) {
    if (node.isBlank()) {
      return labels.computeIfAbsent(node, _ -> "_:b" + (labels.size() + 1));
    }
    StringWriterI text = new StringWriterI();
    terms.format(text, node);
    return text.toString();
  }
}
