package org.lacis.lift.propose;

import java.util.regex.Pattern;

/// What the values of a column are, as far as all of them agree.
enum Kind {
  /// a geometry of the format
  SHAPE("geometry", "(?!)"),
  BOOLEAN("true or false", "(?i)true|false"),
  SIRET("SIRET, 14 digits with their check digit", "\\d{14}"),
  SIREN("SIREN, 9 digits with their check digit", "\\d{9}"),
  COMMUNE("INSEE code of a commune", "(0[1-9]|[1-8]\\d|9[0-5]|2[AB]|97|98)\\d{3}"),
  INTEGER("whole number", "[+-]?(0|[1-9]\\d{0,17})"),
  DECIMAL("decimal number", "[+-]?\\d{1,15}(\\.\\d+)?([eE][+-]?\\d{1,3})?|[+-]?\\.\\d+"),
  FRENCH_NUMBER(
      "number with a comma or spaces",
      "[+-]?\\d{1,3}([ \\u00A0\\u202F]\\d{3})*(,\\d+)?|[+-]?\\d+,\\d+"),
  DATE("date", "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"),
  FRENCH_DATE("date, day first", "(0[1-9]|[12]\\d|3[01])/(0[1-9]|1[0-2])/\\d{4}"),
  DATE_TIME(
      "date and time",
      "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?"
          + "(Z|[+-]\\d{2}:\\d{2})?"),
  URL("address of the web", "https?://[^\\s<>\"{}|\\\\^`]+"),
  MAIL("mail address", "[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}"),
  PHONE("French telephone number", "(\\+33|0)\\s?[1-9]([ .-]?\\d{2}){4}"),
  WKT(
      "geometry as WKT",
      "(?is)(<[^>]*>\\s*)?(SRID=\\d+;)?(MULTI)?(POINT|LINESTRING|POLYGON)\\s*(Z|M|ZM)?\\s*\\(.*"
          + "|(?is)GEOMETRYCOLLECTION.*"),
  PARCEL("cadastral parcel", "(\\d{5}|2[AB]\\d{3})\\d{3}[0-9A-Z]{2}\\d{4}"),
  TEXT("text", "(?s).*");

  private final String words;
  private final Pattern pattern;

  Kind(String words, String pattern) {
    this.words = words;
    this.pattern = Pattern.compile(pattern);
  }

  String words() {
    return words;
  }

  boolean holds(String text) {
    boolean coded = this == SIRET || this == SIREN;
    return pattern.matcher(text).matches() && (!coded || luhn(text));
  }

  /// Whether it is counted or measured.
  boolean number() {
    return this == INTEGER || this == DECIMAL || this == FRENCH_NUMBER;
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
