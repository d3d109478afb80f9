package org.lacis.query.join;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import org.apache.jena.query.QueryCancelledException;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.SpatialIndex;
import org.lacis.store.TwinDataset;

/// Finds the literals that stand in a rule to one geometry, all tested exactly.
///
/// Small shapes are tested at once; large ones, one test of which may take longer than a query that
/// is not wanted any more, on a thread that can be left behind.
///
/// @param literalFirst whether the literal is the first argument of the rule
public record Search(TwinDataset twin, Sides sides, Rule rule, Placed one, boolean literalFirst) {
  /// Bytes in the index of a shape of some thousand points.
  static final int LARGE_BYTES = 16_000;

  static final int LARGE_POINTS = 4_000;

  static boolean isLarge(GeometryValue value) {
    return value.shape().getNumPoints() > LARGE_POINTS;
  }

  /// @throws QueryCancelledException when the query is not wanted any more
  public long[] literals(Cancel cancel) {
    SpatialIndex index = twin.spatial();
    LongArrayList found = new LongArrayList();
    LongArrayList large = new LongArrayList();
    boolean all = isLarge(one.value());
    Tester tester = new Tester(rule, one.value(), !literalFirst);
    index.search(
        rule.around(one.box()),
        literal -> {
          cancel.check();
          if (all || index.bytes(literal) > LARGE_BYTES) {
            large.add(literal);
          } else if (tester.holds(index.geometry(literal))) {
            found.add(literal);
          }
        });
    if (!large.isEmpty()) {
      found.addAll(elsewhere(large, tester, index, cancel));
    }
    return found.toLongArray();
  }

  private LongList elsewhere(
      LongArrayList literals, Tester tester, SpatialIndex index, Cancel cancel) {
    if (twin.committedVersion().isPresent()) {
      return sides.crew().start(() -> holding(literals, tester, index, cancel)).result(cancel);
    }
    LongArrayList found = new LongArrayList();
    for (long literal : literals.toLongArray()) {
      // A transaction that writes reads on its own thread only.
      GeometryValue value = index.geometry(literal);
      if (sides.crew().start(() -> tester.holds(value)).result(cancel)) {
        found.add(literal);
      }
    }
    return found;
  }

  private static LongList holding(
      LongList literals, Tester tester, SpatialIndex index, Cancel cancel) {
    LongArrayList found = new LongArrayList();
    for (int i = 0; i < literals.size(); i++) {
      cancel.check();
      if (tester.holds(index.geometry(literals.getLong(i)))) {
        found.add(literals.getLong(i));
      }
    }
    return found;
  }
}
