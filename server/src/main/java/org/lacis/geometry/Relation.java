package org.lacis.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Dimension;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.IntersectionMatrix;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/// The topological relations of GeoSPARQL 1.1 (§ 9, tables 4 to 6): Simple Features, Egenhofer,
/// RCC8, each as patterns of the DE-9IM of its two geometries.
///
/// Relations look at geometries from above: heights take no part, a surface or solid stands for its
/// footprint. They need both shapes in one CRS; the second is transformed to that of the first.
///
/// Where this table differs from the standard's, on purpose: `sfEquals` and `ehEquals` are
/// `T*F**FFF*` (as Simple Features define equality), not `TFFFTFFFT`, under which a point would not
/// equal itself because it has no boundary. RCC8 is a calculus of regions, so a `2` in its patterns
/// asks for areas on both sides: a line is never `rcc8dc`. Two empty geometries are equal, whatever
/// their types.
public enum Relation {
  SF_EQUALS("T*F**FFF*"),
  SF_DISJOINT("FF*FF****"),
  SF_INTERSECTS("T********", "*T*******", "***T*****", "****T****"),
  SF_TOUCHES("FT*******", "F**T*****", "F***T****"),
  SF_WITHIN("T*F**F***"),
  SF_CONTAINS("T*****FF*"),
  /// `T*T***T**`, for two lines `1*T***T**`; only between shapes of one dimension
  SF_OVERLAPS("T*T***T**"),
  /// `T*T******` and its transpose between shapes of different dimension, for two lines `0********`
  SF_CROSSES("T*T******"),
  EH_EQUALS("T*F**FFF*"),
  EH_DISJOINT("FF*FF****"),
  EH_MEET("FT*******", "F**T*****", "F***T****"),
  EH_OVERLAP("T*T***T**"),
  EH_COVERS("T*TFT*FF*"),
  EH_COVERED_BY("TFF*TFT**"),
  EH_INSIDE("TFF*FFT**"),
  EH_CONTAINS("T*TFF*FF*"),
  RCC8_EQ("2FFFTFFFT"),
  RCC8_DC("FF2FFT2TT"),
  RCC8_EC("FF2FTT2TT"),
  RCC8_PO("2TTTTTTTT"),
  RCC8_TPPI("2TTFTTFFT"),
  RCC8_TPP("2FFTTFTTT"),
  RCC8_NTPP("2FFTFFTTT"),
  RCC8_NTPPI("2TTFFTFFT");

  private static final Map<String, Relation> BY_IRI =
      Arrays.stream(values())
          .flatMap(relation ->
              List.of(
                  Map.entry(relation.functionIri(), relation),
                  Map.entry(relation.propertyIri(), relation))
                  .stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> patterns;

  private final String localName;

  Relation(String... patterns) {
    this.patterns = List.of(patterns);
    this.localName = camel(name());
  }

  /// `EH_COVERED_BY` → `ehCoveredBy`, `RCC8_TPPI` → `rcc8tppi`.
  private static String camel(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("_");
    StringBuilder camel = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      boolean rcc8 = words[0].equals("rcc8");
      camel.append(rcc8 ? words[i].charAt(0) : Character.toUpperCase(words[i].charAt(0)));
      camel.append(words[i], 1, words[i].length());
    }
    return camel.toString();
  }

  /// The relation with this IRI, of the filter function (`geof:sfWithin`) or the property
  /// (`geo:sfWithin`).
  public static Optional<Relation> of(String iri) {
    return Optional.ofNullable(BY_IRI.get(iri));
  }

  /// `sfWithin`, `ehCoveredBy`, `rcc8tpp` …
  public String localName() {
    return localName;
  }

  /// IRI of the filter function.
  public String functionIri() {
    return Geo.FUNCTIONS + localName;
  }

  /// IRI of the property between features or geometries.
  public String propertyIri() {
    return Geo.NS + localName;
  }

  /// DE-9IM patterns, one of which has to match.
  public List<String> patterns() {
    return patterns;
  }

  /// The relation that holds from b to a exactly when this one holds from a to b.
  public Relation inverse() {
    return switch (this) {
      case SF_WITHIN -> SF_CONTAINS;
      case SF_CONTAINS -> SF_WITHIN;
      case EH_COVERS -> EH_COVERED_BY;
      case EH_COVERED_BY -> EH_COVERS;
      case EH_INSIDE -> EH_CONTAINS;
      case EH_CONTAINS -> EH_INSIDE;
      case RCC8_TPP -> RCC8_TPPI;
      case RCC8_TPPI -> RCC8_TPP;
      case RCC8_NTPP -> RCC8_NTPPI;
      case RCC8_NTPPI -> RCC8_NTPP;
      case SF_EQUALS,
          SF_DISJOINT,
          SF_INTERSECTS,
          SF_TOUCHES,
          SF_OVERLAPS,
          SF_CROSSES,
          EH_EQUALS,
          EH_DISJOINT,
          EH_MEET,
          EH_OVERLAP,
          RCC8_EQ,
          RCC8_DC,
          RCC8_EC,
          RCC8_PO ->
          this;
    };
  }

  /// Whether the relation can hold only between shapes whose envelopes meet, so that an index finds
  /// all candidates; true of all but the two kinds of "disjoint".
  public boolean needsContact() {
    return switch (this) {
      case SF_DISJOINT, EH_DISJOINT, RCC8_DC -> false;
      case SF_EQUALS,
          SF_INTERSECTS,
          SF_TOUCHES,
          SF_WITHIN,
          SF_CONTAINS,
          SF_OVERLAPS,
          SF_CROSSES,
          EH_EQUALS,
          EH_MEET,
          EH_OVERLAP,
          EH_COVERS,
          EH_COVERED_BY,
          EH_INSIDE,
          EH_CONTAINS,
          RCC8_EQ,
          RCC8_EC,
          RCC8_PO,
          RCC8_TPPI,
          RCC8_TPP,
          RCC8_NTPP,
          RCC8_NTPPI ->
          true;
    };
  }

  /// Whether the relation holds from a to b.
  ///
  /// @throws GeometryException when b cannot be transformed to a's CRS
  public boolean test(GeometryValue a, GeometryValue b) {
    Geometry first = a.planar();
    Geometry second = b.to(a.crs()).planar();
    return (first.isEmpty() || second.isEmpty())
        ? test(matrixWithNothing(first, second))
        : RelateNG.relate(first, second, predicate());
  }

  // What RelateNG refuses to tell of an empty shape and a mixed collection.
  private static IntersectionMatrix matrixWithNothing(Geometry a, Geometry b) {
    IntersectionMatrix matrix = new IntersectionMatrix();
    matrix.set(Location.EXTERIOR, Location.EXTERIOR, Dimension.A);
    if (!a.isEmpty()) {
      matrix.set(Location.INTERIOR, Location.EXTERIOR, a.getDimension());
      matrix.set(Location.BOUNDARY, Location.EXTERIOR, a.getBoundaryDimension());
    }
    if (!b.isEmpty()) {
      matrix.set(Location.EXTERIOR, Location.INTERIOR, b.getDimension());
      matrix.set(Location.EXTERIOR, Location.BOUNDARY, b.getBoundaryDimension());
    }
    return matrix;
  }

  /// Whether the relation holds between two shapes with this matrix (rows: interior, boundary and
  /// exterior of a). Their dimensions are read off the matrix, so it must hold dimensions, not `T`.
  public boolean test(IntersectionMatrix matrix) {
    int a = dimension(matrix, true);
    int b = dimension(matrix, false);
    return switch (this) {
      case SF_OVERLAPS -> matrix.isOverlaps(a, b);
      case SF_CROSSES -> matrix.isCrosses(a, b);
      case SF_EQUALS, EH_EQUALS ->
          (a == Dimension.FALSE && b == Dimension.FALSE) || matrix.matches(patterns.getFirst());
      case SF_DISJOINT,
          SF_INTERSECTS,
          SF_TOUCHES,
          SF_WITHIN,
          SF_CONTAINS,
          EH_DISJOINT,
          EH_MEET,
          EH_OVERLAP,
          EH_COVERS,
          EH_COVERED_BY,
          EH_INSIDE,
          EH_CONTAINS,
          RCC8_EQ,
          RCC8_DC,
          RCC8_EC,
          RCC8_PO,
          RCC8_TPPI,
          RCC8_TPP,
          RCC8_NTPP,
          RCC8_NTPPI ->
          patterns.stream().anyMatch(matrix::matches);
    };
  }

  // The interior of a shape lies in the other's interior, boundary and exterior, whole.
  private static int dimension(IntersectionMatrix matrix, boolean ofFirst) {
    int dimension = Dimension.FALSE;
    for (int other = Location.INTERIOR; other <= Location.EXTERIOR; other++) {
      int part =
          ofFirst ? matrix.get(Location.INTERIOR, other) : matrix.get(other, Location.INTERIOR);
      dimension = Math.max(dimension, part);
    }
    return dimension;
  }

  /// One shape made ready to be related to many others. Not thread-safe: one a thread.
  public static Prepared prepare(GeometryValue a) {
    return new Prepared(a);
  }

  /// A shape with an index of its edges.
  public static final class Prepared {
    private final Geometry one;
    private final Crs crs;
    private final RelateNG relate;

    private Prepared(GeometryValue a) {
      this.one = a.planar();
      this.crs = a.crs();
      this.relate = RelateNG.prepare(one);
    }

    /// Whether the relation holds from the prepared shape to b; stops as soon as that is known.
    public boolean test(Relation relation, GeometryValue b) {
      Geometry other = b.to(crs).planar();
      return (one.isEmpty() || other.isEmpty())
          ? relation.test(matrixWithNothing(one, other))
          : relate.evaluate(other, relation.predicate());
    }

    /// The whole matrix of the prepared shape and b, from which every relation follows.
    public IntersectionMatrix matrix(GeometryValue b) {
      Geometry other = b.to(crs).planar();
      return (one.isEmpty() || other.isEmpty())
          ? matrixWithNothing(one, other)
          : relate.evaluate(other);
    }
  }

  /// The matrix of two shapes.
  public static IntersectionMatrix matrix(GeometryValue a, GeometryValue b) {
    Geometry first = a.planar();
    Geometry second = b.to(a.crs()).planar();
    return (first.isEmpty() || second.isEmpty())
        ? matrixWithNothing(first, second)
        : RelateNG.relate(first, second);
  }

  /// A predicate for one evaluation; it has state.
  private TopologyPredicate predicate() {
    return switch (this) {
      case SF_EQUALS, EH_EQUALS -> RelatePredicate.equalsTopo();
      case SF_DISJOINT, EH_DISJOINT -> RelatePredicate.disjoint();
      case SF_INTERSECTS -> RelatePredicate.intersects();
      case SF_TOUCHES, EH_MEET -> RelatePredicate.touches();
      case SF_WITHIN -> RelatePredicate.within();
      case SF_CONTAINS -> RelatePredicate.contains();
      case SF_OVERLAPS -> RelatePredicate.overlaps();
      case SF_CROSSES -> RelatePredicate.crosses();
      case EH_OVERLAP,
          EH_COVERS,
          EH_COVERED_BY,
          EH_INSIDE,
          EH_CONTAINS,
          RCC8_EQ,
          RCC8_DC,
          RCC8_EC,
          RCC8_PO,
          RCC8_TPPI,
          RCC8_TPP,
          RCC8_NTPP,
          RCC8_NTPPI ->
          RelatePredicate.matches(patterns.getFirst());
    };
  }
}
