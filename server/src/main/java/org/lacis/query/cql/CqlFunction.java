package org.lacis.query.cql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.lacis.geometry.Constructions;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Measures;

/// A function that filters may call beyond those of the standard (its class "Functions"). Names are
/// taken in any case. A function of NULL is NULL, and so is one that fails.
///
/// @param arguments what it takes, in order
/// @param least how many of them have to be given
public record CqlFunction(
    String name,
    String description,
    List<Argument> arguments,
    int least,
    Queryable.Type returns,
    Function<List<Value>, Optional<Value>> body) {
  static final String DISTANCE = "distance";

  /// Name of the function that looks for a regular expression in a text.
  public static final String MATCHES = "matches";

  /// @param title what it is
  public record Argument(String title, Queryable.Type type) {}

  private static final Map<String, CqlFunction> ALL = functions();

  /// All of them, by name.
  public static List<CqlFunction> all() {
    return List.copyOf(ALL.values());
  }

  /// @throws CqlException `cql.unknown-function`, with the nearest name
  static CqlFunction get(String name) {
    CqlFunction found = ALL.get(name.toLowerCase(Locale.ROOT));
    if (found == null) {
      List<String> names = new java.util.ArrayList<>(ALL.keySet());
      names.addAll(Language.functions());
      throw CqlException.of(
          "cql.unknown-function",
          name,
          name,
          "one of " + String.join(", ", ALL.keySet()) + " and those of the standard",
          Closest.remedy(name, names));
    }
    return found;
  }

  /// `distance(geometry, geometry)`
  public String signature() {
    return name + "(" + String.join(", ", arguments.stream().map(Argument::title).toList()) + ")";
  }

  Optional<Value> apply(List<Value> values) {
    try {
      return body.apply(values);
    } catch (GeometryException | IllegalArgumentException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Map<String, CqlFunction> functions() {
    Map<String, CqlFunction> all = new TreeMap<>();
    Argument text = new Argument("text", Queryable.Type.TEXT);
    Argument number = new Argument("number", Queryable.Type.NUMBER);
    Argument time = new Argument("time", Queryable.Type.TIME);
    Argument shape = new Argument("geometry", Queryable.Type.GEOMETRY);
    List<CqlFunction> list =
        List.of(
            text("lower", "Text in small letters.", s -> s.toLowerCase(Locale.ROOT)),
            text("upper", "Text in capitals.", s -> s.toUpperCase(Locale.ROOT)),
            new CqlFunction(
                "length",
                "How many characters a text has.",
                List.of(text),
                1,
                Queryable.Type.NUMBER,
                values ->
                    values.getFirst() instanceof Value.Text one
                        ? number(one.text().codePointCount(0, one.text().length()))
                        : Optional.empty()),
            new CqlFunction(
                MATCHES,
                "Whether a text has a part that matches a regular expression (of Java).",
                List.of(text, new Argument("pattern", Queryable.Type.TEXT)),
                2,
                Queryable.Type.BOOLEAN,
                values ->
                    values.get(0) instanceof Value.Text one
                            && values.get(1) instanceof Value.Text pattern
                        ? Optional.of(new Value.Bool(Regular.finds(pattern.text(), one.text())))
                        : Optional.empty()),
            number("abs", "The number without its sign.", number, Math::abs),
            number("ceil", "The next whole number above.", number, Math::ceil),
            number("floor", "The next whole number below.", number, Math::floor),
            number("round", "The nearest whole number.", number, n -> Math.floor(n + 0.5)),
            number("sqrt", "The square root.", number, Math::sqrt),
            part("year", "The year of a time.", time, side -> side.day().getYear()),
            part(
                "month", "The month of a time, 1 to 12.", time, side -> side.day().getMonthValue()),
            part("day", "The day in its month.", time, side -> side.day().getDayOfMonth()),
            measure("area", "Square metres of a geometry.", shape, Measures::area),
            measure("perimeter", "Metres around a geometry.", shape, Measures::perimeter),
            new CqlFunction(
                DISTANCE,
                "Metres between two geometries.",
                List.of(shape, shape),
                2,
                Queryable.Type.NUMBER,
                values ->
                    values.get(0) instanceof Value.Shape a && values.get(1) instanceof Value.Shape b
                        ? number(
                            Measures.distance(a.geometry(), b.geometry().to(a.geometry().crs())))
                        : Optional.empty()),
            shape(
                "centroid",
                "The middle of a geometry.",
                List.of(shape),
                values -> {
                  GeometryValue value = ((Value.Shape) values.getFirst()).geometry();
                  return new GeometryValue(value.planar().getCentroid(), value.crs());
                }),
            shape(
                "buffer",
                "All that is within some metres of a geometry.",
                List.of(shape, new Argument("metres", Queryable.Type.NUMBER)),
                values ->
                    Constructions.buffer(
                        ((Value.Shape) values.get(0)).geometry(),
                        ((Value.Numeral) values.get(1)).number())));
    list.forEach(function -> all.put(function.name(), function));
    return all;
  }

  private static Optional<Value> number(double number) {
    return Double.isFinite(number) ? Optional.of(Value.Numeral.of(number)) : Optional.empty();
  }

  private static CqlFunction text(String name, String description, Function<String, String> body) {
    return new CqlFunction(
        name,
        description,
        List.of(new Argument("text", Queryable.Type.TEXT)),
        1,
        Queryable.Type.TEXT,
        values ->
            values.getFirst() instanceof Value.Text one
                ? Optional.of(new Value.Text(body.apply(one.text())))
                : Optional.empty());
  }

  private static CqlFunction number(
      String name,
      String description,
      Argument argument,
      java.util.function.DoubleUnaryOperator body) {
    return new CqlFunction(
        name,
        description,
        List.of(argument),
        1,
        Queryable.Type.NUMBER,
        values ->
            values.getFirst() instanceof Value.Numeral one
                ? number(body.applyAsDouble(one.number()))
                : Optional.empty());
  }

  private static CqlFunction part(
      String name,
      String description,
      Argument argument,
      java.util.function.ToIntFunction<TimeSpan.Side> body) {
    return new CqlFunction(
        name,
        description,
        List.of(argument),
        1,
        Queryable.Type.NUMBER,
        values ->
            Comparing.time(values.getFirst())
                .flatMap(TimeSpan::start)
                .flatMap(side -> number(body.applyAsInt(side))));
  }

  private static CqlFunction measure(
      String name,
      String description,
      Argument argument,
      java.util.function.ToDoubleFunction<GeometryValue> body) {
    return new CqlFunction(
        name,
        description,
        List.of(argument),
        1,
        Queryable.Type.NUMBER,
        values ->
            values.getFirst() instanceof Value.Shape one
                ? number(body.applyAsDouble(one.geometry()))
                : Optional.empty());
  }

  private static CqlFunction shape(
      String name,
      String description,
      List<Argument> arguments,
      Function<List<Value>, GeometryValue> body) {
    return new CqlFunction(
        name,
        description,
        arguments,
        arguments.size(),
        Queryable.Type.GEOMETRY,
        values -> {
          for (int i = 0; i < arguments.size(); i++) {
            boolean right =
                arguments.get(i).type() == Queryable.Type.GEOMETRY
                    ? values.get(i) instanceof Value.Shape
                    : values.get(i) instanceof Value.Numeral;
            if (!right) {
              return Optional.empty();
            }
          }
          return Optional.of(new Value.Shape(body.apply(values)));
        });
  }
}
