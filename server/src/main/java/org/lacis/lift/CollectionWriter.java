package org.lacis.lift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.lacis.mapping.Expression.Container;

/// Writes the triples of lists and containers, member by member.
///
/// Of one that has a name, and so may grow with every record, nothing is held but the name and its
/// last cell, or the number of its members.
final class CollectionWriter {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final Node FIRST = NodeFactory.createURI(RDF + "first");
  private static final Node REST = NodeFactory.createURI(RDF + "rest");
  private static final Node NIL = NodeFactory.createURI(RDF + "nil");
  private static final Node TYPE = NodeFactory.createURI(RDF + "type");

  /// Those of a run that may still grow.
  static final class Growing {
    private final Map<Key, End> ends = new HashMap<>();

    /// Ends the lists. Called when all sources have been read.
    void finish() {
      ends.forEach((key, end) -> {
        if (end.container == Container.LIST && !end.last.equals(NIL)) {
          end.sink.quad(key.graph(), end.last, REST, NIL);
        }
      });
      ends.clear();
    }
  }

  private record Key(Node graph, Node head) {}

  /// Where the next member goes.
  private static final class End {
    private final Container container;
    private final QuadSink sink;
    private Node last;
    private int members;

    End(Container container, QuadSink sink) {
      this.container = container;
      this.sink = sink;
      this.last = NIL;
    }
  }

  private final Container container;
  private final Node type;
  private final BlankNodes blanks;
  private final Growing growing;

  CollectionWriter(Container container, BlankNodes blanks, Growing growing) {
    this.container = container;
    this.blanks = blanks;
    this.growing = growing;
    this.type =
        NodeFactory.createURI(
            RDF
                + switch (container) {
                  case LIST -> "List";
                  case BAG -> "Bag";
                  case SEQ -> "Seq";
                  case ALT -> "Alt";
                });
  }

  /// The blank node of this name in a graph; IRIs are the same everywhere.
  Node within(Node graph, Node name) {
    return name.isBlank() && !Quad.isDefaultGraph(graph)
        ? blanks.of(name.getBlankNodeLabel() + " " + graph)
        : name;
  }

  /// Writes one that has no name and never grows.
  Node write(List<Node> members, Node graph, QuadSink sink) {
    if (container == Container.LIST && members.isEmpty()) {
      return NIL;
    }
    Node head = blanks.fresh();
    End end = new End(container, sink);
    append(end, head, members, graph);
    if (container == Container.LIST) {
      sink.quad(graph, end.last, REST, NIL);
    }
    return head;
  }

  /// Adds to the one of this name.
  Node grow(Node head, List<Node> members, Node graph, QuadSink sink) {
    Key key = new Key(graph, head);
    End end = growing.ends.get(key);
    if (end == null) {
      if (container == Container.LIST && members.isEmpty()) {
        return NIL;
      }
      end = new End(container, sink);
      growing.ends.put(key, end);
    }
    append(end, head, members, graph);
    return head;
  }

  private void append(End end, Node head, List<Node> members, Node graph) {
    QuadSink sink = end.sink;
    if (end.container != Container.LIST) {
      if (end.members == 0) {
        sink.quad(graph, head, TYPE, type);
      }
      for (Node member : members) {
        end.members++;
        sink.quad(graph, head, NodeFactory.createURI(RDF + "_" + end.members), member);
      }
      return;
    }
    for (Node member : members) {
      Node cell = head;
      if (!end.last.equals(NIL)) {
        cell = blanks.fresh();
        sink.quad(graph, end.last, REST, cell);
      }
      sink.quad(graph, cell, FIRST, member);
      end.last = cell;
    }
  }
}
