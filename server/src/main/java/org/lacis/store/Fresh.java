package org.lacis.store;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.FindingSink;

/// Geometry literals that one write transaction has added to the index. Belongs to the thread of
/// the transaction.
final class Fresh {
  /// A tree takes in those that are at most this many times larger than what comes new, so that
  /// adding and searching in turns makes a few trees and not one a turn.
  private static final int ABSORB = 4;

  private final LongOpenHashSet ids = new LongOpenHashSet();
  private final Entries entries = new Entries();

  /// Trees over stretches of the entries, one after the other, and where each begins.
  private final List<PackedTree> trees = new ArrayList<>();

  private final List<Integer> starts = new ArrayList<>();
  private int sealed;

  boolean contains(long id) {
    return ids.contains(id);
  }

  int size() {
    return ids.size();
  }

  /// @param findings told of a literal that has no longitude and latitude
  void add(long id, Node literal, GeometryValue value, FindingSink findings) {
    if (entries.add(id, literal, value, findings)) {
      ids.add(id);
    }
  }

  Entries entries() {
    return entries;
  }

  /// Trees that hold all of these literals.
  List<PackedTree> trees() {
    if (sealed < entries.size()) {
      int start = sealed;
      while (!trees.isEmpty() && trees.getLast().size() <= ABSORB * (entries.size() - start)) {
        trees.removeLast();
        start = starts.removeLast();
      }
      Entries stretch = new Entries();
      stretch.addAll(entries, start);
      trees.add(PackedTree.of(stretch));
      starts.add(start);
      sealed = entries.size();
    }
    return trees;
  }
}
