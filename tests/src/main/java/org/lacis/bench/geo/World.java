package org.lacis.bench.geo;

import java.util.Map;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// A territory made from a seed: buildings in villages and a city, communes that tile it, hazard
/// zones and sensors. It grows in area with its scale, its density stays; at scale 1 it has 200,000
/// buildings, 3,480 communes, 10,000 zones and 20,000 sensors. The city stays the same from scale 1
/// on, so that a question about it has about the same answer.
public final class World {
  private static final String[] USAGES = {
    "residential", "annex", "agricultural", "commercial", "industrial", "religious", "sports"
  };
  private static final double[] UP_TO = {0.62, 0.76, 0.84, 0.88, 0.93, 0.97, 1};
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private final long seed;
  private final double scale;
  private final Communes communes;
  private final Settlements settlements;

  public World(long seed, double scale) {
    this.seed = seed;
    this.scale = scale;
    this.communes = Communes.of(seed, count(Kind.COMMUNE));
    int inCity = (int) Math.round(20_000 * Math.min(1, scale));
    this.settlements = new Settlements(seed, communes, count(Kind.BUILDING), inCity);
  }

  public double scale() {
    return scale;
  }

  /// How many features of a kind there are.
  public int count(Kind kind) {
    int whole =
        switch (kind) {
          case BUILDING -> 200_000;
          case COMMUNE -> 3_480;
          case ZONE -> 10_000;
          case SENSOR -> 20_000;
        };
    return Math.max(1, (int) Math.round(whole * scale));
  }

  /// Where the questions are asked.
  Coordinate cityCentre() {
    return settlements.cityCentre();
  }

  /// Makes all features, kind by kind, neighbours mostly one after the other.
  public void features(Consumer<Feature> feature) {
    for (Kind kind : Kind.values()) {
      features(kind, feature);
    }
  }

  /// Makes the features of one kind, ids ascending.
  public void features(Kind kind, Consumer<Feature> feature) {
    switch (kind) {
      case BUILDING -> buildings(feature);
      case COMMUNE -> communes(feature);
      case ZONE -> zones(feature);
      case SENSOR -> sensors(feature);
    }
  }

  private void buildings(Consumer<Feature> feature) {
    int[] next = {0};
    settlements.outlines(outline -> {
      int id = next[0]++;
      Dice dice = Dice.of(seed, 31, id);
      int storeys = 1 + (int) Math.abs(2 * dice.gaussian());
      Map<String, Object> values =
          Map.of(
              "usage",
              usage(dice.between(0, 1)),
              "height",
              Math.round(10 * (2.8 * storeys + dice.between(0, 2))) / 10.0,
              "storeys",
              storeys,
              "year",
              2026 - (int) Math.abs(60 * dice.gaussian()));
      feature.accept(new Feature(Kind.BUILDING, id, outline, values));
    });
  }

  private static String usage(double thrown) {
    int which = 0;
    while (thrown >= UP_TO[which]) {
      which++;
    }
    return USAGES[which];
  }

  private void communes(Consumer<Feature> feature) {
    for (int id = 0; id < communes.count(); id++) {
      Map<String, Object> values =
          Map.of("population", 20 + Dice.of(seed, 32, id).below(20_000), "code", 10_000 + id);
      feature.accept(new Feature(Kind.COMMUNE, id, communes.outline(id), values));
    }
  }

  private void zones(Consumer<Feature> feature) {
    for (int id = 0; id < count(Kind.ZONE); id++) {
      Dice dice = Dice.of(seed, 33, id);
      int commune = (int) ((long) id * communes.count() / count(Kind.ZONE));
      Coordinate centre =
          dice.around(settlements.centre(commune), 1.1 * settlements.spread(commune));
      double radius = 95 * Math.exp(0.6 * dice.gaussian());
      Map<String, Object> values = Map.of("level", 1 + dice.below(4));
      feature.accept(new Feature(Kind.ZONE, id, blob(dice, centre, radius), values));
    }
  }

  /// A round thing with a wavy outline of 40 to 160 points.
  private static Polygon blob(Dice dice, Coordinate centre, double radius) {
    return wavy(dice, centre, radius, 40 + dice.below(120));
  }

  /// A round thing with a wavy outline.
  static Polygon wavy(Dice dice, Coordinate centre, double radius, int points) {
    double[] waves = {dice.gaussian(), dice.gaussian(), dice.gaussian(), dice.gaussian()};
    double[] phases = {dice.gaussian(), dice.gaussian(), dice.gaussian(), dice.gaussian()};
    Coordinate[] ring = new Coordinate[points + 1];
    for (int i = 0; i < points; i++) {
      double angle = 2 * Math.PI * i / points;
      double swell = 0;
      for (int wave = 0; wave < waves.length; wave++) {
        swell += waves[wave] / (wave + 2) * Math.sin((wave + 2) * angle + 3 * phases[wave]);
      }
      double distance = radius * Math.exp(0.35 * swell);
      ring[i] =
          Dice.rounded(
              centre.x + distance * Math.cos(angle), centre.y + distance * Math.sin(angle));
    }
    ring[points] = ring[0].copy();
    return GEOMETRIES.createPolygon(ring);
  }

  private void sensors(Consumer<Feature> feature) {
    for (int id = 0; id < count(Kind.SENSOR); id++) {
      Dice dice = Dice.of(seed, 34, id);
      int commune = dice.below(communes.count());
      Coordinate at =
          id % 2 == 0
              ? dice.around(settlements.centre(commune), 300)
              : anywhere(dice, communes.middle(commune));
      Map<String, Object> values = Map.of("interval", 60 * (1 + dice.below(60)));
      feature.accept(
          new Feature(Kind.SENSOR, id, GEOMETRIES.createPoint(Dice.rounded(at.x, at.y)), values));
    }
  }

  private static Coordinate anywhere(Dice dice, Coordinate middle) {
    double half = Communes.SIDE / 2;
    return new Coordinate(
        middle.x + dice.between(-half, half), middle.y + dice.between(-half, half));
  }
}
