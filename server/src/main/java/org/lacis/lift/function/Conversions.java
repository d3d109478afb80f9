package org.lacis.lift.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.lacis.source.Value;

/// Functions from text to numbers, dates and truth.
final class Conversions {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private Conversions() {}

  static List<Value> number(Arguments in) throws BadArgumentException {
    return decimal(parsed(in.text(0)));
  }

  static List<Value> integer(Arguments in) throws BadArgumentException {
    return integer(parsed(in.text(0)).setScale(0, RoundingMode.HALF_UP).toPlainString());
  }

  static List<Value> length(Arguments in) {
    return integer(Integer.toString(in.text(0).codePointCount(0, in.text(0).length())));
  }

  static List<Value> divide(Arguments in) throws BadArgumentException {
    BigDecimal by = parsed(in.text(1));
    if (by.signum() == 0) {
      throw new BadArgumentException("0", "a divisor that is not zero");
    }
    return decimal(parsed(in.text(0)).divide(by, MathContext.DECIMAL64));
  }

  static List<Value> multiply(Arguments in) throws BadArgumentException {
    return decimal(parsed(in.text(0)).multiply(parsed(in.text(1)), MathContext.DECIMAL64));
  }

  static List<Value> bool(Arguments in) throws BadArgumentException {
    return switch (in.text(0).strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "oui", "o", "vrai", "yes", "y", "t" -> truth(true);
      case "false", "0", "non", "n", "faux", "no", "f" -> truth(false);
      case "" -> List.of();
      default -> throw new BadArgumentException('"' + in.text(0) + '"', "true or false");
    };
  }

  static List<Value> date(Arguments in) throws BadArgumentException {
    String text = in.text(0).strip();
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      LocalDate date =
          in.has(1)
              ? LocalDate.parse(text, format(in.text(1)))
              : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
      return List.of(new Value.Text(date.toString(), XSD + "date"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BadArgumentException(
          '"' + text + '"', "a date like " + in.text(1, "2024-12-31") + ": " + e.getMessage());
    }
  }

  static List<Value> dateTime(Arguments in) throws BadArgumentException {
    String text = in.text(0).strip();
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      DateTimeFormatter format = in.has(1) ? format(in.text(1)) : DateTimeFormatter.ISO_DATE_TIME;
      TemporalAccessor read =
          format.parseBest(
              text.replace(' ', in.has(1) ? ' ' : 'T'), OffsetDateTime::from, LocalDateTime::from);
      return List.of(new Value.Text(zoned(read, in).toString(), XSD + "dateTime"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BadArgumentException(
          '"' + text + '"',
          "a date and time like " + in.text(1, "2024-12-31T12:00:00") + ": " + e.getMessage());
    }
  }

  /// Dates that do not exist are refused: 31/02 is no other way to write 29/02. Years are those of
  /// the calendar, not of an era, which would have to be given too.
  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(
            pattern.replace("yyyy", "uuuu").replace("yy", "uu"), Locale.FRENCH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static Object zoned(TemporalAccessor read, Arguments in) {
    String format = "yyyy-MM-dd'T'HH:mm:ss";
    if (read instanceof OffsetDateTime moment) {
      return moment.format(DateTimeFormatter.ofPattern(format + "XXX", Locale.ROOT));
    }
    LocalDateTime local = LocalDateTime.from(read);
    return in.has(2)
        ? local
            .atZone(ZoneId.of(in.text(2)))
            .format(DateTimeFormatter.ofPattern(format + "XXX", Locale.ROOT))
        : local.format(DateTimeFormatter.ofPattern(format, Locale.ROOT));
  }

  static List<Value> truth(boolean is) {
    return List.of(new Value.Text(is ? "true" : "false", XSD + "boolean"));
  }

  /// Canonical decimal of XSD 1.1: no exponent, no needless zeros.
  static List<Value> decimal(BigDecimal number) {
    BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return List.of(new Value.Text(bare.toPlainString(), XSD + "decimal"));
  }

  private static List<Value> integer(String lexical) {
    return List.of(new Value.Text(lexical, XSD + "integer"));
  }

  /// A number with spaces between thousands and a comma or a point before decimals.
  static BigDecimal parsed(String text) throws BadArgumentException {
    StringBuilder bare = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        bare.append('.');
      } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        bare.append(c);
      }
    }
    try {
      return new BigDecimal(bare.toString());
    } catch (NumberFormatException _) {
      throw new BadArgumentException('"' + text + '"', "a number");
    }
  }
}
