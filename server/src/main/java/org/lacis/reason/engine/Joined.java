package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

/// Terms that a round found to be equal: a pair that those before it join is not kept, so that many
/// equal terms are few pairs.
final class Joined {
  private final Terms terms;
  private final Int2IntOpenHashMap above = new Int2IntOpenHashMap();
  private final Int2IntOpenHashMap sizes = new Int2IntOpenHashMap();

  Joined(Terms terms) {
    this.terms = terms;
    above.defaultReturnValue(-1);
    sizes.defaultReturnValue(1);
  }

  /// @return whether they were not joined before
  /// @throws org.lacis.reason.ReasonException when too many are the same
  boolean join(int one, int other) {
    int first = root(one);
    int second = root(other);
    if (first == second) {
      return false;
    }
    int size = sizes.get(first) + sizes.get(second);
    if (size > Limits.MOST_EQUAL) {
      throw Limits.tooManyEqual(terms.node(one), terms.node(other));
    }
    boolean stays = sizes.get(first) >= sizes.get(second);
    int root = stays ? first : second;
    above.put(stays ? second : first, root);
    sizes.put(root, size);
    return true;
  }

  /// The smaller hangs below the larger, so that ways are short.
  private int root(int term) {
    int at = term;
    int next = above.get(at);
    while (next >= 0) {
      at = next;
      next = above.get(at);
    }
    return at;
  }
}
