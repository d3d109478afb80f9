package org.lacis.search;

import java.util.List;
import org.apache.jena.graph.Node;

/// What was found.
///
/// @param things best first; of those that are alike in that, by IRI
/// @param total how many there are in all
/// @param kinds how many of each class that somebody says, most first
/// @param twins how many each twin speaks of, most first
/// @param exact false when nothing had the very words, and these have similar ones
/// @param complete false while names are still being read: there may be more
public record Found(
    List<Node> things,
    long total,
    List<Share<Node>> kinds,
    List<Share<String>> twins,
    boolean exact,
    boolean complete) {

  /// A part of what was found.
  ///
  /// @param of what they have in common
  public record Share<T>(T of, long count) {}

  public Found {
    things = List.copyOf(things);
    kinds = List.copyOf(kinds);
    twins = List.copyOf(twins);
  }
}
