package org.lacis.lift.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// A triples map, compiled. What it says is kept by kind: the order of lines is nobody's.
final class PlainMap {
  final String name;
  final PlainTerm subject;
  final Repeats repeats;
  final List<PlainProperty.Own> own = new ArrayList<>();
  final List<PlainProperty.SameRow> sameRow = new ArrayList<>();
  final List<PlainProperty.Joined> joined = new ArrayList<>();

  /// Objects whose values have to be looked at.
  final List<PlainTerm> checked = new ArrayList<>();

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

  void add(PlainProperty property) {
    switch (property) {
      case PlainProperty.Own one -> {
        own.add(one);
        if (one.object().needsCheck()) {
          checked.add(one.object());
        }
      }
      case PlainProperty.SameRow one -> sameRow.add(one);
      case PlainProperty.Joined one -> joined.add(one);
    }
  }
}
