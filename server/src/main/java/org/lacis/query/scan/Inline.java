package org.lacis.query.scan;

import java.math.BigDecimal;
import org.apache.jena.tdb2.store.value.DecimalNode56;
import org.apache.jena.tdb2.store.value.DoubleNode62;
import org.lacis.store.NodeIds;

/// Values that TDB2 keeps in the number of a term itself (NodeIdInline of TDB2 5): the highest bit
/// is set; the next one for doubles, which have 62 bits; else six bits of type and 56 of value.
final class Inline {
  static final long TYPE = 0xFFL << 56;
  static final long VALUE = ~TYPE;
  static final long INTEGER = type(1);
  static final long DECIMAL = type(2);
  static final long DATE_TIME = type(5);
  static final long DATE = type(7);
  static final long DOUBLE = 3L << 62;

  /// Types derived from integer, from `positiveInteger` to `unsignedByte`.
  static final int FIRST_DERIVED = 10;

  static final int LAST_DERIVED = 21;

  /// A decimal is eight bits of scale and 48 of value.
  static final int SCALE_SHIFT = 48;

  /// A date and time has its time zone in front.
  static final int ZONE_SHIFT = 49;

  /// Larger scales do not fit a long.
  static final int LARGEST_SCALE = 18;

  private static final long UNSCALED = (1L << SCALE_SHIFT) - 1;

  private Inline() {}

  static long type(int type) {
    return (0x80L | type) << 56;
  }

  static boolean isDouble(long id) {
    return id >>> 62 == 3;
  }

  static boolean isInteger(long id) {
    long type = id >>> 56;
    return type == 0x81 || (type >= (0x80 | FIRST_DERIVED) && type <= (0x80 | LAST_DERIVED));
  }

  static boolean isDecimal(long id) {
    return id >>> 56 == 0x82 && scale(id) <= LARGEST_SCALE;
  }

  /// Of dates and times whose parts can be compared one by one.
  static boolean sameClock(long a, long b) {
    long type = a & TYPE;
    return (type == DATE_TIME || type == DATE) && a >>> ZONE_SHIFT == b >>> ZONE_SHIFT;
  }

  static long integer(long id) {
    return id << 8 >> 8;
  }

  static int scale(long id) {
    return (int) (id >>> SCALE_SHIFT) & 0xFF;
  }

  static long unscaled(long id) {
    return id << 16 >> 16;
  }

  static double real(long id) {
    return DoubleNode62.unpack(DoubleNode62.removeType(id));
  }

  static BigDecimal decimal(long id) {
    return BigDecimal.valueOf(unscaled(id), scale(id));
  }

  /// The nearest double, as [BigDecimal#doubleValue] gives it.
  static double decimalAsDouble(long id) {
    return decimal(id).doubleValue();
  }

  /// One number for all that are written the same once read back: 1.50 is kept apart from 1.5, and
  /// both are read as 1.5.
  static long canonical(long id) {
    if (id >>> 56 != 0x82) {
      return id;
    }
    BigDecimal value = DecimalNode56.unpackAsBigDecimal(id & VALUE).stripTrailingZeros();
    if (value.scale() < 0) {
      value = value.setScale(0);
    }
    return DECIMAL
        | (long) value.scale() << SCALE_SHIFT
        | (value.unscaledValue().longValue() & UNSCALED);
  }

  static boolean isBound(long id) {
    return id != NodeIds.ABSENT;
  }
}
