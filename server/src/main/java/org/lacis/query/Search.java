package org.lacis.query;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.apache.jena.query.QueryCancelledException;
import org.lacis.geometry.GeometryValue;
import org.lacis.query.join.Cancel;
import org.lacis.query.join.Rule;
import org.lacis.query.join.Tester;
import org.lacis.store.SpatialIndex;

/// Finds the literals that stand in a rule to one geometry, all tested exactly.
///
/// @param literalFirst whether the literal is the first argument of the rule
record Search(SpatialIndex index, Rule rule, GeometryValue one, boolean literalFirst) {

  /// @throws QueryCancelledException when the query is not wanted any more
  long[] literals(Cancel cancel) {
    LongArrayList found = new LongArrayList();
    Tester tester = new Tester(rule, one, !literalFirst);
    index.search(
        rule.around(one.lonLatEnvelope()),
        literal -> {
          cancel.check();
          if (tester.holds(index.geometry(literal))) {
            found.add(literal);
          }
        });
    return found.toLongArray();
  }
}
