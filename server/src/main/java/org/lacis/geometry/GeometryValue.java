package org.lacis.geometry;

import java.util.OptionalDouble;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// A shape and the CRS its coordinates are in.
///
/// @param shape coordinates with x = east or longitude, y = north or latitude, z = height in metres
///   or NaN; never changed after construction; its SRID is not used
/// @param crs the coordinate reference system
/// @param body what a multi-polygon stands for
public record GeometryValue(Geometry shape, Crs crs, Body body) {

  /// What a collection of polygons stands for; JTS has no own types for it.
  public enum Body {
    /// points, lines and areas as JTS knows them
    PLAIN,
    /// polygons that touch along edges, open: `POLYHEDRALSURFACE Z`
    SURFACE,
    /// polygons that close a volume: `POLYHEDRALSURFACE Z` of a solid
    SOLID
  }

  public GeometryValue(Geometry shape, Crs crs) {
    this(shape, crs, Body.PLAIN);
  }

  /// The same shape with its vertices in another system; heights are kept as they are. Straight
  /// edges stay straight between the transformed vertices. WGS 84, RGF93, ETRS89 and the other
  /// realisations of ITRS count as one datum.
  ///
  /// @throws GeometryException `geometry.outside-crs` when a vertex has no image there
  public GeometryValue to(Crs target) {
    if (crs.equals(target)) {
      return this;
    }
    if (shape.isEmpty() || Projections.samePlane(crs, target)) {
      return new GeometryValue(shape, target, body);
    }
    return new GeometryValue(changed(Projections.filter(crs, target)), target, body);
  }

  /// The same shape with x and y exchanged: mends data whose axis order was declared wrongly.
  public GeometryValue swapped() {
    return new GeometryValue(changed(new Swap()), crs, body);
  }

  private Geometry changed(CoordinateSequenceFilter filter) {
    Geometry copy = shape.copy();
    copy.apply(filter);
    return copy;
  }

  /// An envelope in degrees (x longitude, y latitude) that surely contains the shape, whichever
  /// system it is later compared in; a null envelope for an empty shape. Shapes across the
  /// antimeridian are not split.
  ///
  /// @throws GeometryException `geometry.outside-crs` when a coordinate has no longitude, latitude
  public Envelope lonLatEnvelope() {
    return Bounds.lonLat(this);
  }

  /// What the shape covers of the ground, in its own system, without heights: the union of its
  /// polygons seen from above. Vertical walls vanish, courtyards stay holes, self-crossing polygons
  /// are mended. Shapes without polygons come back as they are, without heights.
  public GeometryValue footprint() {
    return new GeometryValue(Footprint.of(this), crs);
  }

  /// The shape as relations and plane measures see it: the footprint of a surface or solid, else
  /// the shape itself.
  public Geometry planar() {
    return body == Body.PLAIN ? shape : Footprint.of(this);
  }

  /// Whether some coordinate has a height.
  public boolean is3D() {
    Heights heights = new Heights();
    shape.apply(heights);
    return heights.min <= heights.max;
  }

  /// The lowest height, in metres; empty when there are none.
  public OptionalDouble minZ() {
    Heights heights = new Heights();
    shape.apply(heights);
    return heights.min <= heights.max ? OptionalDouble.of(heights.min) : OptionalDouble.empty();
  }

  /// The greatest height, in metres; empty when there are none.
  public OptionalDouble maxZ() {
    Heights heights = new Heights();
    shape.apply(heights);
    return heights.min <= heights.max ? OptionalDouble.of(heights.max) : OptionalDouble.empty();
  }

  private static final class Heights implements CoordinateSequenceFilter {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    @Override
    public void filter(CoordinateSequence sequence, int i) {
      double z = sequence.hasZ() ? sequence.getZ(i) : Double.NaN;
      if (!Double.isNaN(z)) {
        min = Math.min(min, z);
        max = Math.max(max, z);
      }
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }

  private static final class Swap implements CoordinateSequenceFilter {
    @Override
    public void filter(CoordinateSequence sequence, int i) {
      double x = sequence.getX(i);
      sequence.setOrdinate(i, CoordinateSequence.X, sequence.getY(i));
      sequence.setOrdinate(i, CoordinateSequence.Y, x);
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
