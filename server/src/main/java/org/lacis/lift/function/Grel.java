package org.lacis.lift.function;

import static org.lacis.lift.function.Conversions.decimal;
import static org.lacis.lift.function.Conversions.parsed;
import static org.lacis.lift.function.Conversions.truth;
import static org.lacis.lift.function.Signature.grel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.lacis.source.Value;

/// The core of GREL, the expression language of OpenRefine, under the names that the FnO catalogue
/// gives it (`http://users.ugent.be/~bjdmeest/function/grel.ttl#`).
///
/// Arrays are the values of one input, or of several inputs of the same parameter. Left out are
/// what differs from run to run (`date_now`), and `string_diff`, `string_phonetic`,
/// `string_reinterpret`, `string_smartSplit`, `string_splitByCharType`, `other_hasField`.
final class Grel {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String TEXT = "string";
  private static final String NUMBER = "number";
  private static final String BOOL = "bool";
  private static final String ARRAY = "array";
  private static final String ANY = "any";
  private static final String DATE = "date";

  private Grel() {}

  static List<LiftFunction> all() {
    return List.of(
        grel("toUpperCase", TEXT, "In capitals", Texts::upper, "valueParam"),
        grel("toLowerCase", TEXT, "In small letters", Texts::lower, "valueParam"),
        grel("string_toTitlecase", TEXT, "Each word with a capital", Grel::title, "valueParam"),
        grel("string_trim", TEXT, "Without spaces at both ends", Texts::trim, "valueParam"),
        grel(
            "string_chomp",
            TEXT,
            "Without an ending",
            Grel::chomp,
            "valueParam",
            "param_string_sep"),
        grel(
            "string_toString",
            TEXT,
            "The text of a value",
            in -> Texts.of(in.text(0)),
            "param_any_e"),
        grel("string_length", NUMBER, "How many characters", Conversions::length, "valueParam"),
        grel(
            "string_substring",
            TEXT,
            "From an index (0 is the first) up to another",
            Texts::fromTo,
            "valueParam",
            "p_int_i_from",
            "p_int_i_opt_to?"),
        grel(
            "string_contains",
            BOOL,
            "Whether a text stands in it",
            in -> truth(in.text(0).contains(in.text(1))),
            "valueParam",
            "param_string_sub"),
        grel(
            "string_startsWith",
            BOOL,
            "Whether it starts with a text",
            in -> truth(in.text(0).startsWith(in.text(1))),
            "valueParam",
            "param_string_sub"),
        grel(
            "string_endsWith",
            BOOL,
            "Whether it ends with a text",
            in -> truth(in.text(0).endsWith(in.text(1))),
            "valueParam",
            "param_string_sub"),
        grel(
            "string_indexOf",
            NUMBER,
            "Where a text stands first; -1 for nowhere",
            in -> number(in.text(0).indexOf(in.text(1))),
            "valueParam",
            "param_string_sub"),
        grel(
            "string_lastIndexOf",
            NUMBER,
            "Where a text stands last; -1 for nowhere",
            in -> number(in.text(0).lastIndexOf(in.text(1))),
            "valueParam",
            "param_string_sub"),
        grel(
            "string_replace",
            TEXT,
            "Every text by another",
            Texts::replace,
            "valueParam",
            "param_find",
            "param_replace"),
        grel(
            "string_replaceChars",
            TEXT,
            "Every character of a set by its fellow",
            Grel::replaceChars,
            "valueParam",
            "param_find",
            "param_replace"),
        grel(
            "string_match",
            ARRAY,
            "What the groups of an expression match that matches the whole",
            Grel::match,
            "valueParam",
            "param_regex"),
        grel("string_toNumber", NUMBER, "As a number", Grel::toNumber, "param_any_e"),
        grel(
            "string_split",
            ARRAY,
            "The pieces between separators",
            Texts::split,
            "valueParam",
            "param_string_sep"),
        grel(
            "string_splitByLengths",
            ARRAY,
            "Pieces of these lengths",
            Grel::splitByLengths,
            "valueParam",
            "param_int_i",
            "param_int_i2?",
            "param_int_rep_i?*"),
        grel(
            "string_partition",
            ARRAY,
            "What stands before a text, it, and what stands behind",
            in -> partition(in, false),
            "valueParam",
            "param_fragment",
            "param_bool_opt_b?"),
        grel(
            "string_rpartition",
            ARRAY,
            "The same, from the end",
            in -> partition(in, true),
            "valueParam",
            "param_fragment",
            "param_bool_opt_b?"),
        grel(
            "escape",
            TEXT,
            "Escaped for html, xml, url or csv",
            Texts::escape,
            "valueParam",
            "modeParam"),
        grel(
            "string_unescape",
            TEXT,
            "What was escaped for html, xml or url",
            Texts::unescape,
            "valueParam",
            "modeParam"),
        grel("string_md5", TEXT, "MD5 in hexadecimal", in -> Texts.hash(in, "MD5"), "valueParam"),
        grel(
            "string_sha1",
            TEXT,
            "SHA-1 in hexadecimal",
            in -> Texts.hash(in, "SHA-1"),
            "valueParam"),
        grel("string_unicode", ARRAY, "The code points", Grel::codes, "valueParam"),
        grel(
            "array_join",
            TEXT,
            "The values with a separator between",
            in -> Texts.of(String.join(in.text(1), in.texts(0))),
            "param_a*",
            "param_string_sep"),
        grel("array_length", NUMBER, "How many", in -> number(in.all(0).size()), "param_a?*"),
        grel(
            "array_get",
            ARRAY,
            "The value at an index, or those up to another",
            Grel::get,
            "param_a*",
            "p_int_i_from",
            "p_int_i_opt_to?"),
        grel(
            "array_slice",
            ARRAY,
            "The values from an index up to another",
            Grel::slice,
            "param_a*",
            "p_int_i_from",
            "p_int_i_opt_to?"),
        grel("array_reverse", ARRAY, "In the other order", in -> in.all(0).reversed(), "param_a*"),
        grel("array_sort", ARRAY, "In order: as numbers where all are", Grel::sort, "param_a*"),
        grel("array_sum", NUMBER, "Their sum", Grel::sum, "param_a*"),
        grel(
            "array_uniques",
            ARRAY,
            "Each once",
            in -> List.copyOf(new LinkedHashSet<>(in.all(0))),
            "param_a*"),
        grel("boolean_and", BOOL, "Whether all are true", Choices::and, "bool_array_b*"),
        grel("boolean_or", BOOL, "Whether one is true", Choices::or, "bool_array_b*"),
        grel(
            "boolean_xor",
            BOOL,
            "Whether an odd number is true",
            in -> truth(in.texts(0).stream().filter("true"::equals).count() % 2 == 1),
            "bool_array_b*"),
        grel("boolean_not", BOOL, "Whether it is not true", Choices::not, "param_b"),
        grel(
            "controls_if",
            ANY,
            "One value where it is true, else the other",
            Choices::choose,
            "param_b",
            "param_true?",
            "param_false?"),
        grel(
            "other_coalesce",
            ANY,
            "The first value there is",
            Choices::coalesce,
            "param_any_rep_e?*"),
        grel("other_type", TEXT, "number, boolean, date or string", Grel::type, "param_any_e"),
        grel(
            "math_floor",
            NUMBER,
            "Rounded down",
            in -> rounded(in, RoundingMode.FLOOR),
            "param_dec_n"),
        grel(
            "math_ceil",
            NUMBER,
            "Rounded up",
            in -> rounded(in, RoundingMode.CEILING),
            "param_dec_n"),
        grel("math_round", NUMBER, "Rounded to the nearest", Grel::round, "param_dec_n"),
        grel(
            "math_min",
            NUMBER,
            "The smaller one",
            in -> decimal(parsed(in.text(0)).min(parsed(in.text(1)))),
            "param_dec_n",
            "param_dec_n2"),
        grel(
            "math_max",
            NUMBER,
            "The larger one",
            in -> decimal(parsed(in.text(0)).max(parsed(in.text(1)))),
            "param_dec_n",
            "param_dec_n2"),
        grel(
            "math_mod", NUMBER, "What a division leaves", Grel::mod, "param_int_i", "param_int_i2"),
        grel("math_ln", NUMBER, "Natural logarithm", in -> real(Math.log(one(in))), "param_dec_n"),
        grel(
            "math_log",
            NUMBER,
            "Logarithm to base 10",
            in -> real(Math.log10(one(in))),
            "param_dec_n"),
        grel("math_exp", NUMBER, "e to its power", in -> real(Math.exp(one(in))), "param_dec_n"),
        grel(
            "math_pow",
            NUMBER,
            "To the power of another",
            in -> real(Math.pow(one(in), parsed(in.text(1)).doubleValue())),
            "param_dec_n",
            "param_dec_n_exp"),
        grel(
            "date_toDate",
            DATE,
            "A date, read by a pattern",
            Conversions::date,
            "valueParam",
            "param_string_pattern?"),
        grel(
            "date_inc",
            DATE,
            "A date so many days, weeks, months or years later",
            Grel::inc,
            "param_date_d",
            "param_dec_n",
            "param_string_unit"),
        grel(
            "date_diff",
            TEXT,
            "How many days, hours, minutes or seconds from one moment to another",
            Grel::diff,
            "param_datetime_d",
            "param_datetime_d2",
            "param_string_timeunit"),
        grel(
            "date_datePart",
            ANY,
            "Years, months, weeks, days or weekday of a date",
            Grel::part,
            "param_date_d",
            "param_string_unit"));
  }

  private static List<Value> number(long number) {
    return List.of(new Value.Text(Long.toString(number), XSD + "integer"));
  }

  private static List<Value> whole(BigInteger number) {
    return List.of(new Value.Text(number.toString(), XSD + "integer"));
  }

  private static double one(Arguments in) throws BadArgumentException {
    return parsed(in.text(0)).doubleValue();
  }

  private static List<Value> real(double number) throws BadArgumentException {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new BadArgumentException(Double.toString(number), "a number that has such a value");
    }
    return decimal(new BigDecimal(number, MathContext.DECIMAL64));
  }

  private static List<Value> rounded(Arguments in, RoundingMode mode) throws BadArgumentException {
    return whole(parsed(in.text(0)).setScale(0, mode).toBigInteger());
  }

  /// Halves go up, towards positive infinity.
  private static List<Value> round(Arguments in) throws BadArgumentException {
    BigDecimal half = new BigDecimal("0.5");
    return whole(parsed(in.text(0)).add(half).setScale(0, RoundingMode.FLOOR).toBigInteger());
  }

  private static List<Value> mod(Arguments in) throws BadArgumentException {
    int by = in.number(1);
    if (by == 0) {
      throw new BadArgumentException("0", "a divisor that is not zero");
    }
    return number(in.number(0) % by);
  }

  private static List<Value> title(Arguments in) {
    StringBuilder out = new StringBuilder();
    boolean start = true;
    for (char c : in.text(0).toCharArray()) {
      out.append(start ? Character.toTitleCase(c) : Character.toLowerCase(c));
      start = Character.isWhitespace(c);
    }
    return Texts.of(out.toString());
  }

  private static List<Value> chomp(Arguments in) {
    String text = in.text(0);
    String end = in.text(1);
    return Texts.of(text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text);
  }

  private static List<Value> replaceChars(Arguments in) {
    String find = in.text(1);
    String by = in.text(2);
    StringBuilder out = new StringBuilder();
    in.text(0)
        .chars()
        .forEach(c -> {
          int at = find.indexOf(c);
          if (at < 0) {
            out.append((char) c);
          } else if (at < by.length()) {
            out.append(by.charAt(at));
          }
        });
    return Texts.of(out.toString());
  }

  private static List<Value> match(Arguments in) throws BadArgumentException {
    Matcher matcher = in.pattern(1).matcher(in.text(0));
    List<Value> groups = new ArrayList<>();
    if (matcher.matches()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        if (group != null) {
          groups.addAll(Texts.of(group));
        }
      }
    }
    return groups;
  }

  private static List<Value> toNumber(Arguments in) throws BadArgumentException {
    BigDecimal number = parsed(in.text(0));
    return number.scale() <= 0 ? whole(number.toBigInteger()) : decimal(number);
  }

  private static List<Value> splitByLengths(Arguments in) throws BadArgumentException {
    List<Integer> lengths = new ArrayList<>();
    lengths.add(in.number(1));
    if (in.has(2)) {
      lengths.add(in.number(2));
    }
    for (String more : in.texts(3)) {
      lengths.add(parsed(more).intValue());
    }
    String left = in.text(0);
    List<Value> pieces = new ArrayList<>();
    for (int length : lengths) {
      int end = Math.clamp(length, 0, left.length());
      pieces.addAll(Texts.of(left.substring(0, end)));
      left = left.substring(end);
    }
    return pieces;
  }

  private static List<Value> partition(Arguments in, boolean last) {
    String text = in.text(0);
    String fragment = in.text(1);
    int at = last ? text.lastIndexOf(fragment) : text.indexOf(fragment);
    if (at < 0) {
      return Texts.of(text);
    }
    List<Value> pieces = new ArrayList<>(Texts.of(text.substring(0, at)));
    if (!in.text(2, "false").equals("true")) {
      pieces.addAll(Texts.of(fragment));
    }
    pieces.addAll(Texts.of(text.substring(at + fragment.length())));
    return pieces;
  }

  private static List<Value> codes(Arguments in) {
    return in.text(0).codePoints().boxed().flatMap(code -> number(code).stream()).toList();
  }

  private static List<Value> get(Arguments in) throws BadArgumentException {
    int from = in.number(1);
    return in.has(2) ? slice(in) : between(in.all(0), from, from + 1);
  }

  private static List<Value> slice(Arguments in) throws BadArgumentException {
    return between(in.all(0), in.number(1), in.number(2, in.all(0).size()));
  }

  /// Negative indices count from the end.
  private static List<Value> between(List<Value> all, int from, int to) {
    int size = all.size();
    int start = Math.clamp(from < 0 ? from + (long) size : from, 0, size);
    int end = Math.clamp(to < 0 || (from < 0 && to == 0) ? to + (long) size : to, 0, size);
    return start < end ? all.subList(start, end) : List.of();
  }

  private static List<Value> sort(Arguments in) {
    List<Value> sorted = new ArrayList<>(in.all(0));
    try {
      List<BigDecimal> numbers = new ArrayList<>();
      for (String text : in.texts(0)) {
        numbers.add(parsed(text));
      }
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < sorted.size(); i++) {
        order.add(i);
      }
      order.sort(Comparator.comparing(numbers::get));
      return order.stream().map(sorted::get).toList();
    } catch (BadArgumentException _) {
      List<String> texts = new ArrayList<>(in.texts(0));
      Collections.sort(texts);
      return texts.stream().flatMap(text -> Texts.of(text).stream()).toList();
    }
  }

  private static List<Value> sum(Arguments in) throws BadArgumentException {
    BigDecimal sum = BigDecimal.ZERO;
    for (String text : in.texts(0)) {
      sum = sum.add(parsed(text));
    }
    return sum.stripTrailingZeros().scale() <= 0 ? whole(sum.toBigInteger()) : decimal(sum);
  }

  private static List<Value> type(Arguments in) {
    String datatype =
        in.all(0).getFirst() instanceof Value.Text(_, String type) ? type : "geometry";
    return Texts.of(
        switch (datatype.replace(XSD, "")) {
          case "integer", "decimal", "double", "float", "long", "int" -> "number";
          case "boolean" -> "boolean";
          case "date", "dateTime" -> "date";
          default -> datatype.equals("geometry") ? datatype : "string";
        });
  }

  private static LocalDate day(String text) throws BadArgumentException {
    try {
      return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    } catch (DateTimeException _) {
      throw new BadArgumentException('"' + text + '"', "a date like 2024-12-31");
    }
  }

  private static LocalDateTime moment(String text) throws BadArgumentException {
    try {
      return text.length() <= 10
          ? LocalDate.parse(text).atStartOfDay()
          : DateTimeFormatter.ISO_DATE_TIME.parseBest(
                      text, OffsetDateTime::from, LocalDateTime::from)
                  instanceof OffsetDateTime zoned
              ? zoned.withOffsetSameInstant(java.time.ZoneOffset.UTC).toLocalDateTime()
              : LocalDateTime.parse(text);
    } catch (DateTimeException _) {
      throw new BadArgumentException('"' + text + '"', "a date or time like 2024-12-31T12:00:00");
    }
  }

  private static ChronoUnit unit(String word) throws BadArgumentException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "second", "seconds", "s" -> ChronoUnit.SECONDS;
      case "minute", "minutes", "min" -> ChronoUnit.MINUTES;
      case "hour", "hours", "h" -> ChronoUnit.HOURS;
      case "day", "days", "d" -> ChronoUnit.DAYS;
      case "week", "weeks", "w" -> ChronoUnit.WEEKS;
      case "month", "months", "m" -> ChronoUnit.MONTHS;
      case "year", "years", "y" -> ChronoUnit.YEARS;
      default ->
          throw new BadArgumentException(
              '"' + word + '"', "years, months, weeks, days, hours, minutes or seconds");
    };
  }

  private static List<Value> inc(Arguments in) throws BadArgumentException {
    ChronoUnit unit = unit(in.text(2));
    if (!unit.isDateBased()) {
      throw new BadArgumentException('"' + in.text(2) + '"', "days, weeks, months or years");
    }
    LocalDate later = day(in.text(0)).plus(parsed(in.text(1)).longValue(), unit);
    return List.of(new Value.Text(later.toString(), XSD + "date"));
  }

  private static List<Value> diff(Arguments in) throws BadArgumentException {
    return number(unit(in.text(2)).between(moment(in.text(0)), moment(in.text(1))));
  }

  private static List<Value> part(Arguments in) throws BadArgumentException {
    LocalDate day = day(in.text(0));
    return switch (in.text(1).toLowerCase(Locale.ROOT)) {
      case "years", "year", "y" -> number(day.getYear());
      case "months", "month", "m" -> number(day.getMonthValue());
      case "weeks", "week", "w" ->
          number(day.get(java.time.temporal.ChronoField.ALIGNED_WEEK_OF_MONTH));
      case "days", "day", "d" -> number(day.getDayOfMonth());
      case "weekday" ->
          Texts.of(
              day.getDayOfWeek().name().charAt(0)
                  + day.getDayOfWeek().name().substring(1).toLowerCase(Locale.ROOT));
      default ->
          throw new BadArgumentException(
              '"' + in.text(1) + '"', "years, months, weeks, days or weekday");
    };
  }
}
