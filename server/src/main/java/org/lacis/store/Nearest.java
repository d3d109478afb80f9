package org.lacis.store;

import java.util.List;
import java.util.PriorityQueue;
import org.locationtech.jts.geom.Envelope;

/// Best-first search over several trees (Hjaltason and Samet, 1999): of all nodes met so far the
/// nearest is opened first, so leaves come in the order of their distance.
final class Nearest {
  private record Candidate(double distance, PackedTree tree, int level, int node)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int order = Double.compare(distance, other.distance);
      // Leaves first: what is as near as they are may wait.
      return order != 0 ? order : Integer.compare(level, other.level);
    }
  }

  private final Envelope from;
  private final double perLon;
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

  Nearest(Envelope from, double perLon) {
    this.from = from;
    this.perLon = perLon;
  }

  void search(List<PackedTree> trees, SpatialIndex.Nearer literal) {
    if (from.isNull()) {
      return;
    }
    trees.forEach(tree -> add(tree, tree.top(), tree.root()));
    for (Candidate next = queue.poll(); next != null; next = queue.poll()) {
      PackedTree tree = next.tree;
      if (next.level == 0) {
        if (!literal.literal(tree.id(next.node), next.distance)) {
          return;
        }
        continue;
      }
      int end = tree.endOfChildren(next.level, next.node);
      for (int child = tree.firstChild(next.level, next.node); child < end; child++) {
        add(tree, next.level - 1, child);
      }
    }
  }

  private void add(PackedTree tree, int level, int node) {
    double lon =
        Math.max(
            0, Math.max(tree.side(node, 0) - from.getMaxX(), from.getMinX() - tree.side(node, 2)));
    double lat =
        Math.max(
            0, Math.max(tree.side(node, 1) - from.getMaxY(), from.getMinY() - tree.side(node, 3)));
    queue.add(new Candidate(Math.hypot(perLon * lon, lat), tree, level, node));
  }
}
