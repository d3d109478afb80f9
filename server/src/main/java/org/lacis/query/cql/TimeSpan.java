package org.lacis.query.cql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/// A moment, a day, or the span between two of them, ends included.
///
/// @param start the first moment; empty without a bound
/// @param end the last
/// @param instant whether it was written as one moment or day, not as an interval
public record TimeSpan(Optional<Side> start, Optional<Side> end, boolean instant) {

  /// One side of a span.
  ///
  /// @param day the day in UTC
  /// @param moment the moment; empty when only the day is known
  public record Side(LocalDate day, Optional<Instant> moment) {
    static Side of(Instant moment) {
      return new Side(LocalDate.ofInstant(moment, ZoneOffset.UTC), Optional.of(moment));
    }

    static Side of(LocalDate day) {
      return new Side(day, Optional.empty());
    }

    /// The moment, or the first of the day.
    Instant first() {
      return moment.orElseGet(() -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /// The moment, or the last of the day.
    Instant last() {
      return moment.orElseGet(
          () -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1));
    }
  }

  public static TimeSpan of(Instant moment) {
    Optional<Side> side = Optional.of(Side.of(moment));
    return new TimeSpan(side, side, true);
  }

  public static TimeSpan of(LocalDate day) {
    Optional<Side> side = Optional.of(Side.of(day));
    return new TimeSpan(side, side, true);
  }

  public static TimeSpan of(YearMonth month) {
    return new TimeSpan(
        Optional.of(Side.of(month.atDay(1))), Optional.of(Side.of(month.atEndOfMonth())), false);
  }

  public static TimeSpan of(Year year) {
    return new TimeSpan(
        Optional.of(Side.of(year.atDay(1))),
        Optional.of(Side.of(year.atMonth(12).atEndOfMonth())),
        false);
  }

  /// From the start of one to the end of another; an empty side has no bound.
  public static TimeSpan between(Optional<TimeSpan> from, Optional<TimeSpan> to) {
    return new TimeSpan(from.flatMap(TimeSpan::start), to.flatMap(TimeSpan::end), false);
  }

  /// The order of two moments or days; a day and a moment are compared as days, so that a moment of
  /// the day equals the day.
  static int compare(Side a, Side b) {
    return a.moment().isPresent() && b.moment().isPresent()
        ? a.moment().get().compareTo(b.moment().get())
        : a.day().compareTo(b.day());
  }

  // Days that meet moments are spans of the day.
  private static int order(Optional<Side> a, boolean aStart, Optional<Side> b, boolean bStart) {
    if (a.isEmpty() || b.isEmpty()) {
      int left = a.isPresent() ? 0 : aStart ? -1 : 1;
      int right = b.isPresent() ? 0 : bStart ? -1 : 1;
      return Integer.compare(left, right);
    }
    if (a.get().moment().isEmpty() && b.get().moment().isEmpty()) {
      return a.get().day().compareTo(b.get().day());
    }
    Instant left = aStart ? a.get().first() : a.get().last();
    Instant right = bStart ? b.get().first() : b.get().last();
    return left.compareTo(right);
  }

  /// Tables 5 and 6 of the standard.
  boolean relates(Expression.TemporalFunction function, TimeSpan other) {
    int startStart = order(start, true, other.start, true);
    int startEnd = order(start, true, other.end, false);
    int endStart = order(end, false, other.start, true);
    int endEnd = order(end, false, other.end, false);
    return switch (function) {
      case AFTER -> startEnd > 0;
      case BEFORE -> endStart < 0;
      case CONTAINS -> startStart < 0 && endEnd > 0;
      case DISJOINT -> endStart < 0 || startEnd > 0;
      case DURING -> startStart > 0 && endEnd < 0;
      case EQUALS -> startStart == 0 && endEnd == 0;
      case FINISHED_BY -> startStart < 0 && endEnd == 0;
      case FINISHES -> startStart > 0 && endEnd == 0;
      case INTERSECTS -> endStart >= 0 && startEnd <= 0;
      case MEETS -> endStart == 0;
      case MET_BY -> startEnd == 0;
      case OVERLAPPED_BY -> startStart > 0 && startEnd < 0 && endEnd > 0;
      case OVERLAPS -> startStart < 0 && endStart > 0 && endEnd < 0;
      case STARTED_BY -> startStart == 0 && endEnd > 0;
      case STARTS -> startStart == 0 && endEnd < 0;
    };
  }
}
