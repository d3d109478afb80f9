package org.lacis.store;

import java.util.List;
import java.util.function.LongConsumer;
import org.locationtech.jts.geom.Envelope;

/// The indexed literals of one committed state: a few trees that share no literal, the largest
/// first. Immutable.
///
/// @param generation changes whenever the trees do; 0 is the empty index
/// @param trees name and content of each
/// @param unused about how many indexed literals have lost a quad since they were last checked
record Catalog(long generation, List<Part> trees, long unused) {
  static final Catalog EMPTY = new Catalog(0, List.of(), 0);

  /// @param name of the file; in memory just a name
  record Part(String name, PackedTree tree) {}

  Catalog {
    trees = List.copyOf(trees);
  }

  boolean contains(long literal) {
    for (Part part : trees) {
      if (part.tree().contains(literal)) {
        return true;
      }
    }
    return false;
  }

  void search(Envelope lonLat, LongConsumer literal) {
    for (Part part : trees) {
      part.tree().search(lonLat, literal);
    }
  }

  long estimate(Envelope lonLat) {
    long sum = 0;
    for (Part part : trees) {
      sum += part.tree().estimate(lonLat);
    }
    return sum;
  }

  long size() {
    long sum = 0;
    for (Part part : trees) {
      sum += part.tree().size();
    }
    return sum;
  }
}
