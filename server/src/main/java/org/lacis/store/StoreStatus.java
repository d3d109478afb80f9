package org.lacis.store;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a store holds at one moment.
///
/// @param version counts the commits that changed something, from 0
/// @param graphs quads of each named graph, by its IRI
/// @param literals geometry literals in the spatial index
/// @param bytes what all files take on the disk, holes left out; 0 in memory
public record StoreStatus(long version, SortedMap<String, Long> graphs, long literals, long bytes) {
  public StoreStatus {
    graphs = Collections.unmodifiableSortedMap(new TreeMap<>(graphs));
  }

  /// Quads of all graphs.
  public long quads() {
    return graphs.values().stream().mapToLong(Long::longValue).sum();
  }
}
