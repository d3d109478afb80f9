package org.lacis.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/// A graph that reads all that is said of a subject at once and keeps it for a while: a shape asks
/// for the same subject once a property, one after the other. Shows a graph that does not change
/// meanwhile. Not safe for threads.
final class SubjectGraph extends GraphBase {
  private static final int SUBJECTS = 64;

  /// A subject of more statements than this is asked about each time.
  private static final int STATEMENTS = 1_000;

  private final Graph graph;
  private final Map<Node, List<Triple>> lately =
      new LinkedHashMap<>(2 * SUBJECTS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, List<Triple>> eldest) {
          return size() > SUBJECTS;
        }
      };

  SubjectGraph(Graph graph) {
    this.graph = graph;
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    Node subject = pattern.getSubject();
    // Whether two literals are the same is the graph's to say.
    if (!(subject.isURI() || subject.isBlank()) || pattern.getObject().isConcrete()) {
      return graph.find(pattern);
    }
    List<Triple> said = lately.get(subject);
    if (said == null) {
      said = read(subject);
      lately.put(subject, said);
    }
    // More than are kept: what was read is only a beginning.
    if (said.size() > STATEMENTS) {
      return graph.find(pattern);
    }
    Node predicate = pattern.getPredicate();
    return WrappedIterator.create(
        said.stream()
            .filter(triple -> !predicate.isConcrete() || predicate.equals(triple.getPredicate()))
            .iterator());
  }

  private List<Triple> read(Node subject) {
    ExtendedIterator<Triple> found = graph.find(subject, Node.ANY, Node.ANY);
    try {
      List<Triple> said = new ArrayList<>();
      while (found.hasNext() && said.size() <= STATEMENTS) {
        said.add(found.next());
      }
      return said;
    } finally {
      found.close();
    }
  }
}
