package org.lacis.app.sample;

import java.util.ArrayList;
import java.util.List;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The surfaces of a building at level of detail 2, facing outwards, in EPSG:3946.
///
/// @param kinds what each surface is
/// @param surfaces the surfaces, with heights
record Solid(List<Kind> kinds, List<Polygon> surfaces) {
  /// What a surface is.
  enum Kind {
    GROUND("GroundSurface"),
    ROOF("RoofSurface"),
    WALL("WallSurface");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    /// Its place in the list of surfaces that [CityJson] writes.
    int place() {
      return switch (this) {
        case GROUND -> 0;
        case ROOF -> 1;
        case WALL -> 2;
      };
    }

    /// Its name in CityGML and CityJSON.
    String cityName() {
      return name;
    }
  }

  Solid {
    kinds = List.copyOf(kinds);
    surfaces = List.copyOf(surfaces);
  }

  static Solid of(LocalBuilding building, Town town) {
    double floor = building.ground(town);
    double eaves = floor + building.wall();
    Drawing drawing = new Drawing();
    Polygon plan = building.plan();
    drawing.surface(Kind.GROUND, lifted(plan, floor).reverse());
    if (building.rise() > 0) {
      drawing.gable(plan.getExteriorRing().getCoordinates(), floor, eaves, eaves + building.rise());
    } else {
      drawing.surface(Kind.ROOF, lifted(plan, eaves));
      drawing.walls(plan.getExteriorRing().getCoordinates(), floor, eaves);
      for (int i = 0; i < plan.getNumInteriorRing(); i++) {
        drawing.walls(plan.getInteriorRingN(i).getCoordinates(), floor, eaves);
      }
    }
    return drawing.inCc46();
  }

  private static Polygon lifted(Polygon plan, double z) {
    LinearRing[] holes = new LinearRing[plan.getNumInteriorRing()];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = lifted(plan.getInteriorRingN(i), z);
    }
    return Town.SHAPES.createPolygon(lifted(plan.getExteriorRing(), z), holes);
  }

  private static LinearRing lifted(LinearRing ring, double z) {
    Coordinate[] lifted = ring.getCoordinates();
    for (int i = 0; i < lifted.length; i++) {
      lifted[i] = at(lifted[i], z);
    }
    return Town.SHAPES.createLinearRing(lifted);
  }

  private static Coordinate at(Coordinate plan, double z) {
    return new Coordinate(plan.x, plan.y, z);
  }

  /// Surfaces on the plan of the town, one after the other.
  private static final class Drawing {
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Polygon> surfaces = new ArrayList<>();

    void surface(Kind kind, Polygon surface) {
      kinds.add(kind);
      surfaces.add(surface);
    }

    void surface(Kind kind, Coordinate... corners) {
      Coordinate[] ring = new Coordinate[corners.length + 1];
      System.arraycopy(corners, 0, ring, 0, corners.length);
      ring[corners.length] = corners[0].copy();
      surface(kind, Town.SHAPES.createPolygon(ring));
    }

    void walls(Coordinate[] ring, double low, double high) {
      for (int i = 0; i + 1 < ring.length; i++) {
        wall(ring[i], ring[i + 1], low, high);
      }
    }

    void wall(Coordinate a, Coordinate b, double low, double high) {
      surface(Kind.WALL, at(a, low), at(b, low), at(b, high), at(a, high));
    }

    // The ridge runs along the longer sides, from the middle of one short side to the other.
    void gable(Coordinate[] ring, double low, double high, double top) {
      int first = ring[0].distance(ring[1]) >= ring[1].distance(ring[2]) ? 0 : 1;
      Coordinate a = ring[first];
      Coordinate b = ring[first + 1];
      Coordinate c = ring[(first + 2) % 4];
      Coordinate d = ring[(first + 3) % 4];
      Coordinate east = new Coordinate((b.x + c.x) / 2, (b.y + c.y) / 2, top);
      Coordinate west = new Coordinate((a.x + d.x) / 2, (a.y + d.y) / 2, top);
      surface(Kind.ROOF, at(a, high), at(b, high), east, west);
      surface(Kind.ROOF, at(c, high), at(d, high), west.copy(), east.copy());
      wall(a, b, low, high);
      wall(c, d, low, high);
      surface(Kind.WALL, at(b, low), at(c, low), at(c, high), east.copy(), at(b, high));
      surface(Kind.WALL, at(d, low), at(a, low), at(a, high), west.copy(), at(d, high));
    }

    Solid inCc46() {
      Geometry all = Town.SHAPES.createMultiPolygon(surfaces.toArray(Polygon[]::new));
      Geometry placed =
          new GeometryValue(Town.onGround(all), Town.LAMBERT_93).to(Town.CC46).shape();
      List<Polygon> parts = new ArrayList<>(surfaces.size());
      for (int i = 0; i < placed.getNumGeometries(); i++) {
        parts.add((Polygon) placed.getGeometryN(i));
      }
      return new Solid(kinds, parts);
    }
  }
}
