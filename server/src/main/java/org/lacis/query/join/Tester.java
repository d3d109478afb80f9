package org.lacis.query.join;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/// Tests one geometry against many others, prepared once. One a thread.
public final class Tester {
  /// Of a rounding, when the same distance is found in two ways.
  private static final double ROUNDING = 1e-9;

  /// Shapes with fewer points are measured faster without an index of their edges.
  private static final int MANY_POINTS = 64;

  private final Rule rule;
  private final GeometryValue one;
  private final boolean oneFirst;
  private final boolean rectangle;

  // A relation is tested in the CRS of its first geometry, which may be that of each other.
  private final Map<Crs, Relation.Prepared> prepared = new HashMap<>();
  private @Nullable IndexedFacetDistance facets;

  /// @param oneFirst whether the one is the first argument of the rule
  public Tester(Rule rule, GeometryValue one, boolean oneFirst) {
    this.rule = rule;
    this.one = one;
    this.oneFirst = oneFirst;
    this.rectangle =
        one.body() == GeometryValue.Body.PLAIN && one.shape().isRectangle() && isFinite(one);
  }

  private static boolean isFinite(GeometryValue value) {
    Envelope box = value.shape().getEnvelopeInternal();
    return Double.isFinite(box.getArea());
  }

  /// Whether the rule holds; an error is no match, as in a FILTER.
  public boolean holds(GeometryValue other) {
    try {
      return switch (rule) {
        case Rule.Related related -> related(related.relation(), other);
        case Rule.Near near -> near(near, other);
      };
    } catch (GeometryException _) {
      return false;
    }
  }

  private boolean related(Relation relation, GeometryValue other) {
    if (rectangle && one.crs().equals(other.crs()) && other.body() == GeometryValue.Body.PLAIN) {
      Envelope box = one.shape().getEnvelopeInternal();
      Envelope inner = other.shape().getEnvelopeInternal();
      boolean inside = !inner.isNull() && box.covers(inner);
      if (inside && relation == Relation.SF_INTERSECTS) {
        return true;
      }
    }
    if (oneFirst) {
      return prepared(one.crs()).test(relation, other);
    }
    return prepared(other.crs()).test(relation.inverse(), other);
  }

  private Relation.Prepared prepared(Crs crs) {
    return prepared.computeIfAbsent(crs, to -> Relation.prepare(one.to(to)));
  }

  private boolean near(Rule.Near near, GeometryValue other) {
    boolean plane =
        one.crs().equals(other.crs())
            && (near.unit().angle() ? one.crs().equals(Crs.CRS84) : one.crs().planar())
            && one.body() == GeometryValue.Body.PLAIN
            && other.body() == GeometryValue.Body.PLAIN
            && !one.shape().isEmpty()
            && !other.shape().isEmpty();
    if (plane) {
      Envelope box = other.shape().getEnvelopeInternal();
      double reach = near.reach();
      if (one.shape().getEnvelopeInternal().distance(box) > reach * (1 + ROUNDING)) {
        return false;
      }
      if (one.shape().getNumPoints() > MANY_POINTS
          && facets().isWithinDistance(other.shape(), reach * (1 - ROUNDING))) {
        return true;
      }
    }
    return oneFirst ? near.holds(one, other) : near.holds(other, one);
  }

  private IndexedFacetDistance facets() {
    Geometry shape = one.shape();
    if (facets == null) {
      facets = new IndexedFacetDistance(shape);
    }
    return facets;
  }
}
