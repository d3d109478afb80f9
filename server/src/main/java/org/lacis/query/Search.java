package org.lacis.query;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.jena.query.QueryCancelledException;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Relation;
import org.lacis.store.SpatialIndex;
import org.locationtech.jts.geom.Envelope;

/// Finds the literals that stand in a rule to one geometry. Relations are tested exactly, the one
/// geometry prepared; of a distance only the envelopes are looked at.
final class Search {
  private final SpatialIndex index;
  private final Condition.Rule rule;
  private final GeometryValue one;
  private final boolean literalFirst;

  // A relation is tested in the CRS of its first geometry, here that of each literal.
  private final Map<Crs, Relation.Prepared> prepared = new HashMap<>();

  /// @param literalFirst whether the literal is the first argument of the rule
  Search(SpatialIndex index, Condition.Rule rule, GeometryValue one, boolean literalFirst) {
    this.index = index;
    this.rule = rule;
    this.one = one;
    this.literalFirst = literalFirst;
  }

  Envelope envelope() {
    return Reach.around(one.lonLatEnvelope(), rule.reach());
  }

  /// @throws QueryCancelledException when `cancelled` says so
  long[] literals(BooleanSupplier cancelled) {
    LongArrayList found = new LongArrayList();
    index.search(
        envelope(),
        literal -> {
          if (cancelled.getAsBoolean()) {
            throw new QueryCancelledException();
          }
          if (holds(literal)) {
            found.add(literal);
          }
        });
    return found.toLongArray();
  }

  private boolean holds(long literal) {
    if (rule.relation().isEmpty()) {
      return true;
    }
    Relation relation = rule.relation().orElseThrow();
    try {
      GeometryValue other = index.geometry(literal);
      return literalFirst
          ? prepared(other.crs()).test(inverse(relation), other)
          : prepared(one.crs()).test(relation, other);
    } catch (GeometryException _) {
      // An error in a FILTER, which is no match.
      return false;
    }
  }

  private Relation.Prepared prepared(Crs crs) {
    return prepared.computeIfAbsent(crs, to -> Relation.prepare(one.to(to)));
  }

  private static Relation inverse(Relation relation) {
    return switch (relation) {
      case SF_WITHIN -> Relation.SF_CONTAINS;
      case SF_CONTAINS -> Relation.SF_WITHIN;
      case EH_COVERS -> Relation.EH_COVERED_BY;
      case EH_COVERED_BY -> Relation.EH_COVERS;
      case EH_INSIDE -> Relation.EH_CONTAINS;
      case EH_CONTAINS -> Relation.EH_INSIDE;
      case RCC8_TPP -> Relation.RCC8_TPPI;
      case RCC8_TPPI -> Relation.RCC8_TPP;
      case RCC8_NTPP -> Relation.RCC8_NTPPI;
      case RCC8_NTPPI -> Relation.RCC8_NTPP;
      case SF_EQUALS,
          SF_DISJOINT,
          SF_INTERSECTS,
          SF_TOUCHES,
          SF_OVERLAPS,
          SF_CROSSES,
          EH_EQUALS,
          EH_DISJOINT,
          EH_MEET,
          EH_OVERLAP,
          RCC8_EQ,
          RCC8_DC,
          RCC8_EC,
          RCC8_PO ->
          relation;
    };
  }
}
