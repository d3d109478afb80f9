package org.lacis.query.cql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.query.feature.FeatureFilter.Equality;
import org.locationtech.jts.geom.Envelope;

/// What has to be so where a condition is true: what an index may start from. It says nothing of
/// what is false or unknown, so of a negation nothing is known.
///
/// @param near boxes in CRS84: what passes and has a geometry has one that meets one of them; empty
///   when nothing is known
/// @param nowhere whether something without geometry may pass
/// @param equalities each of which has to hold
record Start(Optional<List<Envelope>> near, boolean nowhere, List<Equality> equalities) {
  /// Nothing is known.
  static final Start ANYWHERE = new Start(Optional.empty(), true, List.of());

  /// Nothing passes.
  static final Start NOTHING = new Start(Optional.of(List.of()), false, List.of());

  static Start near(List<Envelope> boxes) {
    return new Start(Optional.of(boxes), false, List.of());
  }

  static Start equal(Equality equality) {
    return new Start(Optional.empty(), true, List.of(equality));
  }

  Start and(Start other) {
    List<Equality> all = new ArrayList<>(equalities);
    all.addAll(other.equalities);
    // One geometry meets a box of each list, not what the boxes have in common.
    Optional<List<Envelope>> least =
        near.isPresent() && (other.near.isEmpty() || area(near.get()) <= area(other.near.get()))
            ? near
            : other.near;
    return new Start(least, nowhere && other.nowhere, all);
  }

  Start or(Start other) {
    if (equals(NOTHING) || other.equals(NOTHING)) {
      return equals(NOTHING) ? other : this;
    }
    Optional<List<Envelope>> boxes =
        near.flatMap(mine ->
            other.near.map(theirs -> {
              List<Envelope> all = new ArrayList<>(mine);
              all.addAll(theirs);
              return all;
            }));
    List<Equality> either = new ArrayList<>();
    for (Equality mine : equalities) {
      other.equalities.stream()
          .filter(theirs -> theirs.predicate().equals(mine.predicate()))
          .findFirst()
          .ifPresent(theirs -> {
            Set<Node> values = new HashSet<>(mine.values());
            values.addAll(theirs.values());
            either.add(new Equality(mine.predicate(), values));
          });
    }
    return new Start(boxes, nowhere || other.nowhere, either);
  }

  private static double area(List<Envelope> boxes) {
    return boxes.stream().mapToDouble(Envelope::getArea).sum();
  }
}
