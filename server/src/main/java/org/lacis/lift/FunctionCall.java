package org.lacis.lift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.lacis.geometry.GeometryException;
import org.lacis.lift.function.Arguments;
import org.lacis.lift.function.BadArgumentException;
import org.lacis.lift.function.LiftFunction;
import org.lacis.source.Value;

/// One function with its inputs. When an input has several values the function is called for every
/// combination; when a required one has none it is not called.
///
/// `inputs` has one list per parameter; it is empty when the mapping gives no such input, and has
/// several members only where the parameter may be repeated.
final class FunctionCall {
  private final LiftFunction function;
  private final List<List<ValueMaker>> inputs;
  private final String field;
  private final Map<String, Pattern> patterns = new HashMap<>();

  FunctionCall(LiftFunction function, List<List<ValueMaker>> inputs, String field) {
    this.function = function;
    this.inputs = List.copyOf(inputs);
    this.field = field;
  }

  List<Value> make(Row row) {
    List<List<List<Value>>> arguments = List.of(List.of());
    for (int i = 0; i < inputs.size(); i++) {
      List<List<Value>> choices = choices(i, row);
      if (choices.isEmpty()) {
        return List.of();
      }
      arguments = combined(arguments, choices);
    }
    List<Value> results = new ArrayList<>(arguments.size());
    for (List<List<Value>> one : arguments) {
      call(one, row, results);
    }
    return results;
  }

  private static List<List<List<Value>>> combined(
      List<List<List<Value>>> arguments, List<List<Value>> choices) {
    List<List<List<Value>>> longer = new ArrayList<>(arguments.size() * choices.size());
    for (List<List<Value>> before : arguments) {
      for (List<Value> choice : choices) {
        List<List<Value>> next = new ArrayList<>(before.size() + 1);
        next.addAll(before);
        next.add(choice);
        longer.add(next);
      }
    }
    return longer;
  }

  /// What the parameter may be given, one choice per call; no choice when a required value lacks.
  private List<List<Value>> choices(int parameter, Row row) {
    LiftFunction.Parameter wanted = function.parameters().get(parameter);
    List<ValueMaker> makers = inputs.get(parameter);
    if (wanted.repeated()) {
      List<Value> all = new ArrayList<>();
      for (ValueMaker maker : makers) {
        List<Value> values = maker.make(row);
        if (values.isEmpty() && wanted.required()) {
          return List.of();
        }
        all.addAll(values);
      }
      return List.of(all);
    }
    List<Value> values = makers.isEmpty() ? List.of() : makers.getFirst().make(row);
    if (values.isEmpty()) {
      return wanted.required() ? List.of() : List.of(List.of());
    }
    return values.stream().map(List::of).toList();
  }

  private void call(List<List<Value>> arguments, Row row, List<Value> results) {
    try {
      results.addAll(function.body().apply(new Arguments(function, arguments, patterns)));
    } catch (BadArgumentException e) {
      row.fail("lift.function-failed", field, e.found(), e.expected(), remedy());
    } catch (GeometryException e) {
      row.fail(
          "lift.function-failed",
          field,
          e.finding().found(),
          e.finding().expected(),
          e.finding().remedy());
    }
  }

  private String remedy() {
    return "Mend the value, or guard the call with rml:condition; the function is "
        + function.iri()
        + ".";
  }
}
