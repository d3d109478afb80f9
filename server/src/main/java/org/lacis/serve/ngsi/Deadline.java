package org.lacis.serve.ngsi;

import java.time.Duration;
import java.util.Map;
import org.lacis.query.feature.FeatureFilter;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Until when entities are looked for. Belongs to one request.
///
/// @param limit that a request has
/// @param end as [System#nanoTime()] tells it
record Deadline(Duration limit, long end) {
  static Deadline in(Duration limit) {
    return new Deadline(limit, System.nanoTime() + limit.toNanos());
  }

  /// @throws ServeException 503 when it is over
  void check() {
    if (System.nanoTime() - end > 0) {
      throw new ServeException(
          503,
          Finding.violation(
              "InternalError",
              Place.of("request"),
              "more than " + limit.toSeconds() + " s",
              "an answer in that time",
              "Ask for a type, for fewer entities, or for what an index finds: text that is equal,"
                  + " a place."),
          Map.of("Retry-After", "60"),
          Map.of("limitSeconds", limit.toSeconds()));
    }
  }

  /// The same filter, which looks at the clock before each entity.
  FeatureFilter watching(FeatureFilter filter) {
    return new FeatureFilter(
        feature -> {
          check();
          return filter.test().test(feature);
        },
        filter.near(),
        filter.nowhere(),
        filter.equalities());
  }
}
