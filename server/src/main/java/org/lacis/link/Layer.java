package org.lacis.link;

import java.util.ArrayList;
import java.util.List;
import org.lacis.link.measure.LocalOffset;
import org.lacis.link.relate.FlatShapes;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

/// The things of one side of a rule that have a usable shape, in the order of their IRIs, all in
/// one metric CRS. Shapes are kept as numbers in arrays, a third of what geometry objects take.
///
/// Never changed once read; safe for several readers.
final class Layer {
  private final List<String> iris;
  private final FlatShapes shapes;
  private final double[] areas;
  private final long[] versions;

  /// @param areas square metres; 0 for points and lines
  /// @param versions fingerprints of the texts that the shapes were read from
  Layer(List<String> iris, FlatShapes shapes, double[] areas, long[] versions) {
    this.iris = iris;
    this.shapes = shapes;
    this.areas = areas;
    this.versions = versions;
  }

  /// A side without shapes.
  static Layer empty() {
    return concatenation(List.of());
  }

  /// The things of all parts, in the order of the parts.
  static Layer concatenation(List<Layer> parts) {
    int size = parts.stream().mapToInt(Layer::size).sum();
    Layer all =
        new Layer(
            new ArrayList<>(size),
            FlatShapes.concatenation(parts.stream().map(part -> part.shapes).toList()),
            new double[size],
            new long[size]);
    int from = 0;
    for (Layer part : parts) {
      int length = part.size();
      all.iris.addAll(part.iris);
      System.arraycopy(part.areas, 0, all.areas, from, length);
      System.arraycopy(part.versions, 0, all.versions, from, length);
      from += length;
    }
    return all;
  }

  int size() {
    return areas.length;
  }

  /// In order; a reader never changes it.
  List<String> iris() {
    return iris;
  }

  String iri(int i) {
    return iris.get(i);
  }

  double area(int i) {
    return areas[i];
  }

  int dimension(int i) {
    return shapes.dimension(i);
  }

  /// Fingerprint of the text that the shape was read from.
  long version(int i) {
    return versions[i];
  }

  Envelope box(int i) {
    return shapes.box(i);
  }

  /// The area in which the boxes of two things meet, square metres.
  double commonBox(int i, Layer other, int j) {
    double width =
        Math.min(shapes.maxX(i), other.shapes.maxX(j))
            - Math.max(shapes.minX(i), other.shapes.minX(j));
    double height =
        Math.min(shapes.maxY(i), other.shapes.maxY(j))
            - Math.max(shapes.minY(i), other.shapes.minY(j));
    return Math.max(0, width) * Math.max(0, height);
  }

  /// What the estimation of an offset looks at.
  LocalOffset.Footprints footprints() {
    return new LocalOffset.Footprints() {
      @Override
      public int size() {
        return Layer.this.size();
      }

      @Override
      public double x(int i) {
        return (shapes.minX(i) + shapes.maxX(i)) / 2;
      }

      @Override
      public double y(int i) {
        return (shapes.minY(i) + shapes.maxY(i)) / 2;
      }

      @Override
      public double area(int i) {
        return areas[i];
      }
    };
  }

  /// The same things, each moved by the offset of its place.
  Layer moved(LocalOffset offset) {
    LocalOffset.Footprints from = footprints();
    FlatShapes.Builder moved = new FlatShapes.Builder();
    for (int i = 0; i < size(); i++) {
      double x = offset.x(from.x(i), from.y(i));
      double y = offset.y(from.x(i), from.y(i));
      Geometry shape = shape(i);
      Geometry there =
          x == 0 && y == 0
              ? shape
              : AffineTransformation.translationInstance(x, y).transform(shape);
      // What is moved may be rounded, and what was sound no more so.
      moved.add(there, there.isValid());
    }
    return new Layer(iris, moved.build(), areas, versions);
  }

  /// All shapes, by position.
  FlatShapes shapes() {
    return shapes;
  }

  /// A shape for JTS, made anew.
  Geometry shape(int i) {
    return shapes.geometry(i);
  }
}
