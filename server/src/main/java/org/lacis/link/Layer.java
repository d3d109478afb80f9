package org.lacis.link;

import java.util.ArrayList;
import java.util.List;
import org.lacis.link.measure.LocalOffset;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/// The things of one side of a rule that have a usable shape, in the order of their IRIs, all in
/// one metric CRS. Shapes are kept as bytes, half of what geometry objects take.
///
/// Never changed once read; safe for several readers.
final class Layer {
  private final List<String> iris;
  private final byte[][] shapes;
  private final double[] boxes;
  private final double[] areas;
  private final byte[] dimensions;
  private final long[] versions;

  /// @param shapes WKB
  /// @param boxes four numbers a thing: least x, greatest x, least y, greatest y
  /// @param areas square metres; 0 for points and lines
  /// @param dimensions 0, 1 or 2
  /// @param versions fingerprints of the texts that the shapes were read from
  Layer(
      List<String> iris,
      byte[][] shapes,
      double[] boxes,
      double[] areas,
      byte[] dimensions,
      long[] versions) {
    this.iris = iris;
    this.shapes = shapes;
    this.boxes = boxes;
    this.areas = areas;
    this.dimensions = dimensions;
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
            new byte[size][],
            new double[4 * size],
            new double[size],
            new byte[size],
            new long[size]);
    int from = 0;
    for (Layer part : parts) {
      int length = part.size();
      all.iris.addAll(part.iris);
      System.arraycopy(part.shapes, 0, all.shapes, from, length);
      System.arraycopy(part.boxes, 0, all.boxes, 4 * from, 4 * length);
      System.arraycopy(part.areas, 0, all.areas, from, length);
      System.arraycopy(part.dimensions, 0, all.dimensions, from, length);
      System.arraycopy(part.versions, 0, all.versions, from, length);
      from += length;
    }
    return all;
  }

  int size() {
    return shapes.length;
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
    return dimensions[i];
  }

  /// Fingerprint of the text that the shape was read from.
  long version(int i) {
    return versions[i];
  }

  Envelope box(int i) {
    return new Envelope(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
  }

  /// The area in which the boxes of two things meet, square metres.
  double commonBox(int i, Layer other, int j) {
    double width =
        Math.min(boxes[4 * i + 1], other.boxes[4 * j + 1])
            - Math.max(boxes[4 * i], other.boxes[4 * j]);
    double height =
        Math.min(boxes[4 * i + 3], other.boxes[4 * j + 3])
            - Math.max(boxes[4 * i + 2], other.boxes[4 * j + 2]);
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
        return (boxes[4 * i] + boxes[4 * i + 1]) / 2;
      }

      @Override
      public double y(int i) {
        return (boxes[4 * i + 2] + boxes[4 * i + 3]) / 2;
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
    byte[][] movedShapes = shapes.clone();
    double[] movedBoxes = boxes.clone();
    WKBReader reader = new WKBReader();
    WKBWriter writer = new WKBWriter(2);
    for (int i = 0; i < shapes.length; i++) {
      double x = offset.x(from.x(i), from.y(i));
      double y = offset.y(from.x(i), from.y(i));
      if (x != 0 || y != 0) {
        Geometry moved = AffineTransformation.translationInstance(x, y).transform(shape(i, reader));
        Envelope box = moved.getEnvelopeInternal();
        movedShapes[i] = writer.write(moved);
        movedBoxes[4 * i] = box.getMinX();
        movedBoxes[4 * i + 1] = box.getMaxX();
        movedBoxes[4 * i + 2] = box.getMinY();
        movedBoxes[4 * i + 3] = box.getMaxY();
      }
    }
    return new Layer(iris, movedShapes, movedBoxes, areas, dimensions, versions);
  }

  /// @param reader the caller's own; readers are not safe for several threads
  Geometry shape(int i, WKBReader reader) {
    try {
      return reader.read(shapes[i]);
    } catch (ParseException e) {
      throw new IllegalStateException("bytes that this room wrote itself", e);
    }
  }
}
