package org.lacis.search;

import java.util.Optional;
import org.apache.jena.graph.Node;

/// What is asked for.
///
/// @param words as somebody typed them; the last one may be unfinished
/// @param kind a class that things must have, said or inferred; empty for any
/// @param twin key of a twin that must speak of them; empty for any
/// @param from how many of the best are left out
/// @param most how many are wanted, at most [#MOST]
public record Sought(String words, Optional<Node> kind, Optional<String> twin, int from, int most) {
  /// The most that can be had at once.
  public static final int MOST = 200;

  /// Farther down nobody reads, and each page costs as much as all before it.
  public static final int DEEPEST = 10_000;

  public Sought {
    if (most < 0 || most > MOST || from < 0 || from > DEEPEST) {
      throw new IllegalArgumentException("from " + from + ", most " + most);
    }
  }

  /// The first few of whatever kind.
  public static Sought of(String words, int most) {
    return new Sought(words, Optional.empty(), Optional.empty(), 0, most);
  }
}
