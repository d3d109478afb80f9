package org.lacis.source.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// Puts the shape of a city object together from the faces of its solids, surfaces and parts.
public final class CityShape {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final List<Polygon> faces = new ArrayList<>();
  private Optional<GeometryValue> single = Optional.empty();
  private Optional<Crs> crs = Optional.empty();
  private int pieces;
  private int solids;

  /// Adds faces that belong together.
  public void add(List<Polygon> more, Crs system, boolean solid) {
    if (more.isEmpty()) {
      return;
    }
    crs = Optional.of(crs.orElse(system));
    for (Polygon face : more) {
      boolean same = crs.get().equals(system);
      faces.add(same ? face : (Polygon) new GeometryValue(face, system).to(crs.get()).shape());
    }
    pieces++;
    solids += solid ? 1 : 0;
  }

  /// Keeps a shape that has no faces (a point, a line), for objects without any.
  public void addOther(GeometryValue value) {
    single = single.or(() -> Optional.of(value));
  }

  /// Whether there is no face yet.
  public boolean isEmpty() {
    return faces.isEmpty();
  }

  /// The whole: a solid where it is one solid, else a surface; empty when there was nothing.
  public Optional<GeometryValue> whole() {
    if (faces.isEmpty()) {
      return single;
    }
    GeometryValue.Body body =
        pieces == 1 && solids == 1 ? GeometryValue.Body.SOLID : GeometryValue.Body.SURFACE;
    Geometry shape = FACTORY.createMultiPolygon(faces.toArray(Polygon[]::new));
    return crs.map(system -> new GeometryValue(shape, system, body));
  }

  /// The polygons of a geometry, in their order; points and lines are left out.
  public static List<Polygon> polygons(Geometry shape) {
    List<Polygon> found = new ArrayList<>();
    gather(shape, found);
    return found;
  }

  private static void gather(Geometry shape, List<Polygon> found) {
    if (shape instanceof Polygon polygon) {
      if (!polygon.isEmpty()) {
        found.add(polygon);
      }
    } else if (shape instanceof GeometryCollection) {
      for (int i = 0; i < shape.getNumGeometries(); i++) {
        gather(shape.getGeometryN(i), found);
      }
    }
  }
}
