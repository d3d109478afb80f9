package org.lacis.geometry;

import java.math.BigDecimal;

/// Doubles as plain decimals: shortest form, no exponent, no garbage in the common case.
final class Decimals {
  /// Powers of ten that a double holds exactly (ten to the 22nd is the last).
  private static final double[] POWERS = powers();

  private static final long EXACT = 1L << 53;

  /// Digits after the point that are tried before falling back to [Double#toString].
  private static final int TRIED = 12;

  private Decimals() {}

  private static double[] powers() {
    double[] powers = new double[23];
    double power = 1;
    for (int i = 0; i < powers.length; i++) {
      powers[i] = power;
      power *= 10;
    }
    return powers;
  }

  /// Ten to the power of `places`, 0 to 22.
  static double power(int places) {
    return POWERS[places];
  }

  /// Appends a finite number.
  static void append(StringBuilder text, double value) {
    for (int places = 0; places <= TRIED; places++) {
      double scaled = value * POWERS[places];
      if (Math.abs(scaled) >= EXACT) {
        break;
      }
      long digits = Math.round(scaled);
      // Both operands are exact, so the quotient is the double nearest to the decimal.
      if (digits / POWERS[places] == value) {
        append(text, digits, places);
        return;
      }
    }
    text.append(new BigDecimal(Double.toString(value)).toPlainString());
  }

  private static void append(StringBuilder text, long digits, int places) {
    if (digits < 0) {
      text.append('-');
    }
    long whole = Math.abs(digits);
    if (places == 0) {
      text.append(whole);
      return;
    }
    long unit = (long) POWERS[places];
    long fraction = whole % unit;
    text.append(whole / unit).append('.');
    for (long floor = unit / 10; floor > fraction; floor /= 10) {
      text.append('0');
    }
    text.append(fraction);
  }

  /// The number written in a stretch of text.
  ///
  /// @throws NumberFormatException when it is no decimal number, or not finite
  static double parse(CharSequence text, int start, int end) {
    long digits = 0;
    int places = 0;
    int count = 0;
    boolean point = false;
    int i = start;
    boolean negative = i < end && text.charAt(i) == '-';
    if (negative || (i < end && text.charAt(i) == '+')) {
      i++;
    }
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        places += point ? 1 : 0;
        count++;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        return slow(text, start, end);
      }
      if (count > 18) {
        return slow(text, start, end);
      }
    }
    if (count == 0) {
      throw new NumberFormatException("no digits");
    }
    if (digits >= EXACT) {
      return slow(text, start, end);
    }
    double value = digits / POWERS[places];
    return negative ? -value : value;
  }

  private static double slow(CharSequence text, int start, int end) {
    String word = text.subSequence(start, end).toString();
    // Double.parseDouble also takes hexadecimal, "NaN", "Infinity" and suffixes "d", "f".
    for (int i = 0; i < word.length(); i++) {
      if ("0123456789+-.eE".indexOf(word.charAt(i)) < 0) {
        throw new NumberFormatException(word);
      }
    }
    double value = Double.parseDouble(word);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(word);
    }
    return value;
  }
}
