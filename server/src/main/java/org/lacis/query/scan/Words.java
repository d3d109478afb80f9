package org.lacis.query.scan;

import java.util.function.LongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.NodeValue;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// Terms and values of numbers, remembered for one query: each has one place, and drives out who
/// was there.
final class Words {
  private static final int LEAST = 1 << 6;
  private static final int MOST = 1 << 15;

  private final NodeIds ids;
  private final LongFunction<Node> terms;
  private @Nullable Node[] nodes = new Node[LEAST];
  private long[] named = new long[LEAST];
  private @Nullable NodeValue[] values = {};
  private long[] valued = {};
  private int misses;

  /// @param terms by their numbers
  Words(NodeIds ids, LongFunction<Node> terms) {
    this.ids = ids;
    this.terms = terms;
  }

  NodeIds ids() {
    return ids;
  }

  Node node(long id) {
    int at = place(id);
    Node known = nodes[at];
    if (known != null && named[at] == id) {
      return known;
    }
    Node node = terms.apply(id);
    if (++misses > 2 * nodes.length && nodes.length < MOST) {
      grow();
      at = place(id);
    }
    nodes[at] = node;
    named[at] = id;
    return node;
  }

  NodeValue value(long id) {
    if (values.length != nodes.length) {
      values = new NodeValue[nodes.length];
      valued = new long[nodes.length];
    }
    int at = place(id);
    NodeValue known = values[at];
    if (known != null && valued[at] == id) {
      return known;
    }
    NodeValue value = NodeValue.makeNode(node(id));
    // Looking the term up may have made this memory grow.
    if (values.length == nodes.length) {
      values[at] = value;
      valued[at] = id;
    }
    return value;
  }

  private int place(long id) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (nodes.length - 1);
  }

  private void grow() {
    int size = 8 * nodes.length;
    nodes = new Node[size];
    named = new long[size];
    misses = 0;
  }

  /// A row as terms; what is unbound is left out.
  Binding binding(Var[] variables, long[][] columns, int row) {
    if (variables.length == 1 && Inline.isBound(columns[0][row])) {
      return BindingFactory.binding(variables[0], node(columns[0][row]));
    }
    if (variables.length == 2
        && Inline.isBound(columns[0][row])
        && Inline.isBound(columns[1][row])) {
      return BindingFactory.binding(
          variables[0], node(columns[0][row]), variables[1], node(columns[1][row]));
    }
    BindingBuilder builder = BindingFactory.builder();
    for (int i = 0; i < variables.length; i++) {
      long id = columns[i][row];
      if (Inline.isBound(id)) {
        builder.add(variables[i], node(id));
      }
    }
    return builder.build();
  }
}
