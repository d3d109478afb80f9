package org.lacis.query.cql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/// Compares values. Values of types that do not go together are not comparable, which is unknown; a
/// text that reads as a time goes together with times, a year with numbers.
final class Comparing {
  private Comparing() {}

  /// True when it is for a pair, unknown when it is for none and some pair was unknown, or there is
  /// none.
  static Truth any(List<Value> left, List<Value> right, BiFunction<Value, Value, Truth> test) {
    Truth truth = left.isEmpty() || right.isEmpty() ? Truth.UNKNOWN : Truth.FALSE;
    boolean known = false;
    for (Value one : left) {
      for (Value other : right) {
        Truth here = test.apply(one, other);
        if (here == Truth.TRUE) {
          return Truth.TRUE;
        }
        known |= here == Truth.FALSE;
      }
    }
    return known ? truth : Truth.UNKNOWN;
  }

  static Truth compare(Expression.Comparator operator, List<Value> left, List<Value> right) {
    return switch (operator) {
      case EQUAL -> any(left, right, (a, b) -> equal(a, b));
      case NOT_EQUAL -> any(left, right, (a, b) -> equal(a, b)).not();
      case LESS -> any(left, right, (a, b) -> is(order(a, b), -1, -1));
      case LESS_OR_EQUAL -> any(left, right, (a, b) -> is(order(a, b), -1, 0));
      case GREATER -> any(left, right, (a, b) -> is(order(a, b), 1, 1));
      case GREATER_OR_EQUAL -> any(left, right, (a, b) -> is(order(a, b), 0, 1));
    };
  }

  static Truth between(List<Value> values, List<Value> low, List<Value> high) {
    Truth truth = Truth.UNKNOWN;
    for (Value value : values) {
      Truth above = any(List.of(value), low, (a, b) -> is(order(a, b), 0, 1));
      Truth below = any(List.of(value), high, (a, b) -> is(order(a, b), -1, 0));
      Truth here = above.and(below);
      if (here == Truth.TRUE) {
        return here;
      }
      truth = here == Truth.FALSE ? here : truth;
    }
    return truth;
  }

  private static Truth is(OptionalInt order, int least, int most) {
    return order.isEmpty()
        ? Truth.UNKNOWN
        : Truth.of(
            Integer.signum(order.getAsInt()) >= least && Integer.signum(order.getAsInt()) <= most);
  }

  private static Truth equal(Value a, Value b) {
    return is(order(a, b), 0, 0);
  }

  /// Empty when they cannot be compared.
  private static OptionalInt order(Value a, Value b) {
    return switch (a) {
      case Value.Text text ->
          b instanceof Value.Text other
              ? OptionalInt.of(Folding.compare(text.text(), other.text()))
              : b instanceof Value.Time ? times(a, b) : OptionalInt.empty();
      case Value.Numeral numeral ->
          b instanceof Value.Numeral other
              ? OptionalInt.of(numeral.compare(other))
              : year(b)
                  .map(year -> OptionalInt.of(numeral.compare(year)))
                  .orElse(OptionalInt.empty());
      case Value.Bool bool ->
          b instanceof Value.Bool other
              ? OptionalInt.of(Boolean.compare(bool.value(), other.value()))
              : OptionalInt.empty();
      case Value.Time _ ->
          b instanceof Value.Numeral other
              ? year(a).map(year -> OptionalInt.of(year.compare(other))).orElse(OptionalInt.empty())
              : times(a, b);
      case Value.Shape shape ->
          b instanceof Value.Shape other && shape.geometry().equals(other.geometry())
              ? OptionalInt.of(0)
              : OptionalInt.empty();
    };
  }

  private static OptionalInt times(Value a, Value b) {
    Optional<TimeSpan> one = time(a);
    Optional<TimeSpan> other = time(b);
    if (one.isEmpty()
        || other.isEmpty()
        || one.get().start().isEmpty()
        || other.get().start().isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(TimeSpan.compare(one.get().start().get(), other.get().start().get()));
  }

  /// The year that a span is the whole of.
  private static Optional<Value.Numeral> year(Value value) {
    if (value instanceof Value.Time time && time.span().start().isPresent()) {
      TimeSpan span = time.span();
      int year = span.start().get().day().getYear();
      return span.equals(TimeSpan.of(java.time.Year.of(year)))
          ? Optional.of(Value.Numeral.of(year))
          : Optional.empty();
    }
    return Optional.empty();
  }

  static Optional<TimeSpan> time(Value value) {
    return switch (value) {
      case Value.Time time -> Optional.of(time.span());
      case Value.Text text -> time(text.text());
      case Value.Numeral _, Value.Bool _, Value.Shape _ -> Optional.empty();
    };
  }

  /// The day or moment that a text names.
  static Optional<TimeSpan> time(String text) {
    Optional<TimeSpan> day = TextParser.day(text).map(TimeSpan::of);
    return day.isPresent() ? day : TextParser.moment(text).map(TimeSpan::of);
  }

  /// Whether the first set has every element of the second.
  static boolean holds(List<Value> set, List<Value> elements) {
    return elements.stream().allMatch(element -> among(element, set));
  }

  static boolean among(Value value, List<Value> set) {
    return set.stream().anyMatch(other -> equal(value, other) == Truth.TRUE);
  }
}
