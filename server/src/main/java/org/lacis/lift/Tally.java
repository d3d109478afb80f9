package org.lacis.lift;

import java.util.SortedMap;
import java.util.TreeMap;
import org.lacis.vocabulary.Place;

/// Counts what one triples map does.
final class Tally {
  private final String name;
  private final Place place;
  private final SortedMap<String, Long> skipped = new TreeMap<>();
  long records;
  long triples;
  long withoutSubject;

  /// @param place where the triples map stands in its mapping
  Tally(String name, Place place) {
    this.name = name;
    this.place = place.field(name);
  }

  String name() {
    return name;
  }

  Place place() {
    return place;
  }

  void skip(String code) {
    skipped.merge(code, 1L, Long::sum);
  }

  /// What was met while nothing was said does not count.
  void forget() {
    skipped.clear();
    records = 0;
    triples = 0;
    withoutSubject = 0;
  }

  LiftReport.Part part() {
    SortedMap<String, Long> all = new TreeMap<>(skipped);
    if (withoutSubject > 0) {
      all.put(LiftReport.NO_SUBJECT, withoutSubject);
    }
    return new LiftReport.Part(name, records, triples, all);
  }
}
