package org.lacis.interop;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.interop.probe.Spent;

/// What a check came to. The same exchange, seed, profile and side of ours give the same report.
///
/// @param asking what was checked and how
/// @param found what the partner was found to be
/// @param began when
/// @param spent of the budget
/// @param things how many things the sample holds; 0 when none was drawn
/// @param profile title of the profile
/// @param results of every test of the profile, in the order of the families
public record Report(
    Asking asking,
    Found found,
    Instant began,
    Spent spent,
    int things,
    Text profile,
    List<Result> results,
    Verdict verdict) {

  public Report {
    results = List.copyOf(results);
  }

  /// What the partner was found to be.
  ///
  /// @param kind what the address leads to
  /// @param offers address by what is offered: `sparql`, `features`, `document`, `catalogue`
  /// @param trail what was tried to find out
  public record Found(Optional<Kind> kind, Map<String, String> offers, List<String> trail) {
    public Found {
      offers = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(offers));
      trail = List.copyOf(trail);
    }
  }

  /// Whether a test failed that matters as much.
  public boolean fails(Severity severity) {
    return results.stream()
        .anyMatch(result -> result.failed() && result.check().severity().compareTo(severity) >= 0);
  }

  /// How many results there are of each outcome.
  public Map<String, Long> counts() {
    Map<String, Long> counts = new java.util.LinkedHashMap<>();
    for (String key : List.of("passed", "failed", "cantTell", "inapplicable", "untested")) {
      counts.put(key, results.stream().filter(one -> one.outcome().key().equals(key)).count());
    }
    return counts;
  }

  /// Results by family, in the order of the families.
  public Map<Family, List<Result>> byFamily() {
    Map<Family, List<Result>> families = new EnumMap<>(Family.class);
    for (Result result : results) {
      families
          .computeIfAbsent(result.check().family(), _ -> new java.util.ArrayList<>())
          .add(result);
    }
    return families;
  }
}
