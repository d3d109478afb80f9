package org.lacis.lift.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// A triples map, compiled.
final class PlainMap {
  final String name;
  final PlainTerm subject;
  final Repeats repeats;
  final List<PlainProperty> properties = new ArrayList<>();

  /// Who joins with its subjects.
  final List<Subjects> feeds = new ArrayList<>();

  final LongAdder records = new LongAdder();
  final LongAdder triples = new LongAdder();
  final LongAdder withoutSubject = new LongAdder();

  PlainMap(String name, PlainTerm subject, long expected) {
    this.name = name;
    this.subject = subject;
    this.repeats = new Repeats(expected);
  }
}
