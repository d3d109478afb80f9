package org.lacis.geometry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.datum.Datum;

/// Parameters of the known systems, and the transforms between them.
///
/// The maps remember results of pure functions: they hold at most one entry a known code, or pair
/// of codes, and never change an answer. Thread-safe.
final class Projections {
  private static final ConcurrentMap<Integer, Optional<Crs>> SYSTEMS = new ConcurrentHashMap<>();
  private static final ConcurrentMap<Integer, CoordinateReferenceSystem> PARAMETERS =
      new ConcurrentHashMap<>();
  private static final ConcurrentMap<Long, CoordinateTransform> TRANSFORMS =
      new ConcurrentHashMap<>();

  /// Systems that differ from another only in height, or by less than their own accuracy: code →
  /// code with the same plane coordinates. 5698 and 5699 are Lambert-93 with heights NGF-IGN69 and
  /// NGF-IGN78; 4979, 4965, 4937 the three-dimensional forms of 4326, 4171, 4258; 9777 … 9794 later
  /// realisations of RGF93; 0 is CRS84.
  private static final Map<Integer, Integer> SAME_PLANE =
      Map.ofEntries(
          Map.entry(0, 4326),
          Map.entry(4979, 4326),
          Map.entry(4965, 4171),
          Map.entry(4937, 4258),
          Map.entry(5698, 2154),
          Map.entry(5699, 2154),
          Map.entry(9776, 4171),
          Map.entry(9777, 4171),
          Map.entry(9781, 4171),
          Map.entry(9782, 4171),
          Map.entry(9793, 2154),
          Map.entry(9794, 2154));

  private static final Set<Integer> NORTH_FIRST =
      Set.of(3034, 3035, 3006, 31466, 31467, 31468, 31469);

  // The parameter file tells no axis order, so a projected system is known only when it is listed.
  private static final Set<Integer> EAST_FIRST =
      Set.of(
          2154, 5698, 5699, 9793, 9794, 2971, 2972, 2973, 2975, 2980, 4467, 4471, 4559, 5490, 3857,
          3395, 31370, 3812, 28992, 27700, 21781, 2056);

  private Projections() {}

  static Optional<Crs> find(int code) {
    Optional<Crs> known = SYSTEMS.get(code);
    if (known != null) {
      return known;
    }
    Optional<Crs> found = read(code);
    // Unknown codes are not remembered: requests could name any number of them.
    found.ifPresent(crs -> SYSTEMS.put(code, found));
    return found;
  }

  private static Optional<Crs> read(int code) {
    boolean eastFirst = eastFirst(code);
    boolean geographic = (code >= 4001 && code <= 4999) || SAME_PLANE.getOrDefault(code, 0) == 4171;
    if (code == 0 || !(eastFirst || NORTH_FIRST.contains(code) || geographic || code == 5489)) {
      return Optional.empty();
    }
    try {
      CoordinateReferenceSystem parameters = parameters(code);
      boolean degrees = parameters.getProjection().getName().equals("longlat");
      if (!degrees && !eastFirst && !NORTH_FIRST.contains(code)) {
        return Optional.empty();
      }
      return Optional.of(new Crs(Crs.EPSG_PREFIX + code, code, degrees, !eastFirst));
    } catch (Proj4jException _) {
      return Optional.empty();
    }
  }

  private static boolean eastFirst(int code) {
    return EAST_FIRST.contains(code)
        || between(code, 3942, 3950)
        || between(code, 32601, 32660)
        || between(code, 32701, 32760)
        || between(code, 25828, 25838)
        || between(code, 23028, 23038)
        || between(code, 27561, 27564)
        || between(code, 27571, 27574);
  }

  private static boolean between(int code, int first, int last) {
    return code >= first && code <= last;
  }

  private static CoordinateReferenceSystem parameters(int code) {
    int plane = SAME_PLANE.getOrDefault(code, code);
    return PARAMETERS.computeIfAbsent(
        plane, known -> new CRSFactory().createFromName("EPSG:" + known));
  }

  /// Whether coordinates of one are coordinates of the other, axis order in text aside. All
  /// realisations of ITRS (WGS 84, RGF93, ETRS89, RGR92 …) count as one datum: they differ by less
  /// than a metre, and no published shift between them is better than the data that names them.
  static boolean samePlane(Crs from, Crs to) {
    if (from.geographic() && to.geographic()) {
      return from.epsg() == to.epsg()
          || (modern(parameters(from.epsg())) && modern(parameters(to.epsg())));
    }
    return SAME_PLANE
        .getOrDefault(from.epsg(), from.epsg())
        .equals(SAME_PLANE.getOrDefault(to.epsg(), to.epsg()));
  }

  private static boolean modern(CoordinateReferenceSystem parameters) {
    Datum datum = parameters.getDatum();
    return datum.getTransformType() == Datum.TYPE_WGS84;
  }

  /// A filter that changes x and y of coordinate sequences in place, z kept.
  ///
  /// @throws GeometryException while it runs, when a coordinate has no image
  static CoordinateSequenceFilter filter(Crs from, Crs to) {
    return new PlaneFilter(transform(from, to), from, to);
  }

  private static CoordinateTransform transform(Crs from, Crs to) {
    long pair = ((long) from.epsg() << 32) | to.epsg();
    CoordinateTransform known = TRANSFORMS.get(pair);
    return known != null
        ? known
        : TRANSFORMS.computeIfAbsent(
            pair,
            _ -> new BasicCoordinateTransform(parameters(from.epsg()), parameters(to.epsg())));
  }

  /// One filter a thread: it reuses its two points.
  private static final class PlaneFilter implements CoordinateSequenceFilter {
    private final CoordinateTransform transform;
    private final Crs from;
    private final Crs to;
    private final ProjCoordinate source = new ProjCoordinate();
    private final ProjCoordinate target = new ProjCoordinate();

    PlaneFilter(CoordinateTransform transform, Crs from, Crs to) {
      this.transform = transform;
      this.from = from;
      this.to = to;
    }

    @Override
    public void filter(CoordinateSequence sequence, int i) {
      double x = sequence.getX(i);
      double y = sequence.getY(i);
      if (from.geographic() && (Math.abs(y) > 90 || Math.abs(x) > 360)) {
        throw outside(sequence, i, new ArithmeticException("no degrees"));
      }
      // No z goes in: a datum shift would otherwise touch heights, which are not ellipsoidal here.
      // It costs less than a millimetre, far below the accuracy of the old datums.
      source.setValue(x, y);
      try {
        transform.transform(source, target);
      } catch (Proj4jException | IllegalStateException e) {
        throw outside(sequence, i, e);
      }
      if (!Double.isFinite(target.x) || !Double.isFinite(target.y)) {
        throw outside(sequence, i, new ArithmeticException("not finite"));
      }
      sequence.setOrdinate(i, CoordinateSequence.X, target.x);
      sequence.setOrdinate(i, CoordinateSequence.Y, target.y);
    }

    private GeometryException outside(CoordinateSequence sequence, int i, Exception cause) {
      return new GeometryException(
          Finding.violation(
              "geometry.outside-crs",
              Place.of(from.iri()),
              sequence.getX(i) + " " + sequence.getY(i),
              "a coordinate that exists in " + to.iri(),
              "Check that the declared CRS and axis order are those of the data."),
          cause);
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }
}
