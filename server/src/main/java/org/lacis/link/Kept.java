package org.lacis.link;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lacis.link.rule.Path;
import org.locationtech.jts.geom.Envelope;

/// What blocking looks at of one thing.
///
/// @param box in the working CRS; empty without a shape
/// @param texts by the path that leads to them
record Kept(Optional<Envelope> box, Map<Path, String[]> texts) {
  private static final String[] NONE = {};

  static Kept of(Side side, int thing) {
    Map<Path, String[]> texts = new HashMap<>();
    for (Path path : side.paths()) {
      String[] values = side.attributes().values(path, thing);
      if (values.length > 0) {
        texts.put(path, values);
      }
    }
    texts.put(Block.OWN_IRI, new String[] {side.things().iris().get(thing)});
    return new Kept(
        side.hasShape(thing)
            ? Optional.of(side.layer().box(side.shapes()[thing]))
            : Optional.empty(),
        texts);
  }

  String[] values(Path path) {
    return texts.getOrDefault(path, NONE);
  }
}
