package org.lacis.lift;

import java.util.ArrayList;
import java.util.List;
import org.lacis.source.Value;

/// Gives the values of an expression for the record at hand; empty when there is none.
sealed interface ValueMaker {

  List<Value> make(Row row);

  /// What a finding calls it.
  String label();

  /// The same values for every record.
  record Fixed(List<Value> values, String label) implements ValueMaker {
    public Fixed {
      values = List.copyOf(values);
    }

    @Override
    public List<Value> make(Row row) {
      return values;
    }
  }

  /// What the record has at a reference.
  record Referred(int reference, String label) implements ValueMaker {
    @Override
    public List<Value> make(Row row) {
      return row.values(reference);
    }
  }

  /// Text with values in it; every combination when references have several.
  ///
  /// @param texts one more than references: text before, between and after them
  record Filled(List<String> texts, List<Referred> holes, Iris.Encoding encoding, String label)
      implements ValueMaker {
    public Filled {
      texts = List.copyOf(texts);
      holes = List.copyOf(holes);
    }

    @Override
    public List<Value> make(Row row) {
      List<Value> values = new ArrayList<>(1);
      for (String text : texts(row)) {
        values.add(new Value.Text(text, ""));
      }
      return values;
    }

    List<String> texts(Row row) {
      StringBuilder text = row.scratch;
      text.setLength(0);
      text.append(texts.getFirst());
      for (int i = 0; i < holes.size(); i++) {
        List<Value> values = holes.get(i).make(row);
        if (values.isEmpty()) {
          return List.of();
        }
        if (values.size() > 1) {
          return combined(row, text.toString(), i);
        }
        if (!append(values.getFirst(), i, text, row)) {
          return List.of();
        }
        text.append(texts.get(i + 1));
      }
      return List.of(text.toString());
    }

    private List<String> combined(Row row, String before, int from) {
      List<String> all = List.of(before);
      for (int i = from; i < holes.size(); i++) {
        List<String> longer = new ArrayList<>();
        for (String text : all) {
          for (Value value : holes.get(i).make(row)) {
            StringBuilder next = new StringBuilder(text);
            if (append(value, i, next, row)) {
              longer.add(next.append(texts.get(i + 1)).toString());
            }
          }
        }
        all = longer;
      }
      return all;
    }

    private boolean append(Value value, int hole, StringBuilder to, Row row) {
      return switch (value) {
        case Value.Text(String lexical, _) -> {
          Iris.append(lexical, encoding, to);
          yield true;
        }
        case Value.Shape _ -> {
          row.fail(
              "lift.shape-in-template",
              holes.get(hole).label(),
              "a geometry",
              "text",
              "Refer to the geometry with rml:reference; it cannot be part of a template.");
          yield false;
        }
      };
    }
  }

  /// The result of a function.
  record Called(FunctionCall call, String label) implements ValueMaker {
    @Override
    public List<Value> make(Row row) {
      return call.make(row);
    }
  }

  /// Values only where a condition holds.
  record Guarded(ValueMaker condition, ValueMaker then) implements ValueMaker {
    @Override
    public List<Value> make(Row row) {
      return holds(condition, row) ? then.make(row) : List.of();
    }

    @Override
    public String label() {
      return then.label();
    }
  }

  /// Whether a condition gives `true`.
  static boolean holds(ValueMaker condition, Row row) {
    return condition.make(row).stream()
        .anyMatch(value -> value instanceof Value.Text(String text, _) && text.equals("true"));
  }
}
