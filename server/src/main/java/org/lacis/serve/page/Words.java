package org.lacis.serve.page;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.ResourceBundle;
import org.lacis.serve.web.Language;

/// The words, figures and dates of one language.
///
/// @param language whose words they are
public record Words(Language language) {
  private static final String BUNDLE = "org.lacis.serve.words";

  /// The words of a key, with `{0}`, `{1}`, … replaced.
  public String get(String key, Object... values) {
    String text = ResourceBundle.getBundle(BUNDLE, language.locale()).getString(key);
    for (int i = 0; i < values.length; i++) {
      String value = values[i] instanceof Number n ? number(n) : values[i].toString();
      text = text.replace("{" + i + "}", value);
    }
    return text;
  }

  /// The words of a key for a number of things, which becomes `{0}`: those of `key.one` for one.
  public String count(String key, long number, Object... others) {
    boolean single = language == Language.FR ? number < 2 : number == 1;
    Object[] values = new Object[others.length + 1];
    values[0] = number;
    System.arraycopy(others, 0, values, 1, others.length);
    return get(single ? key + ".one" : key, values);
  }

  /// A small number in letters, a larger one in figures.
  public String spelled(int number) {
    List<String> small = List.of(get("numbers").split(","));
    return number >= 2 && number < small.size() + 2 ? small.get(number - 2) : number(number);
  }

  /// A number as it is written here: at most two decimals, thousands apart.
  public String number(Number number) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(language.locale());
    if (language == Language.FR) {
      symbols.setGroupingSeparator('\u202f');
    }
    return new DecimalFormat("#,##0.##", symbols).format(number);
  }

  /// A number from 0 to 1, with two decimals, as they are compared one below the other.
  public String share(double share) {
    return new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(language.locale()))
        .format(share);
  }

  /// A number given as text; the text itself when it is none.
  public String number(String lexical) {
    try {
      return number(new BigDecimal(lexical));
    } catch (NumberFormatException _) {
      return lexical;
    }
  }

  /// An `xsd:date`, `xsd:dateTime`, `xsd:gYear` or `xsd:gYearMonth` in words.
  public String date(String lexical) {
    try {
      if (lexical.length() >= 10) {
        return LocalDate.parse(lexical.substring(0, 10))
            .format(
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(language.locale()));
      }
      if (lexical.length() == 7) {
        return YearMonth.parse(lexical)
            .format(DateTimeFormatter.ofPattern("LLL yyyy", language.locale()));
      }
    } catch (DateTimeParseException _) {
      // shown as it stands
    }
    return lexical;
  }

  /// A moment to the minute, in the time of the server.
  public String moment(Instant time) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(language.locale())
        .format(time.atZone(ZoneId.systemDefault()));
  }

  /// A time that something took.
  public String duration(long nanoseconds) {
    double ms = nanoseconds / 1e6;
    return ms < 1000
        ? number(Math.max(1, Math.round(ms))) + "\u00a0ms"
        : number(ms / 1000) + "\u00a0s";
  }

  /// The words of a key; the other words where there are none.
  public String or(String key, String otherwise) {
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, language.locale());
    return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
  }

  /// With its first letter large.
  public static String capital(String text) {
    return text.isEmpty()
        ? text
        : new StringBuilder()
            .appendCodePoint(Character.toTitleCase(text.codePointAt(0)))
            .append(text.substring(Character.charCount(text.codePointAt(0))))
            .toString();
  }
}
