package org.lacis.lift;

import java.util.List;
import java.util.function.Consumer;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Severity;

/// The record at hand, and where to complain about it.
final class Row {
  private final FindingSink findings;
  final StringBuilder scratch = new StringBuilder(128);

  @SuppressWarnings("NullAway.Init") // set before any maker sees the row
  private SourceRecord record;

  @SuppressWarnings("NullAway.Init") // set before any maker sees the row
  private Tally tally;

  private Place rule = Place.of("");
  private long serial;
  private boolean[] asked = {};
  private boolean[] answered = {};

  Row(FindingSink findings) {
    this.findings = findings;
  }

  /// Starts a source: nothing was asked of it yet.
  void open(int references) {
    asked = new boolean[references];
    answered = new boolean[references];
  }

  /// Whether a reference was asked for and no record had a value there.
  boolean inVain(int reference) {
    return asked[reference] && !answered[reference];
  }

  void take(SourceRecord next) {
    record = next;
    serial++;
  }

  /// Whether there is no record at hand, but its place in a record of a view.
  boolean absent() {
    return record instanceof ViewStep.Nothing;
  }

  /// Hands over the records inside the one at hand.
  void inside(int nested, Consumer<SourceRecord> each) {
    record.inside(nested, each);
  }

  /// Where the record at hand stands.
  Place place() {
    return record.place();
  }

  void workFor(Tally next) {
    tally = next;
    rule = next.place();
  }

  /// A term map of the rule at hand is at work.
  ///
  /// @param line where it stands
  /// @return where what was at work before stands
  Place workAt(Place line) {
    Place before = rule;
    rule = line.field(tally.name());
    return before;
  }

  /// Goes back to what was at work before.
  void backTo(Place before) {
    rule = before;
  }

  List<Value> values(int reference) {
    List<Value> values = record.values(reference);
    asked[reference] = true;
    if (!values.isEmpty()) {
      answered[reference] = true;
    }
    return values;
  }

  /// Differs for every record of the run.
  long serial() {
    return serial;
  }

  /// A term could not be made; the lift goes on.
  ///
  /// @param field the reference or the property that failed
  void fail(String code, String field, String found, String expected, String remedy) {
    tally.skip(code);
    findings.report(
        new Finding(code, Severity.VIOLATION, place(field), found, expected, remedy).by(rule));
  }

  private Place place(String field) {
    return record.place().field(field);
  }
}
