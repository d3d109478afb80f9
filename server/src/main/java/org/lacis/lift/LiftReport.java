package org.lacis.lift;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a lift did.
///
/// @param parts one per triples map, in the order of the mapping
/// @param time from the first open to the last quad
public record LiftReport(List<Part> parts, Duration time) {
  /// Under this word [Part#skipped] counts records whose subject had no value.
  public static final String NO_SUBJECT = "no-subject";

  public LiftReport {
    parts = List.copyOf(parts);
  }

  /// What one triples map did.
  ///
  /// @param name of the triples map, shortened
  /// @param records how many it was given
  /// @param triples how many quads it handed on, repeated ones included
  /// @param skipped how often something could not be made, by the code of the finding; `no-subject`
  ///   counts records whose subject had no value, which is no fault by itself
  public record Part(String name, long records, long triples, SortedMap<String, Long> skipped) {
    public Part {
      skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }
  }

  public long triples() {
    return parts.stream().mapToLong(Part::triples).sum();
  }

  /// How many terms could not be made of bad values, all triples maps together.
  public long failures() {
    return parts.stream()
        .flatMap(part -> part.skipped().entrySet().stream())
        .filter(entry -> !entry.getKey().equals(NO_SUBJECT))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
