package org.lacis.query.cql;

import java.math.BigDecimal;
import java.util.List;
import org.lacis.query.cql.Figure.Position;

/// Writes CQL2 text that reads back as the same tree: parentheses only where they are needed.
final class TextWriter {
  // How tightly an expression holds together; a part that holds less tightly stands in parentheses.
  private static final int OR = 0;
  private static final int AND = 1;
  private static final int NOT = 2;
  private static final int PREDICATE = 3;
  private static final int SUM = 4;
  private static final int PRODUCT = 5;
  private static final int POWER = 6;
  private static final int WHOLE = 7;

  private final StringBuilder text = new StringBuilder();

  private TextWriter() {}

  static String write(Expression expression) {
    TextWriter writer = new TextWriter();
    writer.write(expression, OR);
    return writer.text.toString();
  }

  private static int strength(Expression expression) {
    return switch (expression) {
      case Expression.Or _ -> OR;
      case Expression.And _ -> AND;
      case Expression.Not not -> inner(not) == null ? NOT : PREDICATE;
      case Expression.Comparison _,
          Expression.Like _,
          Expression.Between _,
          Expression.In _,
          Expression.IsNull _ ->
          PREDICATE;
      case Expression.Arithmetic arithmetic ->
          switch (arithmetic.sign()) {
            case PLUS, MINUS -> SUM;
            case TIMES, OVER, MODULO, DIV -> PRODUCT;
            case POWER -> POWER;
          };
      case Expression.Spatial _,
          Expression.Temporal _,
          Expression.Arrays _,
          Expression.Casei _,
          Expression.Accenti _,
          Expression.Call _,
          Expression.Property _,
          Expression.Text _,
          Expression.Numeral _,
          Expression.Bool _,
          Expression.Date _,
          Expression.Timestamp _,
          Expression.Interval _,
          Expression.Open _,
          Expression.Shape _,
          Expression.Box _,
          Expression.Sequence _ ->
          WHOLE;
    };
  }

  /// The word between value and operator for a negated LIKE, BETWEEN, IN, IS NULL.
  private static @org.jspecify.annotations.Nullable Expression inner(Expression.Not not) {
    return switch (not.operand()) {
      case Expression.Like like -> like;
      case Expression.Between between -> between;
      case Expression.In in -> in;
      case Expression.IsNull isNull -> isNull;
      default -> null;
    };
  }

  private void write(Expression expression, int least) {
    boolean parentheses = strength(expression) < least;
    if (parentheses) {
      text.append('(');
    }
    plain(expression);
    if (parentheses) {
      text.append(')');
    }
  }

  private void plain(Expression expression) {
    switch (expression) {
      case Expression.Or or -> joined(or.operands(), " OR ", AND);
      case Expression.And and -> joined(and.operands(), " AND ", NOT);
      case Expression.Not not -> {
        Expression inner = inner(not);
        if (inner == null) {
          text.append("NOT ");
          write(not.operand(), PREDICATE);
        } else {
          predicate(inner, true);
        }
      }
      case Expression.Comparison comparison -> {
        write(comparison.left(), SUM);
        text.append(' ').append(comparison.operator().sign()).append(' ');
        write(comparison.right(), SUM);
      }
      case Expression.Like _, Expression.Between _, Expression.In _, Expression.IsNull _ ->
          predicate(expression, false);
      case Expression.Spatial spatial ->
          function(spatial.function().text(), List.of(spatial.left(), spatial.right()));
      case Expression.Temporal temporal ->
          function(temporal.function().text(), List.of(temporal.left(), temporal.right()));
      case Expression.Arrays arrays ->
          function(arrays.function().text(), List.of(arrays.left(), arrays.right()));
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Casei casei -> function("CASEI", List.of(casei.operand()));
      case Expression.Accenti accenti -> function("ACCENTI", List.of(accenti.operand()));
      case Expression.Call call -> function(call.name(), call.arguments());
      case Expression.Property property -> text.append(name(property.name()));
      case Expression.Text literal -> text.append(quoted(literal.value()));
      case Expression.Numeral numeral -> text.append(number(numeral.value()));
      case Expression.Bool bool -> text.append(bool.value() ? "TRUE" : "FALSE");
      case Expression.Date date -> text.append("DATE('").append(date.value()).append("')");
      case Expression.Timestamp timestamp ->
          text.append("TIMESTAMP('").append(timestamp.value()).append("')");
      case Expression.Interval interval -> {
        text.append("INTERVAL(");
        side(interval.start());
        text.append(", ");
        side(interval.end());
        text.append(')');
      }
      case Expression.Open _ -> text.append("'..'");
      case Expression.Shape shape -> figure(shape.figure());
      case Expression.Box box -> {
        text.append("BBOX(");
        for (int i = 0; i < box.numbers().size(); i++) {
          text.append(i == 0 ? "" : ", ").append(number(box.numbers().get(i)));
        }
        text.append(')');
      }
      case Expression.Sequence sequence -> {
        text.append('(');
        joined(sequence.elements(), ", ", OR);
        text.append(')');
      }
    }
  }

  private void joined(List<Expression> operands, String between, int least) {
    for (int i = 0; i < operands.size(); i++) {
      text.append(i == 0 ? "" : between);
      write(operands.get(i), least);
    }
  }

  private void predicate(Expression predicate, boolean negated) {
    String not = negated ? " NOT" : "";
    switch (predicate) {
      case Expression.Like like -> {
        write(like.value(), SUM);
        text.append(not).append(" LIKE ");
        write(like.pattern(), SUM);
      }
      case Expression.Between between -> {
        write(between.value(), SUM);
        text.append(not).append(" BETWEEN ");
        write(between.low(), SUM);
        text.append(" AND ");
        write(between.high(), SUM);
      }
      case Expression.In in -> {
        write(in.value(), SUM);
        text.append(not).append(" IN (");
        joined(in.items(), ", ", SUM);
        text.append(')');
      }
      case Expression.IsNull isNull -> {
        write(isNull.operand(), SUM);
        text.append(" IS").append(not).append(" NULL");
      }
      default -> throw new IllegalStateException("no such predicate: " + predicate);
    }
  }

  private void arithmetic(Expression.Arithmetic arithmetic) {
    int strength = strength(arithmetic);
    boolean power = arithmetic.sign() == Expression.Sign.POWER;
    write(arithmetic.left(), power ? WHOLE : strength);
    text.append(' ').append(arithmetic.sign().sign()).append(' ');
    write(arithmetic.right(), strength + 1);
  }

  private void function(String name, List<Expression> arguments) {
    text.append(name).append('(');
    joined(arguments, ", ", OR);
    text.append(')');
  }

  private void side(Expression side) {
    switch (side) {
      case Expression.Date date -> text.append('\'').append(date.value()).append('\'');
      case Expression.Timestamp timestamp ->
          text.append('\'').append(timestamp.value()).append('\'');
      default -> write(side, SUM);
    }
  }

  private void figure(Figure figure) {
    switch (figure) {
      case Figure.Simple simple -> simple(simple);
      case Figure.Collection collection -> {
        text.append("GEOMETRYCOLLECTION(");
        for (int i = 0; i < collection.members().size(); i++) {
          text.append(i == 0 ? "" : ", ");
          simple(collection.members().get(i));
        }
        text.append(')');
      }
    }
  }

  private void simple(Figure.Simple simple) {
    boolean z = !Double.isNaN(simple.parts().getFirst().getFirst().getFirst().z());
    text.append(simple.kind().wkt()).append(z ? " Z" : "").append(simple.kind().many() ? "(" : "");
    for (int i = 0; i < simple.parts().size(); i++) {
      text.append(i == 0 ? "" : ", ");
      part(simple.kind(), simple.parts().get(i));
    }
    text.append(simple.kind().many() ? ")" : "");
  }

  private void part(Figure.Kind kind, List<List<Position>> rings) {
    boolean polygon = kind.part() == Figure.Kind.POLYGON;
    text.append(polygon ? "(" : "");
    for (int i = 0; i < rings.size(); i++) {
      text.append(i == 0 ? "(" : ", (");
      List<Position> positions = rings.get(i);
      for (int j = 0; j < positions.size(); j++) {
        Position position = positions.get(j);
        text.append(j == 0 ? "" : ", ");
        text.append(number(position.first())).append(' ').append(number(position.second()));
        if (!Double.isNaN(position.z())) {
          text.append(' ').append(number(position.z()));
        }
      }
      text.append(')');
    }
    text.append(polygon ? ")" : "");
  }

  /// A name in double quotation marks where it would be read otherwise.
  static String name(String name) {
    int first = name.codePointAt(0);
    boolean plain =
        Lexer.starts(first)
            && name.codePoints().allMatch(Lexer::goesOn)
            && !Language.reserved(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("'");
    value
        .chars()
        .forEach(c -> {
          switch (c) {
            case '\'' -> quoted.append("''");
            case '\\' -> quoted.append("\\\\");
            case 7 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\t' -> quoted.append("\\t");
            case '\n' -> quoted.append("\\n");
            case 11 -> quoted.append("\\v");
            case '\f' -> quoted.append("\\f");
            case '\r' -> quoted.append("\\r");
            default -> quoted.append((char) c);
          }
        });
    return quoted.append('\'').toString();
  }

  static String number(BigDecimal number) {
    return Math.abs(number.scale()) <= 20 ? number.toPlainString() : number.toString();
  }

  static String number(double number) {
    return number(BigDecimal.valueOf(number).stripTrailingZeros());
  }
}
