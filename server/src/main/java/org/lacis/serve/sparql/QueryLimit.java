package org.lacis.serve.sparql;

import java.time.Duration;
import java.util.Map;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// The time that a visitor's query may take.
public final class QueryLimit {
  private QueryLimit() {}

  /// What is answered to a query that took longer.
  public static ServeException exceeded(Duration limit) {
    double seconds = limit.toMillis() / 1000.0;
    Finding finding =
        Finding.violation(
            "serve.query-timeout",
            Place.of("query"),
            "no complete answer within " + seconds + " s",
            "",
            "Ask for less: add a LIMIT, name a graph or a type, or narrow a spatial filter.");
    return new ServeException(
        503, finding, Map.of("Retry-After", "60"), Map.of("limitSeconds", seconds));
  }
}
