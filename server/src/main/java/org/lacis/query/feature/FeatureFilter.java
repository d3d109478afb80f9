package org.lacis.query.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.predicate.RectangleIntersects;

/// Which features are wanted: a test, and what a reader may start from because nothing that passes
/// the test lies outside of it.
///
/// @param test decides alone
/// @param near boxes in CRS84, degrees: whatever passes and has a geometry ([Feature#geometry]) has
///   one that meets one of them; empty when nothing is known
/// @param nowhere whether something without a geometry may pass
/// @param equalities whatever passes has, for each of them, one of its values
public record FeatureFilter(
    Predicate<? super Feature> test,
    Optional<List<Envelope>> near,
    boolean nowhere,
    List<Equality> equalities) {

  /// @param values the very terms, all of them: `"1"^^xsd:integer` is not `1.0`, `"a"@fr` not `"a"`
  public record Equality(Node predicate, Set<Node> values) {
    public Equality {
      values = Set.copyOf(values);
    }
  }

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /// Every feature.
  public static final FeatureFilter ALL =
      new FeatureFilter(_ -> true, Optional.empty(), true, List.of());

  public FeatureFilter {
    near = near.map(List::copyOf);
    equalities = List.copyOf(equalities);
  }

  /// A test that no index helps with.
  public static FeatureFilter of(Predicate<? super Feature> test) {
    return new FeatureFilter(test, Optional.empty(), true, List.of());
  }

  /// Features whose geometry has a point in common with a box, and those without a geometry (OGC
  /// API Features Part 1, 7.15.3).
  ///
  /// @param box east first, in units of the system
  /// @param lowest height in metres from which on things count: it is asked only of geometries with
  ///   heights; -∞ for any
  /// @param highest likewise; +∞ for any
  public static FeatureFilter box(Envelope box, Crs crs, double lowest, double highest) {
    Geometry area = FACTORY.toGeometry(box);
    Predicate<Feature> test =
        feature -> {
          Optional<GeometryValue> shape = feature.geometry();
          return shape.isEmpty()
              || (isBetween(shape.orElseThrow(), lowest, highest)
                  && feature.geometry(crs).filter(value -> meets(area, value)).isPresent());
        };
    return new FeatureFilter(test, around(new GeometryValue(area, crs)), true, List.of());
  }

  private static boolean meets(Geometry area, GeometryValue value) {
    Geometry shape = value.planar();
    if (!area.getEnvelopeInternal().intersects(shape.getEnvelopeInternal())) {
      return false;
    }
    return area instanceof Polygon rectangle
        ? RectangleIntersects.intersects(rectangle, shape)
        : pieces(shape).anyMatch(area::intersects);
  }

  private static Stream<Geometry> pieces(Geometry shape) {
    return IntStream.range(0, shape.getNumGeometries()).mapToObj(shape::getGeometryN);
  }

  private static boolean isBetween(GeometryValue value, double lowest, double highest) {
    if (lowest == Double.NEGATIVE_INFINITY && highest == Double.POSITIVE_INFINITY) {
      return true;
    }
    OptionalDouble least = value.minZ();
    return least.isEmpty()
        || (least.getAsDouble() <= highest && value.maxZ().orElseThrow() >= lowest);
  }

  /// Boxes that hold all that can meet a shape; empty when they cannot be told.
  public static Optional<List<Envelope>> around(GeometryValue shape) {
    try {
      Envelope box = shape.lonLatEnvelope();
      return Optional.of(box.isNull() ? List.of() : List.of(box));
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  /// Features that hold at some moment of an interval, and those of which no time is said (OGC API
  /// Features Part 1, 7.15.4).
  public static FeatureFilter during(Interval interval) {
    return of(feature -> feature.time().map(interval::meets).orElse(true));
  }

  /// What passes either.
  public FeatureFilter or(FeatureFilter other) {
    Predicate<? super Feature> first = test;
    Predicate<? super Feature> second = other.test;
    Optional<List<Envelope>> boxes =
        near.isEmpty() || other.near.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Stream.concat(near.orElseThrow().stream(), other.near.orElseThrow().stream())
                    .toList());
    return new FeatureFilter(
        feature -> first.test(feature) || second.test(feature),
        boxes,
        nowhere || other.nowhere,
        List.of());
  }

  /// Whether it is [#ALL], the one filter that asks nothing.
  @SuppressWarnings("ReferenceEquality")
  public boolean isAll() {
    return this == ALL;
  }

  /// What passes both.
  public FeatureFilter and(FeatureFilter other) {
    if (isAll() || other.isAll()) {
      return isAll() ? other : this;
    }
    List<Equality> both = new ArrayList<>(equalities);
    both.addAll(other.equalities);
    Predicate<? super Feature> first = test;
    Predicate<? super Feature> second = other.test;
    return new FeatureFilter(
        feature -> first.test(feature) && second.test(feature),
        common(near, other.near),
        nowhere && other.nowhere,
        both);
  }

  private static Optional<List<Envelope>> common(
      Optional<List<Envelope>> a, Optional<List<Envelope>> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    // The same geometry has to meet a box of each list, not their intersection.
    return area(a.orElseThrow()) <= area(b.orElseThrow()) ? a : b;
  }

  private static double area(List<Envelope> boxes) {
    return boxes.stream().mapToDouble(Envelope::getArea).sum();
  }

  /// The same test, with nothing to start from: to compare with.
  public FeatureFilter naive() {
    return of(test);
  }
}
