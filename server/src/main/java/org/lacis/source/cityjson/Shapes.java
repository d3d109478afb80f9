package org.lacis.source.cityjson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.source.features.CityShape;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// Makes the shape of an object from its index lists, its parts' and the vertices.
final class Shapes {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Vertices vertices;
  private final Transform transform;
  private final Crs crs;
  private final List<String> problems = new ArrayList<>();

  Shapes(Vertices vertices, Transform transform, Crs crs) {
    this.vertices = vertices;
    this.transform = transform;
    this.crs = crs;
  }

  /// What was left out of the shape that was made last, in words.
  List<String> problems() {
    return problems;
  }

  /// The shape of the object together with its parts; empty when there is none.
  Optional<GeometryValue> of(CityThing thing, List<CityThing> parts) {
    problems.clear();
    CityShape shape = new CityShape();
    add(thing, shape);
    unusable(thing);
    parts.forEach(part -> add(part, shape));
    return shape.whole();
  }

  private void unusable(CityThing thing) {
    for (CityThing.Drawing drawing : thing.drawings()) {
      if (!drawing.isSound()) {
        problems.add(
            drawing.depth() < 0
                ? "a geometry of type '" + drawing.type() + "'"
                : "boundaries that are no " + drawing.type());
      }
    }
  }

  private void add(CityThing thing, CityShape shape) {
    for (CityThing.Drawing drawing : thing.best()) {
      switch (drawing.depth()) {
        case 1 -> points(drawing, shape);
        case 2 -> lines(drawing, shape);
        default -> shape.add(faces(drawing), crs, drawing.isSolid());
      }
    }
  }

  private List<Polygon> faces(CityThing.Drawing drawing) {
    List<Polygon> faces = new ArrayList<>();
    for (List<int[]> rings : drawing.boundaries().surfaces()) {
      face(rings).ifPresent(faces::add);
    }
    return faces;
  }

  /// A face whose outer ring is broken is left out; of a broken hole, the hole.
  private Optional<Polygon> face(List<int[]> rings) {
    Optional<LinearRing> outer = ring(rings.getFirst());
    List<LinearRing> holes = new ArrayList<>();
    for (int[] hole : rings.subList(1, rings.size())) {
      ring(hole).ifPresent(holes::add);
    }
    return outer.map(shell -> FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new)));
  }

  private Optional<LinearRing> ring(int[] indices) {
    if (indices.length < 3) {
      problems.add("a ring of " + indices.length + " vertices");
      return Optional.empty();
    }
    Coordinate[] coordinates = coordinates(indices, indices.length + 1);
    if (coordinates.length == 0) {
      return Optional.empty();
    }
    coordinates[indices.length] = coordinates[0].copy();
    return Optional.of(FACTORY.createLinearRing(coordinates));
  }

  private void points(CityThing.Drawing drawing, CityShape shape) {
    for (int[] indices : drawing.boundaries().surfaces().getFirst()) {
      Coordinate[] coordinates = coordinates(indices, indices.length);
      if (coordinates.length > 0) {
        shape.addOther(
            new GeometryValue(
                coordinates.length == 1
                    ? FACTORY.createPoint(coordinates[0])
                    : FACTORY.createMultiPointFromCoords(coordinates),
                crs));
      }
    }
  }

  private void lines(CityThing.Drawing drawing, CityShape shape) {
    List<LineString> lines = new ArrayList<>();
    for (int[] indices : drawing.boundaries().surfaces().getFirst()) {
      Coordinate[] coordinates = coordinates(indices, indices.length);
      if (coordinates.length > 1) {
        lines.add(FACTORY.createLineString(coordinates));
      }
    }
    if (!lines.isEmpty()) {
      shape.addOther(
          new GeometryValue(
              lines.size() == 1
                  ? lines.getFirst()
                  : FACTORY.createMultiLineString(lines.toArray(LineString[]::new)),
              crs));
    }
  }

  /// The coordinates of the indices in an array of the length asked for; empty when one of them has
  /// no vertex.
  private Coordinate[] coordinates(int[] indices, int length) {
    Coordinate[] coordinates = new Coordinate[length];
    for (int i = 0; i < indices.length; i++) {
      if (!vertices.has(indices[i])) {
        problems.add("no sound vertex " + indices[i] + " among " + vertices.size());
        return new Coordinate[0];
      }
      coordinates[i] = transform.of(vertices, indices[i]);
    }
    return coordinates;
  }
}
