package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/// What may be told otherwise since it was last asked: a little too much rather than too little, as
/// long as it is little.
final class Shift {
  /// When so much changes, going through everything costs less than going through what changed.
  private static final int MOST = 1 << 18;

  /// Numbers of relations and pairs that were added to them, one after the other.
  private final LongArrayList pairs = new LongArrayList();

  /// Terms that stand for more terms than before.
  private final IntOpenHashSet grown = new IntOpenHashSet();

  /// Statements in the terms in which they were told, three numbers each.
  private final IntArrayList statements = new IntArrayList();

  private boolean everything = true;

  boolean isEverything() {
    return everything;
  }

  LongArrayList pairs() {
    return pairs;
  }

  IntOpenHashSet grown() {
    return grown;
  }

  IntArrayList statements() {
    return statements;
  }

  /// Begins to take notes.
  void clear() {
    forget();
    everything = false;
  }

  /// Everything may be otherwise.
  void everything() {
    forget();
    everything = true;
  }

  private void forget() {
    pairs.clear();
    pairs.trim();
    grown.clear();
    grown.trim();
    statements.clear();
    statements.trim();
  }

  void added(Relation relation, long[] delta) {
    if (everything) {
      return;
    }
    if (pairs.size() + 2L * delta.length > MOST) {
      everything();
      return;
    }
    for (long pair : delta) {
      pairs.add(relation.index);
      pairs.add(pair);
    }
  }

  void grew(int representative) {
    if (!everything) {
      grown.add(representative);
    }
  }

  void statement(int subject, int predicate, int object) {
    if (everything) {
      return;
    }
    if (statements.size() > MOST) {
      everything();
      return;
    }
    statements.add(subject);
    statements.add(predicate);
    statements.add(object);
  }
}
