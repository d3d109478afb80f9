package org.lacis.reason.engine;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;

/// Whether relations hold between geometries of terms. What is no geometry, or cannot be brought
/// into the CRS of the other, is in no relation; nor is an empty geometry, which lies nowhere.
///
/// A term that is asked about again and again is prepared once.
public final class Relating {
  private final Space space;
  private int first = -1;
  private int second = -1;
  private int prepared = -1;
  private Relation.@Nullable Prepared ready;

  Relating(Space space) {
    this.space = space;
  }

  boolean holds(Relation relation, int one, int other) {
    Optional<GeometryValue> a = space.geometry(one);
    Optional<GeometryValue> b = space.geometry(other);
    if (a.isEmpty() || b.isEmpty()) {
      return false;
    }
    return holds(relation, one, a.orElseThrow(), other, b.orElseThrow());
  }

  private boolean holds(Relation relation, int one, GeometryValue a, int other, GeometryValue b) {
    if (a.shape().isEmpty() || b.shape().isEmpty()) {
      return false;
    }
    boolean isFirst = one == first;
    boolean isSecond = other == second;
    first = one;
    second = other;
    try {
      if (isFirst) {
        return prepared(one, a).test(relation, b);
      }
      // Turned round only within one CRS: the second is compared in the CRS of the first.
      if (isSecond && a.crs().equals(b.crs())) {
        return prepared(other, b).test(relation.inverse(), a);
      }
      return relation.test(a, b);
    } catch (GeometryException _) {
      return false;
    }
  }

  private Relation.Prepared prepared(int term, GeometryValue value) {
    Relation.Prepared known = ready;
    if (known == null || prepared != term) {
      known = Relation.prepare(value);
      ready = known;
      prepared = term;
    }
    return known;
  }

  /// Whether a relation holds between two terms, from their texts.
  public static boolean holds(Relation relation, Node one, Node other) {
    Optional<GeometryValue> a = Everywhere.read(one);
    Optional<GeometryValue> b = Everywhere.read(other);
    try {
      return a.isPresent()
          && b.isPresent()
          && !a.orElseThrow().shape().isEmpty()
          && !b.orElseThrow().shape().isEmpty()
          && relation.test(a.orElseThrow(), b.orElseThrow());
    } catch (GeometryException _) {
      return false;
    }
  }
}
