package org.lacis.lift.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Gml;
import org.lacis.geometry.Measures;
import org.lacis.geometry.Wkt;
import org.lacis.source.Value;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

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
    return decimal(Measures.area(in.shape(0).footprint()));
  }

  static List<Value> length(Arguments in) throws BadArgumentException {
    return decimal(Measures.length(in.shape(0).footprint()));
  }

  static List<Value> perimeter(Arguments in) throws BadArgumentException {
    return decimal(Measures.perimeter(in.shape(0).footprint()));
  }

  /// A point that surely lies on the shape, where the centroid may lie beside it.
  static List<Value> pointOnSurface(Arguments in) throws BadArgumentException {
    GeometryValue value = in.shape(0).footprint();
    return List.of(
        new Value.Shape(new GeometryValue(value.shape().getInteriorPoint(), value.crs())));
  }

  static List<Value> envelope(Arguments in) throws BadArgumentException {
    GeometryValue value = in.shape(0).footprint();
    return List.of(new Value.Shape(new GeometryValue(value.shape().getEnvelope(), value.crs())));
  }

  static List<Value> convexHull(Arguments in) throws BadArgumentException {
    GeometryValue value = in.shape(0).footprint();
    return List.of(new Value.Shape(new GeometryValue(value.shape().convexHull(), value.crs())));
  }

  /// By Douglas and Peucker, so that what is valid stays so.
  static List<Value> simplify(Arguments in) throws BadArgumentException {
    GeometryValue value = in.shape(0).footprint();
    double tolerance = Conversions.parsed(in.text(1)).doubleValue();
    if (tolerance < 0) {
      throw new BadArgumentException(in.text(1), "a tolerance from 0, in the unit of the CRS");
    }
    return List.of(
        new Value.Shape(
            new GeometryValue(
                TopologyPreservingSimplifier.simplify(value.shape(), tolerance), value.crs())));
  }

  static List<Value> x(Arguments in) throws BadArgumentException {
    return plain(in.shape(0).shape().getCentroid().getX());
  }

  static List<Value> y(Arguments in) throws BadArgumentException {
    return plain(in.shape(0).shape().getCentroid().getY());
  }

  static List<Value> longitude(Arguments in) throws BadArgumentException {
    return plain(in.shape(0).to(Crs.CRS84).shape().getCentroid().getX());
  }

  static List<Value> latitude(Arguments in) throws BadArgumentException {
    return plain(in.shape(0).to(Crs.CRS84).shape().getCentroid().getY());
  }

  static List<Value> type(Arguments in) throws BadArgumentException {
    return Texts.of(in.shape(0).shape().getGeometryType());
  }

  static List<Value> valid(Arguments in) throws BadArgumentException {
    return Conversions.truth(in.shape(0).shape().isValid());
  }

  static List<Value> asWkt(Arguments in) throws BadArgumentException {
    return List.of(new Value.Text(Wkt.write(in.shape(0)), Geo.WKT_LITERAL));
  }

  static List<Value> asGeoJson(Arguments in) throws BadArgumentException {
    return List.of(new Value.Text(GeoJson.write(in.shape(0).to(Crs.CRS84)), Geo.GEOJSON_LITERAL));
  }

  static List<Value> asGml(Arguments in) throws BadArgumentException {
    return List.of(new Value.Text(Gml.write(in.shape(0)), Geo.GML_LITERAL));
  }

  /// Ordinates with seven decimals: a centimetre in degrees, less than one in metres.
  private static List<Value> plain(double ordinate) throws BadArgumentException {
    if (Double.isNaN(ordinate)) {
      throw new BadArgumentException("an empty shape", "a shape with a place");
    }
    return Conversions.decimal(BigDecimal.valueOf(ordinate).setScale(7, RoundingMode.HALF_UP));
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
