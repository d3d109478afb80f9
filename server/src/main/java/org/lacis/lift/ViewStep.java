package org.lacis.lift;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lacis.source.SourceRecord;
import org.lacis.source.TextRecords;
import org.lacis.source.Value;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// One link of the chain that makes the records of a view: it sets its columns and runs the next
/// link for every value, record or partner that it has; once, without values, when it has none.
sealed interface ViewStep {
  String INTEGER = "http://www.w3.org/2001/XMLSchema#integer";

  void run();

  /// The number of something, from 0.
  static List<Value> number(long number) {
    return List.of(new Value.Text(Long.toString(number), INTEGER));
  }

  /// The record of the view that is being made: of each column no value or one.
  final class Columns {
    private final List<List<Value>> values;

    Columns(int width) {
      this.values = new java.util.ArrayList<>(java.util.Collections.nCopies(width, List.of()));
    }

    List<Value> get(int column) {
      return values.get(column);
    }

    void set(int column, List<Value> value) {
      values.set(column, value);
    }
  }

  /// Some columns as a record, for the expressions of a join.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Picked(Columns row, int[] columns, Supplier<Place> where) implements SourceRecord {
    @Override
    public List<Value> values(int reference) {
      return row.get(columns[reference]);
    }

    @Override
    public long number() {
      return 0;
    }

    @Override
    public Place place() {
      return where.get();
    }
  }

  /// A record that is not there: it has no values and no records inside.
  record Nothing(Place place) implements SourceRecord {
    @Override
    public List<Value> values(int reference) {
      return List.of();
    }

    @Override
    public void inside(int nested, Consumer<SourceRecord> each) {}

    @Override
    public long number() {
      return 0;
    }
  }

  /// The end of the chain.
  record Hand(Runnable then) implements ViewStep {
    @Override
    public void run() {
      then.run();
    }
  }

  /// The values of an expression.
  record Valued(Row record, ValueMaker maker, Columns row, int column, int number, ViewStep next)
      implements ViewStep {
    @Override
    public void run() {
      List<Value> values = record.absent() ? List.of() : maker.make(record);
      if (values.isEmpty()) {
        row.set(column, List.of());
        row.set(number, List.of());
        next.run();
        return;
      }
      for (int i = 0; i < values.size(); i++) {
        row.set(column, List.of(values.get(i)));
        row.set(number, ViewStep.number(i));
        next.run();
      }
    }
  }

  /// The records within a record.
  record Records(Row record, int nested, Columns row, int number, Row inner, ViewStep next)
      implements ViewStep {
    @Override
    public void run() {
      long[] count = {0};
      record.inside(
          nested,
          one -> {
            row.set(number, ViewStep.number(count[0]++));
            inner.take(one);
            next.run();
          });
      if (count[0] == 0) {
        row.set(number, List.of());
        inner.take(new Nothing(record.place()));
        next.run();
      }
    }
  }

  /// The records within the text of a column.
  record InText(
      Columns row,
      int column,
      int number,
      TextRecords text,
      Row inner,
      Supplier<Place> where,
      FindingSink findings,
      ViewStep next)
      implements ViewStep {
    @Override
    public void run() {
      long[] count = {0};
      for (Value value : row.get(column)) {
        text.read(
            TermMaker.text(value),
            where.get(),
            one -> {
              row.set(number, ViewStep.number(count[0]++));
              inner.take(one);
              next.run();
            },
            findings);
      }
      if (count[0] == 0) {
        row.set(number, List.of());
        inner.take(new Nothing(where.get()));
        next.run();
      }
    }
  }

  /// The partners in another view.
  ///
  /// @param sides the keys of this view's record
  /// @param partners the values of the join's fields, by key
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Joined(
      Row record,
      List<ValueMaker> sides,
      Map<Object, List<List<List<Value>>>> partners,
      boolean inner,
      Columns row,
      int[] columns,
      int[] numbers,
      ViewStep next)
      implements ViewStep {
    @Override
    public void run() {
      int count = 0;
      for (Object key : JoinIndex.keys(sides, record)) {
        for (List<List<Value>> values : partners.getOrDefault(key, List.of())) {
          for (int i = 0; i < columns.length; i++) {
            row.set(columns[i], values.get(i));
            row.set(numbers[i], values.get(i).isEmpty() ? List.of() : ViewStep.number(count));
          }
          count++;
          next.run();
        }
      }
      if (count == 0 && !inner) {
        for (int i = 0; i < columns.length; i++) {
          row.set(columns[i], List.of());
          row.set(numbers[i], List.of());
        }
        next.run();
      }
    }
  }
}
