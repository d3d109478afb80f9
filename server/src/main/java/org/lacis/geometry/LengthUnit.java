package org.lacis.geometry;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Units of measure that functions take, by their IRIs: those of OGC, QUDT and EPSG.
public enum LengthUnit {
  METRE(1, false, "metre", "M", 9001),
  KILOMETRE(1000, false, "kilometre", "KiloM", 9036),
  CENTIMETRE(0.01, false, "centimetre", "CentiM", 1033),
  MILLIMETRE(0.001, false, "millimetre", "MilliM", 1025),
  FOOT(0.3048, false, "foot", "FT", 9002),
  YARD(0.9144, false, "yard", "YD", 9096),
  MILE(1609.344, false, "mile", "MI", 9093),
  NAUTICAL_MILE(1852, false, "nauticalMile", "MI_N", 9030),
  DEGREE(1, true, "degree", "DEG", 9102),
  RADIAN(180 / Math.PI, true, "radian", "RAD", 9101);

  private static final String OGC = "http://www.opengis.net/def/uom/OGC/1.0/";
  private static final String EPSG = "http://www.opengis.net/def/uom/EPSG/0/";
  private static final String QUDT = "http://qudt.org/vocab/unit/";

  private static final Map<String, LengthUnit> BY_IRI =
      Arrays.stream(values())
          .flatMap(unit ->
              Stream.of(OGC + unit.ogc, QUDT + unit.qudt, EPSG + unit.epsg)
                  .map(iri -> Map.entry(iri, unit)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final double size;
  private final boolean angle;
  private final String ogc;
  private final String qudt;
  private final int epsg;

  LengthUnit(double size, boolean angle, String ogc, String qudt, int epsg) {
    this.size = size;
    this.angle = angle;
    this.ogc = ogc;
    this.qudt = qudt;
    this.epsg = epsg;
  }

  /// The unit with this IRI: `http://www.opengis.net/def/uom/OGC/1.0/metre` and the others named as
  /// the constants are, in camel case (`nauticalMile`), American `meter`, `kilometer` too;
  /// `http://qudt.org/vocab/unit/M`; `http://www.opengis.net/def/uom/EPSG/0/9001`; each with `http`
  /// or `https`.
  public static Optional<LengthUnit> of(String iri) {
    String http = iri.startsWith("https:") ? "http:" + iri.substring(6) : iri;
    return Optional.ofNullable(BY_IRI.get(http.replaceFirst("meter$", "metre")));
  }

  /// Its IRI among the units of OGC.
  public String iri() {
    return OGC + ogc;
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
