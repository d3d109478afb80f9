package org.lacis.validate.register;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import org.apache.jena.graph.Node;

/// Days told by literals of XSD: a date, a moment, a month or a year, of which the last two stand
/// for their first day. Time zones do not shift a day: a register counts days, not hours.
final class Days {
  private Days() {}

  /// @return empty for what is no day
  static Optional<LocalDate> of(Node literal) {
    return literal.isLiteral() ? of(literal.getLiteralLexicalForm()) : Optional.empty();
  }

  static Optional<LocalDate> of(String lexical) {
    String text = lexical.strip();
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}([TZ+-].*)?")) {
        return Optional.of(LocalDate.parse(text.substring(0, 10)));
      }
      if (text.matches("\\d{4}-\\d{2}")) {
        return Optional.of(YearMonth.parse(text).atDay(1));
      }
      if (text.matches("\\d{4}")) {
        return Optional.of(Year.parse(text).atDay(1));
      }
    } catch (DateTimeException _) {
      // as 2019-02-30
    }
    return Optional.empty();
  }
}
