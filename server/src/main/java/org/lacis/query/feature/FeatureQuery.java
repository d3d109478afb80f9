package org.lacis.query.feature;

import java.util.Optional;

/// Which features of a collection to read.
///
/// @param filter what they have to be
/// @param after where to go on; empty to begin
/// @param limit the most to hand on, at least 1
public record FeatureQuery(FeatureFilter filter, Optional<Cursor> after, long limit) {
  /// All that a filter lets pass.
  public static FeatureQuery all(FeatureFilter filter) {
    return new FeatureQuery(filter, Optional.empty(), Long.MAX_VALUE);
  }
}
