package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Measures;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/// A thing stands in the commune it names, and a unit in the unit it is part of, where both have a
/// shape.
///
/// What counts is a point within the thing: outlines of different producers cross by some metres,
/// so that a building at the limit may well reach over it. Outside by no more than [#NEAR] metres
/// is a warning, farther a violation. Links that were computed from geometry are not judged by it.
record UnitOfPlace() implements RegisterCheck {
  /// Metres.
  private static final double NEAR = 100;

  private static final Node IN_COMMUNE = Lacis.term("inCommune");
  private static final Node PART_OF = Lacis.term("partOf");

  /// A unit that is claimed, ready to be asked.
  private record Unit(long id, GeometryValue value, PreparedGeometry area) {
    /// Whether a point within the thing lies in it.
    boolean holds(GeometryValue thing) {
      Geometry shape = thing.to(value.crs()).planar();
      if (!area.getGeometry().getEnvelopeInternal().intersects(shape.getEnvelopeInternal())) {
        return false;
      }
      if (area.covers(shape)) {
        return true;
      }
      Point within = shape.getInteriorPoint();
      return !within.isEmpty() && area.intersects(within);
    }
  }

  @Override
  public String name() {
    return "unit-of-place";
  }

  @Override
  public long run(Ground ground, Problems problems) {
    Long2ObjectMap<LongList> claims = new Long2ObjectOpenHashMap<>();
    ground.said(
        IN_COMMUNE,
        (_, subject, object) ->
            claims.computeIfAbsent(object, _ -> new LongArrayList()).add(subject));
    long judged = judge(ground, problems, IN_COMMUNE, claims);
    return judged + judge(ground, problems, PART_OF, parts(ground));
  }

  /// Units in units: a part of a building is inside it by other rules.
  private static Long2ObjectMap<LongList> parts(Ground ground) {
    LongSet units = new LongOpenHashSet();
    ground.said(CommuneRegister.INSEE_CODE, (_, subject, _) -> units.add(subject));
    Long2ObjectMap<LongList> claims = new Long2ObjectOpenHashMap<>();
    ground.said(
        PART_OF,
        (_, subject, object) -> {
          if (units.contains(subject) && units.contains(object)) {
            claims.computeIfAbsent(object, _ -> new LongArrayList()).add(subject);
          }
        });
    return claims;
  }

  private static long judge(
      Ground ground, Problems problems, Node property, Long2ObjectMap<LongList> claims) {
    List<Unit> units = new ArrayList<>();
    claims
        .keySet()
        .longStream()
        .sorted()
        .forEach(id -> ground.geometry(id).flatMap(shape -> unit(id, shape)).ifPresent(units::add));
    long judged = 0;
    for (Unit unit : units) {
      LongSet seen = new LongOpenHashSet();
      for (long thing : claims.get(unit.id)) {
        Optional<GeometryValue> shape = seen.add(thing) ? ground.geometry(thing) : Optional.empty();
        if (shape.isPresent()) {
          judged++;
          judge(ground, problems, property, unit, units, thing, shape.orElseThrow());
        }
      }
    }
    return judged;
  }

  private static Optional<Unit> unit(long id, GeometryValue value) {
    Geometry area = value.planar();
    return area.getDimension() == 2
        ? Optional.of(new Unit(id, value, PreparedGeometryFactory.prepare(area)))
        : Optional.empty();
  }

  private static void judge(
      Ground ground,
      Problems problems,
      Node property,
      Unit unit,
      List<Unit> units,
      long thing,
      GeometryValue shape) {
    double metres;
    Unit found;
    try {
      if (unit.holds(shape)) {
        return;
      }
      metres = Measures.distance(unit.value, shape);
      found = found(units, shape);
    } catch (GeometryException _) {
      // a place that does not exist is told by the check of places
      return;
    }
    Object where =
        found == null
            ? new Problems.Words("unit.nowhere")
            : new Problems.Words("unit.there", ground.node(found.id));
    boolean near = metres <= NEAR;
    problems.tell(
        near ? "unit-left" : "unit-elsewhere",
        near ? Severity.WARNING : Severity.VIOLATION,
        ground.node(thing),
        property,
        ground.node(unit.id),
        Math.round(metres),
        where);
  }

  /// The unit of the same kind of claim in which the thing stands.
  private static @Nullable Unit found(List<Unit> units, GeometryValue shape) {
    for (Unit unit : units) {
      if (unit.holds(shape)) {
        return unit;
      }
    }
    return null;
  }
}
