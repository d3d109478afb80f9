package org.lacis.lift.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.source.Value;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/// Functions on geometries.
final class ShapeFunctions {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  /// Heights are told in millimetres, which no survey of a territory is better than.
  private static final int DECIMALS = 3;

  private ShapeFunctions() {}

  static List<Value> footprint(Arguments in) throws BadArgumentException {
    return List.of(new Value.Shape(in.shape(0).footprint()));
  }

  static List<Value> centroid(Arguments in) throws BadArgumentException {
    GeometryValue value = in.shape(0);
    return List.of(new Value.Shape(new GeometryValue(value.shape().getCentroid(), value.crs())));
  }

  static List<Value> transform(Arguments in) throws BadArgumentException {
    return List.of(new Value.Shape(in.shape(0).to(Crs.of(in.text(1)))));
  }

  static List<Value> height(Arguments in) throws BadArgumentException {
    GeometryValue value = in.shape(0);
    return decimal(z(value.maxZ()) - z(value.minZ()));
  }

  static List<Value> zMin(Arguments in) throws BadArgumentException {
    return decimal(z(in.shape(0).minZ()));
  }

  static List<Value> zMax(Arguments in) throws BadArgumentException {
    return decimal(z(in.shape(0).maxZ()));
  }

  static List<Value> area(Arguments in) throws BadArgumentException {
    GeometryValue value = in.shape(0);
    if (!value.crs().planar()) {
      throw new BadArgumentException(
          "a shape in " + value.crs().iri(), "a shape in metres; lf:transform it before");
    }
    return decimal(value.footprint().shape().getArea());
  }

  private static double z(OptionalDouble height) throws BadArgumentException {
    if (height.isEmpty()) {
      throw new BadArgumentException("a shape without heights", "coordinates with z");
    }
    return height.getAsDouble();
  }

  /// A point from two numbers, `x` east or longitude, `y` north or latitude, whatever the axis
  /// order of the CRS.
  static List<Value> point(Arguments in) throws BadArgumentException {
    double x = Conversions.parsed(in.text(0)).doubleValue();
    double y = Conversions.parsed(in.text(1)).doubleValue();
    return List.of(
        new Value.Shape(
            new GeometryValue(FACTORY.createPoint(new Coordinate(x, y)), Crs.of(in.text(2)))));
  }

  /// A CRS given here counts only where the text names none.
  static List<Value> wkt(Arguments in) {
    GeometryValue value = Wkt.parse(in.text(0));
    boolean named = in.text(0).stripLeading().startsWith("<");
    return List.of(
        new Value.Shape(
            in.has(1) && !named
                ? new GeometryValue(value.shape(), Crs.of(in.text(1)), value.body())
                : value));
  }

  private static List<Value> decimal(double metres) {
    return Conversions.decimal(BigDecimal.valueOf(metres).setScale(DECIMALS, RoundingMode.HALF_UP));
  }
}
