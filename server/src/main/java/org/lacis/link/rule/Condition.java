package org.lacis.link.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What must hold of the measured values of a pair.
public sealed interface Condition {

  /// @param values in the order of the rule's criteria; NaN = not measurable
  boolean holds(double[] values);

  /// The condition as a rule writes it, with the names of the criteria.
  ///
  /// @param criteria in the order of the values
  String written(List<String> criteria);

  /// All of them.
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(double[] values) {
      for (Condition part : parts) {
        if (!part.holds(values)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String written(List<String> criteria) {
      return parts.stream()
          .map(part ->
              part instanceof Any || part instanceof All
                  ? "(" + part.written(criteria) + ")"
                  : part.written(criteria))
          .collect(Collectors.joining(" and "));
    }
  }

  /// One of them.
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(double[] values) {
      for (Condition part : parts) {
        if (part.holds(values)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String written(List<String> criteria) {
      return parts.stream()
          .map(part ->
              part instanceof Any ? "(" + part.written(criteria) + ")" : part.written(criteria))
          .collect(Collectors.joining(" or "));
    }
  }

  /// Not this.
  record Not(Condition part) implements Condition {
    @Override
    public boolean holds(double[] values) {
      return !part.holds(values);
    }

    @Override
    public String written(List<String> criteria) {
      return "not "
          + (part instanceof Compare || part instanceof Missing
              ? part.written(criteria)
              : "(" + part.written(criteria) + ")");
    }
  }

  /// A value against a number; does not hold of what is not measurable.
  ///
  /// @param criterion position of the criterion
  record Compare(int criterion, Operator operator, double number) implements Condition {
    @Override
    public boolean holds(double[] values) {
      double value = values[criterion];
      return switch (operator) {
        case AT_LEAST -> value >= number;
        case MORE -> value > number;
        case AT_MOST -> value <= number;
        case LESS -> value < number;
      };
    }

    @Override
    public String written(List<String> criteria) {
      return criteria.get(criterion) + " " + operator.sign + " " + Numbers.plain(number);
    }
  }

  /// The value is not measurable.
  record Missing(int criterion) implements Condition {
    @Override
    public boolean holds(double[] values) {
      return Double.isNaN(values[criterion]);
    }

    @Override
    public String written(List<String> criteria) {
      return criteria.get(criterion) + " missing";
    }
  }

  /// How a value stands to a number.
  enum Operator {
    AT_LEAST(">="),
    MORE(">"),
    AT_MOST("<="),
    LESS("<");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /// As a rule writes it.
    public String sign() {
      return sign;
    }
  }

  /// Numbers as people write them.
  final class Numbers {
    private Numbers() {}

    /// Without a needless `.0`.
    public static String plain(double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.format(Locale.ROOT, "%d", (long) number)
          : Double.toString(number);
    }
  }
}
