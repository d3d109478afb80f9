package org.lacis.store;

import java.util.Optional;
import java.util.TreeMap;

/// What the latest commits have touched, in memory, each as long as it is small and not long ago.
/// Safe for threads.
final class Recent {
  /// Of all commits together: two megabytes.
  private static final int MOST_QUADS = 1 << 16;

  private static final int MOST_COMMITS = 1 << 12;

  /// By the version that each commit made; none is left out in between.
  private final TreeMap<Long, Delta> commits = new TreeMap<>();

  private int quads;

  /// Takes note of a commit, before it is seen by anybody. One that failed is noted again by the
  /// one that makes the same version after it.
  synchronized void note(long version, Optional<Delta> touched) {
    commits.tailMap(version, true).values().forEach(delta -> quads -= delta.size());
    commits.tailMap(version, true).clear();
    if (touched.isEmpty()) {
      commits.clear();
      quads = 0;
      return;
    }
    commits.put(version, touched.orElseThrow());
    quads += touched.orElseThrow().size();
    while (quads > MOST_QUADS || commits.size() > MOST_COMMITS) {
      quads -= commits.pollFirstEntry().getValue().size();
    }
  }

  /// What lies between two versions, whichever is the older one.
  ///
  /// @return empty when that is not known, or much
  synchronized Optional<Delta> between(long one, long other) {
    long first = Math.min(one, other) + 1;
    long last = Math.max(one, other);
    if (first > last) {
      return Optional.of(new Delta(new long[0]));
    }
    if (!commits.containsKey(first) || !commits.containsKey(last)) {
      return Optional.empty();
    }
    int size = 0;
    for (Delta delta : commits.subMap(first, true, last, true).values()) {
      size += delta.quads().length;
    }
    long[] all = new long[size];
    int at = 0;
    for (Delta delta : commits.subMap(first, true, last, true).values()) {
      System.arraycopy(delta.quads(), 0, all, at, delta.quads().length);
      at += delta.quads().length;
    }
    return Optional.of(new Delta(all));
  }
}
