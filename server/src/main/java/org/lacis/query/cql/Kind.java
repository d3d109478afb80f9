package org.lacis.query.cql;

import java.util.EnumSet;
import java.util.Set;

/// What an expression stands for, as far as it can be told without knowing the data.
enum Kind {
  /// a predicate
  CONDITION("a condition"),
  BOOLEAN("TRUE or FALSE"),
  CHARACTER("text"),
  NUMBER("a number"),
  INSTANT("a date or timestamp"),
  INTERVAL("an interval"),
  GEOMETRY("a geometry"),
  ARRAY("an array"),
  /// a property: anything but a condition
  PROPERTY("a property"),
  /// a function: anything
  FUNCTION("a function");

  static final Set<Kind> CONDITIONS = EnumSet.of(CONDITION, BOOLEAN, FUNCTION);
  static final Set<Kind> SCALARS =
      EnumSet.of(BOOLEAN, CHARACTER, NUMBER, INSTANT, PROPERTY, FUNCTION);
  static final Set<Kind> NUMBERS = EnumSet.of(NUMBER, PROPERTY, FUNCTION);
  static final Set<Kind> TEXTS = EnumSet.of(CHARACTER, PROPERTY, FUNCTION);
  static final Set<Kind> PATTERNS = EnumSet.of(CHARACTER);
  static final Set<Kind> GEOMETRIES = EnumSet.of(GEOMETRY, PROPERTY, FUNCTION);
  static final Set<Kind> TIMES = EnumSet.of(INSTANT, INTERVAL, PROPERTY, FUNCTION);
  static final Set<Kind> ARRAYS = EnumSet.of(ARRAY, PROPERTY, FUNCTION);
  static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  static Kind of(Expression expression) {
    return switch (expression) {
      case Expression.And _,
          Expression.Or _,
          Expression.Not _,
          Expression.Comparison _,
          Expression.Like _,
          Expression.Between _,
          Expression.In _,
          Expression.IsNull _,
          Expression.Spatial _,
          Expression.Temporal _,
          Expression.Arrays _ ->
          CONDITION;
      case Expression.Bool _ -> BOOLEAN;
      case Expression.Text _, Expression.Casei _, Expression.Accenti _ -> CHARACTER;
      case Expression.Numeral _, Expression.Arithmetic _ -> NUMBER;
      case Expression.Date _, Expression.Timestamp _, Expression.Open _ -> INSTANT;
      case Expression.Interval _ -> INTERVAL;
      case Expression.Shape _, Expression.Box _ -> GEOMETRY;
      case Expression.Sequence _ -> ARRAY;
      case Expression.Property _ -> PROPERTY;
      case Expression.Call _ -> FUNCTION;
    };
  }

  String words() {
    return words;
  }

  /// `a number, a property or a function`
  static String words(Set<Kind> kinds) {
    StringBuilder words = new StringBuilder();
    int left = kinds.size();
    for (Kind kind : kinds) {
      words.append(kind.words);
      left--;
      words.append(left == 0 ? "" : left == 1 ? " or " : ", ");
    }
    return words.toString();
  }
}
