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
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Measures;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

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

  /// A unit that somebody names, ready to be asked. Only one is held ready at a time: the outlines
  /// of all communes of a country do not fit in memory.
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

  /// Where all units lie that are named in one way, to find the one where a thing is instead.
  private static final class Atlas {
    private final Ground ground;
    private final STRtree boxes = new STRtree();

    Atlas(Ground ground) {
      this.ground = ground;
    }

    void add(long id, GeometryValue shape) {
      boxes.insert(shape.lonLatEnvelope(), id);
    }

    /// The unit in which the thing stands.
    Optional<Node> at(GeometryValue thing) {
      for (Object id : boxes.query(thing.lonLatEnvelope())) {
        Optional<Unit> unit = unit(ground, (Long) id);
        if (unit.isPresent() && unit.orElseThrow().holds(thing)) {
          return Optional.of(ground.node((Long) id));
        }
      }
      return Optional.empty();
    }
  }

  /// What is wrong with one thing, until all units are known.
  private record Astray(long thing, long unit, double metres) {}

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
    Atlas atlas = new Atlas(ground);
    List<Astray> astray = new ArrayList<>();
    long[] judged = {0};
    claims
        .keySet()
        .longStream()
        .sorted()
        .forEach(id -> {
          Optional<Unit> unit = unit(ground, id);
          if (unit.isPresent()) {
            atlas.add(id, unit.orElseThrow().value);
            judged[0] += judge(ground, unit.orElseThrow(), claims.get(id), astray);
          }
        });
    for (Astray one : astray) {
      boolean near = one.metres <= NEAR;
      Object where =
          ground
              .geometry(one.thing)
              .flatMap(atlas::at)
              .map(unit -> new Problems.Words("unit.there", unit))
              .orElseGet(() -> new Problems.Words("unit.nowhere"));
      problems.tell(
          near ? "unit-left" : "unit-elsewhere",
          near ? Severity.WARNING : Severity.VIOLATION,
          ground.node(one.thing),
          property,
          ground.node(one.unit),
          Math.round(one.metres),
          where);
    }
    return judged[0];
  }

  /// A unit whose shape is an area.
  private static Optional<Unit> unit(Ground ground, long id) {
    Optional<GeometryValue> shape = ground.geometry(id);
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    try {
      GeometryValue value = shape.orElseThrow();
      Geometry area = value.planar();
      return area.getDimension() == 2 && !value.lonLatEnvelope().isNull()
          ? Optional.of(new Unit(id, value, PreparedGeometryFactory.prepare(area)))
          : Optional.empty();
    } catch (GeometryException _) {
      // a place that does not exist is told by the check of places
      return Optional.empty();
    }
  }

  private static long judge(Ground ground, Unit unit, LongList things, List<Astray> astray) {
    long judged = 0;
    LongSet seen = new LongOpenHashSet();
    for (long thing : things) {
      Optional<GeometryValue> shape = seen.add(thing) ? ground.geometry(thing) : Optional.empty();
      if (shape.isPresent()) {
        judged++;
        try {
          if (!unit.holds(shape.orElseThrow())) {
            astray.add(
                new Astray(thing, unit.id, Measures.distance(unit.value, shape.orElseThrow())));
          }
        } catch (GeometryException _) {
          // likewise
        }
      }
    }
    return judged;
  }
}
