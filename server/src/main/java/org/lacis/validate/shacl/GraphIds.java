package org.lacis.validate.shacl;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.lacis.store.NodeIds;

/// A graph in memory as numbers.
final class GraphIds implements NodeIds {
  private final Map<Node, Long> numbers = new HashMap<>();
  private final List<Node> terms = new ArrayList<>();
  private final Long2ObjectOpenHashMap<List<long[]>> bySubject = new Long2ObjectOpenHashMap<>();
  private final Long2ObjectOpenHashMap<List<long[]>> byPredicate = new Long2ObjectOpenHashMap<>();
  private final Long2ObjectOpenHashMap<List<long[]>> byObject = new Long2ObjectOpenHashMap<>();

  private GraphIds() {}

  static GraphIds of(Graph graph) {
    GraphIds ids = new GraphIds();
    graph
        .find()
        .forEachRemaining(triple -> {
          long[] row = {
            ids.number(triple.getSubject()),
            ids.number(triple.getPredicate()),
            ids.number(triple.getObject())
          };
          ids.bySubject.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row);
          ids.byPredicate.computeIfAbsent(row[1], _ -> new ArrayList<>()).add(row);
          ids.byObject.computeIfAbsent(row[2], _ -> new ArrayList<>()).add(row);
        });
    return ids;
  }

  private long number(Node node) {
    return numbers.computeIfAbsent(
        node,
        term -> {
          terms.add(term);
          return terms.size() - 1L;
        });
  }

  @Override
  public long id(Node node) {
    return numbers.getOrDefault(node, ABSENT);
  }

  @Override
  public Node node(long id) {
    return terms.get(Math.toIntExact(id));
  }

  @Override
  public void find(long graph, long subject, long predicate, long object, QuadIds quad) {
    List<long[]> rows;
    if (subject != ABSENT) {
      rows = bySubject.getOrDefault(subject, List.of());
    } else if (object != ABSENT) {
      rows = byObject.getOrDefault(object, List.of());
    } else if (predicate != ABSENT) {
      rows = byPredicate.getOrDefault(predicate, List.of());
    } else {
      rows = new ArrayList<>();
      bySubject.values().forEach(rows::addAll);
    }
    for (long[] row : rows) {
      if ((predicate == ABSENT || predicate == row[1]) && (object == ABSENT || object == row[2])) {
        quad.quad(0, row[0], row[1], row[2]);
      }
    }
  }
}
