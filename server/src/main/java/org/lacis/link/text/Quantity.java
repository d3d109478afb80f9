package org.lacis.link.text;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as data and people write them, held against each other.
public final class Quantity {
  private static final Pattern ENGLISH =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?");
  private static final Pattern UNIT =
      Pattern.compile("^([+-]?[0-9.,]+(?:[eE][+-]?[0-9]+)?)(?:[a-zA-Z%°²³€µ/]{1,8})$");

  private Quantity() {}

  /// Reads `12.5`, `12,5`, `1 234,5`, `1,234.5`, `-3e2`, with a unit after it or not: the unit is
  /// passed over, both sides are expected to be told in the same.
  ///
  /// A single comma followed by other than three figures, or spaces between thousands, mean that
  /// the comma is the decimal one; `1,234` alone is taken as 1.234, as French has it.
  ///
  /// @return empty when it is no finite number
  public static OptionalDouble of(String text) {
    if (text.length() > 64) {
      return OptionalDouble.empty();
    }
    String bare = text.replaceAll("[\\s\\u00a0\\u202f'’]", "").replace('−', '-');
    Matcher unit = UNIT.matcher(bare);
    String number = unit.matches() ? unit.group(1) : bare;
    int comma = number.indexOf(',');
    boolean decimalComma =
        comma >= 0 && comma == number.lastIndexOf(',') && number.indexOf('.') < 0;
    String english = decimalComma ? number.replace(',', '.') : number;
    if (english.isEmpty() || !ENGLISH.matcher(english).matches()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(english.replace(",", ""));
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /// The larger less the smaller.
  public static double difference(double one, double other) {
    return Math.abs(one - other);
  }

  /// The difference by the number farther from 0: 0 for equal ones, 1 for one and 0, 2 for opposite
  /// ones.
  public static double relativeDifference(double one, double other) {
    double most = Math.max(Math.abs(one), Math.abs(other));
    return most == 0 ? 0 : Math.abs(one - other) / most;
  }

  /// The smaller over the larger, 0 to 1; `NaN` unless both are more than 0.
  public static double ratio(double one, double other) {
    return one > 0 && other > 0 ? Math.min(one, other) / Math.max(one, other) : Double.NaN;
  }

  /// 1 for equal numbers, falling evenly to 0 at a difference of `tolerance` and beyond; of a
  /// tolerance of 0, 1 for equal numbers alone.
  public static double closeness(double one, double other, double tolerance) {
    double difference = Math.abs(one - other);
    if (difference == 0) {
      return 1;
    }
    return tolerance > 0 ? Math.max(0, 1 - difference / tolerance) : 0;
  }
}
