package org.lacis.source.file;

import java.math.BigDecimal;
import org.apache.jena.datatypes.xsd.XSDDatatype;

/// Canonical lexical forms of XSD 1.0 datatypes, as RML's natural mapping asks for them.
public final class Lexical {
  public static final String BOOLEAN = XSDDatatype.XSDboolean.getURI();
  public static final String INTEGER = XSDDatatype.XSDinteger.getURI();
  public static final String DECIMAL = XSDDatatype.XSDdecimal.getURI();
  public static final String DOUBLE = XSDDatatype.XSDdouble.getURI();
  public static final String DATE = XSDDatatype.XSDdate.getURI();
  public static final String TIME = XSDDatatype.XSDtime.getURI();
  public static final String DATE_TIME = XSDDatatype.XSDdateTime.getURI();
  public static final String HEX_BINARY = XSDDatatype.XSDhexBinary.getURI();

  private Lexical() {}

  /// `10` becomes `1.0E1`; one digit before the point, at least one behind it.
  public static String ofDouble(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "INF" : "-INF";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0E0" : "0.0E0";
    }
    String plain = Double.toString(number);
    return plain.indexOf('E') >= 0 ? plain : scientific(plain);
  }

  /// Moves the point of `123.45` or `0.00123` behind the first digit that is not zero.
  private static String scientific(String plain) {
    StringBuilder out = new StringBuilder(plain.length() + 4);
    int start = plain.charAt(0) == '-' ? 1 : 0;
    int point = plain.indexOf('.');
    int first = start;
    while (plain.charAt(first) == '0' || plain.charAt(first) == '.') {
      first++;
    }
    int exponent = first < point ? point - first - 1 : point - first;
    out.append(plain, 0, start).append(plain.charAt(first)).append('.');
    int digits = out.length();
    for (int i = first + 1; i < plain.length(); i++) {
      if (plain.charAt(i) != '.') {
        out.append(plain.charAt(i));
      }
    }
    while (out.length() > digits && out.charAt(out.length() - 1) == '0') {
      out.setLength(out.length() - 1);
    }
    if (out.length() == digits) {
      out.append('0');
    }
    return out.append('E').append(exponent).toString();
  }

  /// Without leading or trailing zeros: `30.00` becomes `30.0`, as XSD 1.0 writes decimals.
  public static String ofDecimal(BigDecimal number) {
    String plain = number.stripTrailingZeros().toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }
}
