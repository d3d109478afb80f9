package org.lacis.link;

import java.util.Arrays;
import java.util.List;
import org.lacis.link.rule.Path;

/// One side of a rule that judges by criteria: things in the order of their IRIs, with their shapes
/// and texts.
///
/// @param things all that were selected
/// @param layer the shapes of those that have a usable one
/// @param shapes for each thing its position in the layer, or -1
/// @param attributes what the rule's criteria and blocking look at
/// @param paths the same, in order: what a thing's version is made of
@SuppressWarnings("ArrayRecordComponent") // as long as the things, read only
record Side(Things things, Layer layer, int[] shapes, Attributes attributes, List<Path> paths) {
  static final int VERSION_BYTES = 8;

  static Side of(Things things, Layer layer, Attributes attributes, List<Path> paths) {
    int[] shapes = new int[things.size()];
    Arrays.fill(shapes, -1);
    // Both are in the order of IRIs.
    int shape = 0;
    for (int i = 0; i < shapes.length && shape < layer.size(); i++) {
      if (things.iris().get(i).equals(layer.iri(shape))) {
        shapes[i] = shape++;
      }
    }
    return new Side(things, layer, shapes, attributes, paths);
  }

  int size() {
    return shapes.length;
  }

  boolean hasShape(int thing) {
    return shapes[thing] >= 0;
  }

  /// Square metres; 0 without a shape, and for points and lines.
  double area(int thing) {
    return hasShape(thing) ? layer.area(shapes[thing]) : 0;
  }

  /// Fingerprint of what is compared of a thing: its shape as it was written, and its texts.
  String version(int thing) {
    StringBuilder all = new StringBuilder();
    if (hasShape(thing)) {
      all.append(Long.toHexString(layer.version(shapes[thing])));
    }
    for (Path path : paths) {
      all.append('\u0001');
      for (String value : attributes.values(path, thing)) {
        all.append('\u0002').append(value);
      }
    }
    return Fingerprint.hex(all.toString(), VERSION_BYTES);
  }
}
