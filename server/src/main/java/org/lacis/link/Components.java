package org.lacis.link;

import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/// What hangs together through pairs, however few of many things take part.
final class Components {
  // A target is told from the source of the same number by its complement.
  private final Int2IntMap parents = new Int2IntOpenHashMap();

  void join(int source, int target) {
    int one = find(source);
    int other = find(~target);
    if (one != other) {
      parents.put(Math.min(one, other), Math.max(one, other));
    }
  }

  /// A number that all things of a group share: its greatest source.
  int ofSource(int source) {
    return find(source);
  }

  private int find(int thing) {
    int root = thing;
    while (parents.containsKey(root)) {
      root = parents.get(root);
    }
    for (int i = thing; i != root; ) {
      int next = parents.get(i);
      parents.put(i, root);
      i = next;
    }
    return root;
  }
}
