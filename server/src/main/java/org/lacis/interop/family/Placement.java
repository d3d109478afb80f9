package org.lacis.interop.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.interop.Examination;
import org.lacis.interop.Ours;
import org.locationtech.jts.geom.Coordinate;

/// Where the partner puts things that we, too, know the place of: the evidence of whether its
/// coordinates mean what it says.
///
/// The middles of both shapes of a pair are compared. The median over the pairs is what all have in
/// common, a shift; how far the pairs are from it is what each has of its own, a wrong link for
/// one.
///
/// @param finding what the pairs say
/// @param pairs with a place on both sides
/// @param offsets of each pair, as far as it has one in the systems that are declared
/// @param east median, metres; NaN where there is none
/// @param north likewise
/// @param spread of the pairs about the median: the median of their distances to it, metres
/// @param system in which the numbers would fit, where they do not fit what is declared
record Placement(
    Finding finding,
    List<Placed> pairs,
    List<Optional<Offset>> offsets,
    double east,
    double north,
    double spread,
    Optional<Crs> system) {
  /// Farther than this no survey is off: another system is meant, or another thing.
  private static final double FAR = 1_000;

  /// Nearer than this, surveys and outlines differ by themselves.
  private static final double NEAR = 5;

  private static final int ENOUGH = 3;

  /// Metres of a degree of latitude.
  private static final double DEGREE = 111_195;

  private static final List<Integer> SYSTEMS =
      List.of(
          2154, 3942, 3943, 3944, 3945, 3946, 3947, 3948, 3949, 3950, 27572, 3857, 32630, 32631,
          32632, 25830, 25831, 25832);

  enum Finding {
    /// no linked thing has a place on both sides
    NOTHING,
    /// fewer than three have
    TOO_FEW,
    /// they lie where they should
    SOUND,
    /// all are shifted alike
    SHIFTED,
    /// latitude and longitude, or northing and easting, are exchanged
    SWAPPED,
    /// the numbers are those of another system
    OTHER_SYSTEM,
    /// far off, and no one reason explains it
    SCATTERED
  }

  /// A pair with both places.
  record Placed(Pairs.Pair pair, GeometryValue theirs, GeometryValue ours) {}

  /// From our place to theirs, metres.
  record Offset(double east, double north) {
    double length() {
      return Math.hypot(east, north);
    }
  }

  static Placement of(Examination exam, Ours ours) {
    return exam.once(Placement.class, () -> read(exam, ours));
  }

  /// Whether places of the partner can be held against others.
  boolean trusted() {
    return finding != Finding.SWAPPED && finding != Finding.OTHER_SYSTEM;
  }

  double length() {
    return Math.hypot(east, north);
  }

  /// Degrees clockwise from north.
  double direction() {
    return (Math.toDegrees(Math.atan2(east, north)) + 360) % 360;
  }

  private static Placement read(Examination exam, Ours ours) {
    List<Placed> pairs = new ArrayList<>();
    for (Pairs.Pair pair : Pairs.of(exam, ours).same()) {
      Optional<GeometryValue> theirs = Pairs.place(pair.theirs());
      Optional<GeometryValue> own = Pairs.place(ours, pair.ours());
      if (theirs.isPresent() && own.isPresent() && middle(own.get()).isPresent()) {
        pairs.add(new Placed(pair, theirs.get(), own.get()));
      }
    }
    return judge(pairs);
  }

  static Placement judge(List<Placed> pairs) {
    List<Optional<Offset>> declared = offsets(pairs, value -> value);
    if (pairs.isEmpty()) {
      return made(Finding.NOTHING, pairs, declared, Optional.empty());
    }
    if (pairs.size() < ENOUGH) {
      return made(Finding.TOO_FEW, pairs, declared, Optional.empty());
    }
    double typical = typical(declared);
    if (typical <= FAR) {
      Placement sound = made(Finding.SOUND, pairs, declared, Optional.empty());
      // the median of n is about spread / √n off itself
      double doubt = 3 * 1.4826 * sound.spread / Math.sqrt(pairs.size());
      return sound.length() > Math.max(NEAR, doubt)
          ? made(Finding.SHIFTED, pairs, declared, Optional.empty())
          : sound;
    }
    if (typical(offsets(pairs, GeometryValue::swapped)) <= FAR) {
      return made(Finding.SWAPPED, pairs, declared, Optional.empty());
    }
    Optional<Crs> best = Optional.empty();
    double least = FAR;
    for (Crs system : systems()) {
      double off =
          Math.min(
              typical(offsets(pairs, value -> new GeometryValue(value.shape(), system))),
              typical(offsets(pairs, value -> new GeometryValue(value.swapped().shape(), system))));
      if (off < least) {
        least = off;
        best = Optional.of(system);
      }
    }
    return made(best.isPresent() ? Finding.OTHER_SYSTEM : Finding.SCATTERED, pairs, declared, best);
  }

  private static List<Crs> systems() {
    List<Crs> systems = new ArrayList<>(List.of(Crs.CRS84));
    for (int code : SYSTEMS) {
      try {
        systems.add(Crs.ofEpsg(code));
      } catch (GeometryException _) {
        // one that is not at hand explains nothing
      }
    }
    return systems;
  }

  private static Placement made(
      Finding finding, List<Placed> pairs, List<Optional<Offset>> offsets, Optional<Crs> system) {
    double[] east = offsets.stream().flatMap(Optional::stream).mapToDouble(Offset::east).toArray();
    double[] north =
        offsets.stream().flatMap(Optional::stream).mapToDouble(Offset::north).toArray();
    double middleEast = median(east);
    double middleNorth = median(north);
    double spread =
        median(
            offsets.stream()
                .flatMap(Optional::stream)
                .mapToDouble(one -> Math.hypot(one.east - middleEast, one.north - middleNorth))
                .toArray());
    return new Placement(finding, pairs, offsets, middleEast, middleNorth, spread, system);
  }

  private static List<Optional<Offset>> offsets(
      List<Placed> pairs, UnaryOperator<GeometryValue> reading) {
    return pairs.stream().map(pair -> offset(reading, pair)).toList();
  }

  private static Optional<Offset> offset(UnaryOperator<GeometryValue> reading, Placed pair) {
    Optional<Coordinate> ours = middle(pair.ours);
    Optional<Coordinate> theirs = middle(reading, pair.theirs);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    double north = (theirs.get().y - ours.get().y) * DEGREE;
    double east = (theirs.get().x - ours.get().x) * DEGREE * Math.cos(Math.toRadians(ours.get().y));
    return Optional.of(new Offset(east, north));
  }

  private static Optional<Coordinate> middle(
      UnaryOperator<GeometryValue> reading, GeometryValue value) {
    try {
      return middle(reading.apply(value));
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  /// The middle of a shape, longitude and latitude; empty when it lies nowhere on the Earth.
  static Optional<Coordinate> middle(GeometryValue value) {
    try {
      Coordinate middle = value.to(Crs.CRS84).shape().getEnvelopeInternal().centre();
      return middle != null && Math.abs(middle.x) <= 180 && Math.abs(middle.y) <= 90
          ? Optional.of(middle)
          : Optional.empty();
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  /// The median length; those that lie nowhere count as infinitely far.
  private static double typical(List<Optional<Offset>> offsets) {
    return median(
        offsets.stream()
            .mapToDouble(one -> one.map(Offset::length).orElse(Double.POSITIVE_INFINITY))
            .toArray());
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
