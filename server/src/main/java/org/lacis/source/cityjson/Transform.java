package org.lacis.source.cityjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/// The scale and translation that make coordinates of the integers of a file (CityJSON 2.0, section
/// 4).
final class Transform {
  /// Vertices that are coordinates already, as CityJSON 1.0 allows.
  static final Transform NONE =
      new Transform(new double[] {1, 1, 1}, new double[] {0, 0, 0}, new double[] {0, 0, 0});

  /// Beyond this, whole numbers are no longer exact.
  private static final double EXACT = 0x1p53;

  private static final int MOST_DIGITS = 12;

  private final double[] scale;
  private final double[] translate;
  private final double[] powers;

  private Transform(double[] scale, double[] translate, double[] powers) {
    this.scale = scale;
    this.translate = translate;
    this.powers = powers;
  }

  /// Reads the object that the parser points at; empty when scale or translation is no triple of
  /// numbers.
  static Optional<Transform> read(JsonParser json) throws IOException {
    double[] scale = {};
    double[] translate = {};
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return Optional.empty();
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "scale" -> scale = triple(json);
        case "translate" -> translate = triple(json);
        default -> json.skipChildren();
      }
    }
    if (scale.length != 3 || translate.length != 3) {
      return Optional.empty();
    }
    double[] powers = new double[3];
    for (int i = 0; i < 3; i++) {
      int digits = Math.max(digits(scale[i]), digits(translate[i]));
      powers[i] = digits > MOST_DIGITS ? 0 : Math.pow(10, digits);
    }
    return Optional.of(new Transform(scale, translate, powers));
  }

  private static int digits(double number) {
    return Double.isFinite(number)
        ? Math.max(0, BigDecimal.valueOf(number).stripTrailingZeros().scale())
        : 0;
  }

  /// The numbers of the array that the parser points at; empty when it is no array of three.
  static double[] triple(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return new double[0];
    }
    double[] numbers = new double[3];
    int count = 0;
    boolean sound = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      sound &= json.currentToken().isNumeric();
      if (sound && count < 3) {
        numbers[count] = json.getDoubleValue();
      }
      count++;
      json.skipChildren();
    }
    return sound && count == 3 ? numbers : new double[0];
  }

  /// The coordinate of a vertex.
  Coordinate of(Vertices vertices, int index) {
    return new Coordinate(
        along(vertices, index, 0), along(vertices, index, 1), along(vertices, index, 2));
  }

  /// Rounded to the digits that scale and translation have: the file means 1842740.495, binary
  /// arithmetic says 1842740.4949999999.
  private double along(Vertices vertices, int index, int axis) {
    double exact = vertices.ordinate(index, axis) * scale[axis] + translate[axis];
    double shifted = exact * powers[axis];
    return powers[axis] == 0 || Math.abs(shifted) >= EXACT
        ? exact
        : Math.rint(shifted) / powers[axis];
  }
}
