package org.lacis.link.review;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.link.rule.Tolerance;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Whether a thing has changed beyond a tolerance since it was looked at. It depends on the two
/// states alone: shapes are measured in the CRS of the old one where that is metric, else in its
/// zone of UTM.
final class Change {
  /// The greatest change of a number that is none, as a share of the old one.
  static final double NUMBER = 0.05;

  private static final int UTM_NORTH = 32600;
  private static final int UTM_SOUTH = 32700;

  // Coordinates are read from decimals: 3.0 m of difference may come out as 3.0000000004.
  private static final double ROUNDING = 1e-6;

  /// Which thing of the pair.
  enum Side {
    SOURCE("la source", "the source"),
    TARGET("la cible", "the target");

    private final String fr;
    private final String en;

    Side(String fr, String en) {
      this.fr = fr;
      this.en = en;
    }
  }

  private final Side side;
  private final Tolerance tolerance;

  private Change(Side side, Tolerance tolerance) {
    this.side = side;
    this.tolerance = tolerance;
  }

  /// Why the two states are not the same any more; empty when they are, within the tolerance.
  static Optional<Reason> between(
      Side side, ThingState before, ThingState now, Tolerance tolerance) {
    if (before.equals(now)) {
      return Optional.empty();
    }
    Change change = new Change(side, tolerance);
    return change
        .shape(before.wkt(), now.wkt())
        .or(() -> change.values(before.values(), now.values()));
  }

  // ---- shapes

  private Optional<Reason> shape(String before, String now) {
    if (before.equals(now)) {
      return Optional.empty();
    }
    if (before.isEmpty() || now.isEmpty()) {
      return before.isEmpty()
          ? reason("La géométrie de %s est venue depuis.", "The geometry of %s has come since.")
          : reason("La géométrie de %s n’est plus là.", "The geometry of %s is gone.");
    }
    try {
      GeometryValue old = Wkt.parse(before).footprint();
      Crs crs = metric(old);
      return moved(old.to(crs).shape(), Wkt.parse(now).footprint().to(crs).shape());
    } catch (GeometryException _) {
      // The texts differ, and one of them cannot be measured: nobody can say that it is the same.
      return reason(
          "La géométrie de %s n’est plus lisible ou ne l’était pas.",
          "The geometry of %s cannot be read, or could not.");
    }
  }

  private static Crs metric(GeometryValue value) {
    if (value.crs().planar()) {
      return value.crs();
    }
    Coordinate centre = value.lonLatEnvelope().centre();
    if (centre == null) {
      return Crs.ofEpsg(UTM_NORTH + 31); // an empty shape: any will do
    }
    int zone = Math.clamp((long) Math.floor((centre.x + 180) / 6) + 1, 1, 60);
    return Crs.ofEpsg((centre.y >= 0 ? UTM_NORTH : UTM_SOUTH) + zone);
  }

  private Optional<Reason> moved(Geometry old, Geometry now) {
    if (old.isEmpty() && now.isEmpty()) {
      return Optional.empty();
    }
    if (old.isEmpty() || now.isEmpty() || old.getDimension() != now.getDimension()) {
      return reason(
          "La géométrie de %s est d’une autre nature.", "The geometry of %s is of another kind.");
    }
    double metres = DiscreteHausdorffDistance.distance(old, now);
    if (metres > tolerance.moved() + ROUNDING) {
      return reason(
          "Le contour de %s a bougé de "
              + fr(metres)
              + " m, plus que "
              + fr(tolerance.moved())
              + " m.",
          "The boundary of %s has moved by "
              + en(metres)
              + " m, more than "
              + en(tolerance.moved())
              + " m.");
    }
    double area = old.getArea();
    if (area > 0) {
      double share = OverlayNGRobust.overlay(old, now, OverlayNG.SYMDIFFERENCE).getArea() / area;
      if (share > tolerance.area() + ROUNDING) {
        return reason(
            "La surface de %s a changé de "
                + fr(100 * share)
                + " %%, plus que "
                + fr(100 * tolerance.area())
                + " %%.",
            "The area of %s has changed by "
                + en(100 * share)
                + "%%, more than "
                + en(100 * tolerance.area())
                + "%%.");
      }
    }
    return Optional.empty();
  }

  // ---- attributes

  private Optional<Reason> values(Map<String, List<String>> before, Map<String, List<String>> now) {
    SortedSet<String> properties = new TreeSet<>(before.keySet());
    properties.addAll(now.keySet());
    for (String property : properties) {
      List<String> old = before.getOrDefault(property, List.of());
      List<String> present = now.getOrDefault(property, List.of());
      if (!same(old, present)) {
        String name =
            property.substring(1 + Math.max(property.lastIndexOf('#'), property.lastIndexOf('/')));
        String said =
            name
                + " : « "
                + String.join(" ; ", old)
                + " » → « "
                + String.join(" ; ", present)
                + " »";
        String told =
            name + ": “" + String.join("; ", old) + "” → “" + String.join("; ", present) + "”";
        return Optional.of(
            new Reason(
                "Un attribut de " + side.fr + " a changé, " + said + ".",
                "An attribute of " + side.en + " has changed, " + told + "."));
      }
    }
    return Optional.empty();
  }

  private boolean same(List<String> before, List<String> now) {
    if (words(before).equals(words(now))) {
      return true;
    }
    // Numbers are paired by size; with several of them that is the closest there is.
    double[] old = numbers(before);
    double[] present = numbers(now);
    if (old.length == 0
        || old.length != before.size()
        || present.length != now.size()
        || old.length != present.length) {
      return false;
    }
    for (int i = 0; i < old.length; i++) {
      double change = Math.abs(present[i] - old[i]);
      if (change > NUMBER * Math.abs(old[i]) * (1 + ROUNDING)) {
        return false;
      }
    }
    return true;
  }

  /// Case and spaces tell nothing.
  private static SortedSet<String> words(List<String> texts) {
    return texts.stream()
        .map(text -> text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double[] numbers(List<String> texts) {
    try {
      // A leading zero is the mark of a code: 069 and 70 are not close to each other.
      return texts.stream()
          .filter(text -> text.matches("[+-]?(0|[1-9]\\d*)([.]\\d+)?([eE][+-]?\\d+)?"))
          .mapToDouble(Double::parseDouble)
          .sorted()
          .toArray();
    } catch (NumberFormatException _) {
      return new double[0];
    }
  }

  // ---- words

  private Optional<Reason> reason(String fr, String en) {
    return Optional.of(new Reason(fr.formatted(side.fr), en.formatted(side.en)));
  }

  private static String fr(double number) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.FRANCE))
        .format(number);
  }

  private static String en(double number) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.UK))
        .format(number);
  }
}
