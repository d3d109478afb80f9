package org.lacis.query.feature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import org.apache.jena.graph.Node;

/// A stretch of time, both ends included; an end that is open is [Instant#MIN] or [Instant#MAX].
///
/// A day is the whole of it, and what names no time zone is taken to be UTC.
public record Interval(Instant from, Instant to) {
  /// All of time.
  public static final Interval ALWAYS = new Interval(Instant.MIN, Instant.MAX);

  public boolean meets(Interval other) {
    return !from.isAfter(other.to) && !other.from.isAfter(to);
  }

  public boolean isOpenBefore() {
    return from.equals(Instant.MIN);
  }

  public boolean isOpenAfter() {
    return to.equals(Instant.MAX);
  }

  /// The least that holds both.
  public Interval with(Interval other) {
    return new Interval(
        from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
  }

  /// Reads the value of a `datetime` parameter (OGC API Features Part 1, 7.15.4, RFC 3339): an
  /// instant or a day, or two of them with `/` between, of which one may be `..` or nothing, or a
  /// duration as in ISO 8601.
  ///
  /// @return empty when it is none of these, or ends before it begins
  public static Optional<Interval> parse(String text) {
    int slash = text.indexOf('/');
    try {
      if (slash < 0) {
        return Optional.of(moment(text));
      }
      String first = text.substring(0, slash);
      String second = text.substring(slash + 1);
      boolean openFirst = first.isEmpty() || first.equals("..");
      boolean openSecond = second.isEmpty() || second.equals("..");
      if (second.startsWith("P") && !openFirst) {
        return ordered(moment(first).from, after(first, amount(second)));
      }
      if (first.startsWith("P") && !openSecond) {
        return ordered(before(second, amount(first)), moment(second).to);
      }
      return ordered(
          openFirst ? Instant.MIN : moment(first).from,
          openSecond ? Instant.MAX : moment(second).to);
    } catch (DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Optional<Interval> ordered(Instant from, Instant to) {
    return from.isAfter(to) ? Optional.empty() : Optional.of(new Interval(from, to));
  }

  private static TemporalAmount amount(String text) {
    return text.contains("T") && text.indexOf('T') == 1 ? Duration.parse(text) : Period.parse(text);
  }

  private static Instant after(String moment, TemporalAmount amount) {
    Interval start = moment(moment);
    return start.from.atOffset(ZoneOffset.UTC).plus(amount).toInstant();
  }

  private static Instant before(String moment, TemporalAmount amount) {
    Interval end = moment(moment);
    return end.from.atOffset(ZoneOffset.UTC).minus(amount).toInstant();
  }

  /// A date and time, or the whole of a day.
  ///
  /// @throws DateTimeException when the text is neither
  static Interval moment(String text) {
    if (text.length() == 10) {
      return day(LocalDate.parse(text));
    }
    // RFC 3339 lets t, z and a blank stand for T, Z and T.
    String upper = text.replace(' ', 'T').replace('t', 'T').replace('z', 'Z');
    boolean zoned =
        upper.endsWith("Z") || upper.lastIndexOf('+') > 10 || upper.lastIndexOf('-') > 10;
    Instant instant =
        zoned
            ? OffsetDateTime.parse(upper).toInstant()
            : LocalDateTime.parse(upper).toInstant(ZoneOffset.UTC);
    return new Interval(instant, instant);
  }

  private static Interval day(LocalDate day) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Interval(
        start, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1));
  }

  /// The time that a literal names: `xsd:dateTime`, `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.
  ///
  /// @return empty for every other node
  public static Optional<Interval> of(Node node) {
    if (!node.isLiteral()) {
      return Optional.empty();
    }
    String text = node.getLiteralLexicalForm();
    String type = node.getLiteralDatatypeURI();
    try {
      return switch (type.substring(type.indexOf('#') + 1)) {
        case "dateTime", "dateTimeStamp" -> Optional.of(moment(text));
        case "date" -> Optional.of(day(LocalDate.parse(text.substring(0, 10))));
        case "gYearMonth" -> {
          LocalDate first = LocalDate.parse(text.substring(0, 7) + "-01");
          yield Optional.of(
              new Interval(day(first).from, day(first.plusMonths(1).minusDays(1)).to));
        }
        case "gYear" -> {
          LocalDate first = LocalDate.parse(text.substring(0, 4) + "-01-01");
          yield Optional.of(new Interval(day(first).from, day(first.plusYears(1).minusDays(1)).to));
        }
        default -> Optional.empty();
      };
    } catch (DateTimeException | StringIndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }
}
