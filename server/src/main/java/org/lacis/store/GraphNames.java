package org.lacis.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the graphs of a sorted table of quads by going from one to the next, whatever they hold.
final class GraphNames {
  private GraphNames() {}

  /// @param quads an index whose keys begin with the graph
  /// @return the numbers of the graphs
  static List<Long> of(SortedQuads quads) {
    List<Long> graphs = new ArrayList<>();
    RangeScan scan = quads.scan();
    long[] low = new long[SortedQuads.WIDTH];
    long[] high = new long[SortedQuads.WIDTH];
    Arrays.fill(high, -1L);
    long[][] first = {new long[1], null, null, null};
    while (true) {
      scan.range(low, high);
      if (scan.read(first, 0, 1, false) == 0) {
        return graphs;
      }
      long graph = first[0][0];
      graphs.add(graph);
      if (graph == -1L) {
        return graphs;
      }
      low[0] = graph + 1;
    }
  }
}
