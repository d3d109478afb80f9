package org.lacis.source.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lacis.source.Value;
import org.lacis.source.file.Lexical;
import org.lacis.source.file.ValueRules;

/// Picks the values of simple references out of one record while its tokens pass by.
///
/// An array where a reference ends gives its scalar elements as several values; an object gives no
/// value. Datatypes are the natural ones of RML for JSON: integer, double (canonical), boolean.
public final class Projection {
  private final PathAutomaton automaton;
  private final int[] slotOf;
  private final ValueRules rules;
  private final List<List<Value>> slots = new ArrayList<>();
  private final boolean[] met;
  private final boolean[] arrays;

  /// @param paths simple paths, several of which may fill the same slot
  /// @param slotOf the slot that each path fills
  /// @param width how many slots there are
  public Projection(List<JsonPath> paths, int[] slotOf, int width, ValueRules rules) {
    this.automaton = new PathAutomaton(paths);
    this.slotOf = slotOf.clone();
    this.rules = rules;
    this.met = new boolean[width];
    this.arrays = new boolean[width];
    for (int i = 0; i < width; i++) {
      slots.add(new ArrayList<>(1));
    }
  }

  /// Forgets the record before.
  public void clear() {
    for (List<Value> slot : slots) {
      slot.clear();
    }
  }

  /// Reads the value that the parser points at, to its last token.
  public void read(JsonParser json) throws IOException {
    read(json, automaton.start());
  }

  /// The values of a slot; valid until [#clear].
  public List<Value> values(int slot) {
    return slots.get(slot);
  }

  /// Adds a value to a slot.
  public void add(int slot, List<Value> values) {
    slots.get(slot).addAll(values);
  }

  /// Whether any record so far had something, even null, where the reference points.
  public boolean met(int slot) {
    return met[slot];
  }

  /// Whether any record so far had an array where the reference ends.
  boolean array(int slot) {
    return arrays[slot];
  }

  /// Says that a reference ended at an array.
  void sawArray(int slot) {
    arrays[slot] = true;
  }

  private void read(JsonParser json, PathAutomaton.State state) throws IOException {
    boolean accepts = state.accepts();
    for (int i = 0; i < state.acceptedCount(); i++) {
      met[slotOf[state.accepted(i)]] = true;
    }
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_OBJECT) {
      if (state.ends()) {
        json.skipChildren();
      } else {
        members(json, state);
      }
    } else if (token == JsonToken.START_ARRAY) {
      if (state.ends() && !accepts) {
        json.skipChildren();
      } else {
        for (int i = 0; i < state.acceptedCount(); i++) {
          arrays[slotOf[state.accepted(i)]] = true;
        }
        elements(json, state);
      }
    } else if (accepts) {
      accept(scalar(json, rules), state);
    }
  }

  private void members(JsonParser json, PathAutomaton.State state) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      PathAutomaton.State next = state.member(json.currentName());
      json.nextToken();
      read(json, next);
    }
  }

  private void elements(JsonParser json, PathAutomaton.State state) throws IOException {
    int index = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (state.accepts() && json.currentToken().isScalarValue()) {
        accept(scalar(json, rules), state);
      }
      read(json, state.element(index++));
    }
  }

  private void accept(List<Value> values, PathAutomaton.State state) {
    for (int i = 0; i < state.acceptedCount(); i++) {
      slots.get(slotOf[state.accepted(i)]).addAll(values);
    }
  }

  /// The natural value of a scalar token: one, or none for null.
  public static List<Value> scalar(JsonParser json, ValueRules rules) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> rules.text(json.getText());
      case VALUE_NUMBER_INT -> {
        String text = json.getText();
        yield rules.typed(text.equals("-0") ? "0" : text, Lexical.INTEGER);
      }
      case VALUE_NUMBER_FLOAT ->
          rules.isNull(json.getText())
              ? List.of()
              : rules.typed(Lexical.ofDouble(json.getDoubleValue()), Lexical.DOUBLE);
      case VALUE_TRUE -> rules.typed("true", Lexical.BOOLEAN);
      case VALUE_FALSE -> rules.typed("false", Lexical.BOOLEAN);
      case VALUE_NULL -> List.of();
      default -> List.of();
    };
  }
}
