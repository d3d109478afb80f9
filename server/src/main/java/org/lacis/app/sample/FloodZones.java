package org.lacis.app.sample;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/// The zones that the river floods: three scenarios, each within the next, cut into reaches.
final class FloodZones {
  /// Whether a building is exposed must not hang on how coordinates are rounded: none comes nearer
  /// to deciding otherwise than this, in metres.
  private static final double DOUBT = 0.05;

  private static final double REACH = 1000;
  private static final double STEP = 25;

  /// How often the river rises so far.
  enum Scenario {
    FREQUENT("F", "fréquent", 42, 0.8),
    MEDIUM("M", "moyen", 88, 1.4),
    EXTREME("E", "extrême", 165, 2.6);

    private final String letter;
    private final String word;
    private final double reach;
    private final double water;

    Scenario(String letter, String word, double reach, double water) {
      this.letter = letter;
      this.word = word;
      this.reach = reach;
      this.water = water;
    }

    String word() {
      return word;
    }
  }

  /// @param id key of the zone
  /// @param scenario how often
  /// @param depth of water at most, metres
  /// @param plan its shape on the plan of the town
  record Zone(String id, Scenario scenario, double depth, Polygon plan) {}

  private record Edge(Zone zone, PreparedGeometry outer, PreparedGeometry inner) {}

  private final List<Zone> zones = new ArrayList<>();
  private final STRtree index = new STRtree();

  FloodZones(Town town) {
    double end = town.length() + 150;
    int number = 1;
    for (double from = -150; from < end; from += REACH, number++) {
      for (Scenario scenario : Scenario.values()) {
        zones.add(zone(town, scenario, number, from, Math.min(end, from + REACH)));
      }
    }
    for (Zone zone : zones) {
      PreparedGeometry outer = PreparedGeometryFactory.prepare(zone.plan().buffer(DOUBT));
      PreparedGeometry inner = PreparedGeometryFactory.prepare(zone.plan().buffer(-DOUBT));
      index.insert(outer.getGeometry().getEnvelopeInternal(), new Edge(zone, outer, inner));
    }
    index.build();
  }

  private static Zone zone(Town town, Scenario scenario, int number, double from, double to) {
    SplitRandom chance = SplitRandom.of(town.seed(), 6, scenario.letter.charAt(0));
    double turn = chance.between(0, 6);
    int steps = (int) Math.ceil((to - from) / STEP);
    Coordinate[] ring = new Coordinate[2 * (steps + 1) + 1];
    for (int i = 0; i <= steps; i++) {
      double u = i == steps ? to : from + i * STEP;
      double south = scenario.reach * (1 + 0.22 * StrictMath.sin(u / 130 + turn));
      double north = scenario.reach * (1 + 0.22 * StrictMath.sin(u / 95 - turn));
      ring[i] = new Coordinate(u, town.riverAt(u) - south);
      ring[2 * steps + 1 - i] = new Coordinate(u, town.riverAt(u) + north);
    }
    ring[ring.length - 1] = ring[0].copy();
    String id = "ZI" + Town.INSEE + "-" + scenario.letter + "%04d".formatted(number);
    return new Zone(id, scenario, scenario.water, Town.SHAPES.createPolygon(ring));
  }

  List<Zone> all() {
    return List.copyOf(zones);
  }

  /// The zones that this shape meets.
  List<Zone> meeting(Polygon plan) {
    List<Zone> met = new ArrayList<>();
    for (Object found : index.query(plan.getEnvelopeInternal())) {
      Edge edge = (Edge) found;
      if (edge.outer().intersects(plan)) {
        met.add(edge.zone());
      }
    }
    return met;
  }

  /// Whether no zone is met, or missed, by a hair's breadth.
  boolean clear(Polygon plan) {
    for (Object found : index.query(plan.getEnvelopeInternal())) {
      Edge edge = (Edge) found;
      if (edge.outer().intersects(plan) != edge.inner().intersects(plan)) {
        return false;
      }
    }
    return true;
  }
}
