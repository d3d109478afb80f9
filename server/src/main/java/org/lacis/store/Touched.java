package org.lacis.store;

import java.util.Arrays;
import java.util.Optional;

/// The quads that one write transaction has added or removed, as long as they are few. Belongs to
/// the thread of the transaction.
final class Touched {
  /// Of more quads, reading anew what was read before costs less than carrying it on.
  private static final int MOST = 10_000;

  private long[] quads = new long[4 * 8];
  private int size;
  private boolean many;

  void add(long graph, long subject, long predicate, long object) {
    if (many || size == 4 * MOST) {
      all();
      return;
    }
    if (size == quads.length) {
      quads = Arrays.copyOf(quads, 2 * size);
    }
    quads[size++] = graph;
    quads[size++] = subject;
    quads[size++] = predicate;
    quads[size++] = object;
  }

  /// @param more four numbers a quad
  void addAll(long[] more, int count) {
    if (count > MOST) {
      all();
    }
    for (int i = 0; i < 4 * count && !many; i += 4) {
      add(more[i], more[i + 1], more[i + 2], more[i + 3]);
    }
  }

  /// Nobody knows any more what was touched.
  void all() {
    many = true;
    quads = new long[0];
    size = 0;
  }

  boolean isMany() {
    return many;
  }

  /// @return empty when they are too many
  Optional<Delta> delta() {
    return many ? Optional.empty() : Optional.of(new Delta(Arrays.copyOf(quads, size)));
  }
}
