package org.lacis.query.function;

import org.apache.jena.sparql.expr.NodeValue;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;

/// One relation in one expression of a query.
///
/// A filter mostly compares many geometries with one. The shape that came again (either argument)
/// is prepared, so that the many cost little each. Locked: an expression may be shared by threads,
/// and a prepared shape may not.
final class RelationFunction {
  private final Relation relation;
  private @Nullable GeometryValue first;
  private @Nullable GeometryValue second;
  private @Nullable GeometryValue prepared;
  private Relation.@Nullable Prepared ready;

  RelationFunction(Relation relation) {
    this.relation = relation;
  }

  NodeValue test(Arguments arguments) {
    return NodeValue.booleanReturn(test(arguments.geometry(0), arguments.geometry(1)));
  }

  // Identity is meant: the cache hands out the same value for the same literal.
  @SuppressWarnings("ReferenceEquality")
  private synchronized boolean test(GeometryValue a, GeometryValue b) {
    boolean againFirst = a == first;
    boolean againSecond = b == second;
    first = a;
    second = b;
    if (againFirst) {
      return prepared(a).test(relation, b);
    }
    // Turned round only within one CRS: the second is compared in the CRS of the first.
    if (againSecond && a.crs().equals(b.crs())) {
      return prepared(b).test(relation.inverse(), a);
    }
    return relation.test(a, b);
  }

  @SuppressWarnings("ReferenceEquality")
  private Relation.Prepared prepared(GeometryValue value) {
    Relation.Prepared known = ready;
    if (known == null || prepared != value) {
      known = Relation.prepare(value);
      ready = known;
      prepared = value;
    }
    return known;
  }
}
