package org.lacis.lift.plain;

import java.nio.charset.StandardCharsets;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.lacis.lift.Datatypes;

/// A datatype, and a quick look at what nearly all its values are like.
record PlainType(RDFDatatype datatype, Quick quick) {

  private enum Quick {
    DIGITS,
    NUMBER,
    DATE,
    NONE
  }

  static PlainType of(RDFDatatype datatype) {
    Quick quick = Quick.NONE;
    if (datatype.equals(XSDDatatype.XSDinteger)) {
      quick = Quick.DIGITS;
    } else if (datatype.equals(XSDDatatype.XSDdecimal) || datatype.equals(XSDDatatype.XSDdouble)) {
      quick = Quick.NUMBER;
    } else if (datatype.equals(XSDDatatype.XSDdate)) {
      quick = Quick.DATE;
    }
    return new PlainType(datatype, quick);
  }

  /// Whether a text belongs to the datatype.
  boolean fits(byte[] bytes, int from, int to) {
    boolean surely =
        switch (quick) {
          case DIGITS -> number(bytes, from, to, false);
          case NUMBER -> number(bytes, from, to, true);
          case DATE -> date(bytes, from, to);
          case NONE -> false;
        };
    return surely
        || Datatypes.fits(new String(bytes, from, to - from, StandardCharsets.UTF_8), datatype);
  }

  /// Digits, before and behind at most one point.
  private static boolean number(byte[] bytes, int from, int to, boolean point) {
    int i = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    int first = i;
    while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    if (i == first) {
      return false;
    }
    if (point && i + 1 < to && bytes[i] == '.') {
      i++;
      while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
        i++;
      }
    }
    return i == to;
  }

  /// A day that every month has.
  private static boolean date(byte[] bytes, int from, int to) {
    if (to - from != 10 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      byte b = bytes[from + i];
      if (i != 4 && i != 7 && (b < '0' || b > '9')) {
        return false;
      }
    }
    int year = (bytes[from] - '0') + (bytes[from + 1] - '0');
    int month = 10 * (bytes[from + 5] - '0') + bytes[from + 6] - '0';
    int day = 10 * (bytes[from + 8] - '0') + bytes[from + 9] - '0';
    return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  }
}
