package org.lacis.store;

import java.util.List;

/// The indexed literals of one committed state: a few trees that share no literal, the largest
/// first. Immutable; safe for any number of threads.
///
/// @param generation changes whenever the trees do; 0 is the empty index
/// @param trees name and content of each
/// @param all the trees without their names
/// @param unused about how many indexed literals have lost a quad since they were last checked
record Catalog(long generation, List<Part> trees, List<PackedTree> all, long unused) {
  static final Catalog EMPTY = new Catalog(0, List.of(), 0);

  /// @param name of the file; in memory just a name
  record Part(String name, PackedTree tree) {}

  Catalog {
    trees = List.copyOf(trees);
    all = List.copyOf(all);
  }

  Catalog(long generation, List<Part> trees, long unused) {
    this(generation, trees, trees.stream().map(Part::tree).toList(), unused);
  }

  boolean contains(long literal) {
    for (PackedTree tree : all) {
      if (tree.contains(literal)) {
        return true;
      }
    }
    return false;
  }

  long size() {
    long sum = 0;
    for (PackedTree tree : all) {
      sum += tree.size();
    }
    return sum;
  }
}
