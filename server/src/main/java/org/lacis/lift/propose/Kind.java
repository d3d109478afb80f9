package org.lacis.lift.propose;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the values of a column are, as far as all of them agree.
enum Kind {
  /// a geometry of the format
  SHAPE("geometry", _ -> false),
  BOOLEAN("true or false", matching("(?i)true|false")),
  SIRET("SIRET, 14 digits with their check digit", text -> digits(text, 14) && luhn(text)),
  SIREN("SIREN, 9 digits with their check digit", text -> digits(text, 9) && luhn(text)),
  COMMUNE("INSEE code of a commune", matching("(0[1-9]|[1-8]\\d|9[0-5]|2[AB]|97|98)\\d{3}")),
  INTEGER("whole number", matching("[+-]?(0|[1-9]\\d{0,17})")),
  DECIMAL("decimal number", matching("[+-]?\\d{1,15}(\\.\\d+)?([eE][+-]?\\d{1,3})?|[+-]?\\.\\d+")),
  FRENCH_NUMBER(
      "number with a comma or spaces",
      matching("[+-]?\\d{1,3}([ \\u00A0\\u202F]\\d{3})*(,\\d+)?|[+-]?\\d+,\\d+")),
  DATE("date", matching("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])")),
  FRENCH_DATE("date, day first", matching("(0[1-9]|[12]\\d|3[01])/(0[1-9]|1[0-2])/\\d{4}")),
  DATE_TIME(
      "date and time",
      matching(
          "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?"
              + "(Z|[+-]\\d{2}:\\d{2})?")),
  URL("address of the web", matching("https?://[^\\s<>\"{}|\\\\^`]+")),
  MAIL("mail address", matching("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}")),
  PHONE("French telephone number", matching("(\\+33|0)\\s?[1-9]([ .-]?\\d{2}){4}")),
  WKT(
      "geometry as WKT",
      matching(
          "(?is)(<[^>]*>\\s*)?(SRID=\\d+;)?(MULTI)?(POINT|LINESTRING|POLYGON)\\s*(Z|M|ZM)?\\s*\\(.*"
              + "|(?is)GEOMETRYCOLLECTION.*")),
  PARCEL("cadastral parcel", matching("(\\d{5}|2[AB]\\d{3})\\d{3}[0-9A-Z]{2}\\d{4}")),
  TEXT("text", _ -> true);

  private final String words;
  private final Predicate<String> test;

  Kind(String words, Predicate<String> test) {
    this.words = words;
    this.test = test;
  }

  String words() {
    return words;
  }

  boolean holds(String text) {
    return test.test(text);
  }

  /// Whether it is counted or measured.
  boolean number() {
    return this == INTEGER || this == DECIMAL || this == FRENCH_NUMBER;
  }

  private static Predicate<String> matching(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return text -> compiled.matcher(text).matches();
  }

  private static boolean digits(String text, int count) {
    return text.length() == count && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// The check of SIREN and SIRET (ISO/IEC 7812-1, annex B).
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0 && !digits.chars().allMatch(c -> c == '0');
  }
}
