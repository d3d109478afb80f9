package org.lacis.query.cql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// A CQL2 expression (OGC 21-065r2, annexes B and C) as immutable values: what text and JSON have
/// in common. Two expressions are equal when they are written alike; `NOT LIKE` is a [Not] of a
/// [Like].
public sealed interface Expression {

  /// Conditions that all hold.
  ///
  /// @param operands two or more
  record And(List<Expression> operands) implements Expression {
    public And {
      operands = List.copyOf(operands);
    }
  }

  /// Conditions of which one holds.
  ///
  /// @param operands two or more
  record Or(List<Expression> operands) implements Expression {
    public Or {
      operands = List.copyOf(operands);
    }
  }

  record Not(Expression operand) implements Expression {}

  record Comparison(Comparator operator, Expression left, Expression right) implements Expression {}

  /// @param pattern a [Text], perhaps within [Casei] and [Accenti]; `%` any characters, `_` one,
  ///   `\` takes a character for itself
  record Like(Expression value, Expression pattern) implements Expression {}

  /// Both bounds included.
  record Between(Expression value, Expression low, Expression high) implements Expression {}

  record In(Expression value, List<Expression> items) implements Expression {
    public In {
      items = List.copyOf(items);
    }
  }

  record IsNull(Expression operand) implements Expression {}

  record Spatial(SpatialFunction function, Expression left, Expression right)
      implements Expression {}

  record Temporal(TemporalFunction function, Expression left, Expression right)
      implements Expression {}

  record Arrays(ArrayFunction function, Expression left, Expression right) implements Expression {}

  record Arithmetic(Sign sign, Expression left, Expression right) implements Expression {}

  /// Text with the differences of case folded away.
  record Casei(Expression operand) implements Expression {}

  /// Text without accents and other marks.
  record Accenti(Expression operand) implements Expression {}

  /// A function that the standard does not define.
  ///
  /// @param name as it was written
  record Call(String name, List<Expression> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  record Property(String name) implements Expression {}

  record Text(String value) implements Expression {}

  /// @param value without trailing zeros: 1.0 and 1 are one number
  record Numeral(BigDecimal value) implements Expression {
    public Numeral {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  record Bool(boolean value) implements Expression {}

  record Date(LocalDate value) implements Expression {}

  record Timestamp(Instant value) implements Expression {}

  /// From one moment to another, both included.
  ///
  /// @param start a [Date], [Timestamp], [Open], [Property] or [Call]; likewise the end
  record Interval(Expression start, Expression end) implements Expression {}

  /// `..`: an interval's side without a bound. Stands only in an [Interval].
  record Open() implements Expression {}

  /// A geometry in the system that the request names (`filter-crs`), coordinates in the order they
  /// were written in.
  record Shape(Figure figure) implements Expression {}

  /// @param numbers west, south, east, north, or with heights west, south, lowest, east, north,
  ///   highest; west may be greater than east: across the antimeridian
  record Box(List<Double> numbers) implements Expression {
    public Box {
      numbers = numbers.stream().map(number -> number + 0.0).toList();
    }
  }

  record Sequence(List<Expression> elements) implements Expression {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /// Comparison operators; the name of the JSON operator is the sign of the text.
  enum Comparator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    GREATER(">"),
    LESS_OR_EQUAL("<="),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /// Arithmetic operators.
  enum Sign {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    OVER("/"),
    MODULO("%"),
    DIV("div"),
    POWER("^");

    private final String sign;

    Sign(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /// The spatial functions of the standard: `S_` in text, `s_` in JSON.
  enum SpatialFunction {
    INTERSECTS,
    EQUALS,
    DISJOINT,
    TOUCHES,
    WITHIN,
    OVERLAPS,
    CROSSES,
    CONTAINS;

    String text() {
      return "S_" + name();
    }

    String json() {
      return "s_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /// The temporal functions of the standard: `T_` in text, `t_` and camel case in JSON.
  enum TemporalFunction {
    AFTER("after"),
    BEFORE("before"),
    CONTAINS("contains"),
    DISJOINT("disjoint"),
    DURING("during"),
    EQUALS("equals"),
    FINISHED_BY("finishedBy"),
    FINISHES("finishes"),
    INTERSECTS("intersects"),
    MEETS("meets"),
    MET_BY("metBy"),
    OVERLAPPED_BY("overlappedBy"),
    OVERLAPS("overlaps"),
    STARTED_BY("startedBy"),
    STARTS("starts");

    private final String camel;

    TemporalFunction(String camel) {
      this.camel = camel;
    }

    String text() {
      return "T_" + camel.toUpperCase(Locale.ROOT);
    }

    String json() {
      return "t_" + camel;
    }
  }

  /// The array functions of the standard; arrays count as sets.
  enum ArrayFunction {
    EQUALS("equals"),
    CONTAINS("contains"),
    CONTAINED_BY("containedBy"),
    OVERLAPS("overlaps");

    private final String camel;

    ArrayFunction(String camel) {
      this.camel = camel;
    }

    String text() {
      return "A_" + camel.toUpperCase(Locale.ROOT);
    }

    String json() {
      return "a_" + camel;
    }
  }
}
