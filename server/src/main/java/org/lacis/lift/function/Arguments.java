package org.lacis.lift.function;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.source.Value;

/// The values a function is called with, by the number of the parameter.
public final class Arguments {
  private final LiftFunction function;
  private final List<List<Value>> values;
  private final Map<String, Pattern> patterns;

  /// @param values one list per parameter of the function
  /// @param patterns keeps compiled expressions from one call to the next
  public Arguments(LiftFunction function, List<List<Value>> values, Map<String, Pattern> patterns) {
    this.function = function;
    this.values = values;
    this.patterns = patterns;
  }

  boolean has(int parameter) {
    return !values.get(parameter).isEmpty();
  }

  /// All values of a repeated parameter, in the order of the mapping.
  List<Value> all(int parameter) {
    return values.get(parameter);
  }

  List<String> texts(int parameter) {
    return values.get(parameter).stream().map(Arguments::plain).toList();
  }

  String text(int parameter) {
    return plain(values.get(parameter).getFirst());
  }

  String text(int parameter, String otherwise) {
    return has(parameter) ? text(parameter) : otherwise;
  }

  int number(int parameter) throws BadArgumentException {
    try {
      return Integer.parseInt(text(parameter).strip());
    } catch (NumberFormatException _) {
      throw new BadArgumentException(
          '"' + text(parameter) + '"', "a whole number for " + name(parameter));
    }
  }

  int number(int parameter, int otherwise) throws BadArgumentException {
    return has(parameter) ? number(parameter) : otherwise;
  }

  GeometryValue shape(int parameter) throws BadArgumentException {
    return switch (values.get(parameter).getFirst()) {
      case Value.Shape(GeometryValue geometry) -> geometry;
      case Value.Text(String text, _) ->
          throw new BadArgumentException(
              '"' + text + '"', "a geometry for " + name(parameter) + ", such as `geometry`");
    };
  }

  Pattern pattern(int parameter) throws BadArgumentException {
    String expression = text(parameter);
    Pattern known = patterns.get(expression);
    if (known != null) {
      return known;
    }
    try {
      Pattern compiled = Pattern.compile(expression);
      patterns.put(expression, compiled);
      return compiled;
    } catch (PatternSyntaxException e) {
      throw new BadArgumentException(
          '"' + expression + '"', "a regular expression: " + e.getDescription());
    }
  }

  private String name(int parameter) {
    return "<" + function.parameters().get(parameter).name() + ">";
  }

  private static String plain(Value value) {
    return switch (value) {
      case Value.Text(String text, _) -> text;
      case Value.Shape(GeometryValue geometry) -> Wkt.write(geometry);
    };
  }
}
