package org.lacis.geometry;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Shapes made from shapes. A result is in the CRS of the first shape; the second is transformed to
/// it. Surfaces and solids take part with their footprint. Mixed collections cannot be overlaid.
///
/// Functions of their arguments only; callable from any thread.
public final class Constructions {
  /// A quarter of the way round the Earth, in metres.
  private static final double FARTHEST = 10_000_000;

  private Constructions() {}

  private static void requireDistance(double distance, double most) {
    if (!(Math.abs(distance) <= most)) {
      throw new IllegalArgumentException("a distance of at most " + most + ", not " + distance);
    }
  }

  /// @throws IllegalArgumentException for mixed collections
  public static GeometryValue intersection(GeometryValue a, GeometryValue b) {
    return overlay(a, b, OverlayNG.INTERSECTION);
  }

  /// @throws IllegalArgumentException for mixed collections
  public static GeometryValue union(GeometryValue a, GeometryValue b) {
    return overlay(a, b, OverlayNG.UNION);
  }

  /// @throws IllegalArgumentException for mixed collections
  public static GeometryValue difference(GeometryValue a, GeometryValue b) {
    return overlay(a, b, OverlayNG.DIFFERENCE);
  }

  /// @throws IllegalArgumentException for mixed collections
  public static GeometryValue symDifference(GeometryValue a, GeometryValue b) {
    return overlay(a, b, OverlayNG.SYMDIFFERENCE);
  }

  private static GeometryValue overlay(GeometryValue a, GeometryValue b, int operation) {
    Geometry result = OverlayNGRobust.overlay(a.planar(), b.to(a.crs()).planar(), operation);
    return new GeometryValue(result, a.crs());
  }

  /// The union of all shapes, in the CRS of the first; an empty collection for none.
  public static GeometryValue union(List<GeometryValue> values) {
    GeometryValue all = collection(values);
    return new GeometryValue(Footprint.unite(all.shape()), all.crs());
  }

  /// All shapes side by side, in the CRS of the first; CRS84 for none.
  public static GeometryValue collection(List<GeometryValue> values) {
    Crs crs = values.isEmpty() ? Crs.CRS84 : values.getFirst().crs();
    Geometry[] shapes =
        values.stream().map(value -> value.to(crs).planar()).toArray(Geometry[]::new);
    return new GeometryValue(Shapes.FACTORY.createGeometryCollection(shapes), crs);
  }

  /// All points within a distance, which may be negative for areas. In a geographic CRS (and Web
  /// Mercator) the circle is drawn on an azimuthal equidistant map about the middle of the shape:
  /// right for shapes up to some hundred kilometres.
  ///
  /// @param metres the distance
  /// @throws IllegalArgumentException for a distance that is not finite, and in a geographic CRS
  ///   for one beyond a quarter of the way round the Earth
  public static GeometryValue buffer(GeometryValue value, double metres) {
    requireDistance(metres, value.crs().planar() ? Double.MAX_VALUE : FARTHEST);
    if (value.crs().planar() || value.shape().isEmpty()) {
      return new GeometryValue(value.planar().buffer(metres), value.crs());
    }
    Geometry degrees = Measures.degrees(value);
    Azimuthal chart = new Azimuthal(degrees.getEnvelopeInternal().centre());
    Geometry buffer = chart.unmap(chart.map(degrees).buffer(metres));
    return new GeometryValue(buffer, Crs.CRS84).to(value.crs());
  }

  /// All points within a distance in degrees, as on a plane of longitude and latitude.
  public static GeometryValue bufferInDegrees(GeometryValue value, double degrees) {
    requireDistance(degrees, 180);
    Geometry buffer = Measures.degrees(value).buffer(degrees);
    return new GeometryValue(buffer, Crs.CRS84).to(value.crs());
  }
}
