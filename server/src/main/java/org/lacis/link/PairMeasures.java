package org.lacis.link;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lacis.link.measure.Figures;
import org.lacis.link.measure.Hausdorff;
import org.lacis.link.measure.Measures;
import org.lacis.link.measure.Turning;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.SpatialMetric;
import org.lacis.link.text.DateSpan;
import org.lacis.link.text.Quantity;
import org.lacis.link.text.Text;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.IntersectionMatrix;
import org.locationtech.jts.operation.relateng.RelateNG;

/// Measures pairs: one source, held against its candidates, then the next. What several criteria
/// need is worked out once a pair, and only when it is needed. Of one thread.
final class PairMeasures {
  /// Of a Hausdorff distance, metres.
  private static final double PRECISION = 0.01;

  private final Side sources;
  private final Side targets;
  private final List<Criterion> criteria;

  private int source = -1;
  private @Nullable Geometry sourceShape;
  private @Nullable Figures sourceFigures;
  private @Nullable RelateNG relate;
  private int target = -1;
  private @Nullable Geometry targetShape;
  private @Nullable Figures targetFigures;
  private double common = Double.NaN;
  private @Nullable IntersectionMatrix matrix;

  PairMeasures(Side sources, Side targets, List<Criterion> criteria) {
    this.sources = sources;
    this.targets = targets;
    this.criteria = criteria;
  }

  void source(int thing) {
    source = thing;
    relate = null;
    sourceShape = sources.hasShape(thing) ? sources.layer().shape(sources.shapes()[thing]) : null;
    sourceFigures = sourceShape == null ? null : new Figures(sourceShape);
  }

  void target(int thing) {
    target = thing;
    common = Double.NaN;
    matrix = null;
    targetShape = targets.hasShape(thing) ? targets.layer().shape(targets.shapes()[thing]) : null;
    targetFigures = targetShape == null ? null : new Figures(targetShape);
  }

  /// The values of the criteria; those that hang on other candidates are left open, NaN.
  ///
  /// @param values receives them from `at` on
  void measure(double[] values, int at) {
    for (int i = 0; i < criteria.size(); i++) {
      values[at + i] = value(criteria.get(i).metric());
    }
  }

  private double value(Metric metric) {
    return switch (metric) {
      case Metric.Spatial(SpatialMetric kind) -> spatial(kind);
      case Metric.Context _ -> Double.NaN;
      case Metric.Topology(var relation) -> {
        IntersectionMatrix both = matrix();
        yield both == null
            ? Double.NaN
            : relation.holds(both, dimension(sourceShape), dimension(targetShape)) ? 1 : 0;
      }
      case Metric.Text text -> text(text);
      case Metric.SameKey key -> key(key);
      case Metric.Quantity quantity -> quantity(quantity);
      case Metric.Days days -> days(days);
      case Metric.Neighbours neighbours -> neighbours(neighbours);
    };
  }

  // ---- shapes

  /// Area of the intersection, square metres; NaN where one of them has no shape.
  double common() {
    if (Double.isNaN(common) && sourceShape != null && targetShape != null) {
      common = Measures.commonArea(sourceShape, targetShape);
    }
    return common;
  }

  /// DE-9IM; null where one of them has no shape.
  @Nullable IntersectionMatrix matrix() {
    if (matrix == null && sourceShape != null && targetShape != null) {
      RelateNG prepared = relate;
      if (prepared == null) {
        prepared = RelateNG.prepare(sourceShape);
        relate = prepared;
      }
      matrix = prepared.evaluate(targetShape);
    }
    return matrix;
  }

  /// [Pairs#packed], or [Pairs#NO_MATRIX].
  int packedMatrix() {
    IntersectionMatrix both = matrix();
    return both == null ? Pairs.NO_MATRIX : Pairs.packed(both);
  }

  private static int dimension(@Nullable Geometry shape) {
    return shape == null ? -1 : shape.getDimension();
  }

  private double spatial(SpatialMetric kind) {
    Geometry one = sourceShape;
    Geometry other = targetShape;
    if (one == null || other == null) {
      return Double.NaN;
    }
    double a = sources.area(source);
    double b = targets.area(target);
    return switch (kind) {
      case DISTANCE -> one.distance(other);
      case CENTROID_DISTANCE -> Measures.centroidDistance(one, other);
      case HAUSDORFF_DISTANCE -> Hausdorff.distance(one, other, PRECISION);
      case COMMON_AREA -> a > 0 && b > 0 ? common() : Double.NaN;
      case INTERSECTION_OVER_SMALLER -> Measures.overSmaller(a, b, common());
      case INTERSECTION_OVER_LARGER ->
          a > 0 && b > 0 ? Measures.overLarger(a, b, common()) : Double.NaN;
      case INTERSECTION_OVER_SOURCE -> b > 0 ? Measures.share(common(), a) : Double.NaN;
      case INTERSECTION_OVER_TARGET -> a > 0 ? Measures.share(common(), b) : Double.NaN;
      case INTERSECTION_OVER_UNION -> Measures.overUnion(a, b, common());
      case SURFACE_DISTANCE -> 1 - Measures.overUnion(a, b, common());
      case AREA_RATIO -> Measures.areaRatio(a, b);
      case RELATIVE_CENTROID_DISTANCE -> Measures.relativeCentroidDistance(figures(), others());
      case TURNING_DISTANCE -> Turning.distance(one, other);
      case ORIENTATION_DIFFERENCE -> Measures.orientationDifference(figures(), others());
      case WALL_DIFFERENCE -> Measures.wallDifference(figures(), others());
      case COMPACTNESS_DIFFERENCE -> Measures.compactnessDifference(figures(), others());
      case ELONGATION_DIFFERENCE -> Measures.elongationDifference(figures(), others());
      case CONVEXITY_DIFFERENCE -> Measures.convexityDifference(figures(), others());
    };
  }

  private Figures figures() {
    return Objects.requireNonNull(sourceFigures);
  }

  private Figures others() {
    return Objects.requireNonNull(targetFigures);
  }

  // ---- attributes

  private double text(Metric.Text metric) {
    Text[] ones = sources.attributes().texts(metric.source(), metric.normalisation(), source);
    Text[] others = targets.attributes().texts(metric.target(), metric.normalisation(), target);
    double best = Double.NaN;
    for (Text one : ones) {
      for (Text other : others) {
        double likeness = metric.kind().of(one, other);
        if (!Double.isNaN(likeness)) {
          best = Double.isNaN(best) ? likeness : Math.max(best, likeness);
        }
      }
    }
    return best;
  }

  private double key(Metric.SameKey metric) {
    Set<String> ones = Proposer.Keys.keys(metric.source(), sources, source);
    Set<String> others = Proposer.Keys.keys(metric.target(), targets, target);
    if (ones.isEmpty() || others.isEmpty()) {
      return Double.NaN;
    }
    return ones.stream().anyMatch(others::contains) ? 1 : 0;
  }

  private double quantity(Metric.Quantity metric) {
    double[] ones = numbers(sources.attributes().values(metric.source(), source));
    double[] others = numbers(targets.attributes().values(metric.target(), target));
    double best = Double.NaN;
    for (double one : ones) {
      for (double other : others) {
        double value =
            switch (metric.kind()) {
              case DIFFERENCE -> Quantity.difference(one, other);
              case RATIO -> Quantity.ratio(one, other);
            };
        if (Double.isNaN(best)) {
          best = value;
        } else if (!Double.isNaN(value)) {
          best =
              switch (metric.kind()) {
                case DIFFERENCE -> Math.min(best, value);
                case RATIO -> Math.max(best, value);
              };
        }
      }
    }
    return best;
  }

  private static double[] numbers(String[] texts) {
    return Arrays.stream(texts)
        .map(Quantity::of)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  private double days(Metric.Days metric) {
    List<DateSpan> ones = dates(sources, metric.source(), source);
    List<DateSpan> others = dates(targets, metric.target(), target);
    return ones.stream()
        .flatMapToLong(one -> others.stream().mapToLong(one::days))
        .mapToDouble(days -> days)
        .min()
        .orElse(Double.NaN);
  }

  private static List<DateSpan> dates(Side side, Path path, int thing) {
    return Arrays.stream(side.attributes().values(path, thing))
        .flatMap(text -> DateSpan.of(text).stream())
        .toList();
  }

  private double neighbours(Metric.Neighbours metric) {
    String[] ones = sources.attributes().values(metric.source(), source);
    String[] others = targets.attributes().values(metric.target(), target);
    if (ones.length == 0 || others.length == 0) {
      return Double.NaN;
    }
    TreeSet<String> all = new TreeSet<>(List.of(others));
    int same = 0;
    for (String one : ones) {
      if (!all.add(one)) {
        same++;
      }
    }
    return (double) same / all.size();
  }
}
