package org.lacis.query.cql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The words of CQL2, and the limits of what is read.
final class Language {
  /// Of the text or the JSON of a filter, in characters; the outline of a region fits well.
  static final int MOST_CHARACTERS = 1_000_000;

  /// Of parentheses, or objects within objects.
  static final int MOST_NESTED = 100;

  /// Of arithmetic signs, each of which nests the expression once more.
  static final int MOST_SIGNS = 100;

  /// Of JSON values within each other, more than text of the allowed depth leads to.
  static final int MOST_JSON = 2_000;

  /// Words that are no names of properties unless they stand in double quotation marks.
  static final Set<String> RESERVED =
      Set.of("AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "TRUE", "FALSE", "DIV");

  static final Map<String, Expression.SpatialFunction> SPATIAL =
      names(Expression.SpatialFunction.values(), Expression.SpatialFunction::text);
  static final Map<String, Expression.TemporalFunction> TEMPORAL =
      names(Expression.TemporalFunction.values(), Expression.TemporalFunction::text);
  static final Map<String, Expression.ArrayFunction> ARRAY =
      names(Expression.ArrayFunction.values(), Expression.ArrayFunction::text);
  static final Map<String, Expression.Comparator> COMPARATORS =
      names(Expression.Comparator.values(), Expression.Comparator::sign);
  static final Map<String, Expression.Sign> SIGNS =
      names(Expression.Sign.values(), Expression.Sign::sign);

  private Language() {}

  private static <T> Map<String, T> names(T[] values, Function<T, String> name) {
    return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(name, value -> value));
  }

  static boolean reserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }

  /// Every function of the standard, in capitals.
  static List<String> functions() {
    TreeMap<String, String> all = new TreeMap<>();
    SPATIAL.keySet().forEach(name -> all.put(name, name));
    TEMPORAL.keySet().forEach(name -> all.put(name, name));
    ARRAY.keySet().forEach(name -> all.put(name, name));
    List.of("CASEI", "ACCENTI").forEach(name -> all.put(name, name));
    return List.copyOf(all.keySet());
  }
}
