package org.lacis.geometry;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Units of measure that functions take, by their OGC IRIs.
public enum LengthUnit {
  METRE(1, false),
  KILOMETRE(1000, false),
  CENTIMETRE(0.01, false),
  MILLIMETRE(0.001, false),
  FOOT(0.3048, false),
  MILE(1609.344, false),
  NAUTICAL_MILE(1852, false),
  DEGREE(1, true),
  RADIAN(180 / Math.PI, true);

  private static final String OGC = "http://www.opengis.net/def/uom/OGC/1.0/";

  private static final Map<String, LengthUnit> BY_IRI =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(LengthUnit::iri, Function.identity()));

  private final double size;
  private final boolean angle;

  LengthUnit(double size, boolean angle) {
    this.size = size;
    this.angle = angle;
  }

  /// The unit with this IRI: `http(s)://www.opengis.net/def/uom/OGC/1.0/metre` and the others named
  /// as the constants are, in camel case (`nauticalMile`); American `meter`, `kilometer` too.
  public static Optional<LengthUnit> of(String iri) {
    String http = iri.startsWith("https:") ? "http:" + iri.substring(6) : iri;
    return Optional.ofNullable(BY_IRI.get(http.replaceFirst("meter$", "metre")));
  }

  public String iri() {
    return OGC
        + switch (this) {
          case METRE -> "metre";
          case KILOMETRE -> "kilometre";
          case CENTIMETRE -> "centimetre";
          case MILLIMETRE -> "millimetre";
          case FOOT -> "foot";
          case MILE -> "mile";
          case NAUTICAL_MILE -> "nauticalMile";
          case DEGREE -> "degree";
          case RADIAN -> "radian";
        };
  }

  /// Whether it measures angles: differences of longitude and latitude.
  public boolean angle() {
    return angle;
  }

  /// Metres, or degrees, in one unit.
  public double size() {
    return size;
  }
}
