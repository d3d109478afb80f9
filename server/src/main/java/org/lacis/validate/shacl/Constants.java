package org.lacis.validate.shacl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;

/// The terms of the shapes that are looked for in the data, each once.
final class Constants {
  private final Map<Node, Constant> all = new LinkedHashMap<>();

  Constant of(Node node) {
    return all.computeIfAbsent(node, term -> new Constant(term, all.size()));
  }

  /// Their numbers, by slot.
  long[] bind(Facts facts) {
    long[] ids = new long[all.size()];
    List<Constant> terms = new ArrayList<>(all.values());
    for (Constant term : terms) {
      ids[term.slot()] = facts.id(term.node());
    }
    return ids;
  }
}
