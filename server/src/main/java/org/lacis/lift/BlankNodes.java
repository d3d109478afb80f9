package org.lacis.lift;

import java.util.UUID;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// The blank nodes of one run. Their labels carry the run's own mark, so that two runs into one
/// store never share a node.
final class BlankNodes {
  private final String mark = Long.toHexString(UUID.randomUUID().getMostSignificantBits());
  private long count;

  Node of(String name) {
    return NodeFactory.createBlankNode(mark + "v" + name);
  }

  Node fresh() {
    return NodeFactory.createBlankNode(mark + "n" + count++);
  }
}
