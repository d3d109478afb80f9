package org.lacis.link.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When something was, as precisely as a text tells: a day, a month, a year, years from and to, or
/// all before or after.
///
/// @param from first day; [LocalDate#MIN] = open
/// @param to last day; [LocalDate#MAX] = open. Not before `from`
public record DateSpan(LocalDate from, LocalDate to) {
  private static final Pattern ISO_DAY =
      Pattern.compile(
          "([0-9]{4})(-?)([0-9]{2})\\2([0-9]{2})(?:[t ][0-9:.]{2,18})?(?:z|[+-][0-9]{2}:?[0-9]{2})?");
  private static final Pattern ISO_MONTH =
      Pattern.compile("([0-9]{4})-([0-9]{2})(?:z|[+-][0-9:]{5})?");
  private static final Pattern YEAR = Pattern.compile("(-?[0-9]{4})(?:z|[+-][0-9]{2}:[0-9]{2})?");
  private static final Pattern SLASHED_YEAR_FIRST =
      Pattern.compile("([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?: .{0,32})?");
  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?: .{0,32})?");
  private static final Pattern MONTH_FIRST = Pattern.compile("([0-9]{1,2})/([0-9]{4})");
  private static final Pattern IN_WORDS =
      Pattern.compile("(?:([0-9]{1,2})(?:er)?[\\s.]+)?(\\p{L}{3,9})\\.?\\s+([0-9]{4})");
  private static final Pattern BEFORE =
      Pattern.compile("(?:avant|before|<)\\s*(?:le |l'|the )?(.{4,32})");
  private static final Pattern UNTIL =
      Pattern.compile("(?:jusqu'en|jusqu'au|until|<=)\\s*(.{4,32})");
  private static final Pattern AFTER =
      Pattern.compile("(?:apres|after|>)\\s*(?:le |l'|the )?(.{4,32})");
  private static final Pattern SINCE =
      Pattern.compile("(?:depuis|since|a partir de|from|>=)\\s*(.{4,32})");
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?:entre |between |de |from )?(.{4,32}?)\\s*(?:/| - |–| et | and | a | to |(?<=^[0-9]{4})-(?=[0-9]{4}$))"
              + "\\s*(.{4,32})");
  private static final Pattern CENTURY =
      Pattern.compile(
          "(?:([0-9]{1,2})|([ivx]{1,6}))\\s?(?:e|eme|er|st|nd|rd|th)\\s+(?:siecle|s\\.|century)");

  private static final List<Set<String>> MONTHS =
      List.of(
          Set.of("janvier", "janv", "january", "jan"),
          Set.of("fevrier", "fevr", "fev", "february", "feb"),
          Set.of("mars", "march", "mar"),
          Set.of("avril", "avr", "april", "apr"),
          Set.of("mai", "may"),
          Set.of("juin", "june", "jun"),
          Set.of("juillet", "juil", "july", "jul"),
          Set.of("aout", "august", "aug"),
          Set.of("septembre", "sept", "september", "sep"),
          Set.of("octobre", "october", "oct"),
          Set.of("novembre", "november", "nov"),
          Set.of("decembre", "december", "dec"));

  public DateSpan {
    if (to.isBefore(from)) {
      throw new DateTimeException(from + " to " + to);
    }
  }

  /// A day.
  public static DateSpan of(LocalDate day) {
    return new DateSpan(day, day);
  }

  /// A year.
  public static DateSpan of(int year) {
    return new DateSpan(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /// Reads a date as registers and people write it, French and English: `1905`, `1905-03`,
  /// `1905-03-12` (with time or zone, which are passed over), `19050312`, `12/03/1905` (the day
  /// first), `03/1905`, `12 mars 1905`, `before 1914`, `avant le 1er mars 1914`, `depuis 1990`,
  /// `1900-1910`, `entre 1900 et 1910`, `XIXe siècle`.
  ///
  /// @return empty when it is no date, or one that does not exist
  public static Optional<DateSpan> of(String text) {
    String plain = Letters.bare(text.strip()).toLowerCase(Locale.ROOT).replace('’', '\'');
    if (plain.isEmpty() || plain.length() > 80) {
      return Optional.empty();
    }
    try {
      return span(plain);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<DateSpan> span(String text) {
    Optional<DateSpan> plain = simple(text);
    if (plain.isPresent()) {
      return plain;
    }
    Matcher found = UNTIL.matcher(text);
    if (found.matches()) {
      return simple(found.group(1)).map(span -> new DateSpan(LocalDate.MIN, span.to));
    }
    found = BEFORE.matcher(text);
    if (found.matches()) {
      return simple(found.group(1))
          .map(span -> new DateSpan(LocalDate.MIN, span.from.minusDays(1)));
    }
    found = SINCE.matcher(text);
    if (found.matches() && simple(found.group(1)).isPresent()) {
      return simple(found.group(1)).map(span -> new DateSpan(span.from, LocalDate.MAX));
    }
    found = AFTER.matcher(text);
    if (found.matches()) {
      return simple(found.group(1)).map(span -> new DateSpan(span.to.plusDays(1), LocalDate.MAX));
    }
    found = BETWEEN.matcher(text);
    if (found.matches()) {
      Optional<DateSpan> first = simple(found.group(1));
      Optional<DateSpan> second = simple(found.group(2));
      return first.flatMap(from -> second.map(to -> new DateSpan(from.from, to.to)));
    }
    return Optional.empty();
  }

  private static Optional<DateSpan> simple(String text) {
    Matcher found = ISO_DAY.matcher(text);
    if (found.matches()) {
      return Optional.of(day(found.group(1), found.group(3), found.group(4)));
    }
    found = YEAR.matcher(text);
    if (found.matches()) {
      return Optional.of(of(Integer.parseInt(found.group(1))));
    }
    found = ISO_MONTH.matcher(text);
    if (found.matches()) {
      return Optional.of(month(found.group(1), found.group(2)));
    }
    found = SLASHED_YEAR_FIRST.matcher(text);
    if (found.matches()) {
      return Optional.of(day(found.group(1), found.group(2), found.group(3)));
    }
    found = DAY_FIRST.matcher(text);
    if (found.matches()) {
      return Optional.of(day(found.group(3), found.group(2), found.group(1)));
    }
    found = MONTH_FIRST.matcher(text);
    if (found.matches()) {
      return Optional.of(month(found.group(2), found.group(1)));
    }
    found = IN_WORDS.matcher(text);
    if (found.matches() && month(found.group(2)) > 0) {
      String month = Integer.toString(month(found.group(2)));
      return Optional.of(
          found.group(1) == null
              ? month(found.group(3), month)
              : day(found.group(3), month, found.group(1)));
    }
    found = CENTURY.matcher(text);
    if (found.matches()) {
      int century =
          found.group(1) == null ? roman(found.group(2)) : Integer.parseInt(found.group(1));
      return century < 1
          ? Optional.empty()
          : Optional.of(
              new DateSpan(
                  LocalDate.of(100 * century - 99, 1, 1), LocalDate.of(100 * century, 12, 31)));
    }
    return Optional.empty();
  }

  private static DateSpan day(String year, String month, String day) {
    return of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
  }

  private static DateSpan month(String year, String month) {
    YearMonth whole = YearMonth.of(Integer.parseInt(year), Integer.parseInt(month));
    return new DateSpan(whole.atDay(1), whole.atEndOfMonth());
  }

  /// 1 to 12 for the name of a month, French or English; 0 for another word.
  private static int month(String word) {
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).contains(word)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int roman(String figures) {
    int sum = 0;
    int before = 0;
    for (int i = figures.length() - 1; i >= 0; i--) {
      int value =
          switch (figures.charAt(i)) {
            case 'x' -> 10;
            case 'v' -> 5;
            default -> 1;
          };
      sum += value < before ? -value : value;
      before = Math.max(before, value);
    }
    return sum;
  }

  /// Days between the two, 0 where they meet.
  public long days(DateSpan other) {
    if (other.from.isAfter(to)) {
      return ChronoUnit.DAYS.between(to, other.from);
    }
    return from.isAfter(other.to) ? ChronoUnit.DAYS.between(other.to, from) : 0;
  }

  /// Days that both hold, by the days of the shorter one, 0 to 1: 1 where one lies within the
  /// other.
  public double overlap(DateSpan other) {
    if (days(other) > 0) {
      return 0;
    }
    double common =
        ChronoUnit.DAYS.between(
                from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to)
            + 1.0;
    return Math.min(1, common / Math.min(length(), other.length()));
  }

  private double length() {
    return ChronoUnit.DAYS.between(from, to) + 1.0;
  }
}
