package org.lacis.reason.engine;

import java.util.Comparator;
import java.util.List;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.reason.ReasonException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// How much may follow. Beyond it there is an error in what was said or in the rules, told before
/// memory ends.
final class Limits {
  /// Of terms that are the same; their pairs, which are told, would be a million.
  static final int MOST_EQUAL = 1_000;

  /// What a statement takes while it is worked out, with room for the lists of a round.
  private static final long BYTES = 48;

  /// How many statements may be known.
  static final long MOST_KNOWN = Runtime.getRuntime().maxMemory() / BYTES;

  private Limits() {}

  static ReasonException tooManyEqual(Node one, Node other) {
    return new ReasonException(
        Finding.violation(
            "reason.too-many-equal",
            Place.of(one.toString()),
            "more than " + MOST_EQUAL + " things that are the same, also as " + other,
            "fewer",
            "Look at owl:sameAs, and at functional properties that hold of too much."));
  }

  /// @param cause that memory came to its end before the number did
  static ReasonException tooMuch(Node relation, @Nullable Throwable cause) {
    Finding finding =
        Finding.violation(
            "reason.too-much",
            Place.of(relation.toString()),
            "more statements than memory holds, most of them of this property or class",
            "at most " + MOST_KNOWN,
            "Look at long chains of a transitive property or of subclasses, or give more memory (-Xmx).");
    return cause == null ? new ReasonException(finding) : new ReasonException(finding, cause);
  }

  /// The relation that has most.
  static Node largest(List<Relation> relations, Terms terms) {
    return relations.stream()
        .max(Comparator.comparingLong(relation -> relation.known().size()))
        .map(relation -> terms.node(relation.term))
        .orElseThrow();
  }
}
