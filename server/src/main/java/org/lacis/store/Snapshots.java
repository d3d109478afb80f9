package org.lacis.store;

import static java.util.Objects.requireNonNull;

import java.util.TreeMap;

/// The catalogs of the spatial index that some reader may still need, by the version of the data
/// they belong to. Safe for threads.
final class Snapshots {
  private final TreeMap<Long, Catalog> catalogs = new TreeMap<>();

  /// How many transactions began while a version was the newest.
  private final TreeMap<Long, Integer> readers = new TreeMap<>();

  private long newest;

  Snapshots(long version, Catalog catalog) {
    newest = version;
    catalogs.put(version, catalog);
  }

  /// Keeps every catalog from now on, until [#release(long)].
  ///
  /// Called before a transaction begins, since only inside one is its version known.
  ///
  /// @return what to release
  synchronized long hold() {
    readers.merge(newest, 1, Integer::sum);
    return newest;
  }

  synchronized void release(long held) {
    if (readers.merge(held, -1, Integer::sum) == 0) {
      readers.remove(held);
    }
    forget();
  }

  synchronized Catalog of(long version) {
    return requireNonNull(catalogs.get(version), "no spatial index of this version");
  }

  /// Makes a catalog known before the commit that makes its version visible.
  synchronized void announce(long version, Catalog catalog) {
    catalogs.put(version, catalog);
  }

  /// The announced commit failed.
  synchronized void withdraw(long version) {
    catalogs.remove(version);
  }

  /// The announced commit is done.
  synchronized void publish(long version) {
    newest = version;
    forget();
  }

  synchronized long newest() {
    return newest;
  }

  private void forget() {
    long oldest = readers.isEmpty() ? newest : Math.min(newest, readers.firstKey());
    catalogs.headMap(oldest).clear();
  }
}
